// SPDX-License-Identifier: GPL-3.0-or-later
// A kernel that does nothing: what remains of a call is what the program itself does around it.
#pragma once

#include "core/sys/sys.h"

namespace bench {

/// Every call returns at once what it was told to return. One thread.
class IdleSys final : public core::Sys
{
public:
    void returns(std::int64_t value, int error = 0) { m_next = {error != 0 ? -1 : value, error}; }

    core::SysReturn socket(int domain, int type, int protocol) override;
    core::SysReturn setsockopt(int fd, int level, int option, const void* value, socklen_t length) override;
    core::SysReturn getsockopt(int fd, int level, int option, void* value, socklen_t* length) override;
    core::SysReturn bind(int fd, const sockaddr* address, socklen_t length) override;
    core::SysReturn getsockname(int fd, sockaddr* address, socklen_t* length) override;
    core::SysReturn getpeername(int fd, sockaddr* address, socklen_t* length) override;
    core::SysReturn listen(int fd, int backlog) override;
    core::SysReturn accept4(int fd, sockaddr* address, socklen_t* length, int flags) override;
    core::SysReturn connect(int fd, const sockaddr* address, socklen_t length) override;
    core::SysReturn send(int fd, std::span<const std::byte> bytes, int flags) override;
    core::SysReturn recv(int fd, std::span<std::byte> room, int flags) override;
    core::SysReturn shutdown(int fd, int how) override;
    core::SysReturn close(int fd) override;
    core::SysReturn epollCreate1(int flags) override;
    core::SysReturn epollCtl(int epoll, int operation, int fd, epoll_event* event) override;
    core::SysReturn epollWait(int epoll, std::span<epoll_event> room, int timeoutMs) override;
    core::SysReturn eventfd(unsigned initial, int flags) override;
    core::SysReturn read(int fd, std::span<std::byte> room) override;
    core::SysReturn write(int fd, std::span<const std::byte> bytes) override;
    core::SysReturn lstat(const char* path, struct stat* info) override;
    core::SysReturn chmod(const char* path, mode_t mode) override;
    core::SysReturn unlink(const char* path) override;
    core::SysReturn pipe2(int* ends, int flags) override;
    core::SysReturn splice(int from, int to, std::size_t length, unsigned flags) override;

private:
    core::SysReturn m_next;
};

} // namespace bench
