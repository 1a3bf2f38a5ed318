// SPDX-License-Identifier: GPL-3.0-or-later
// Errors that mean something of their own on a UNIX domain socket: unix(7) and the manual pages of the calls.
#include "core/text/errno_table.h"
#include "core/text/translatable.h"

#include <cerrno>

namespace core {

namespace {

constexpr CallSet kUnixBind = callSet(Call::Bind);
constexpr CallSet kUnixConnect = callSet(Call::Connect);

constexpr ErrnoRow kUnixRows[] = {
    ErrnoRow{kUnixBind,
             EACCES,
             {CORE_TR("This user may not write into the folder of the path, or not search a folder above it."),
              CORE_TR("Choose a path in a folder of your own, for example in $XDG_RUNTIME_DIR.")}},
    ErrnoRow{kUnixBind,
             EADDRINUSE,
             {CORE_TR("A file stands at this path already, or another socket has this abstract name."),
              CORE_TR("Stop the other program (ss -lxp shows it), or choose another path or name.")}},
    ErrnoRow{kUnixConnect,
             EACCES,
             {CORE_TR("This user may not write to the socket file, or not search a folder of its path."),
              CORE_TR("Run as the user of the server, or let that user change the permissions, which ls -l shows.")}},
    ErrnoRow{kUnixConnect,
             EAGAIN,
             {CORE_TR("The accept queue of the server is full, and this socket does not wait."),
              CORE_TR("Try again a little later, or give the server a larger backlog.")}},
    ErrnoRow{kUnixConnect,
             ECONNREFUSED,
             {CORE_TR("No server listens at that path or name. A socket file stays when its server has ended."),
              CORE_TR("Start the server there, or connect to the path or name at which it listens.")}},
};

} // namespace

std::span<const ErrnoRow> unixErrnoRows()
{
    return kUnixRows;
}

} // namespace core
