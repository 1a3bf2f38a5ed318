// SPDX-License-Identifier: GPL-3.0-or-later
// Errors of the calls of an echo without copying: pipe2, splice.
#include "core/text/errno_table.h"
#include "core/text/translatable.h"

#include <array>
#include <cerrno>

namespace core {
namespace {

constexpr CallSet kPipe2 = callSet(Call::Pipe2);
constexpr CallSet kSplice = callSet(Call::Splice);

constexpr std::array kPipeRows{
    ErrnoRow{kPipe2,
             EMFILE,
             {CORE_TR("The process has as many descriptors open as it may have (RLIMIT_NOFILE); a pipe takes two."),
              CORE_TR("Close connections that are no longer needed, start the program with a higher ulimit -n, or "
                      "choose the copying echo.")}},
    ErrnoRow{
        kPipe2,
        ENFILE,
        {CORE_TR("The system has as many files open, or as much memory in pipes of this user, as the kernel allows."),
         CORE_TR("End programs that hold many files, or raise the sysctls fs.file-max and fs.pipe-user-pages-soft.")}},
    ErrnoRow{kPipe2,
             EINVAL,
             {CORE_TR("The flags hold something else than O_CLOEXEC, O_DIRECT and O_NONBLOCK."),
              CORE_TR("Pass only these flags.")}},
    ErrnoRow{kPipe2 | kSplice,
             EFAULT,
             {CORE_TR("A pointer of the call leads outside the memory of the process."),
              CORE_TR("Pass the addresses of variables of the program.")}},
    ErrnoRow{kPipe2,
             ENOPKG,
             {CORE_TR("The kernel was built without the pipes for notifications that O_NOTIFICATION_PIPE asks for."),
              CORE_TR("Leave the flag out.")}},
    ErrnoRow{
        kPipe2 | kSplice,
        ENOMEM,
        {CORE_TR("The kernel had no memory for the pipe."), CORE_TR("Close programs to free memory, then try again.")}},
    ErrnoRow{kSplice,
             EAGAIN,
             {CORE_TR("Nothing has arrived, or the receiving end has no room, and the descriptors do not wait. This is "
                      "no failure."),
              CORE_TR("Wait until epoll reports EPOLLIN or EPOLLOUT for the socket, then call again.")}},
    ErrnoRow{kSplice,
             EBADF,
             {CORE_TR("One of the numbers is not an open descriptor, or it is the wrong end of the pipe."),
              CORE_TR("Read from the first descriptor of pipe2(2) and write to the second.")}},
    ErrnoRow{
        kSplice,
        EINVAL,
        {CORE_TR("Neither descriptor is a pipe, both are the same pipe, or this kind of socket cannot be spliced."),
         CORE_TR("Use a pipe on one side and a stream socket on the other.")}},
    ErrnoRow{kSplice,
             ESPIPE,
             {CORE_TR("An offset was given for a pipe or a socket, which have none."),
              CORE_TR("Pass NULL for both offsets.")}},
    ErrnoRow{kSplice, EINTR, {CORE_TR("A signal came before anything was moved."), CORE_TR("Call splice(2) again.")}},
    ErrnoRow{kSplice,
             EPIPE,
             {CORE_TR("The connection is shut down for writing, or the peer has reset it. As splice(2) has no "
                      "MSG_NOSIGNAL, SIGPIPE comes as well."),
              CORE_TR("Close the socket, and block or ignore SIGPIPE, as this program does.")}},
    ErrnoRow{kSplice,
             ENOTCONN,
             {CORE_TR("The socket is not connected."),
              CORE_TR("Connect it, or use the descriptor that accept4(2) returned.")}},
    ErrnoRow{kSplice,
             ECONNRESET,
             {CORE_TR("The peer ended the connection with a RST; what was under way is lost."),
              CORE_TR("Close the socket; look in the log of the peer why it did so.")}},
    ErrnoRow{kSplice,
             ETIMEDOUT,
             {CORE_TR("The peer acknowledged nothing for so long that the kernel gave up."),
              CORE_TR("Close the socket, check the way to the peer, and connect again.")}},
    ErrnoRow{kSplice,
             EHOSTUNREACH,
             {CORE_TR("A router reported that the computer at the other end cannot be reached."),
              CORE_TR("Check the routes with ip route, and connect again.")}},
    ErrnoRow{kSplice,
             ENETUNREACH,
             {CORE_TR("There is no route to the other end any more."),
              CORE_TR("Check the routes with ip route, and connect again.")}},
    ErrnoRow{kSplice,
             ECONNREFUSED,
             {CORE_TR("The other end no longer takes anything on this connection."),
              CORE_TR("Close the socket, and connect again.")}},
};

} // namespace

std::span<const ErrnoRow> pipeErrnoRows()
{
    return kPipeRows;
}

} // namespace core
