// SPDX-License-Identifier: GPL-3.0-or-later
// The tables behind errnoHelp(): which error of which call means what. Internal to core/text and its tests.
#pragma once

#include "core/sys/call.h"
#include "core/text/errno_text.h"

#include <cstdint>
#include <span>
#include <sys/socket.h>

namespace core {

/// A set of calls, one bit each.
using CallSet = std::uint32_t;
static_assert(static_cast<unsigned>(Call::Count) <= 32);

template <class... Calls>
constexpr CallSet callSet(Calls... calls)
{
    return (CallSet{0} | ... | (CallSet{1} << static_cast<unsigned>(calls)));
}

struct ErrnoRow
{
    CallSet calls; ///< 0 in a general row: any call.
    int error;     ///< errno(3)
    ErrnoHelp help;
};

std::span<const ErrnoRow> setupErrnoRows(); ///< socket, options, bind, listen and the names.
std::span<const ErrnoRow>
connectionErrnoRows();                         ///< accept4 and connect, and SO_ERROR, which tells how a connect ended.
std::span<const ErrnoRow> transferErrnoRows(); ///< send, recv, shutdown, close.
std::span<const ErrnoRow> waitingErrnoRows();  ///< epoll, eventfd, and read and write on it.
std::span<const ErrnoRow> fileErrnoRows();     ///< lstat, chmod, unlink of a socket file.
std::span<const ErrnoRow> pipeErrnoRows();     ///< pipe2, splice.
std::span<const ErrnoRow> unixErrnoRows();     ///< What goes before all those when the socket is of AF_UNIX.
std::span<const ErrnoRow> generalErrnoRows();  ///< For any call: what the errno says by itself.

/// The errors that are to be explained for a call: those of its manual page (ERRORS), of ip(7), tcp(7), unix(7), and
/// others that Linux gives for stream sockets.
std::span<const int> documentedErrors(Call call);

/// The row for exactly this call on a socket of that family, else the general row, else null.
const ErrnoRow* findErrnoRow(Call call, int error, int family = AF_UNSPEC);

} // namespace core
