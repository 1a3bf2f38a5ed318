// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/pipe.h"

#include "core/sys/call.h"

#include <array>
#include <fcntl.h>
#include <initializer_list>

namespace core {

Result<Pipe> Pipe::open(Sys& sys)
{
    std::array<int, 2> ends{-1, -1};
    const SysReturn returned = sys.pipe2(ends.data(), O_NONBLOCK | O_CLOEXEC);
    if (!returned.ok())
        return tl::unexpected(SysError{callInfo(Call::Pipe2).name, returned.error});
    Pipe pipe;
    pipe.m_sys = &sys;
    pipe.m_readEnd = ends[0];
    pipe.m_writeEnd = ends[1];
    return pipe;
}

Pipe& Pipe::operator=(Pipe&& other) noexcept
{
    if (this != &other) {
        close();
        m_sys = other.m_sys;
        m_readEnd = std::exchange(other.m_readEnd, -1);
        m_writeEnd = std::exchange(other.m_writeEnd, -1);
    }
    return *this;
}

void Pipe::close() noexcept
{
    for (int* end : {&m_readEnd, &m_writeEnd}) {
        if (*end >= 0)
            static_cast<void>(m_sys->close(std::exchange(*end, -1)));
    }
}

} // namespace core
