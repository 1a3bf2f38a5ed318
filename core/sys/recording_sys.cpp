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

template <class Number>
std::int32_t arg(Number number)
{
    return static_cast<std::int32_t>(number);
}

} // namespace

void RecordingSys::add(std::int64_t startNs, Call call, int fd, std::array<std::int32_t, 4> args, SysReturn returned,
                       std::span<const std::byte> payload, ConnectionId connection)
{
    Event event;
    event.connection = connection;
    event.startNs = startNs;
    event.tookNs = monotonicNs() - startNs;
    event.call = call;
    event.fd = fd;
    event.args = args;
    event.result = arg(returned.value);
    event.error = static_cast<std::uint16_t>(returned.error);
    m_track.add(event, payload);
}

SysReturn RecordingSys::socket(int domain, int type, int protocol)
{
    const std::int64_t start = m_track.begin();
    const SysReturn returned = m_next.socket(domain, type, protocol);
    add(start, Call::Socket, -1, {domain, type, protocol, returned.isPrivate ? 1 : 0}, returned);
    return returned;
}

SysReturn RecordingSys::setsockopt(int fd, int level, int option, const void* value, socklen_t length)
{
    const std::int64_t start = m_track.begin();
    const SysReturn returned = m_next.setsockopt(fd, level, option, value, length);
    add(start, Call::Setsockopt, fd, {level, option, arg(length), 0}, returned, asBytes(value, length));
    return returned;
}

SysReturn RecordingSys::getsockopt(int fd, int level, int option, void* value, socklen_t* length)
{
    const socklen_t room = length ? *length : 0;
    const std::int64_t start = m_track.begin();
    const SysReturn returned = m_next.getsockopt(fd, level, option, value, length);
    add(start, Call::Getsockopt, fd, {level, option, arg(length ? *length : 0), 0}, returned,
        written(returned, value, length, room));
    return returned;
}

SysReturn RecordingSys::bind(int fd, const sockaddr* address, socklen_t length)
{
    const std::int64_t start = m_track.begin();
    const SysReturn returned = m_next.bind(fd, address, length);
    add(start, Call::Bind, fd, {}, returned, asBytes(address, length));
    return returned;
}

SysReturn RecordingSys::getsockname(int fd, sockaddr* address, socklen_t* length)
{
    const socklen_t room = length ? *length : 0;
    const std::int64_t start = m_track.begin();
    const SysReturn returned = m_next.getsockname(fd, address, length);
    add(start, Call::Getsockname, fd, {}, returned, written(returned, address, length, room));
    return returned;
}

SysReturn RecordingSys::getpeername(int fd, sockaddr* address, socklen_t* length)
{
    const socklen_t room = length ? *length : 0;
    const std::int64_t start = m_track.begin();
    const SysReturn returned = m_next.getpeername(fd, address, length);
    add(start, Call::Getpeername, fd, {}, returned, written(returned, address, length, room));
    return returned;
}

SysReturn RecordingSys::listen(int fd, int backlog)
{
    const std::int64_t start = m_track.begin();
    const SysReturn returned = m_next.listen(fd, backlog);
    add(start, Call::Listen, fd, {backlog, 0, 0, 0}, returned);
    return returned;
}

SysReturn RecordingSys::accept4(int fd, sockaddr* address, socklen_t* length, int flags)
{
    const socklen_t room = length ? *length : 0;
    const std::int64_t start = m_track.begin();
    const SysReturn returned = m_next.accept4(fd, address, length, flags);
    add(start, Call::Accept4, fd, {flags, 0, 0, 0}, returned, written(returned, address, length, room));
    return returned;
}

SysReturn RecordingSys::connect(int fd, const sockaddr* address, socklen_t length)
{
    const std::int64_t start = m_track.begin();
    const SysReturn returned = m_next.connect(fd, address, length);
    add(start, Call::Connect, fd, {}, returned, asBytes(address, length));
    return returned;
}

SysReturn RecordingSys::send(int fd, std::span<const std::byte> bytes, int flags)
{
    const std::int64_t start = m_track.begin();
    const SysReturn returned = m_next.send(fd, bytes, flags);
    add(start, Call::Send, fd, {arg(bytes.size()), flags, 0, 0}, returned,
        returned.ok() ? bytes.first(std::min(returned.bytes(), bytes.size())) : bytes.first(0));
    return returned;
}

SysReturn RecordingSys::recv(int fd, std::span<std::byte> room, int flags)
{
    const std::int64_t start = m_track.begin();
    const SysReturn returned = m_next.recv(fd, room, flags);
    add(start, Call::Recv, fd, {arg(room.size()), flags, 0, 0}, returned,
        returned.ok() ? room.first(std::min(returned.bytes(), room.size())) : room.first(0));
    return returned;
}

