// SPDX-License-Identifier: GPL-3.0-or-later
// The seam through which every system call of the program goes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/stat.h>

namespace core {

/// What a system call returned, with errno taken before anything else could run.
struct [[nodiscard]] SysReturn
{
    std::int64_t value = 0; ///< Raw; -1 on failure.
    int error = 0;          ///< errno(3); 0 on success.
    bool isPrivate = false; ///< Of socket(): it was asked for in the private network (core/network/network_sys.h).

    bool ok() const noexcept { return error == 0; }
    int fd() const noexcept { return static_cast<int>(value); }
    std::size_t bytes() const noexcept { return static_cast<std::size_t>(value); }
};

/// One virtual function a system call, with the arguments of its manual page (section 2). RealSys calls the kernel,
/// RecordingSys decorates another Sys with recording, tests use a fake that fails on demand. An instance belongs to one
/// thread unless it says otherwise.
class Sys
{
public:
    Sys() = default;
    virtual ~Sys() = default;
    Sys(const Sys&) = delete;
    Sys& operator=(const Sys&) = delete;

    virtual SysReturn socket(int domain, int type, int protocol) = 0;
    virtual SysReturn setsockopt(int fd, int level, int option, const void* value, socklen_t length) = 0;
    /// `length`: in: room at `value`; out: bytes written by the kernel.
    virtual SysReturn getsockopt(int fd, int level, int option, void* value, socklen_t* length) = 0;
    virtual SysReturn bind(int fd, const sockaddr* address, socklen_t length) = 0;
    virtual SysReturn getsockname(int fd, sockaddr* address, socklen_t* length) = 0;
    virtual SysReturn getpeername(int fd, sockaddr* address, socklen_t* length) = 0;
    virtual SysReturn listen(int fd, int backlog) = 0;
    virtual SysReturn accept4(int fd, sockaddr* address, socklen_t* length, int flags) = 0;
    virtual SysReturn connect(int fd, const sockaddr* address, socklen_t length) = 0;
    virtual SysReturn send(int fd, std::span<const std::byte> bytes, int flags) = 0;
    virtual SysReturn recv(int fd, std::span<std::byte> room, int flags) = 0;
    virtual SysReturn shutdown(int fd, int how) = 0;
    virtual SysReturn close(int fd) = 0;
    virtual SysReturn epollCreate1(int flags) = 0;
    virtual SysReturn epollCtl(int epoll, int operation, int fd, epoll_event* interest) = 0;
    virtual SysReturn epollWait(int epoll, std::span<epoll_event> room, int timeoutMs) = 0;
    virtual SysReturn eventfd(unsigned initial, int flags) = 0;
    virtual SysReturn read(int fd, std::span<std::byte> room) = 0;
    virtual SysReturn write(int fd, std::span<const std::byte> bytes) = 0;
    // On the file of a UNIX socket.
    virtual SysReturn lstat(const char* path, struct stat* info) = 0;
    virtual SysReturn chmod(const char* path, mode_t mode) = 0;
    virtual SysReturn unlink(const char* path) = 0;
    virtual SysReturn pipe2(int* ends, int flags) = 0; ///< `ends`: room for two.
    /// Without offsets: one of the two is a pipe, the other a socket.
    virtual SysReturn splice(int from, int to, std::size_t length, unsigned flags) = 0;
};

} // namespace core
