// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sys/real_sys.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace core {

namespace {

// errno is taken before anything else can run.
SysReturn returned(std::int64_t value) noexcept
{
    return value < 0 ? SysReturn{value, errno} : SysReturn{value, 0};
}

// The calls that every message needs. The functions of the C library are cancellation points (pthreads(7)), which costs
// two atomic operations a call, and no thread of the program is ever cancelled: so it is syscall(2), with the arguments
// that the C library gives. The sanitizers look at what its functions read and write, and get them.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
std::int64_t sendBytes(int fd, std::span<const std::byte> bytes, int flags)
{
    return ::send(fd, bytes.data(), bytes.size(), flags);
}

std::int64_t receiveBytes(int fd, std::span<std::byte> room, int flags)
{
    return ::recv(fd, room.data(), room.size(), flags);
}

std::int64_t waitForEvents(int epoll, std::span<epoll_event> room, int timeoutMs)
{
    return ::epoll_wait(epoll, room.data(), static_cast<int>(room.size()), timeoutMs);
}
#else
std::int64_t sendBytes(int fd, std::span<const std::byte> bytes, int flags)
{
    return ::syscall(SYS_sendto, fd, bytes.data(), bytes.size(), flags, nullptr, 0);
}

std::int64_t receiveBytes(int fd, std::span<std::byte> room, int flags)
{
    return ::syscall(SYS_recvfrom, fd, room.data(), room.size(), flags, nullptr, nullptr);
}

std::int64_t waitForEvents(int epoll, std::span<epoll_event> room, int timeoutMs)
{
    const auto most = static_cast<int>(room.size());
#ifdef SYS_epoll_wait
    return ::syscall(SYS_epoll_wait, epoll, room.data(), most, timeoutMs);
#else // an architecture that knows only the call with a signal mask
    return ::syscall(SYS_epoll_pwait, epoll, room.data(), most, timeoutMs, nullptr, std::size_t{0});
#endif
}
#endif

} // namespace

SysReturn RealSys::socket(int domain, int type, int protocol)
{
    return returned(::socket(domain, type, protocol));
}

SysReturn RealSys::setsockopt(int fd, int level, int option, const void* value, socklen_t length)
{
    return returned(::setsockopt(fd, level, option, value, length));
}

SysReturn RealSys::getsockopt(int fd, int level, int option, void* value, socklen_t* length)
{
    return returned(::getsockopt(fd, level, option, value, length));
}

SysReturn RealSys::bind(int fd, const sockaddr* address, socklen_t length)
{
    return returned(::bind(fd, address, length));
}

SysReturn RealSys::getsockname(int fd, sockaddr* address, socklen_t* length)
{
    return returned(::getsockname(fd, address, length));
}

SysReturn RealSys::getpeername(int fd, sockaddr* address, socklen_t* length)
{
    return returned(::getpeername(fd, address, length));
}

SysReturn RealSys::listen(int fd, int backlog)
{
    return returned(::listen(fd, backlog));
}

SysReturn RealSys::accept4(int fd, sockaddr* address, socklen_t* length, int flags)
{
    return returned(::accept4(fd, address, length, flags));
}

SysReturn RealSys::connect(int fd, const sockaddr* address, socklen_t length)
{
    return returned(::connect(fd, address, length));
}

SysReturn RealSys::send(int fd, std::span<const std::byte> bytes, int flags)
{
    return returned(sendBytes(fd, bytes, flags));
}

SysReturn RealSys::recv(int fd, std::span<std::byte> room, int flags)
{
    return returned(receiveBytes(fd, room, flags));
}

SysReturn RealSys::shutdown(int fd, int how)
{
    return returned(::shutdown(fd, how));
}

SysReturn RealSys::close(int fd)
{
    return returned(::close(fd));
}

SysReturn RealSys::epollCreate1(int flags)
{
    return returned(::epoll_create1(flags));
}

SysReturn RealSys::epollCtl(int epoll, int operation, int fd, epoll_event* event)
{
    return returned(::epoll_ctl(epoll, operation, fd, event));
}

SysReturn RealSys::epollWait(int epoll, std::span<epoll_event> room, int timeoutMs)
{
    return returned(waitForEvents(epoll, room, timeoutMs));
}

SysReturn RealSys::eventfd(unsigned initial, int flags)
{
    return returned(::eventfd(initial, flags));
}

SysReturn RealSys::read(int fd, std::span<std::byte> room)
{
    return returned(::read(fd, room.data(), room.size()));
}

SysReturn RealSys::write(int fd, std::span<const std::byte> bytes)
{
    return returned(::write(fd, bytes.data(), bytes.size()));
}

SysReturn RealSys::lstat(const char* path, struct stat* info)
{
    return returned(::lstat(path, info));
}

SysReturn RealSys::chmod(const char* path, mode_t mode)
{
    return returned(::chmod(path, mode));
}

SysReturn RealSys::unlink(const char* path)
{
    return returned(::unlink(path));
}

SysReturn RealSys::pipe2(int* ends, int flags)
{
    return returned(::pipe2(ends, flags));
}

SysReturn RealSys::splice(int from, int to, std::size_t length, unsigned flags)
{
    return returned(::splice(from, nullptr, to, nullptr, length, flags));
}

} // namespace core
