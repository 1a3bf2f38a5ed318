// SPDX-License-Identifier: GPL-3.0-or-later
// A run of bytes of one direction of a connection, and the event that tells of it.
#pragma once

#include "core/event/event.h"

#include <cstdint>
#include <span>

namespace core {

enum class StreamDirection : std::uint8_t { ToServer, ToClient };

/// Whose account of a stream is read. Where both ends are ours each byte stands in the calls of both, and once captured
/// in packets too: one account is read and the others left alone, so that nothing is counted twice.
enum class StreamSource : std::uint8_t { ClientCalls, ServerCalls, Packets };

enum class StreamPart : std::uint8_t {
    Bytes,
    NotKept,     ///< They went through, but the recording has no copy of them.
    NotSeen,     ///< splice(2) moved them inside the kernel: they never came into the program.
    NotCaptured, ///< Sequence numbers that no captured packet carried.
};

/// A plain value; the bytes stay where the recording has them: segmentBytes().
struct StreamSegment
{
    std::uint64_t number = 0; ///< Of the event; of what was not captured: the event that showed the gap.
    std::uint64_t offset = 0; ///< Bytes of its direction before it, as far as the account goes back.
    std::uint32_t size = 0;   ///< Bytes; at most StreamIndex::kMaxSegment where part is Bytes.
    std::uint32_t skip = 0;   ///< Bytes of data of the event before the first one of the segment.
    StreamDirection direction = StreamDirection::ToServer;
    StreamPart part = StreamPart::Bytes;

    friend bool operator==(const StreamSegment& a, const StreamSegment& b) = default;
};

/// What the event has for the segment; nothing when its part is not Bytes. Pure; the bytes live as long as those of the
/// event.
std::span<const std::byte> segmentBytes(const Event& event, const StreamSegment& segment);

} // namespace core
