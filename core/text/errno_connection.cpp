// SPDX-License-Identifier: GPL-3.0-or-later
// Errors of the calls that make connections: accept4, connect, and getsockopt(SO_ERROR), which tells how a connect that
// went on in the background has ended.
#include "core/text/errno_table.h"
#include "core/text/translatable.h"

#include <array>
#include <cerrno>

namespace core {
namespace {

constexpr CallSet kAccept = callSet(Call::Accept4);
constexpr CallSet kConnect = callSet(Call::Connect);
constexpr CallSet kOutcome = callSet(Call::Getsockopt); // of connect, read with SO_ERROR
constexpr CallSet kBoth = callSet(Call::Accept4, Call::Connect);

constexpr std::array kConnectionRows{
    // ---- both ----
    ErrnoRow{kBoth,
             EBADF,
             {CORE_TR("The number is not an open descriptor: it was closed before this call, or never opened."),
              CORE_TR("Make the call before close(2), with the number that socket(2) returned.")}},
    ErrnoRow{
        kBoth,
        ENOTSOCK,
        {CORE_TR("The descriptor is open but belongs to something else than a socket, for example a file or a pipe."),
         CORE_TR("Pass the number that socket(2) returned; it may have been closed and given out again.")}},
    ErrnoRow{kBoth,
             EFAULT,
             {CORE_TR("The address lies outside the memory of the process."),
              CORE_TR("Pass a pointer to a complete sockaddr_storage and its size.")}},

    // ---- accept4(2) ----
    ErrnoRow{kAccept,
             EAGAIN,
             {CORE_TR("No connection waits in the accept queue. On a non-blocking socket this is no failure."),
              CORE_TR("Wait until epoll reports EPOLLIN for the listening socket, then call again.")}},
    ErrnoRow{kAccept,
             ECONNABORTED,
             {CORE_TR("The peer ended the connection while it was still waiting in the accept queue."),
              CORE_TR("Call accept4(2) again for the next one; only this connection is lost.")}},
    ErrnoRow{
        kAccept,
        EINTR,
        {CORE_TR("A signal came before a connection did."), CORE_TR("Call accept4(2) again; no connection was lost.")}},
    ErrnoRow{
        kAccept,
        EINVAL,
        {CORE_TR("The socket is not listening, or the flags hold something else than SOCK_NONBLOCK and SOCK_CLOEXEC."),
         CORE_TR("Call listen(2) first, and check the flags and the length of the address.")}},
    ErrnoRow{
        kAccept,
        EMFILE,
        {CORE_TR("The process has as many descriptors open as it may have (RLIMIT_NOFILE). The connection stays in the "
                 "accept queue: the peer already sees it as open."),
         CORE_TR("Close connections, then accepting goes on; or start the program with a higher ulimit -n.")}},
    ErrnoRow{
        kAccept,
        ENFILE,
        {CORE_TR("All processes of the system together have as many files open as the kernel allows (fs.file-max). The "
                 "connection stays in the accept queue."),
         CORE_TR("End programs that hold many files, or raise the sysctl fs.file-max.")}},
    ErrnoRow{
        kAccept,
        ENOBUFS,
        {CORE_TR(
             "There was no memory for the new connection; often the limit of socket buffers is meant, not all memory."),
         CORE_TR("Close connections or raise the sysctl net.ipv4.tcp_mem, then accept again.")}},
    ErrnoRow{
        kAccept,
        ENOMEM,
        {CORE_TR(
             "There was no memory for the new connection; often the limit of socket buffers is meant, not all memory."),
         CORE_TR("Close connections or raise the sysctl net.ipv4.tcp_mem, then accept again.")}},
    ErrnoRow{kAccept,
             EOPNOTSUPP,
             {CORE_TR("A socket of this type takes no connections: only SOCK_STREAM and SOCK_SEQPACKET do."),
              CORE_TR("Create the listening socket with SOCK_STREAM.")}},
    ErrnoRow{kAccept,
             EPERM,
             {CORE_TR("A firewall rule or a security module forbids this connection."),
              CORE_TR("Look at the rules with nft list ruleset and allow the port.")}},
    ErrnoRow{kAccept,
             EPROTO,
             {CORE_TR("The peer broke the rules of the protocol while the connection was made."),
              CORE_TR("Accept the next connection; look at the packets if it happens again.")}},
    ErrnoRow{kAccept,
             ENOSR,
             {CORE_TR("The kernel had no stream resources left for the connection."),
              CORE_TR("Close connections and accept again.")}},
    ErrnoRow{kAccept,
             ETIMEDOUT,
             {CORE_TR("The new connection had already died when it was taken: the peer did not answer any more."),
              CORE_TR("Accept the next connection; only this one is lost.")}},
    ErrnoRow{kAccept,
             ECONNRESET,
             {CORE_TR("The peer reset the connection while it was still waiting in the accept queue."),
              CORE_TR("Accept the next connection; only this one is lost.")}},
    ErrnoRow{kAccept,
             ENETDOWN,
             {CORE_TR("The interface over which the new connection came is down."),
              CORE_TR("Treat it like EAGAIN and accept again; bring the interface up with ip link set dev NAME up.")}},
    ErrnoRow{kAccept,
             EHOSTDOWN,
             {CORE_TR("The computer at the other end of the new connection is reported as down."),
              CORE_TR("Treat it like EAGAIN and accept the next connection.")}},
    ErrnoRow{kAccept,
             EHOSTUNREACH,
             {CORE_TR("A router reported that the computer at the other end of the new connection cannot be reached."),
              CORE_TR("Treat it like EAGAIN and accept the next connection; check the routes if it stays.")}},
    ErrnoRow{kAccept,
             ENETUNREACH,
             {CORE_TR("The route to the other end of the new connection is gone."),
              CORE_TR("Treat it like EAGAIN and accept the next connection; check the routes with ip route.")}},
    ErrnoRow{kAccept,
             ENONET,
             {CORE_TR("The computer is not on the network over which the new connection came."),
              CORE_TR("Treat it like EAGAIN and accept again; check the interfaces with ip addr.")}},
    ErrnoRow{kAccept,
             ENOPROTOOPT,
             {CORE_TR("A router reported that the protocol of the new connection is not available at its other end."),
              CORE_TR("Treat it like EAGAIN and accept the next connection.")}},
    ErrnoRow{kAccept,
             EPROTONOSUPPORT,
             {CORE_TR("The kernel does not have the protocol of the new connection."),
              CORE_TR("Accept the next connection, or load the module of the protocol.")}},
    ErrnoRow{kAccept,
             ESOCKTNOSUPPORT,
             {CORE_TR("The kernel cannot make a socket of the type of the new connection."),
              CORE_TR("Listen with SOCK_STREAM.")}},

    // ---- connect(2), and its outcome in SO_ERROR ----
    ErrnoRow{
        kConnect | kOutcome,
        ECONNREFUSED,
        {CORE_TR("Nobody listens on that port. The kernel at the other end answered your SYN with a RST at once."),
         CORE_TR("Start the server on that port, or connect to the port on which it listens. A server that listens "
                 "on IPv6 only, for example on ::, cannot be reached at 127.0.0.1, nor one on IPv4 only at ::1; "
                 "localhost may mean either.")}},
    ErrnoRow{kConnect,
             ETIMEDOUT,
             {CORE_TR("No answer came although the SYN was sent again. The host is off, the address is wrong, or a "
                      "firewall drops the packets silently."),
              CORE_TR("Check the address with ping, and the firewalls on the way for the port.")}},
    ErrnoRow{kOutcome,
             ETIMEDOUT,
             {CORE_TR("No answer came although the kernel sent again and again: neither to the SYN nor, on an open "
                      "connection, to the data. The host is off or a firewall drops the packets."),
              CORE_TR("Check the address with ping and the firewalls on the way, then connect with a new socket.")}},
    ErrnoRow{
        kConnect | kOutcome,
        EHOSTUNREACH,
        {CORE_TR(
             "The host cannot be reached: no computer answers under the address in its network, or a router said so."),
         CORE_TR("Check that the host is on and the address is right; ip neigh shows FAILED for one that is absent.")}},
    ErrnoRow{kConnect | kOutcome,
             ENETUNREACH,
             {CORE_TR("This computer has no route to the network of that address; on a computer without IPv6 every "
                      "IPv6 address fails like this."),
              CORE_TR("Check the network cable or Wi-Fi and ip route, or use an address of another family.")}},
    ErrnoRow{kConnect,
             ECONNRESET,
             {CORE_TR("The peer sent a RST just when the connection was made: it closed at once, or its accept queue "
                      "was full (net.ipv4.tcp_abort_on_overflow)."),
              CORE_TR("Try again, and look at the log of the server for why it dropped the connection.")}},
    ErrnoRow{kOutcome,
             ECONNRESET,
             {CORE_TR("The peer has sent a RST: its program died, it closed with our data still unread, or it reset on "
                      "purpose (SO_LINGER of 0)."),
              CORE_TR("Close this socket and connect again; data on its way may be lost.")}},
    ErrnoRow{kConnect | kOutcome,
             ECONNABORTED,
             {CORE_TR("The connection was given up before it was established, by this computer or by another thread."),
              CORE_TR("Create a new socket and connect again.")}},
    ErrnoRow{kConnect | kOutcome,
             ENETDOWN,
             {CORE_TR("The network interface that leads to the address is down."),
              CORE_TR("Bring it up with ip link set dev NAME up, or use another address.")}},
    ErrnoRow{kConnect | kOutcome,
             EHOSTDOWN,
             {CORE_TR("The host is reported as down."), CORE_TR("Switch the host on, or use another address.")}},
    ErrnoRow{kConnect | kOutcome,
             EPERM,
             {CORE_TR("A security module, a control group or a firewall rule of this computer forbids the connection."),
              CORE_TR("Look at the rules with nft list ruleset and at the sandbox of the program, and allow the "
                      "address and port.")}},
    ErrnoRow{
        kConnect | kOutcome,
        EACCES,
        {CORE_TR(
             "The way is forbidden: by a prohibit route or a firewall rule, or as the address is a broadcast address."),
         CORE_TR("Check ip route get ADDRESS and the firewall.")}},
    ErrnoRow{kConnect | kOutcome,
             EADDRINUSE,
             {CORE_TR("The local address and port of the socket are in use by another socket."),
              CORE_TR("Let the kernel choose the local port: leave bind out, or bind to port 0.")}},
    ErrnoRow{kConnect | kOutcome,
             EADDRNOTAVAIL,
             {CORE_TR("No local port is left for this target: all of net.ipv4.ip_local_port_range are used or in "
                      "TIME_WAIT, or the one that was bound already has a connection to it. Or this computer has no "
                      "address of its own to reach the target from."),
              CORE_TR("Close connections, wait 60 s for TIME_WAIT to end, or leave bind out so that the kernel chooses "
                      "the port.")}},
    ErrnoRow{kOutcome,
             EPIPE,
             {CORE_TR("The peer had closed the connection and answered what we still sent with a RST."),
              CORE_TR("Stop sending when the end of the peer was read; connect again if there is more to say.")}},
    ErrnoRow{kOutcome,
             EPROTO,
             {CORE_TR("The peer broke the rules of the protocol."),
              CORE_TR("Connect again on a new socket; look at the packets if it happens again.")}},
    ErrnoRow{
        kConnect,
        EAFNOSUPPORT,
        {CORE_TR("The address is of another family than the socket: IPv6 for an IPv4 socket, or the other way round."),
         CORE_TR("Create the socket with the family of the address.")}},
    ErrnoRow{kConnect,
             EAGAIN,
             {CORE_TR("The kernel has no route entry or local port free at the moment."),
              CORE_TR("Try again a little later, or close connections that are not needed.")}},
    ErrnoRow{kConnect,
             EALREADY,
             {CORE_TR("An earlier connect(2) on this non-blocking socket is still under way."),
              CORE_TR("Wait until epoll reports EPOLLOUT, then read SO_ERROR; do not call connect(2) again.")}},
    ErrnoRow{kConnect,
             EINPROGRESS,
             {CORE_TR("The SYN is sent and the answer is awaited in the background. On a non-blocking socket this is "
                      "no failure."),
              CORE_TR("Wait until epoll reports EPOLLOUT, then read SO_ERROR to learn how it ended.")}},
    ErrnoRow{kConnect,
             EINTR,
             {CORE_TR("A signal came, but the connection is still being made in the background."),
              CORE_TR("Do not call connect(2) again: wait for EPOLLOUT and read SO_ERROR.")}},
    ErrnoRow{kConnect,
             EISCONN,
             {CORE_TR("The socket is connected already, or it listens. A TCP socket connects only once."),
              CORE_TR("Use the connection as it is, or create a new socket for another one.")}},
    ErrnoRow{
        kConnect,
        EPROTOTYPE,
        {CORE_TR(
             "The UNIX socket at that path is of another type than ours, for example SOCK_DGRAM against SOCK_STREAM."),
         CORE_TR("Create the socket with the type that the server uses.")}},
    ErrnoRow{kConnect,
             EPROTONOSUPPORT,
             {CORE_TR("The protocol of the socket is not known to the target's family."),
              CORE_TR("Create the socket with protocol 0 or IPPROTO_TCP.")}},
    ErrnoRow{kConnect,
             EINVAL,
             {CORE_TR("The address has the wrong length, or a link-local IPv6 address came without its interface."),
              CORE_TR("Pass the length of the sockaddr, and write link-local addresses with their interface, as in "
                      "fe80::1%eth0.")}},
    ErrnoRow{kConnect,
             EOPNOTSUPP,
             {CORE_TR("A socket of this type knows no connections."),
              CORE_TR("Create a SOCK_STREAM socket for the connection.")}},
    ErrnoRow{kConnect,
             ENOENT,
             {CORE_TR("There is no socket file at that path."),
              CORE_TR("Start the server that creates it, or correct the path.")}},
    ErrnoRow{kConnect,
             ENOTDIR,
             {CORE_TR("Something in the path of the UNIX socket that should be a directory is none."),
              CORE_TR("Correct the path: everything before the last slash must be a directory.")}},
    ErrnoRow{kConnect,
             ELOOP,
             {CORE_TR("The path of the UNIX socket leads through too many symbolic links."),
              CORE_TR("Use the real path, which realpath shows.")}},
    ErrnoRow{kConnect,
             ENAMETOOLONG,
             {CORE_TR("A name in the path of the UNIX socket is longer than the file system allows."),
              CORE_TR("Correct the path; a socket address holds 107 bytes.")}},
    ErrnoRow{kConnect,
             ENOBUFS,
             {CORE_TR("The kernel had no memory to send the SYN."),
              CORE_TR("Close connections to free memory, then connect again.")}},
    ErrnoRow{kConnect,
             ENOMEM,
             {CORE_TR("The kernel had no memory for the connection."),
              CORE_TR("Close connections to free memory, then connect again.")}},
};

} // namespace

std::span<const ErrnoRow> connectionErrnoRows()
{
    return kConnectionRows;
}

} // namespace core
