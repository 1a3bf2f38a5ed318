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

constexpr int kSocketErrors[] = {EACCES,          EAFNOSUPPORT, EINVAL,          EMFILE, ENFILE,    ENOBUFS, ENOMEM,
                                 EPROTONOSUPPORT, EPERM,        ESOCKTNOSUPPORT, EPIPE,  ETIMEDOUT, EBADMSG};
constexpr int kSetsockoptErrors[] = {EBADF, EFAULT, EINVAL, ENOPROTOOPT, ENOTSOCK,   EDOM,    ENOMEM,
                                     EPERM, ENODEV, ENOENT, EISCONN,     EOPNOTSUPP, ENOBUFS, ENOTCONN};
constexpr int kGetsockoptErrors[] = {
    EBADF,       EFAULT, EINVAL, ENOPROTOOPT, ENOTSOCK, EOPNOTSUPP, ECONNREFUSED, ETIMEDOUT, ECONNRESET, EHOSTUNREACH,
    ENETUNREACH, EPIPE,  EACCES, EPERM,       ENETDOWN, EHOSTDOWN,  ECONNABORTED, EPROTO,    EADDRINUSE, EADDRNOTAVAIL};
constexpr int kBindErrors[] = {EACCES,       EADDRINUSE, EADDRNOTAVAIL, EBADF,   EFAULT,   EINVAL,       ELOOP,
                               ENAMETOOLONG, ENOENT,     ENOMEM,        ENOTDIR, ENOTSOCK, EROFS,        EPERM,
                               EIO,          ENOSPC,     EDQUOT,        ENOBUFS, ENODEV,   EAFNOSUPPORT, EOPNOTSUPP};
constexpr int kGetsocknameErrors[] = {EBADF, EFAULT, EINVAL, ENOBUFS, ENOTSOCK};
constexpr int kGetpeernameErrors[] = {EBADF, EFAULT, EINVAL, ENOBUFS, ENOTSOCK, ENOTCONN};
constexpr int kListenErrors[] = {EADDRINUSE, EBADF, ENOTSOCK, EOPNOTSUPP, EINVAL, EACCES, ENOMEM, ENOBUFS};
constexpr int kAccept4Errors[] = {
    EAGAIN,    EBADF,    ECONNABORTED, EFAULT,      EINTR,           EINVAL,          EMFILE,    ENFILE,   ENOBUFS,
    ENOMEM,    ENOTSOCK, EOPNOTSUPP,   EPERM,       EPROTO,          ENOSR,           ETIMEDOUT, ENETDOWN, ENOPROTOOPT,
    EHOSTDOWN, ENONET,   EHOSTUNREACH, ENETUNREACH, ESOCKTNOSUPPORT, EPROTONOSUPPORT, ECONNRESET};
constexpr int kConnectErrors[] = {
    EACCES,       EPERM,        EADDRINUSE,  EADDRNOTAVAIL, EAFNOSUPPORT, EAGAIN,      EALREADY,       EBADF,
    ECONNREFUSED, EFAULT,       EINPROGRESS, EINTR,         EISCONN,      ENETUNREACH, ENOTSOCK,       EPROTOTYPE,
    ETIMEDOUT,    EHOSTUNREACH, ECONNRESET,  ECONNABORTED,  EINVAL,       ENOENT,      ENOTDIR,        ELOOP,
    ENAMETOOLONG, ENOBUFS,      ENOMEM,      EOPNOTSUPP,    ENETDOWN,     EHOSTDOWN,   EPROTONOSUPPORT};
constexpr int kSendErrors[] = {EACCES,   EAGAIN,     EALREADY,  EBADF,        ECONNRESET,   EDESTADDRREQ, EFAULT,
                               EINTR,    EINVAL,     EISCONN,   EMSGSIZE,     ENOBUFS,      ENOMEM,       ENOTCONN,
                               ENOTSOCK, EOPNOTSUPP, EPIPE,     ETIMEDOUT,    EHOSTUNREACH, ENETUNREACH,  ECONNREFUSED,
                               EPERM,    ENETDOWN,   EHOSTDOWN, ECONNABORTED, EPROTO};
