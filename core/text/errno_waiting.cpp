// SPDX-License-Identifier: GPL-3.0-or-later
// Errors of the calls with which the program waits: epoll_create1, epoll_ctl, epoll_wait, eventfd, and read and write
// on it.
#include "core/text/errno_table.h"
#include "core/text/translatable.h"

#include <array>
#include <cerrno>

namespace core {
namespace {

constexpr CallSet kCreate = callSet(Call::EpollCreate1, Call::Eventfd);
constexpr CallSet kCtl = callSet(Call::EpollCtl);
constexpr CallSet kWait = callSet(Call::EpollWait);
constexpr CallSet kRead = callSet(Call::Read);
constexpr CallSet kWrite = callSet(Call::Write);
constexpr CallSet kReadWrite = callSet(Call::Read, Call::Write);

constexpr std::array kWaitingRows{
    // ---- epoll_create1(2), eventfd(2) ----
    ErrnoRow{callSet(Call::EpollCreate1),
             EINVAL,
             {CORE_TR("The flags hold something else than EPOLL_CLOEXEC."), CORE_TR("Pass EPOLL_CLOEXEC or 0.")}},
    ErrnoRow{callSet(Call::Eventfd),
             EINVAL,
             {CORE_TR("The flags hold something else than EFD_CLOEXEC, EFD_NONBLOCK and EFD_SEMAPHORE."),
              CORE_TR("Pass only these flags.")}},
    ErrnoRow{kCreate,
             EMFILE,
             {CORE_TR("The process has as many descriptors open as it may have (RLIMIT_NOFILE)."),
              CORE_TR("Close connections that are no longer needed, or start the program with a higher ulimit -n.")}},
    ErrnoRow{
        kCreate,
        ENFILE,
        {CORE_TR("All processes of the system together have as many files open as the kernel allows (fs.file-max)."),
         CORE_TR("End programs that hold many files, or raise the sysctl fs.file-max.")}},
    ErrnoRow{kCreate,
             ENOMEM,
             {CORE_TR("The kernel had no memory for the new object."),
              CORE_TR("Free memory, then start the program again.")}},
    ErrnoRow{callSet(Call::Eventfd),
             ENODEV,
             {CORE_TR("The kernel could not mount the internal device on which event counters live."),
              CORE_TR("Start the program again; if it stays so, the kernel is short of memory or broken.")}},

    // ---- epoll_ctl(2) ----
    ErrnoRow{kCtl,
             EBADF,
             {CORE_TR("The epoll descriptor or the one to watch is not open: it was closed before this call."),
              CORE_TR("Take a descriptor out of epoll before it is closed, and add it only while it is open.")}},
    ErrnoRow{kCtl,
             EEXIST,
             {CORE_TR("The descriptor is watched by this epoll already."),
              CORE_TR("Change what is watched with EPOLL_CTL_MOD.")}},
    ErrnoRow{
        kCtl,
        EINVAL,
        {CORE_TR(
             "The first descriptor is no epoll, it is the same as the second, or the operation or its events are not "
             "valid (EPOLLEXCLUSIVE with EPOLL_CTL_MOD, for example)."),
         CORE_TR("Check the order of the descriptors and the operation.")}},
    ErrnoRow{kCtl,
             ELOOP,
             {CORE_TR("Epolls would watch each other in a circle, or be nested more than 5 deep."),
              CORE_TR("Watch the sockets themselves, not another epoll.")}},
    ErrnoRow{
        kCtl,
        ENOENT,
        {CORE_TR("The descriptor to change or remove is not watched by this epoll; closing it has removed it already."),
         CORE_TR("Add it first with EPOLL_CTL_ADD, or leave the removal out.")}},
    ErrnoRow{kCtl,
             ENOMEM,
             {CORE_TR("The kernel had no memory to watch another descriptor."),
              CORE_TR("Close connections to free memory.")}},
    ErrnoRow{kCtl,
             ENOSPC,
             {CORE_TR("The user watches as many descriptors as allowed (fs.epoll.max_user_watches)."),
              CORE_TR("Close connections, or raise the sysctl fs.epoll.max_user_watches.")}},
    ErrnoRow{kCtl,
             EPERM,
             {CORE_TR("What the descriptor refers to cannot be waited for: a regular file or a directory."),
              CORE_TR("Watch only sockets, pipes, terminals and event counters.")}},
    ErrnoRow{kCtl,
             EFAULT,
             {CORE_TR("The description of the events lies outside the memory of the process."),
              CORE_TR("Pass the address of an epoll_event.")}},

    // ---- epoll_wait(2) ----
    ErrnoRow{kWait,
             EBADF,
             {CORE_TR("The epoll descriptor is not open: it was closed while it was still used."),
              CORE_TR("Close the epoll only after the thread that waits in it has ended.")}},
    ErrnoRow{kWait,
             EFAULT,
             {CORE_TR("The room for the events lies outside the writable memory of the process."),
              CORE_TR("Pass an array with as many elements as the call may fill.")}},
    ErrnoRow{
        kWait,
        EINTR,
        {CORE_TR("A signal came before anything was ready. This is no failure; stopping in a debugger does it, too."),
         CORE_TR("Call epoll_wait(2) again.")}},
    ErrnoRow{kWait,
             EINVAL,
             {CORE_TR("The descriptor is no epoll, or there is room for less than one event."),
              CORE_TR("Pass the number that epoll_create1(2) returned and room for at least one event.")}},

    // ---- read(2), write(2) on an eventfd ----
    ErrnoRow{
        kRead,
        EAGAIN,
        {CORE_TR(
             "The counter is 0: nobody has woken this thread since the last read. On a non-blocking descriptor this is "
             "no failure."),
         CORE_TR("Wait until epoll reports EPOLLIN, then read.")}},
    ErrnoRow{
        kWrite,
        EAGAIN,
        {CORE_TR("The counter is full: wake-ups were written and none was read. The thread is woken all the same."),
         CORE_TR("Nothing needs to be done: one read takes all of them.")}},
    ErrnoRow{kReadWrite,
             EBADF,
             {CORE_TR("The number is not an open descriptor, or it is not open in this direction."),
              CORE_TR("Close a descriptor only after the last call that uses it.")}},
    ErrnoRow{kReadWrite,
             EFAULT,
             {CORE_TR("The buffer lies outside the memory of the process."),
              CORE_TR("Pass a buffer that is at least as long as the length says.")}},
    ErrnoRow{kReadWrite,
             EINTR,
             {CORE_TR("A signal came before anything was transferred."), CORE_TR("Call again; nothing was lost.")}},
    ErrnoRow{
        kReadWrite,
        EINVAL,
        {CORE_TR(
             "The buffer is too small or the value too large: an event counter is read and written as 8 bytes, at most "
             "2^64 - 2."),
         CORE_TR("Pass a number of 8 bytes.")}},
    ErrnoRow{kReadWrite,
             EIO,
             {CORE_TR("The device reported an error. Sockets and event counters do not give this error."),
              CORE_TR("Look at dmesg for the device behind the descriptor.")}},
    ErrnoRow{kRead,
             EISDIR,
             {CORE_TR("The descriptor refers to a directory, which has no bytes to read."),
              CORE_TR("Pass the descriptor of a file, a socket or an event counter.")}},
    ErrnoRow{kWrite,
             EPIPE,
             {CORE_TR("The reading end is closed. Without a handler the signal SIGPIPE ends the program."),
              CORE_TR("Stop writing and close the descriptor.")}},
    ErrnoRow{kWrite,
             EDESTADDRREQ,
             {CORE_TR("The descriptor is a datagram socket without a peer."), CORE_TR("Call connect(2) first.")}},
    ErrnoRow{kWrite,
             EDQUOT,
             {CORE_TR("The disk quota of the user is used up. Event counters do not give this error."),
              CORE_TR("Delete files of this user on that file system.")}},
    ErrnoRow{kWrite,
             EFBIG,
             {CORE_TR("The file would grow beyond the limit of the process or of the file system."),
              CORE_TR("Raise ulimit -f, or write to several files.")}},
    ErrnoRow{kWrite,
             ENOSPC,
             {CORE_TR("The file system behind the descriptor is full. Event counters do not give this error."),
              CORE_TR("Free space on that file system.")}},
    ErrnoRow{kWrite,
             EPERM,
             {CORE_TR("The file is sealed or marked as unchangeable."), CORE_TR("Write to a file without a seal.")}},
};

} // namespace

std::span<const ErrnoRow> waitingErrnoRows()
{
    return kWaitingRows;
}

} // namespace core
