// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sys/recording_sys.h"

#include <algorithm>
#include <cstring>

namespace core {

namespace {

constexpr std::size_t kMaxReadyKept = 16; // epoll_event records kept of one epoll_wait

std::span<const std::byte> asBytes(const void* data, std::size_t size)
{
    return {static_cast<const std::byte*>(data), data ? size : 0};
}

// What the kernel wrote of an address or option: nothing when the call failed.
std::span<const std::byte> written(SysReturn returned, const void* data, const socklen_t* length, socklen_t room)
{
    return returned.ok() && length ? asBytes(data, std::min(*length, room)) : std::span<const std::byte>{};
}

// The bytes that a call took or brought.
std::span<const std::byte> moved(SysReturn returned, std::span<const std::byte> bytes)
{
    return bytes.first(returned.ok() ? std::min(returned.bytes(), bytes.size()) : 0);
}

template <class Number>
std::int32_t arg(Number number)
{
    return static_cast<std::int32_t>(number);
}

} // namespace

SysReturn RecordingSys::finish(Event& event, SysReturn returned, std::span<const std::byte> payload)
{
    m_track.finish(event, returned.value, returned.error, payload);
    return returned;
}

SysReturn RecordingSys::socket(int domain, int type, int protocol)
{
    Event& event = m_track.start(Call::Socket, -1);
    const SysReturn returned = m_next.socket(domain, type, protocol);
    event.args = {domain, type, protocol, returned.isPrivate ? 1 : 0};
    return finish(event, returned);
}

SysReturn RecordingSys::setsockopt(int fd, int level, int option, const void* value, socklen_t length)
{
    Event& event = m_track.start(Call::Setsockopt, fd);
    event.args = {level, option, arg(length), 0};
    const SysReturn returned = m_next.setsockopt(fd, level, option, value, length);
    return finish(event, returned, asBytes(value, length));
}

SysReturn RecordingSys::getsockopt(int fd, int level, int option, void* value, socklen_t* length)
{
    const socklen_t room = length ? *length : 0;
    Event& event = m_track.start(Call::Getsockopt, fd);
    const SysReturn returned = m_next.getsockopt(fd, level, option, value, length);
    event.args = {level, option, arg(length ? *length : 0), 0};
    return finish(event, returned, written(returned, value, length, room));
}

SysReturn RecordingSys::bind(int fd, const sockaddr* address, socklen_t length)
{
    Event& event = m_track.start(Call::Bind, fd);
    const SysReturn returned = m_next.bind(fd, address, length);
    return finish(event, returned, asBytes(address, length));
}

SysReturn RecordingSys::getsockname(int fd, sockaddr* address, socklen_t* length)
{
    const socklen_t room = length ? *length : 0;
    Event& event = m_track.start(Call::Getsockname, fd);
    const SysReturn returned = m_next.getsockname(fd, address, length);
    return finish(event, returned, written(returned, address, length, room));
}

SysReturn RecordingSys::getpeername(int fd, sockaddr* address, socklen_t* length)
{
    const socklen_t room = length ? *length : 0;
    Event& event = m_track.start(Call::Getpeername, fd);
    const SysReturn returned = m_next.getpeername(fd, address, length);
    return finish(event, returned, written(returned, address, length, room));
}

SysReturn RecordingSys::listen(int fd, int backlog)
{
    Event& event = m_track.start(Call::Listen, fd);
    event.args = {backlog, 0, 0, 0};
    const SysReturn returned = m_next.listen(fd, backlog);
    return finish(event, returned);
}

SysReturn RecordingSys::accept4(int fd, sockaddr* address, socklen_t* length, int flags)
{
    const socklen_t room = length ? *length : 0;
    Event& event = m_track.start(Call::Accept4, fd);
    event.args = {flags, 0, 0, 0};
    const SysReturn returned = m_next.accept4(fd, address, length, flags);
    return finish(event, returned, written(returned, address, length, room));
}

SysReturn RecordingSys::connect(int fd, const sockaddr* address, socklen_t length)
{
    Event& event = m_track.start(Call::Connect, fd);
    const SysReturn returned = m_next.connect(fd, address, length);
    return finish(event, returned, asBytes(address, length));
}

SysReturn RecordingSys::send(int fd, std::span<const std::byte> bytes, int flags)
{
    Event& event = m_track.start(Call::Send, fd);
    event.args = {arg(bytes.size()), flags, 0, 0};
    const SysReturn returned = m_next.send(fd, bytes, flags);
    return finish(event, returned, moved(returned, bytes));
}

SysReturn RecordingSys::recv(int fd, std::span<std::byte> room, int flags)
{
    Event& event = m_track.start(Call::Recv, fd);
    event.args = {arg(room.size()), flags, 0, 0};
    const SysReturn returned = m_next.recv(fd, room, flags);
    return finish(event, returned, moved(returned, room));
}

SysReturn RecordingSys::shutdown(int fd, int how)
{
    Event& event = m_track.start(Call::Shutdown, fd);
    event.args = {how, 0, 0, 0};
    const SysReturn returned = m_next.shutdown(fd, how);
    return finish(event, returned);
}

SysReturn RecordingSys::close(int fd)
{
    Event& event = m_track.start(Call::Close, fd);
    const SysReturn returned = m_next.close(fd);
    return finish(event, returned);
}

SysReturn RecordingSys::epollCreate1(int flags)
{
    Event& event = m_track.start(Call::EpollCreate1, -1);
    event.args = {flags, 0, 0, 0};
    const SysReturn returned = m_next.epollCreate1(flags);
    return finish(event, returned);
}

SysReturn RecordingSys::epollCtl(int epoll, int operation, int fd, epoll_event* interest)
{
    Event& event = m_track.start(Call::EpollCtl, epoll);
    event.args = {operation, fd, arg(interest ? interest->events : 0), 0};
    const SysReturn returned = m_next.epollCtl(epoll, operation, fd, interest);
    return finish(event, returned);
}

SysReturn RecordingSys::epollWait(int epoll, std::span<epoll_event> room, int timeoutMs)
{
    Event& event = m_track.startWait(Call::EpollWait, epoll);
    event.args = {arg(room.size()), timeoutMs, 0, 0};
    const SysReturn returned = m_next.epollWait(epoll, room, timeoutMs);
    const std::size_t kept = returned.ok() ? std::min({returned.bytes(), room.size(), kMaxReadyKept}) : 0;
    return finish(event, returned, asBytes(room.data(), kept * sizeof(epoll_event)));
}

SysReturn RecordingSys::eventfd(unsigned initial, int flags)
{
    Event& event = m_track.start(Call::Eventfd, -1);
    event.args = {arg(initial), flags, 0, 0};
    const SysReturn returned = m_next.eventfd(initial, flags);
    return finish(event, returned);
}

SysReturn RecordingSys::read(int fd, std::span<std::byte> room)
{
    Event& event = m_track.start(Call::Read, fd);
    event.args = {arg(room.size()), 0, 0, 0};
    const SysReturn returned = m_next.read(fd, room);
    return finish(event, returned, moved(returned, room));
}

SysReturn RecordingSys::write(int fd, std::span<const std::byte> bytes)
{
    Event& event = m_track.start(Call::Write, fd);
    event.args = {arg(bytes.size()), 0, 0, 0};
    const SysReturn returned = m_next.write(fd, bytes);
    return finish(event, returned, moved(returned, bytes));
}

SysReturn RecordingSys::lstat(const char* path, struct stat* info)
{
    Event& event = m_track.start(Call::Lstat, -1);
    const SysReturn returned = m_next.lstat(path, info);
    if (returned.ok() && info)
        event.args = {arg(info->st_mode), arg(info->st_uid), 0, 0};
    return finish(event, returned, asBytes(path, std::strlen(path)));
}

SysReturn RecordingSys::chmod(const char* path, mode_t mode)
{
    Event& event = m_track.start(Call::Chmod, -1);
    event.args = {arg(mode), 0, 0, 0};
    const SysReturn returned = m_next.chmod(path, mode);
    return finish(event, returned, asBytes(path, std::strlen(path)));
}

SysReturn RecordingSys::unlink(const char* path)
{
    Event& event = m_track.start(Call::Unlink, -1);
    const SysReturn returned = m_next.unlink(path);
    return finish(event, returned, asBytes(path, std::strlen(path)));
}

SysReturn RecordingSys::pipe2(int* ends, int flags)
{
    Event& event = m_track.start(Call::Pipe2, -1);
    const SysReturn returned = m_next.pipe2(ends, flags);
    event.args = {returned.ok() ? ends[0] : -1, returned.ok() ? ends[1] : -1, flags, 0};
    return finish(event, returned);
}

SysReturn RecordingSys::splice(int from, int to, std::size_t length, unsigned flags)
{
    Event& event = m_track.start(Call::Splice, from);
    const SysReturn returned = m_next.splice(from, to, length, flags);
    // The socket is the one that belongs to a connection.
    const bool sends = m_track.connectionOf(from) == 0;
    const Direction direction = sends ? Direction::Sent : Direction::Received;
    event.args = {to, arg(length), arg(flags), arg(direction)};
    event.connection = m_track.connectionOf(sends ? to : from);
    return finish(event, returned);
}

} // namespace core