constexpr int kRecvErrors[] = {EAGAIN,   ECONNREFUSED, EBADF,      EFAULT,    EINTR,        EINVAL,      ENOMEM,
                               ENOTCONN, ENOTSOCK,     ECONNRESET, ETIMEDOUT, EHOSTUNREACH, ENETUNREACH, EOPNOTSUPP,
                               EPIPE,    ENOBUFS,      ENETDOWN,   EHOSTDOWN, ECONNABORTED, EPROTO,      EPERM};
constexpr int kShutdownErrors[] = {EBADF, EINVAL, ENOTCONN, ENOTSOCK, ENOBUFS};
constexpr int kCloseErrors[] = {EBADF, EINTR, EIO, ENOSPC, EDQUOT};
constexpr int kEpollCreate1Errors[] = {EINVAL, EMFILE, ENFILE, ENOMEM};
constexpr int kEpollCtlErrors[] = {EBADF, EEXIST, EINVAL, ELOOP, ENOENT, ENOMEM, ENOSPC, EPERM, EFAULT};
constexpr int kEpollWaitErrors[] = {EBADF, EFAULT, EINTR, EINVAL};
constexpr int kEventfdErrors[] = {EINVAL, EMFILE, ENFILE, ENODEV, ENOMEM};
constexpr int kReadErrors[] = {EAGAIN, EBADF, EFAULT, EINTR, EINVAL, EIO, EISDIR};
constexpr int kWriteErrors[] = {EAGAIN, EBADF,  EDESTADDRREQ, EDQUOT, EFAULT, EFBIG,
                                EINTR,  EINVAL, EIO,          ENOSPC, EPERM,  EPIPE};
constexpr int kLstatErrors[] = {EACCES, EFAULT, ELOOP, ENAMETOOLONG, ENOENT, ENOMEM, ENOTDIR, EOVERFLOW, EIO};
constexpr int kChmodErrors[] = {EACCES, EFAULT, EIO, ELOOP, ENAMETOOLONG, ENOENT, ENOMEM, ENOTDIR, EPERM, EROFS};
constexpr int kUnlinkErrors[] = {EACCES,       EBUSY,  EFAULT, EIO,     EISDIR, ELOOP,
                                 ENAMETOOLONG, ENOENT, ENOMEM, ENOTDIR, EPERM,  EROFS};
constexpr int kPipe2Errors[] = {EFAULT, EINVAL, EMFILE, ENFILE, ENOPKG, ENOMEM};
constexpr int kSpliceErrors[] = {EAGAIN,   EBADF,      EINVAL,    ENOMEM,       ESPIPE,      EINTR,        EPIPE,
                                 ENOTCONN, ECONNRESET, ETIMEDOUT, EHOSTUNREACH, ENETUNREACH, ECONNREFUSED, EFAULT};

} // namespace

std::span<const int> documentedErrors(Call call)
{
    switch (call) {
    case Call::Socket:
        return kSocketErrors;
    case Call::Setsockopt:
        return kSetsockoptErrors;
    case Call::Getsockopt:
        return kGetsockoptErrors;
    case Call::Bind:
        return kBindErrors;
    case Call::Getsockname:
        return kGetsocknameErrors;
    case Call::Getpeername:
        return kGetpeernameErrors;
    case Call::Listen:
        return kListenErrors;
    case Call::Accept4:
        return kAccept4Errors;
    case Call::Connect:
        return kConnectErrors;
    case Call::Send:
        return kSendErrors;
    case Call::Recv:
        return kRecvErrors;
    case Call::Shutdown:
        return kShutdownErrors;
    case Call::Close:
        return kCloseErrors;
    case Call::EpollCreate1:
        return kEpollCreate1Errors;
    case Call::EpollCtl:
        return kEpollCtlErrors;
    case Call::EpollWait:
        return kEpollWaitErrors;
    case Call::Eventfd:
        return kEventfdErrors;
    case Call::Read:
        return kReadErrors;
    case Call::Write:
        return kWriteErrors;
    case Call::Lstat:
        return kLstatErrors;
    case Call::Chmod:
        return kChmodErrors;
    case Call::Unlink:
        return kUnlinkErrors;
    case Call::Pipe2:
        return kPipe2Errors;
    case Call::Splice:
        return kSpliceErrors;
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
