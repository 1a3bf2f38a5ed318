// SPDX-License-Identifier: GPL-3.0-or-later
// What an errno says by itself, for calls that do not document it.
#include "core/text/errno_table.h"
#include "core/text/translatable.h"

#include <array>
#include <cerrno>

namespace core {
namespace {

constexpr ErrnoRow any(int error, const char* cause, const char* remedy)
{
    return {CallSet{0}, error, {cause, remedy}};
}

constexpr std::array kGeneralRows{
    any(0, CORE_TR("The call succeeded."), CORE_TR("There is nothing to do.")),
    any(EPERM, CORE_TR("The kernel, a firewall rule or a security module does not allow this."),
        CORE_TR("Run the program with the capability that the call needs, or change the rule.")),
    any(ENOENT, CORE_TR("There is no file, algorithm or entry of that name."), CORE_TR("Check the name.")),
    any(EINTR, CORE_TR("A signal came before the call was done."), CORE_TR("Make the call again.")),
    any(EIO, CORE_TR("A device reported an error."), CORE_TR("Look at dmesg for the device.")),
    any(EBADF, CORE_TR("The number is not an open descriptor: it was closed before this call, or never opened."),
        CORE_TR("Use a descriptor only between its creation and close(2).")),
    any(EAGAIN, CORE_TR("The call would have to wait, and the descriptor is non-blocking. This is no failure."),
        CORE_TR("Wait until epoll reports that the descriptor is ready, then call again.")),
    any(ENOMEM, CORE_TR("The kernel had no memory for the call."), CORE_TR("Free memory, then try again.")),
    any(EACCES, CORE_TR("The permissions do not allow this."),
        CORE_TR("Check the permissions of the path or the port, or run the program with more rights.")),
    any(EFAULT, CORE_TR("An address in the arguments lies outside the memory of the process."),
        CORE_TR("Pass a pointer to memory that is large enough.")),
    any(EBUSY, CORE_TR("What the call needs is in use by something else."), CORE_TR("Try again later.")),
    any(EEXIST, CORE_TR("What the call should create exists already."), CORE_TR("Use another name, or what is there.")),
    any(ENODEV, CORE_TR("There is no such device or network interface."),
        CORE_TR("List the interfaces with ip link and use one of those.")),
    any(ENOTDIR, CORE_TR("Part of the path is no directory."), CORE_TR("Correct the path.")),
    any(EISDIR, CORE_TR("The path or descriptor is a directory."), CORE_TR("Use a file or a socket.")),
    any(EINVAL, CORE_TR("The kernel does not accept one of the arguments, or not in the present state."),
        CORE_TR("Compare the arguments with the manual page of the call.")),
    any(ENFILE, CORE_TR("All processes of the system together have as many files open as the kernel allows."),
        CORE_TR("End programs that hold many files, or raise the sysctl fs.file-max.")),
    any(EMFILE, CORE_TR("The process has as many descriptors open as it may have (RLIMIT_NOFILE)."),
        CORE_TR("Close connections, or start the program with a higher ulimit -n.")),
    any(EFBIG, CORE_TR("The file would become too large."), CORE_TR("Write to several files.")),
    any(ENOSPC, CORE_TR("The file system, or another bounded store of the kernel, is full."),
        CORE_TR("Free space in it.")),
    any(EROFS, CORE_TR("The file system is mounted read-only."), CORE_TR("Choose a path on a writable file system.")),
    any(EPIPE, CORE_TR("The other end is closed, or this end was shut down for writing."),
        CORE_TR("Stop sending and close the descriptor.")),
    any(EDOM, CORE_TR("A number is outside the range that the call can store."),
        CORE_TR("Pass a number within the range.")),
    any(ERANGE, CORE_TR("The result does not fit into the room for it."), CORE_TR("Give the call more room.")),
    any(ENAMETOOLONG, CORE_TR("A name is longer than allowed."), CORE_TR("Choose a shorter name.")),
    any(ENOSYS, CORE_TR("The kernel does not have this call, or a sandbox hides it."),
        CORE_TR("Run the program on a newer kernel or outside of the sandbox.")),
    any(ELOOP, CORE_TR("There are too many symbolic links in the path, or a circle."), CORE_TR("Use the real path.")),
    any(ENONET, CORE_TR("The computer is not on the network."), CORE_TR("Check the interfaces with ip addr.")),
    any(EPROTO, CORE_TR("The peer broke the rules of the protocol."), CORE_TR("Connect again; look at the packets.")),
    any(EOVERFLOW, CORE_TR("A value is too large for its type."), CORE_TR("Pass a smaller value.")),
    any(ENOTSOCK, CORE_TR("The descriptor is open but belongs to something else than a socket."),
        CORE_TR("Pass the number that socket(2) or accept4(2) returned.")),
    any(EDESTADDRREQ, CORE_TR("The socket has no peer, and the call names none."), CORE_TR("Call connect(2) first.")),
    any(EMSGSIZE, CORE_TR("The message is too large to be sent in one piece."), CORE_TR("Send smaller messages.")),
    any(EPROTOTYPE, CORE_TR("The protocol or the peer needs another type of socket."),
        CORE_TR("Create the socket with the type that the peer uses.")),
    any(ENOPROTOOPT, CORE_TR("The protocol does not have this option."),
        CORE_TR("Check that level and option fit together.")),
    any(EPROTONOSUPPORT, CORE_TR("The kernel does not have this protocol."),
        CORE_TR("Use TCP, which every kernel has.")),
    any(ESOCKTNOSUPPORT, CORE_TR("The address family has no socket of this type."), CORE_TR("Use SOCK_STREAM.")),
    any(EOPNOTSUPP, CORE_TR("This kind of socket does not support the operation."),
        CORE_TR("Use a socket of a type that has it, mostly SOCK_STREAM.")),
    any(EPFNOSUPPORT, CORE_TR("The kernel does not have this protocol family."), CORE_TR("Use IPv4, IPv6 or UNIX.")),
    any(EAFNOSUPPORT, CORE_TR("The address family is not known here, or differs from that of the socket."),
        CORE_TR("Create the socket with the family of the address.")),
    any(EADDRINUSE, CORE_TR("The address is in use by another socket."), CORE_TR("Choose another port.")),
    any(EADDRNOTAVAIL, CORE_TR("The address does not belong to this computer, or no port is free."),
        CORE_TR("Choose an address that ip addr shows.")),
    any(ENETDOWN, CORE_TR("The network interface is down."), CORE_TR("Bring it up with ip link set dev NAME up.")),
    any(ENETUNREACH, CORE_TR("There is no route to the network of the address."),
        CORE_TR("Check the routes with ip route.")),
    any(ENETRESET, CORE_TR("The connection was dropped because keepalives found the peer gone."),
        CORE_TR("Connect again.")),
    any(ECONNABORTED, CORE_TR("The connection was given up by this computer or before it was accepted."),
        CORE_TR("Connect again.")),
    any(ECONNRESET, CORE_TR("The peer reset the connection with a RST."),
        CORE_TR("Close the socket and connect again.")),
    any(ENOBUFS, CORE_TR("The kernel had no buffer for the call."),
        CORE_TR("Close connections to free memory, then try again.")),
    any(EISCONN, CORE_TR("The socket is connected already."), CORE_TR("Create a new socket for another connection.")),
    any(ENOTCONN, CORE_TR("The socket is not connected."), CORE_TR("Connect first, or close the socket.")),
    any(ETIMEDOUT, CORE_TR("The peer did not answer in time."),
        CORE_TR("Check the host, the way to it and the firewalls.")),
    any(ECONNREFUSED, CORE_TR("Nobody listens at that address."),
        CORE_TR("Start the server, or correct address and port.")),
    any(EHOSTDOWN, CORE_TR("The host is reported as down."), CORE_TR("Switch the host on.")),
    any(EHOSTUNREACH, CORE_TR("The host cannot be reached."), CORE_TR("Check the host and the way to it.")),
    any(EALREADY, CORE_TR("The same operation is already under way."), CORE_TR("Wait until it has ended.")),
    any(EINPROGRESS, CORE_TR("The operation goes on in the background. This is no failure."),
        CORE_TR("Wait until epoll reports that the descriptor is ready.")),
    any(EDQUOT, CORE_TR("The disk quota is used up."), CORE_TR("Delete files.")),
    any(ECANCELED, CORE_TR("The operation was cancelled."), CORE_TR("Start it again if it is still wanted.")),
};

} // namespace

std::span<const ErrnoRow> generalErrnoRows()
{
    return kGeneralRows;
}

} // namespace core
