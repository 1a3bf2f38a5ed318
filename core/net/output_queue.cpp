// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/output_queue.h"

namespace core {

namespace {

// Moved-out bytes are cut off the front only when there are many: each cut moves the rest.
constexpr std::size_t kCompactBytes = std::size_t{256} << 10;

// Sends from `bytes` until all is gone or the kernel has no room; returns how many are gone.
Result<std::size_t> sendAll(Socket& socket, std::span<const std::byte> bytes)
{
    std::size_t sent = 0;
    while (sent < bytes.size()) {
        const Result<IoResult> result = socket.send(bytes.subspan(sent));
        if (!result)
            return tl::unexpected(result.error());
        if (result->status == IoStatus::WouldBlock)
            break;
        sent += result->bytes;
    }
    return sent;
}

} // namespace

Result<void> OutputQueue::send(Socket& socket, std::span<const std::byte> bytes)
{
    std::size_t sent = 0;
    if (empty()) {
        const Result<std::size_t> result = sendAll(socket, bytes);
        if (!result)
            return tl::unexpected(result.error());
        sent = *result;
    }
    const auto rest = bytes.subspan(sent);
    m_bytes.insert(m_bytes.end(), rest.begin(), rest.end());
    return {};
}

Result<void> OutputQueue::flush(Socket& socket)
{
    const Result<std::size_t> result = sendAll(socket, std::span<const std::byte>(m_bytes).subspan(m_sent));
    if (!result)
        return tl::unexpected(result.error());
    m_sent += *result;
    if (empty()) {
        m_bytes = {};
        m_sent = 0;
    } else if (m_sent > kCompactBytes) {
        m_bytes.erase(m_bytes.begin(), m_bytes.begin() + static_cast<std::ptrdiff_t>(m_sent));
        m_sent = 0;
    }
    return {};
}

} // namespace core
