// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/idle_sys.h"

namespace bench {

using core::SysReturn;

SysReturn IdleSys::socket(int, int, int)
{
    return m_next;
}
SysReturn IdleSys::setsockopt(int, int, int, const void*, socklen_t)
{
    return m_next;
}
SysReturn IdleSys::getsockopt(int, int, int, void*, socklen_t*)
{
    return m_next;
}
SysReturn IdleSys::bind(int, const sockaddr*, socklen_t)
{
    return m_next;
}
SysReturn IdleSys::getsockname(int, sockaddr*, socklen_t*)
{
    return m_next;
}
SysReturn IdleSys::getpeername(int, sockaddr*, socklen_t*)
{
    return m_next;
}
SysReturn IdleSys::listen(int, int)
{
    return m_next;
}
SysReturn IdleSys::accept4(int, sockaddr*, socklen_t*, int)
{
    return m_next;
}
SysReturn IdleSys::connect(int, const sockaddr*, socklen_t)
{
    return m_next;
}
SysReturn IdleSys::send(int, std::span<const std::byte>, int)
{
    return m_next;
}
SysReturn IdleSys::recv(int, std::span<std::byte>, int)
{
    return m_next;
}
SysReturn IdleSys::shutdown(int, int)
{
    return m_next;
}
SysReturn IdleSys::close(int)
{
    return m_next;
}
SysReturn IdleSys::epollCreate1(int)
{
    return m_next;
}
SysReturn IdleSys::epollCtl(int, int, int, epoll_event*)
{
    return m_next;
}
SysReturn IdleSys::epollWait(int, std::span<epoll_event>, int)
{
    return m_next;
}
SysReturn IdleSys::eventfd(unsigned, int)
{
    return m_next;
}
SysReturn IdleSys::read(int, std::span<std::byte>)
{
    return m_next;
}
SysReturn IdleSys::write(int, std::span<const std::byte>)
{
    return m_next;
}
SysReturn IdleSys::lstat(const char*, struct stat*)
{
    return m_next;
}
SysReturn IdleSys::chmod(const char*, mode_t)
{
    return m_next;
}
SysReturn IdleSys::unlink(const char*)
{
    return m_next;
}
SysReturn IdleSys::pipe2(int*, int)
{
    return m_next;
}
SysReturn IdleSys::splice(int, int, std::size_t, unsigned)
{
    return m_next;
}

} // namespace bench
