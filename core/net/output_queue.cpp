// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/output_queue.h"

#include <algorithm>

namespace core {

namespace {

// Moved-out bytes are cut off the front only when there are many: each cut moves the rest.
constexpr std::size_t kCompactBytes = std::size_t{256} << 10;

// Sends from `bytes` until all is gone or the kernel has no room; returns how many are gone.
Result<std::size_t> sendAll(Socket& socket, std::span<const std::byte> bytes, std::size_t chunk)
{
    std::size_t sent = 0;
    while (sent < bytes.size()) {
        const auto rest = bytes.subspan(sent);
        const Result<IoResult> result = socket.send(chunk == 0 ? rest : rest.first(std::min(chunk, rest.size())));
        if (!result)
            return tl::unexpected(result.error());
        if (result->status == IoStatus::WouldBlock)
            break;
        sent += result->bytes;
    }
    return sent;
}

} // namespace

Result<void> OutputQueue::send(Socket& socket, std::span<const std::byte> bytes, std::size_t chunk)
{
    if (empty()) {
        const Result<std::size_t> sent = sendAll(socket, bytes, chunk);
        if (!sent)
            return tl::unexpected(sent.error());
        bytes = bytes.subspan(*sent);
    }
    if (!bytes.empty())
        append(bytes);
    return {};
}

void OutputQueue::append(std::span<const std::byte> bytes)
{
    m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end());
}

Result<IoStatus> OutputQueue::flush(Socket& socket, std::size_t chunk)
{
    const Result<std::size_t> result = sendAll(socket, std::span<const std::byte>(m_bytes).subspan(m_sent), chunk);
    if (!result)
        return tl::unexpected(result.error());
    gone(*result);
    return empty() ? IoStatus::Done : IoStatus::WouldBlock;
}

Result<IoStatus> OutputQueue::sendOnce(Socket& socket, std::size_t chunk)
{
    const auto waiting = std::span<const std::byte>(m_bytes).subspan(m_sent);
    if (waiting.empty())
        return IoStatus::Done;
    const Result<IoResult> result = socket.send(chunk == 0 ? waiting : waiting.first(std::min(chunk, waiting.size())));
    if (!result)
        return tl::unexpected(result.error());
    gone(result->bytes);
    return result->status;
}

void OutputQueue::gone(std::size_t bytes)
{
    m_sent += bytes;
    if (empty()) {
        m_bytes = {};
        m_sent = 0;
    } else if (m_sent > kCompactBytes) {
        m_bytes.erase(m_bytes.begin(), m_bytes.begin() + static_cast<std::ptrdiff_t>(m_sent));
        m_sent = 0;
    }
}

} // namespace core
