// SPDX-License-Identifier: GPL-3.0-or-later
// Errors of the calls that set a socket up: socket, setsockopt, getsockopt, bind, getsockname, getpeername, listen.
#include "core/text/errno_table.h"
#include "core/text/translatable.h"

#include <array>
#include <cerrno>

namespace core {
namespace {

constexpr CallSet kSocket = callSet(Call::Socket);
constexpr CallSet kSet = callSet(Call::Setsockopt);
constexpr CallSet kGet = callSet(Call::Getsockopt);
constexpr CallSet kBind = callSet(Call::Bind);
constexpr CallSet kNames = callSet(Call::Getsockname, Call::Getpeername);
constexpr CallSet kListen = callSet(Call::Listen);

constexpr std::array kSetupRows{
    // ---- socket(2) ----
    ErrnoRow{kSocket,
             EACCES,
             {CORE_TR("This process may not create a socket of this type and protocol, for example a raw one."),
              CORE_TR("Choose SOCK_STREAM, or give the program the capability that the type needs (CAP_NET_RAW).")}},
    ErrnoRow{kSocket,
             EPERM,
             {CORE_TR("This process may not create a socket of this type; a security policy or a missing capability "
                      "stands against it."),
              CORE_TR("Choose SOCK_STREAM, or look for a sandbox or security module that restricts the program.")}},
    ErrnoRow{kSocket,
             EAFNOSUPPORT,
             {CORE_TR("The running kernel does not have this address family. IPv6 may be switched off."),
              CORE_TR("Use an IPv4 address, or switch IPv6 on (kernel parameter ipv6.disable).")}},
    ErrnoRow{kSocket,
             EINVAL,
             {CORE_TR("The type holds a flag that the kernel does not know, or the protocol number is out of range."),
              CORE_TR("Pass a type such as SOCK_STREAM with no other flags than SOCK_NONBLOCK and SOCK_CLOEXEC.")}},
    ErrnoRow{kSocket,
             EMFILE,
             {CORE_TR("The process has as many descriptors open as it may have (RLIMIT_NOFILE)."),
              CORE_TR("Close connections that are no longer needed, or start the program with a higher ulimit -n.")}},
    ErrnoRow{
        kSocket,
        ENFILE,
        {CORE_TR("All processes of the system together have as many files open as the kernel allows (fs.file-max)."),
         CORE_TR("End programs that hold many files, or raise the sysctl fs.file-max.")}},
    ErrnoRow{kSocket,
             ENOBUFS,
             {CORE_TR("The kernel had no memory for the new socket."),
              CORE_TR("Close sockets or programs to free memory, then try again.")}},
    ErrnoRow{kSocket,
             ENOMEM,
             {CORE_TR("The kernel had no memory for the new socket."),
              CORE_TR("Close sockets or programs to free memory, then try again.")}},
    ErrnoRow{
        kSocket,
        EPROTONOSUPPORT,
        {CORE_TR(
             "The address family has no such protocol for this type of socket, or the kernel was built without it."),
         CORE_TR("Pass 0 or IPPROTO_TCP together with SOCK_STREAM.")}},
    ErrnoRow{kSocket,
             ESOCKTNOSUPPORT,
             {CORE_TR("The address family has no socket of this type."),
              CORE_TR("Use SOCK_STREAM or SOCK_DGRAM, which every family of this program has.")}},

    // socket(2) in the private network, where a helper is asked for it.
    ErrnoRow{
        kSocket,
        EPIPE,
        {CORE_TR("The helper that makes sockets in the private network has ended. Sockets that exist live on."),
         CORE_TR("Stop the server and disconnect every client, then choose a new private network or this computer.")}},
    ErrnoRow{
        kSocket,
        ETIMEDOUT,
        {CORE_TR("The helper that makes sockets in the private network did not answer in time."),
         CORE_TR("Stop the server and disconnect every client, then choose a new private network or this computer.")}},
    ErrnoRow{
        kSocket,
        EBADMSG,
        {CORE_TR("What the helper that makes sockets in the private network answered cannot be understood."),
         CORE_TR("Program and helper may be of different versions: install both again, or choose this computer.")}},

    // ---- setsockopt(2), getsockopt(2) ----
    ErrnoRow{kSet | kGet | kBind | kNames | kListen,
             EBADF,
             {CORE_TR("The number is not an open descriptor: it was closed before this call, or never opened."),
              CORE_TR("Make the call before close(2), with the number that socket(2) or accept4(2) returned.")}},
    ErrnoRow{
        kSet | kGet | kBind | kNames | kListen,
        ENOTSOCK,
        {CORE_TR("The descriptor is open but belongs to something else than a socket, for example a file or a pipe."),
         CORE_TR(
             "Pass the number that socket(2) or accept4(2) returned; it may have been closed and given out again.")}},
    ErrnoRow{kSet | kGet,
             ENOPROTOOPT,
             {CORE_TR("This level has no option of that number, or this kind of socket does not have it."),
              CORE_TR("Check that level and option belong together, for example SOL_SOCKET with SO_REUSEADDR.")}},
    ErrnoRow{
        kSet | kGet,
        EOPNOTSUPP,
        {CORE_TR("The option exists, but not for this kind of socket: a TCP option on a UNIX socket, for example."),
         CORE_TR("Use the option on a socket of its own protocol.")}},
    ErrnoRow{kSet | kGet,
             EFAULT,
             {CORE_TR("The value or its length lies outside the memory of the process."),
              CORE_TR("Pass the address of a variable that is at least as large as the length says.")}},
    ErrnoRow{
        kSet,
        EINVAL,
        {CORE_TR("The option does not take this value or this length, or not in the present state of the socket."),
         CORE_TR("Pass the type that the manual page names (mostly an int of 4 bytes) and a value in its range.")}},
    ErrnoRow{kGet,
             EINVAL,
             {CORE_TR("The length is negative or too small for the option, or the option cannot be read now."),
              CORE_TR("Pass in the length how many bytes there is room for.")}},
    ErrnoRow{kSet,
             EDOM,
             {CORE_TR("The time limit cannot be stored: its microseconds are not between 0 and 999,999."),
              CORE_TR("Move whole seconds from tv_usec to tv_sec.")}},
    ErrnoRow{kSet,
             ENOMEM,
             {CORE_TR("The kernel had no memory to store the option."),
              CORE_TR("Free memory and try again; the socket still works as before.")}},
    ErrnoRow{kSet,
             ENOBUFS,
             {CORE_TR("The kernel had no memory to store the option, or the value is beyond net.core.optmem_max."),
              CORE_TR("Pass a smaller value, or raise the sysctl net.core.optmem_max.")}},
    ErrnoRow{kSet,
             EPERM,
             {CORE_TR("Only a process with CAP_NET_ADMIN may set this option or go beyond the limit for it."),
              CORE_TR("Choose a value within the limits (socket(7)), or run the program with CAP_NET_ADMIN.")}},
    ErrnoRow{kSet,
             ENODEV,
             {CORE_TR("There is no network interface of that name or number."),
              CORE_TR("List the interfaces with ip link and use one of those.")}},
    ErrnoRow{kSet,
             ENOENT,
             {CORE_TR("The kernel does not have the named algorithm or module, for example for TCP_CONGESTION."),
              CORE_TR("Choose one of sysctl net.ipv4.tcp_available_congestion_control.")}},
    ErrnoRow{kSet,
             EISCONN,
             {CORE_TR("The option can only be set before the socket is connected."),
              CORE_TR("Set the option between socket(2) and connect(2).")}},
    ErrnoRow{kSet,
             ENOTCONN,
             {CORE_TR("The option can only be set while the socket is connected."),
              CORE_TR("Set the option after connect(2) has succeeded.")}},

    // ---- bind(2) ----
    ErrnoRow{kBind,
             EACCES,
             {CORE_TR("Ports below 1024 are kept for privileged programs (net.ipv4.ip_unprivileged_port_start)."),
              CORE_TR("Choose a port from 1024 to 65535, or give the program CAP_NET_BIND_SERVICE.")}},
    ErrnoRow{
        kBind,
        EADDRINUSE,
        {CORE_TR("Another socket already has this address and port."),
         CORE_TR(
             "Stop the other program (ss -ltnp shows it), or choose another port; port 0 lets the kernel choose.")}},
    ErrnoRow{
        kBind,
        EADDRNOTAVAIL,
        {CORE_TR("No interface of this computer has that address. A server can only listen on addresses of its own."),
         CORE_TR("Choose 127.0.0.1, 0.0.0.0 or an address that ip addr shows.")}},
    ErrnoRow{
        kBind,
        EINVAL,
        {CORE_TR(
             "The socket is bound already, or the address has the wrong length; a link-local IPv6 address needs its "
             "interface."),
         CORE_TR("Bind each socket once, and write link-local addresses with their interface, as in fe80::1%eth0.")}},
    ErrnoRow{
        kBind,
        EAFNOSUPPORT,
        {CORE_TR("The address is of another family than the socket: IPv6 for an IPv4 socket, or the other way round."),
         CORE_TR("Create the socket with the family of the address.")}},
    ErrnoRow{kBind,
             EFAULT,
             {CORE_TR("The address lies outside the memory of the process."),
              CORE_TR("Pass a pointer to a complete sockaddr and its size.")}},
    ErrnoRow{kBind,
             ENODEV,
             {CORE_TR("The interface in the IPv6 scope does not exist, or not any more."),
              CORE_TR("Use an interface that ip link shows after the % of the address.")}},
    ErrnoRow{
        kBind,
        EPERM,
        {CORE_TR("A security module or a control group forbids binding this address, or the file system cannot hold "
                 "socket files."),
         CORE_TR("Choose another address or directory, or change the rule that forbids it.")}},
    ErrnoRow{kBind,
             ELOOP,
             {CORE_TR("The path of the UNIX socket leads through too many symbolic links."),
              CORE_TR("Use the real path, which realpath shows.")}},
    ErrnoRow{kBind,
             ENAMETOOLONG,
             {CORE_TR("A name in the path of the UNIX socket is longer than the file system allows."),
              CORE_TR("Choose a shorter path; a socket address holds 107 bytes.")}},
    ErrnoRow{kBind,
             ENOENT,
             {CORE_TR("A directory in the path of the UNIX socket does not exist."),
              CORE_TR("Create the directory first; bind(2) creates only the socket file itself.")}},
    ErrnoRow{kBind,
             ENOTDIR,
             {CORE_TR("Something in the path of the UNIX socket that should be a directory is none."),
              CORE_TR("Correct the path: everything before the last slash must be a directory.")}},
    ErrnoRow{kBind,
             EROFS,
             {CORE_TR("The socket file would lie on a file system that is mounted read-only."),
              CORE_TR("Choose a path on a writable file system, for example in /tmp or $XDG_RUNTIME_DIR.")}},
    ErrnoRow{
        kBind,
        ENOSPC,
        {CORE_TR("The file system has no room for another socket file, or no free inode; or all automatic abstract "
                 "names are taken."),
         CORE_TR("Free space on that file system, or choose another directory.")}},
    ErrnoRow{kBind,
             EDQUOT,
             {CORE_TR("Your disk quota has no room for another file, and a socket file is one."),
              CORE_TR("Delete files, or choose a directory on another file system.")}},
    ErrnoRow{kBind,
             EIO,
             {CORE_TR("The disk reported an error while the socket file was made."),
              CORE_TR("Choose a path on another file system and look at dmesg for the failing one.")}},
    ErrnoRow{kBind,
             EOPNOTSUPP,
             {CORE_TR("The socket or the file system does not support binding to this kind of address."),
              CORE_TR("Choose an address of another kind, for example 127.0.0.1 or a path in /tmp.")}},
    ErrnoRow{kBind,
             ENOMEM,
             {CORE_TR("The kernel had no memory to enter the address."), CORE_TR("Free memory and try again.")}},
    ErrnoRow{kBind,
             ENOBUFS,
             {CORE_TR("The kernel had no memory to enter the address."), CORE_TR("Free memory and try again.")}},

    // ---- getsockname(2), getpeername(2) ----
    ErrnoRow{kNames,
             EFAULT,
             {CORE_TR("The room for the address lies outside the memory of the process."),
              CORE_TR("Pass a sockaddr_storage and its size.")}},
    ErrnoRow{kNames,
             EINVAL,
             {CORE_TR("The length of the room for the address is negative."),
              CORE_TR("Set the length to the size of the room before each call.")}},
    ErrnoRow{kNames,
             ENOBUFS,
             {CORE_TR("The kernel had no memory to hand over the address."),
              CORE_TR("Free memory and ask again; the socket itself is unharmed.")}},
    ErrnoRow{
        callSet(Call::Getpeername),
        ENOTCONN,
        {CORE_TR("The socket has no peer: it is not connected yet, was never connected, or was reset."),
         CORE_TR("Ask for the peer after connect(2) or accept4(2) has succeeded and before the connection ends.")}},

    // ---- listen(2) ----
    ErrnoRow{
        kListen,
        EADDRINUSE,
        {CORE_TR(
             "Another socket listens on this port already (both had SO_REUSEADDR, so bind(2) still succeeded), or no "
             "free port was left for an unbound socket."),
         CORE_TR("Stop the other server, which ss -ltnp shows, or bind to another port.")}},
    ErrnoRow{kListen,
             EOPNOTSUPP,
             {CORE_TR("A socket of this type takes no connections: only SOCK_STREAM and SOCK_SEQPACKET do."),
              CORE_TR("Create the socket with SOCK_STREAM.")}},
    ErrnoRow{kListen,
             EINVAL,
             {CORE_TR("The socket cannot start to listen in its present state: it is connected, or it is a UNIX socket "
                      "without a name."),
              CORE_TR("Call listen(2) on a socket that was bound and never connected.")}},
    ErrnoRow{kListen,
             EACCES,
             {CORE_TR("A security module forbids this program to listen here."),
              CORE_TR("Choose another port, or change the rule of the security module.")}},
    ErrnoRow{kListen,
             ENOMEM,
             {CORE_TR("The kernel had no memory for the accept queue."),
              CORE_TR("Free memory, or ask for a smaller backlog.")}},
    ErrnoRow{kListen,
             ENOBUFS,
             {CORE_TR("The kernel had no memory for the accept queue."),
              CORE_TR("Free memory, or ask for a smaller backlog.")}},
};

} // namespace

std::span<const ErrnoRow> setupErrnoRows()
{
    return kSetupRows;
}

} // namespace core
