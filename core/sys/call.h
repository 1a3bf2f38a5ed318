// SPDX-License-Identifier: GPL-3.0-or-later
// The system calls that the program uses, and what is fixed about each of them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace core {

enum class Call : std::uint8_t {
    None, ///< The event is no system call.
    Socket,
    Setsockopt,
    Getsockopt,
    Bind,
    Getsockname,
    Getpeername,
    Listen,
    Accept4,
    Connect,
    Send,
    Recv,
    Shutdown,
    Close,
    EpollCreate1,
    EpollCtl,
    EpollWait,
    Eventfd,
    Read,
    Write,
    Lstat,
    Chmod,
    Unlink,
    Pipe2,
    Splice,
    Count,
};

/// What a call belongs to: the sockets that the user watches, or the program's own waiting for them.
enum class CallGroup : std::uint8_t { Socket, Waiting };

struct CallInfo
{
    const char* name;   ///< As the manual page writes it.
    const char* manual; ///< Manual page with section.
    CallGroup group;
};

/// One row a call, in the order of enum Call.
inline constexpr std::array kCalls{
    CallInfo{"", "", CallGroup::Socket},
    CallInfo{"socket", "socket(2)", CallGroup::Socket},
    CallInfo{"setsockopt", "setsockopt(2)", CallGroup::Socket},
    CallInfo{"getsockopt", "getsockopt(2)", CallGroup::Socket},
    CallInfo{"bind", "bind(2)", CallGroup::Socket},
    CallInfo{"getsockname", "getsockname(2)", CallGroup::Socket},
    CallInfo{"getpeername", "getpeername(2)", CallGroup::Socket},
    CallInfo{"listen", "listen(2)", CallGroup::Socket},
    CallInfo{"accept4", "accept4(2)", CallGroup::Socket},
    CallInfo{"connect", "connect(2)", CallGroup::Socket},
    CallInfo{"send", "send(2)", CallGroup::Socket},
    CallInfo{"recv", "recv(2)", CallGroup::Socket},
    CallInfo{"shutdown", "shutdown(2)", CallGroup::Socket},
    CallInfo{"close", "close(2)", CallGroup::Socket},
    CallInfo{"epoll_create1", "epoll_create1(2)", CallGroup::Waiting},
    CallInfo{"epoll_ctl", "epoll_ctl(2)", CallGroup::Waiting},
    CallInfo{"epoll_wait", "epoll_wait(2)", CallGroup::Waiting},
    CallInfo{"eventfd", "eventfd(2)", CallGroup::Waiting},
    CallInfo{"read", "read(2)", CallGroup::Waiting},
    CallInfo{"write", "write(2)", CallGroup::Waiting},
    CallInfo{"lstat", "lstat(2)", CallGroup::Socket},
    CallInfo{"chmod", "chmod(2)", CallGroup::Socket},
    CallInfo{"unlink", "unlink(2)", CallGroup::Socket},
    CallInfo{"pipe2", "pipe2(2)", CallGroup::Socket},
    CallInfo{"splice", "splice(2)", CallGroup::Socket},
};
static_assert(kCalls.size() == static_cast<std::size_t>(Call::Count), "a Call has no row");

constexpr const CallInfo& callInfo(Call call) noexcept
{
    return kCalls[static_cast<std::size_t>(call)];
}

/// The call of that name; None: there is none.
constexpr Call callNamed(std::string_view name) noexcept
{
    for (std::size_t i = 1; i < kCalls.size(); ++i) {
        if (kCalls[i].name == name)
            return static_cast<Call>(i);
    }
    return Call::None;
}

/// A call whose result is a number of bytes, which it moved.
constexpr bool movesData(Call call) noexcept
{
    return call == Call::Send || call == Call::Recv || call == Call::Read || call == Call::Write ||
           call == Call::Splice;
}

} // namespace core
