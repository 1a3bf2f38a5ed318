// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/socket_file.h"

#include <cerrno>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace core {

namespace {

using FileInfo = struct stat;

constexpr mode_t kOwnerOnly = S_IRUSR | S_IWUSR;

tl::unexpected<SysError> fileCallFailed(Call call, SysReturn returned)
{
    return tl::unexpected(SysError{callInfo(call).name, returned.error});
}

} // namespace

Result<void> SocketFile::bind(Socket& socket, const Address& address)
{
    const std::string path = address.path();
    Result<void> bound = socket.bind(address);
    if (!bound && bound.error().code == EADDRINUSE && isStale(socket, address)) {
        if (const SysReturn removed = m_sys.unlink(path.c_str()); !removed.ok())
            return fileCallFailed(Call::Unlink, removed);
        m_track.note(NoteCode::StaleFileRemoved, 0, socket.fd(), 0, address.bytes());
        bound = socket.bind(address);
    }
    if (!bound)
        return bound;
    FileInfo made{};
    SysReturn returned = m_sys.chmod(path.c_str(), kOwnerOnly);
    if (!returned.ok()) {
        static_cast<void>(m_sys.unlink(path.c_str())); // recorded
        return fileCallFailed(Call::Chmod, returned);
    }
    returned = m_sys.lstat(path.c_str(), &made);
    if (!returned.ok()) // somebody took it away: nobody could connect
        return fileCallFailed(Call::Lstat, returned);
    m_path = path;
    m_device = made.st_dev;
    m_number = made.st_ino;
    return {};
}

bool SocketFile::isStale(Socket& socket, const Address& address)
{
    FileInfo found{};
    if (!m_sys.lstat(address.path().c_str(), &found).ok() || !S_ISSOCK(found.st_mode) || found.st_uid != ::geteuid())
        return false;
    Result<Socket> probe = Socket::open(m_sys, socket.kind());
    if (!probe)
        return false;
    const Result<ConnectStatus> connecting = probe->connect(address);
    return !connecting && connecting.error().code == ECONNREFUSED;
}

void SocketFile::remove()
{
    const std::string path = std::exchange(m_path, {});
    FileInfo found{};
    if (!path.empty() && m_sys.lstat(path.c_str(), &found).ok() && found.st_dev == m_device && found.st_ino == m_number)
        static_cast<void>(m_sys.unlink(path.c_str())); // recorded
}

} // namespace core
