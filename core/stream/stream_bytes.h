// SPDX-License-Identifier: GPL-3.0-or-later
// One direction of a stream, byte by byte, from a snapshot: what a raw file of it holds.
#pragma once

#include "core/event/recording_snapshot.h"
#include "core/stream/stream_index.h"

#include <optional>
#include <span>

namespace core {

/// Copies no byte. May be copied and moved to another thread before the first next(), which looks through the snapshot.
class StreamBytes
{
public:
    StreamBytes(RecordingSnapshot snapshot, ConnectionId connection, StreamSource source, StreamDirection direction)
        : m_snapshot(std::move(snapshot)), m_connection(connection), m_source(source), m_direction(direction)
    {
    }

    /// The next bytes, in order; none at the end. What is not StreamPart::Bytes is left out. Valid as long as this
    /// object.
    std::span<const std::byte> next();

private:
    RecordingSnapshot m_snapshot;
    ConnectionId m_connection;
    StreamSource m_source;
    StreamDirection m_direction;
    std::optional<StreamIndex> m_index;
    std::size_t m_next = 0; // segment
};

} // namespace core
