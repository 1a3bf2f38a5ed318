// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stream/stream_search.h"

#include <algorithm>
#include <cstring>

namespace core {

namespace {

constexpr std::size_t kLookAhead = 4096; // segments of the other direction between two of one

} // namespace

void StreamSearch::join(std::size_t segment)
{
    const StreamSegment& first = m_index.at(segment);
    const std::span<const std::byte> own = m_bytesOf(first);
    m_joined.assign(own.begin(), own.end());
    m_size = own.size();
    const std::size_t wanted = m_size == 0 ? 0 : m_size + m_needle.size() - 1;
    const std::size_t last = std::min(m_index.size(), segment + 1 + kLookAhead);
    for (std::size_t i = segment + 1; i < last && m_joined.size() < wanted; ++i) {
        const StreamSegment& follower = m_index.at(i);
        if (follower.direction != first.direction)
            continue;
        const std::span<const std::byte> bytes = m_bytesOf(follower);
        if (bytes.empty())
            return;
        const std::size_t count = std::min(bytes.size(), wanted - m_joined.size());
        m_joined.insert(m_joined.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(count));
    }
}

std::optional<std::size_t> StreamSearch::next(std::size_t from) const
{
    if (from >= m_size)
        return std::nullopt;
    const void* found = ::memmem(m_joined.data() + from, m_joined.size() - from, m_needle.data(), m_needle.size());
    if (found == nullptr)
        return std::nullopt;
    return static_cast<std::size_t>(static_cast<const std::byte*>(found) - m_joined.data());
}

std::optional<std::uint32_t> StreamSearch::firstIn(std::size_t segment, std::size_t from)
{
    join(segment);
    const std::optional<std::size_t> found = next(from);
    return found ? std::optional(static_cast<std::uint32_t>(*found)) : std::nullopt;
}

std::optional<std::uint32_t> StreamSearch::lastIn(std::size_t segment, std::size_t before)
{
    join(segment);
    std::optional<std::uint32_t> last;
    for (auto found = next(0); found && *found < before; found = next(*found + 1))
        last = static_cast<std::uint32_t>(*found);
    return last;
}

} // namespace core
