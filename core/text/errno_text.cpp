// SPDX-License-Identifier: GPL-3.0-or-later
// Finds the words for an error of a call, and lists the errors that must have words.
#include "core/text/errno_text.h"

#include "core/text/errno_table.h"
#include "core/text/translatable.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <initializer_list>

namespace core {
namespace {

constexpr int kSocket[] = {EACCES,          EAFNOSUPPORT, EINVAL,          EMFILE, ENFILE,    ENOBUFS, ENOMEM,
                           EPROTONOSUPPORT, EPERM,        ESOCKTNOSUPPORT, EPIPE,  ETIMEDOUT, EBADMSG};
constexpr int kSetsockopt[] = {EBADF, EFAULT, EINVAL, ENOPROTOOPT, ENOTSOCK,   EDOM,    ENOMEM,
                               EPERM, ENODEV, ENOENT, EISCONN,     EOPNOTSUPP, ENOBUFS, ENOTCONN};
constexpr int kGetsockopt[] = {EBADF,     EFAULT,     EINVAL,       ENOPROTOOPT, ENOTSOCK,   EOPNOTSUPP,   ECONNREFUSED,
                               ETIMEDOUT, ECONNRESET, EHOSTUNREACH, ENETUNREACH, EPIPE,      EACCES,       EPERM,
                               ENETDOWN,  EHOSTDOWN,  ECONNABORTED, EPROTO,      EADDRINUSE, EADDRNOTAVAIL};
constexpr int kBind[] = {EACCES,       EADDRINUSE, EADDRNOTAVAIL, EBADF,   EFAULT,   EINVAL,       ELOOP,
                         ENAMETOOLONG, ENOENT,     ENOMEM,        ENOTDIR, ENOTSOCK, EROFS,        EPERM,
                         EIO,          ENOSPC,     EDQUOT,        ENOBUFS, ENODEV,   EAFNOSUPPORT, EOPNOTSUPP};
constexpr int kGetsockname[] = {EBADF, EFAULT, EINVAL, ENOBUFS, ENOTSOCK};
constexpr int kGetpeername[] = {EBADF, EFAULT, EINVAL, ENOBUFS, ENOTSOCK, ENOTCONN};
constexpr int kListen[] = {EADDRINUSE, EBADF, ENOTSOCK, EOPNOTSUPP, EINVAL, EACCES, ENOMEM, ENOBUFS};
constexpr int kAccept4[] = {
    EAGAIN,    EBADF,    ECONNABORTED, EFAULT,      EINTR,           EINVAL,          EMFILE,    ENFILE,   ENOBUFS,
    ENOMEM,    ENOTSOCK, EOPNOTSUPP,   EPERM,       EPROTO,          ENOSR,           ETIMEDOUT, ENETDOWN, ENOPROTOOPT,
    EHOSTDOWN, ENONET,   EHOSTUNREACH, ENETUNREACH, ESOCKTNOSUPPORT, EPROTONOSUPPORT, ECONNRESET};
constexpr int kConnect[] = {
    EACCES,       EPERM,        EADDRINUSE,  EADDRNOTAVAIL, EAFNOSUPPORT, EAGAIN,      EALREADY,       EBADF,
    ECONNREFUSED, EFAULT,       EINPROGRESS, EINTR,         EISCONN,      ENETUNREACH, ENOTSOCK,       EPROTOTYPE,
    ETIMEDOUT,    EHOSTUNREACH, ECONNRESET,  ECONNABORTED,  EINVAL,       ENOENT,      ENOTDIR,        ELOOP,
    ENAMETOOLONG, ENOBUFS,      ENOMEM,      EOPNOTSUPP,    ENETDOWN,     EHOSTDOWN,   EPROTONOSUPPORT};
constexpr int kSend[] = {EACCES,   EAGAIN,     EALREADY,  EBADF,        ECONNRESET,   EDESTADDRREQ, EFAULT,
                         EINTR,    EINVAL,     EISCONN,   EMSGSIZE,     ENOBUFS,      ENOMEM,       ENOTCONN,
                         ENOTSOCK, EOPNOTSUPP, EPIPE,     ETIMEDOUT,    EHOSTUNREACH, ENETUNREACH,  ECONNREFUSED,
                         EPERM,    ENETDOWN,   EHOSTDOWN, ECONNABORTED, EPROTO};
constexpr int kRecv[] = {EAGAIN,   ECONNREFUSED, EBADF,      EFAULT,    EINTR,        EINVAL,      ENOMEM,
                         ENOTCONN, ENOTSOCK,     ECONNRESET, ETIMEDOUT, EHOSTUNREACH, ENETUNREACH, EOPNOTSUPP,
                         EPIPE,    ENOBUFS,      ENETDOWN,   EHOSTDOWN, ECONNABORTED, EPROTO,      EPERM};
constexpr int kShutdown[] = {EBADF, EINVAL, ENOTCONN, ENOTSOCK, ENOBUFS};
constexpr int kClose[] = {EBADF, EINTR, EIO, ENOSPC, EDQUOT};
constexpr int kEpollCreate1[] = {EINVAL, EMFILE, ENFILE, ENOMEM};
constexpr int kEpollCtl[] = {EBADF, EEXIST, EINVAL, ELOOP, ENOENT, ENOMEM, ENOSPC, EPERM, EFAULT};
constexpr int kEpollWait[] = {EBADF, EFAULT, EINTR, EINVAL};
constexpr int kEventfd[] = {EINVAL, EMFILE, ENFILE, ENODEV, ENOMEM};
constexpr int kRead[] = {EAGAIN, EBADF, EFAULT, EINTR, EINVAL, EIO, EISDIR};
constexpr int kWrite[] = {EAGAIN, EBADF, EDESTADDRREQ, EDQUOT, EFAULT, EFBIG, EINTR, EINVAL, EIO, ENOSPC, EPERM, EPIPE};
constexpr int kLstat[] = {EACCES, EFAULT, ELOOP, ENAMETOOLONG, ENOENT, ENOMEM, ENOTDIR, EOVERFLOW, EIO};
constexpr int kChmod[] = {EACCES, EFAULT, EIO, ELOOP, ENAMETOOLONG, ENOENT, ENOMEM, ENOTDIR, EPERM, EROFS};
constexpr int kUnlink[] = {EACCES,       EBUSY,  EFAULT, EIO,     EISDIR, ELOOP,
                           ENAMETOOLONG, ENOENT, ENOMEM, ENOTDIR, EPERM,  EROFS};
constexpr int kPipe2[] = {EFAULT, EINVAL, EMFILE, ENFILE, ENOPKG, ENOMEM};
constexpr int kSplice[] = {EAGAIN,   EBADF,      EINVAL,    ENOMEM,       ESPIPE,      EINTR,        EPIPE,
                           ENOTCONN, ECONNRESET, ETIMEDOUT, EHOSTUNREACH, ENETUNREACH, ECONNREFUSED, EFAULT};

} // namespace

std::span<const int> documentedErrors(Call call)
{
    switch (call) {
    case Call::Socket:
        return kSocket;
    case Call::Setsockopt:
        return kSetsockopt;
    case Call::Getsockopt:
        return kGetsockopt;
    case Call::Bind:
        return kBind;
    case Call::Getsockname:
        return kGetsockname;
    case Call::Getpeername:
        return kGetpeername;
    case Call::Listen:
        return kListen;
    case Call::Accept4:
        return kAccept4;
    case Call::Connect:
        return kConnect;
    case Call::Send:
        return kSend;
    case Call::Recv:
        return kRecv;
    case Call::Shutdown:
        return kShutdown;
    case Call::Close:
        return kClose;
    case Call::EpollCreate1:
        return kEpollCreate1;
    case Call::EpollCtl:
        return kEpollCtl;
    case Call::EpollWait:
        return kEpollWait;
    case Call::Eventfd:
        return kEventfd;
    case Call::Read:
        return kRead;
    case Call::Write:
        return kWrite;
    case Call::Lstat:
        return kLstat;
    case Call::Chmod:
        return kChmod;
    case Call::Unlink:
        return kUnlink;
    case Call::Pipe2:
        return kPipe2;
    case Call::Splice:
        return kSplice;
    case Call::None:
    case Call::Count:
        break;
    }
    return {};
}

const ErrnoRow* findErrnoRow(Call call, int error, int family)
{
    const CallSet wanted = call < Call::Count ? callSet(call) : CallSet{0};
    const std::span<const ErrnoRow> ofFamily = family == AF_UNIX ? unixErrnoRows() : std::span<const ErrnoRow>{};
    for (const auto rows : {ofFamily, setupErrnoRows(), connectionErrnoRows(), transferErrnoRows(), waitingErrnoRows(),
                            fileErrnoRows(), pipeErrnoRows()}) {
        const auto row = std::find_if(rows.begin(), rows.end(),
                                      [&](const ErrnoRow& r) { return r.error == error && (r.calls & wanted) != 0; });
        if (row != rows.end())
            return &*row;
    }
    const auto rows = generalErrnoRows();
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const ErrnoRow& r) { return r.error == error; });
    return row == rows.end() ? nullptr : &*row;
}

ErrnoHelp errnoHelp(Call call, int error, int family)
{
    if (const ErrnoRow* row = findErrnoRow(call, error, family))
        return row->help;
    return {CORE_TR("The kernel refused the call for a reason that its manual page does not list."),
            CORE_TR("Look the name up in errno(3) and in the manual page of the call.")};
}

} // namespace core
