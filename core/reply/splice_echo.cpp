// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reply/splice_echo.h"

#include <algorithm>

namespace core {

Result<void> SpliceEcho::begin()
{
    Result<Pipe> pipe = Pipe::open(m_sys);
    if (!pipe)
        return tl::unexpected(pipe.error());
    m_pipe = std::move(*pipe);
    return {};
}

Result<IoResult> SpliceEcho::read(Socket& socket, std::span<std::byte> room)
{
    Result<IoResult> taken = socket.spliceTo(m_pipe, mostAtOnce(room.size()));
    if (!taken || taken->status != IoStatus::Done)
        return taken;
    m_waiting += taken->bytes;
    if (!m_pace.waits()) {
        if (const Result<IoStatus> sent = write(socket); !sent)
            return tl::unexpected(sent.error());
    }
    return taken;
}

Result<IoStatus> SpliceEcho::write(Socket& socket)
{
    while (m_waiting > 0) {
        const std::size_t most = m_pace.chunk > 0 ? std::min(m_pace.chunk, m_waiting) : m_waiting;
        const Result<IoResult> sent = socket.spliceFrom(m_pipe, most);
        if (!sent)
            return tl::unexpected(sent.error());
        if (sent->status == IoStatus::WouldBlock)
            return IoStatus::WouldBlock;
        m_waiting -= std::min(sent->bytes, m_waiting);
        if (m_pace.waits())
            break;
    }
    return IoStatus::Done;
}

} // namespace core
