// SPDX-License-Identifier: GPL-3.0-or-later
// Errors of the calls on the file of a UNIX socket: lstat, chmod, unlink.
#include "core/text/errno_table.h"
#include "core/text/translatable.h"

#include <array>
#include <cerrno>

namespace core {
namespace {

constexpr CallSet kLstat = callSet(Call::Lstat);
constexpr CallSet kChmod = callSet(Call::Chmod);
constexpr CallSet kUnlink = callSet(Call::Unlink);
constexpr CallSet kAll = kLstat | kChmod | kUnlink;

constexpr std::array kFileRows{
    ErrnoRow{kAll,
             EACCES,
             {CORE_TR("A folder of the path may not be searched by this user, or its files may not be changed."),
              CORE_TR("Choose a folder of your own, for example the one that XDG_RUNTIME_DIR names.")}},
    ErrnoRow{kAll,
             EFAULT,
             {CORE_TR("The path lies outside the memory of the process."),
              CORE_TR("Pass the address of a string that ends with a NUL.")}},
    ErrnoRow{kAll,
             EIO,
             {CORE_TR("The disk on which the file lies failed."),
              CORE_TR("Look at the messages of the kernel with dmesg, and choose a folder on another disk.")}},
    ErrnoRow{kAll,
             ELOOP,
             {CORE_TR("The path leads through too many symbolic links, which may point at each other."),
              CORE_TR("Give the path without symbolic links; readlink -f shows it.")}},
    ErrnoRow{kAll,
             ENAMETOOLONG,
             {CORE_TR("The path, or one name in it, is longer than the file system allows."),
              CORE_TR("Choose a shorter path; that of a socket has at most 107 bytes.")}},
    ErrnoRow{kAll,
             ENOENT,
             {CORE_TR("Nothing stands at this path any more, or a folder of it does not exist."),
              CORE_TR("When the file had to be removed, nothing is left to do; else create the folder first.")}},
    ErrnoRow{
        kAll,
        ENOMEM,
        {CORE_TR("The kernel had no memory for the call."), CORE_TR("Close programs to free memory, then try again.")}},
    ErrnoRow{kAll,
             ENOTDIR,
             {CORE_TR("What the path takes for a folder is a file."),
              CORE_TR("Correct the path: all before the last slash must be folders.")}},
    ErrnoRow{kLstat,
             EOVERFLOW,
             {CORE_TR("The size or number of the file does not fit into the structure of this program."),
              CORE_TR("Use another path: a socket file never has such numbers.")}},
    ErrnoRow{kChmod,
             EPERM,
             {CORE_TR("The file belongs to another user, and only its owner or root may say who may use it."),
              CORE_TR("Choose a path in a folder of your own.")}},
    ErrnoRow{
        kUnlink,
        EPERM,
        {CORE_TR(
             "The folder has the sticky bit and the file belongs to another user, or what stands there is a folder."),
         CORE_TR("Let the owner of the file remove it, or choose another path.")}},
    ErrnoRow{kChmod | kUnlink,
             EROFS,
             {CORE_TR("The file system is mounted so that it can only be read."),
              CORE_TR("Choose a path on a file system that can be written, for example in /tmp.")}},
    ErrnoRow{
        kUnlink,
        EBUSY,
        {CORE_TR("The file is in use by the system, for example as a mount point."), CORE_TR("Choose another path.")}},
    ErrnoRow{kUnlink,
             EISDIR,
             {CORE_TR("What stands at the path is a folder."), CORE_TR("Choose a path at which nothing stands yet.")}},
};

} // namespace

std::span<const ErrnoRow> fileErrnoRows()
{
    return kFileRows;
}

} // namespace core
