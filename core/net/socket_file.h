// SPDX-License-Identifier: GPL-3.0-or-later
// The file that a listening UNIX socket has in the file system, from bind(2) to its removal.
#pragma once

#include "core/event/event_track.h"
#include "core/net/socket.h"

#include <string>
#include <sys/types.h>

namespace core {

/// bind(2) makes the file and nothing removes it by itself, so a server that was killed leaves it behind and the next
/// one gets EADDRINUSE (unix(7)). Belongs to one thread; every call is recorded.
class SocketFile
{
public:
    SocketFile(Sys& sys, EventTrack& track) : m_sys(sys), m_track(track) {}

    /// bind(2) to an address with a path, then mode 0600, whatever the umask: before listen(2) nobody could connect.
    /// In place of a file that is a socket, belongs to this user (geteuid(2)) and refuses connections, so that it has
    /// no server: it is removed and a note says so. Anything else at the path stays: EADDRINUSE. After a failure
    /// nothing is left.
    [[nodiscard]] Result<void> bind(Socket& socket, const Address& address);
    /// unlink(2), when what stands at the path is still what bind() made. Again: nothing happens.
    void remove();

private:
    bool isStale(Socket& socket, const Address& address);

    Sys& m_sys;
    EventTrack& m_track;
    std::string m_path; // empty: there is none
    dev_t m_device = 0;
    ino_t m_number = 0;
};

} // namespace core
