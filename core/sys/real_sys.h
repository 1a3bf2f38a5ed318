// SPDX-License-Identifier: GPL-3.0-or-later
// The kernel behind the seam.
#pragma once

#include "core/sys/sys.h"

namespace core {

/// Each function is one system call and nothing else. No state; any thread.
class RealSys : public Sys
{
public:
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
    SysReturn epollCtl(int epoll, int operation, int fd, epoll_event* event) override;
    SysReturn epollWait(int epoll, std::span<epoll_event> room, int timeoutMs) override;
    SysReturn eventfd(unsigned initial, int flags) override;
    SysReturn read(int fd, std::span<std::byte> room) override;
    SysReturn write(int fd, std::span<const std::byte> bytes) override;
    SysReturn lstat(const char* path, struct stat* info) override;
    SysReturn chmod(const char* path, mode_t mode) override;
    SysReturn unlink(const char* path) override;
    SysReturn pipe2(int* ends, int flags) override;
    SysReturn splice(int from, int to, std::size_t length, unsigned flags) override;
};

} // namespace core
