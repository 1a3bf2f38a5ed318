// SPDX-License-Identifier: GPL-3.0-or-later
// The seam with recording: every call that goes through becomes an event.
#pragma once

#include "core/event/event_track.h"
#include "core/sys/sys.h"

namespace core {

/// Decorates another Sys: passes the call on, unchanged, between two time stamps, and adds arguments, result, errno and
/// the bytes that were moved to the track. Belongs to the thread of its track; owns neither.
class RecordingSys final : public Sys
{
public:
    RecordingSys(Sys& next, EventTrack& track) : m_next(next), m_track(track) {}

    SysReturn socket(int domain, int type, int protocol) override;
    SysReturn setsockopt(int fd, int level, int option, const void* value, socklen_t length) override;
    SysReturn getsockopt(int fd, int level, int option, void* value, socklen_t* length) override;
    SysReturn bind(int fd, const sockaddr* address, socklen_t length) override;
    SysReturn getsockname(int fd, sockaddr* address, socklen_t* length) override;
    SysReturn getpeername(int fd, sockaddr* address, socklen_t* length) override;
    SysReturn listen(int fd, int backlog) override;
    SysReturn accept4(int fd, sockaddr* address, socklen_t* length, int flags) override;
    SysReturn connect(int fd, const sockaddr* address, socklen_t length) override;
    SysReturn send(int fd, std::span<const std::byte> bytes, int flags) override;
    SysReturn recv(int fd, std::span<std::byte> room, int flags) override;
    SysReturn shutdown(int fd, int how) override;
    SysReturn close(int fd) override;
    SysReturn epollCreate1(int flags) override;
    SysReturn epollCtl(int epoll, int operation, int fd, epoll_event* interest) override;
    SysReturn epollWait(int epoll, std::span<epoll_event> room, int timeoutMs) override;
    SysReturn eventfd(unsigned initial, int flags) override;
    SysReturn read(int fd, std::span<std::byte> room) override;
    SysReturn write(int fd, std::span<const std::byte> bytes) override;
    SysReturn lstat(const char* path, struct stat* info) override;
    SysReturn chmod(const char* path, mode_t mode) override;
    SysReturn unlink(const char* path) override;
    SysReturn pipe2(int* ends, int flags) override;
    SysReturn splice(int from, int to, std::size_t length, unsigned flags) override;

private:
    SysReturn finish(Event& event, SysReturn returned, std::span<const std::byte> payload = {});

    Sys& m_next;
    EventTrack& m_track;
};

} // namespace core
