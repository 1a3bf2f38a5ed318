// SPDX-License-Identifier: GPL-3.0-or-later
// What a recording held at one moment, for work that takes longer than the recording stands still.
#pragma once

#include "core/event/event.h"
#include "core/event/event_block.h"
#include "core/event/payload_chunk.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace core {

/// Made by Recording::snapshot(); never changes, whatever becomes of the recording. Shares the memory of events and
/// payload and so keeps it alive. Cheap to copy; may be read, copied and destroyed on any thread.
class RecordingSnapshot
{
public:
    RecordingSnapshot() = default; ///< Of nothing.

    std::size_t size() const noexcept { return m_size; }
    bool empty() const noexcept { return m_size == 0; }
    /// As of core::Recording.
    std::uint64_t firstNumber() const noexcept { return m_firstNumber; }
    std::uint64_t letGo() const noexcept { return m_letGo; }
    std::int64_t originNs() const noexcept { return m_originNs; }

    /// 0 <= index < size(). Its payload is valid as long as this snapshot or a copy of it.
    Event at(std::size_t index) const noexcept
    {
        const std::size_t place = m_offset + index;
        return m_blocks[place / EventBlock::kEvents]->events[place % EventBlock::kEvents].unpacked();
    }
    /// The event with that number, or none when it is not in here.
    std::optional<Event> find(std::uint64_t number) const noexcept
    {
        if (number < m_firstNumber || number - m_firstNumber >= m_size)
            return std::nullopt;
        return at(number - m_firstNumber);
    }

private:
    friend class Recording;

    std::vector<std::shared_ptr<const EventBlock>> m_blocks;
    std::vector<std::shared_ptr<const PayloadChunk>> m_chunks; // kept alive only
    std::size_t m_offset = 0;                                  // of the first event in the first block
    std::size_t m_size = 0;
    std::uint64_t m_firstNumber = 1;
    std::uint64_t m_letGo = 0;
    std::int64_t m_originNs = 0;
};

} // namespace core
