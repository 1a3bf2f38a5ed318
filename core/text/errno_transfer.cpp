// SPDX-License-Identifier: GPL-3.0-or-later
// Errors of the calls that move data and end connections: send, recv, shutdown, close.
#include "core/text/errno_table.h"
#include "core/text/translatable.h"

#include <array>
#include <cerrno>

namespace core {
namespace {

constexpr CallSet kSend = callSet(Call::Send);
constexpr CallSet kRecv = callSet(Call::Recv);
constexpr CallSet kData = callSet(Call::Send, Call::Recv);
constexpr CallSet kShutdown = callSet(Call::Shutdown);
constexpr CallSet kClose = callSet(Call::Close);

constexpr std::array kTransferRows{
    // ---- all ----
    ErrnoRow{kData | kShutdown,
             EBADF,
             {CORE_TR("The number is not an open descriptor: the socket was closed before this call."),
              CORE_TR("Close a socket only after the last call that uses it.")}},
    ErrnoRow{
        kClose,
        EBADF,
        {CORE_TR("The number is not an open descriptor: it was closed already."),
         CORE_TR("Close each descriptor exactly once; a second close may hit a new socket with the same number.")}},
    ErrnoRow{
        kData | kShutdown,
        ENOTSOCK,
        {CORE_TR("The descriptor is open but belongs to something else than a socket, for example a file or a pipe."),
         CORE_TR("Pass a socket; for files and pipes use read(2) and write(2).")}},
    ErrnoRow{kData | kShutdown,
             ENOBUFS,
             {CORE_TR("The kernel had no memory for the packet. The connection itself still stands."),
              CORE_TR("Close connections to free memory, wait a little, and call again.")}},

    // ---- send(2), recv(2) ----
    ErrnoRow{
        kSend,
        EAGAIN,
        {CORE_TR(
             "The send buffer is full: the peer takes the data more slowly than it is sent. On a non-blocking socket "
             "this is no failure."),
         CORE_TR("Keep the rest, wait until epoll reports EPOLLOUT, then go on.")}},
    ErrnoRow{kRecv,
             EAGAIN,
             {CORE_TR("Nothing has arrived that was not read yet. On a non-blocking socket this is no failure; with "
                      "SO_RCVTIMEO it means that the time is over."),
              CORE_TR("Wait until epoll reports EPOLLIN, then read.")}},
    ErrnoRow{
        kData,
        ECONNRESET,
        {CORE_TR("The peer sent a RST: its program died, it closed with our data still unread, or it reset on purpose "
                 "(SO_LINGER of 0)."),
         CORE_TR("Close this socket and connect again; data on its way may be lost.")}},
    ErrnoRow{
        kSend,
        EPIPE,
        {CORE_TR("The socket cannot send any more: this end was shut down for writing, the peer has closed and "
                 "answered earlier data with a RST, or a TCP socket was never connected. Without MSG_NOSIGNAL the "
                 "signal SIGPIPE comes as well."),
         CORE_TR("Stop sending, read what is left, close the socket, and connect again if there is more to say.")}},
    ErrnoRow{kRecv,
             EPIPE,
             {CORE_TR("The peer had closed the connection and answered what we still sent with a RST."),
              CORE_TR("Close the socket and connect again.")}},
    ErrnoRow{
        kData,
        ETIMEDOUT,
        {CORE_TR("The connection is dead: the peer did not acknowledge what was sent, though it was sent again for "
                 "minutes, or it did not answer keepalives."),
         CORE_TR("Close the socket, check the network and the peer, and connect again.")}},
    ErrnoRow{kData,
             EHOSTUNREACH,
             {CORE_TR("The peer cannot be reached any more; a router said so or it no longer answers in its network."),
              CORE_TR("Check the host and the way to it; close the socket and connect again.")}},
    ErrnoRow{kData,
             ENETUNREACH,
             {CORE_TR("The route to the peer is gone, for example because an interface went down."),
              CORE_TR("Check ip route and the network; close the socket and connect again.")}},
    ErrnoRow{
        kData,
        ECONNREFUSED,
        {CORE_TR("The peer refused: for TCP the connect in the background found nobody listening, for UDP an earlier "
                 "packet did."),
         CORE_TR("Start the server at the other end, then connect with a new socket.")}},
    ErrnoRow{kData,
             ECONNABORTED,
             {CORE_TR("This computer ended the connection, for example because an administrator killed it (ss -K)."),
              CORE_TR("Close the socket and connect again.")}},
    ErrnoRow{kData,
             EPROTO,
             {CORE_TR("The peer broke the rules of the protocol, and the kernel gave the connection up."),
              CORE_TR("Close the socket and connect again; look at the packets if it happens again.")}},
    ErrnoRow{kData,
             ENETDOWN,
             {CORE_TR("The network interface that leads to the peer is down."),
              CORE_TR("Bring it up with ip link set dev NAME up, then connect again.")}},
    ErrnoRow{kData,
             EHOSTDOWN,
             {CORE_TR("The peer's computer is reported as down."), CORE_TR("Switch it on, then connect again.")}},
    ErrnoRow{kData,
             EPERM,
             {CORE_TR("A firewall rule or a security module forbids this packet."),
              CORE_TR("Look at the rules with nft list ruleset and allow the address and port.")}},
    ErrnoRow{
        kSend,
        EACCES,
        {CORE_TR(
             "Sending to that address is not allowed: a broadcast address without SO_BROADCAST, a prohibit route, or a "
             "UNIX socket file that may not be written."),
         CORE_TR("Set SO_BROADCAST for broadcasts, or check the route and the permissions of the path.")}},
    ErrnoRow{kSend,
             ENOTCONN,
             {CORE_TR("The socket has no peer to send to: connect(2) was not called, or has not succeeded. (TCP "
                      "reports EPIPE instead.)"),
              CORE_TR("Connect first and wait until it has succeeded.")}},
    ErrnoRow{kRecv,
             ENOTCONN,
             {CORE_TR("The socket is not connected: connect(2) was not called, or this is the listening socket."),
              CORE_TR("Read from the descriptor that accept4(2) returned, or connect first.")}},
    ErrnoRow{kSend,
             EDESTADDRREQ,
             {CORE_TR("The socket knows no peer and the call names none."),
              CORE_TR("Call connect(2) first, or sendto(2) with an address.")}},
    ErrnoRow{kSend,
             EISCONN,
             {CORE_TR("The socket is connected, but the call named an address as well."),
              CORE_TR("Use send(2) without an address on a connected socket.")}},
    ErrnoRow{kSend,
             EALREADY,
             {CORE_TR("A connect that carries data (TCP Fast Open) is already under way on this socket."),
              CORE_TR("Wait until epoll reports EPOLLOUT before sending more.")}},
    ErrnoRow{
        kSend,
        EMSGSIZE,
        {CORE_TR("The message must be sent in one piece and is too large for that. A stream socket has no such limit."),
         CORE_TR("Send smaller messages, or use SOCK_STREAM.")}},
    ErrnoRow{kData,
             EOPNOTSUPP,
             {CORE_TR("One of the flags does not fit this kind of socket; MSG_OOB on a UNIX socket, for example."),
              CORE_TR("Leave the flag out.")}},
    ErrnoRow{
        kSend,
        EINVAL,
        {CORE_TR("An argument is out of range, the flags do not fit together, or a blackhole route leads to the peer."),
         CORE_TR("Check length and flags, and ip route get ADDRESS.")}},
    ErrnoRow{kRecv,
             EINVAL,
             {CORE_TR("An argument is out of range, for example MSG_OOB while no urgent data is there."),
              CORE_TR("Check length and flags.")}},
    ErrnoRow{kSend,
             EFAULT,
             {CORE_TR("The bytes to send lie outside the memory of the process."),
              CORE_TR("Pass a buffer that is at least as long as the length says.")}},
    ErrnoRow{kRecv,
             EFAULT,
             {CORE_TR("The room for the bytes lies outside the memory of the process."),
              CORE_TR("Pass a buffer that is at least as long as the length says.")}},
    ErrnoRow{kSend,
             EINTR,
             {CORE_TR("A signal came before any byte was taken."), CORE_TR("Call send(2) again with the same bytes.")}},
    ErrnoRow{kRecv,
             EINTR,
             {CORE_TR("A signal came before any byte did."), CORE_TR("Call recv(2) again; nothing was lost.")}},
    ErrnoRow{
        kData,
        ENOMEM,
        {CORE_TR("The kernel had no memory for the data; often the limit of socket buffers is meant, not all memory."),
         CORE_TR("Close connections or raise the sysctl net.ipv4.tcp_mem, then call again.")}},

    // ---- shutdown(2) ----
    ErrnoRow{
        kShutdown,
        ENOTCONN,
        {CORE_TR("There is no connection to shut down: it was never made, or it has ended already, often by a RST."),
         CORE_TR("Nothing needs to be shut down any more: close the socket.")}},
    ErrnoRow{kShutdown,
             EINVAL,
             {CORE_TR("The second argument is none of SHUT_RD, SHUT_WR and SHUT_RDWR."),
              CORE_TR("Pass SHUT_WR to say that you send no more and still want to read.")}},

    // ---- close(2) ----
    ErrnoRow{kClose,
             EINTR,
             {CORE_TR("A signal came while close waited. On Linux the descriptor is closed all the same."),
              CORE_TR("Do not call close(2) again: the number may already belong to another socket.")}},
    ErrnoRow{
        kClose,
        EIO,
        {CORE_TR(
             "The disk reported an error for data written earlier. The descriptor is closed all the same; sockets do "
             "not give this error."),
         CORE_TR("Write the file again and look at dmesg; do not call close(2) again.")}},
    ErrnoRow{
        kClose,
        ENOSPC,
        {CORE_TR("A network file system had no room for data written earlier. The descriptor is closed all the same; "
                 "sockets do not give this error."),
         CORE_TR("Free space and write the file again; do not call close(2) again.")}},
    ErrnoRow{
        kClose,
        EDQUOT,
        {CORE_TR(
             "A disk quota had no room for data written earlier. The descriptor is closed all the same; sockets do not "
             "give this error."),
         CORE_TR("Delete files and write the file again; do not call close(2) again.")}},
};

} // namespace

std::span<const ErrnoRow> transferErrnoRows()
{
    return kTransferRows;
}

} // namespace core
