// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stream/stream_index.h"

#include "core/event/transfer.h"
#include "core/packet/packet_event.h"
#include "core/packet/tcp_packet.h"

#include <algorithm>
#include <vector>

namespace core {

namespace {

/// The bytes that the event carries; of a packet those behind its headers.
std::span<const std::byte> dataOf(const Event& event)
{
    if (event.kind != EventKind::Packet)
        return event.bytes();
    const auto packet = decodeTcp(event.bytes(), LinkType::Raw, event.bytes().size());
    return packet ? packet->payload : std::span<const std::byte>{};
}

/// What a call moved of the stream.
std::optional<Transfer> streamTransferOf(const Event& event)
{
    const std::optional<Transfer> moved = transferOf(event);
    return moved && !moved->isUrgent ? moved : std::nullopt;
}

} // namespace

std::span<const std::byte> segmentBytes(const Event& event, const StreamSegment& segment)
{
    if (segment.part != StreamPart::Bytes)
        return {};
    const std::span<const std::byte> data = dataOf(event);
    if (segment.skip >= data.size())
        return {};
    return data.subspan(segment.skip, std::min<std::size_t>(segment.size, data.size() - segment.skip));
}

std::optional<StreamSource> StreamIndex::accountOf(const Event& event, ConnectionId connection)
{
    if (event.connection != connection)
        return std::nullopt;
    if (event.kind == EventKind::Packet)
        return event.result > 0 ? std::optional(StreamSource::Packets) : std::nullopt;
    if (!streamTransferOf(event))
        return std::nullopt;
    return event.side == Side::Client ? StreamSource::ClientCalls : StreamSource::ServerCalls;
}

std::size_t StreamIndex::add(const Event& event, std::uint64_t number)
{
    const std::size_t before = m_segments.size();
    if (accountOf(event, m_connection) != m_source)
        return before;
    if (m_source == StreamSource::Packets)
        return addPacket(event, number);
    addCall(event, number);
    return before;
}

void StreamIndex::addCall(const Event& event, std::uint64_t number)
{
    const std::optional<Transfer> transfer = streamTransferOf(event);
    if (!transfer)
        return;
    const bool fromClient = (event.side == Side::Client) == (transfer->direction == Direction::Sent);
    StreamSegment segment;
    segment.number = number;
    segment.direction = fromClient ? StreamDirection::ToServer : StreamDirection::ToClient;
    segment.offset = m_total[place(segment.direction)];
    const auto moved = static_cast<std::uint32_t>(transfer->bytes);
    const auto kept = static_cast<std::uint32_t>(std::min<std::size_t>(event.bytes().size(), moved));
    segment.size = kept;
    push(segment);
    segment.offset += kept;
    segment.size = moved - kept;
    segment.part = event.call == Call::Splice ? StreamPart::NotSeen : StreamPart::NotKept;
    push(segment);
}

std::size_t StreamIndex::addPacket(const Event& event, std::uint64_t number)
{
    const PacketView packet = packetOf(event);
    StreamSegment segment;
    segment.number = number;
    segment.direction = event.side == Side::Client ? StreamDirection::ToServer : StreamDirection::ToClient;
    const std::uint64_t next = m_total[place(segment.direction)];
    // The first byte of data has the relative number 1, behind a SYN in the same segment too. 32 bits come round after
    // 4 GiB: what is nearest to the byte that is due is meant.
    const std::uint32_t low = packet.seq + ((packet.flags & tcp_flag::kSyn) != 0 ? 1U : 0U) - 1U;
    const std::int64_t ahead = static_cast<std::int32_t>(low - static_cast<std::uint32_t>(next));
    if (ahead < 0 && static_cast<std::uint64_t>(-ahead) > next)
        return m_segments.size(); // before the first byte that is known of
    segment.offset = next + static_cast<std::uint64_t>(ahead);
    segment.size = packet.length;

    std::size_t changed = m_segments.size();
    if (ahead < 0) {
        changed = fillGaps(segment);
        const auto known = static_cast<std::uint64_t>(-ahead);
        if (known >= segment.size)
            return changed;
        segment.offset = next;
        segment.skip = static_cast<std::uint32_t>(known);
        segment.size -= segment.skip;
    } else if (ahead > 0) {
        StreamSegment gap = segment;
        gap.offset = next;
        gap.size = static_cast<std::uint32_t>(ahead);
        gap.part = StreamPart::NotCaptured;
        push(gap);
    }
    const auto captured = static_cast<std::uint32_t>(std::min<std::size_t>(dataOf(event).size(), packet.length));
    const std::uint32_t size = segment.size;
    segment.size = captured > segment.skip ? std::min(size, captured - segment.skip) : 0;
    push(segment);
    segment.offset += segment.size;
    segment.size = size - segment.size;
    segment.part = StreamPart::NotKept;
    push(segment);
    return changed;
}

void StreamIndex::push(StreamSegment segment)
{
    const std::uint32_t most = segment.part == StreamPart::Bytes ? kMaxSegment : segment.size;
    std::uint32_t left = segment.size;
    m_total[place(segment.direction)] += left;
    if (segment.part != StreamPart::Bytes)
        m_missing[place(segment.direction)] += left;
    while (left > 0) {
        segment.size = std::min(left, most);
        m_segments.push_back(segment);
        segment.offset += segment.size;
        segment.skip += segment.size;
        left -= segment.size;
    }
}

// A late packet: what it carries of a gap takes the place of that part of the gap.
std::size_t StreamIndex::fillGaps(const StreamSegment& late)
{
    std::size_t changed = m_segments.size();
    const std::uint64_t lateEnd = late.offset + late.size;
    for (std::size_t i = m_segments.size() - std::min(m_segments.size(), kLookBack); i < m_segments.size(); ++i) {
        const StreamSegment gap = m_segments[i];
        const std::uint64_t begin = std::max(gap.offset, late.offset);
        const std::uint64_t end = std::min(gap.offset + gap.size, lateEnd);
        if (gap.part != StreamPart::NotCaptured || gap.direction != late.direction || begin >= end)
            continue;
        std::vector<StreamSegment> parts;
        const auto part = [&](const StreamSegment& like, std::uint64_t from, std::uint64_t to) {
            if (from == to)
                return;
            parts.push_back(like);
            parts.back().offset = from;
            parts.back().size = static_cast<std::uint32_t>(to - from);
        };
        part(gap, gap.offset, begin);
        for (std::uint64_t from = begin; from < end; from += kMaxSegment) {
            part(late, from, std::min<std::uint64_t>(end, from + kMaxSegment));
            parts.back().skip = static_cast<std::uint32_t>(from - late.offset);
        }
        part(gap, end, gap.offset + gap.size);
        const auto at = m_segments.erase(m_segments.begin() + static_cast<std::ptrdiff_t>(i));
        m_segments.insert(at, parts.begin(), parts.end());
        m_missing[place(gap.direction)] -= end - begin;
        changed = std::min(changed, i);
        i += parts.size() - 1;
    }
    return changed;
}

std::size_t StreamIndex::forgetBefore(std::uint64_t number)
{
    std::size_t count = 0;
    for (; !m_segments.empty() && m_segments.front().number < number; ++count) {
        const StreamSegment& first = m_segments.front();
        m_letGo[place(first.direction)] += first.size;
        if (first.part != StreamPart::Bytes)
            m_missing[place(first.direction)] -= first.size;
        m_segments.pop_front();
    }
    return count;
}

std::size_t StreamIndex::find(std::uint64_t number) const
{
    const auto found =
        std::lower_bound(m_segments.begin(), m_segments.end(), number,
                         [](const StreamSegment& segment, std::uint64_t value) { return segment.number < value; });
    const auto at = static_cast<std::size_t>(found - m_segments.begin());
    // Late packets stand among older ones.
    for (std::size_t i = at - std::min(at, kLookBack); i < std::min(at + kLookBack, m_segments.size()); ++i) {
        if (m_segments[i].number == number)
            return i;
    }
    return at;
}

} // namespace core
