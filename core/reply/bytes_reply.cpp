// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reply/bytes_reply.h"

namespace core {

Result<IoResult> BytesReply::read(Socket& socket, std::span<std::byte> room)
{
    Result<IoResult> taken = socket.recv(room);
    if (taken && taken->status == IoStatus::Done) {
        if (const Result<void> sent = put(socket, answer(room.first(taken->bytes))); !sent)
            return tl::unexpected(sent.error());
    }
    return taken;
}

Result<IoStatus> BytesReply::write(Socket& socket)
{
    return m_pace.waits() ? m_output.sendOnce(socket, m_pace.chunk) : m_output.flush(socket, m_pace.chunk);
}

Result<void> BytesReply::speak(Socket& socket)
{
    return put(socket, next());
}

Result<void> BytesReply::put(Socket& socket, std::span<const std::byte> bytes)
{
    if (!m_pace.waits())
        return m_output.send(socket, bytes, m_pace.chunk);
    m_output.append(bytes);
    return {};
}

} // namespace core