SysReturn RecordingSys::shutdown(int fd, int how)
{
    const std::int64_t start = m_track.begin();
    const SysReturn returned = m_next.shutdown(fd, how);
    add(start, Call::Shutdown, fd, {how, 0, 0, 0}, returned);
    return returned;
}

SysReturn RecordingSys::close(int fd)
{
    const std::int64_t start = m_track.begin();
    const SysReturn returned = m_next.close(fd);
    add(start, Call::Close, fd, {}, returned);
    return returned;
}

SysReturn RecordingSys::epollCreate1(int flags)
{
    const std::int64_t start = m_track.begin();
    const SysReturn returned = m_next.epollCreate1(flags);
    add(start, Call::EpollCreate1, -1, {flags, 0, 0, 0}, returned);
    return returned;
}

SysReturn RecordingSys::epollCtl(int epoll, int operation, int fd, epoll_event* event)
{
    const std::int64_t start = m_track.begin();
    const SysReturn returned = m_next.epollCtl(epoll, operation, fd, event);
    add(start, Call::EpollCtl, epoll, {operation, fd, arg(event ? event->events : 0), 0}, returned);
    return returned;
}

SysReturn RecordingSys::epollWait(int epoll, std::span<epoll_event> room, int timeoutMs)
{
    const std::int64_t start = m_track.beginWait();
    const SysReturn returned = m_next.epollWait(epoll, room, timeoutMs);
    const std::size_t kept = returned.ok() ? std::min({returned.bytes(), room.size(), kMaxReadyKept}) : 0;
    add(start, Call::EpollWait, epoll, {arg(room.size()), timeoutMs, 0, 0}, returned,
        asBytes(room.data(), kept * sizeof(epoll_event)));
    return returned;
}

SysReturn RecordingSys::eventfd(unsigned initial, int flags)
{
    const std::int64_t start = m_track.begin();
    const SysReturn returned = m_next.eventfd(initial, flags);
    add(start, Call::Eventfd, -1, {arg(initial), flags, 0, 0}, returned);
    return returned;
}

SysReturn RecordingSys::read(int fd, std::span<std::byte> room)
{
    const std::int64_t start = m_track.begin();
    const SysReturn returned = m_next.read(fd, room);
    add(start, Call::Read, fd, {arg(room.size()), 0, 0, 0}, returned,
        returned.ok() ? room.first(std::min(returned.bytes(), room.size())) : room.first(0));
    return returned;
}

SysReturn RecordingSys::write(int fd, std::span<const std::byte> bytes)
{
    const std::int64_t start = m_track.begin();
    const SysReturn returned = m_next.write(fd, bytes);
    add(start, Call::Write, fd, {arg(bytes.size()), 0, 0, 0}, returned,
        returned.ok() ? bytes.first(std::min(returned.bytes(), bytes.size())) : bytes.first(0));
    return returned;
}

SysReturn RecordingSys::lstat(const char* path, struct stat* info)
{
    const std::int64_t start = m_track.begin();
    const SysReturn returned = m_next.lstat(path, info);
    std::array<std::int32_t, 4> args{};
    if (returned.ok() && info)
        args = {arg(info->st_mode), arg(info->st_uid), 0, 0};
    add(start, Call::Lstat, -1, args, returned, asBytes(path, std::strlen(path)));
    return returned;
}

SysReturn RecordingSys::chmod(const char* path, mode_t mode)
{
    const std::int64_t start = m_track.begin();
    const SysReturn returned = m_next.chmod(path, mode);
    add(start, Call::Chmod, -1, {arg(mode), 0, 0, 0}, returned, asBytes(path, std::strlen(path)));
    return returned;
}

SysReturn RecordingSys::unlink(const char* path)
{
    const std::int64_t start = m_track.begin();
    const SysReturn returned = m_next.unlink(path);
    add(start, Call::Unlink, -1, {}, returned, asBytes(path, std::strlen(path)));
    return returned;
}

SysReturn RecordingSys::pipe2(int* ends, int flags)
{
    const std::int64_t start = m_track.begin();
    const SysReturn returned = m_next.pipe2(ends, flags);
    std::array<std::int32_t, 4> args{-1, -1, flags, 0};
    if (returned.ok())
        args = {ends[0], ends[1], flags, 0};
    add(start, Call::Pipe2, -1, args, returned);
    return returned;
}

SysReturn RecordingSys::splice(int from, int to, std::size_t length, unsigned flags)
{
    const std::int64_t start = m_track.begin();
    const SysReturn returned = m_next.splice(from, to, length, flags);
    // The socket is the one that belongs to a connection.
    const bool sends = m_track.connectionOf(from) == 0;
    const Direction direction = sends ? Direction::Sent : Direction::Received;
    add(start, Call::Splice, from, {to, arg(length), arg(flags), arg(direction)}, returned, {},
        m_track.connectionOf(sends ? to : from));
    return returned;
}

} // namespace core
