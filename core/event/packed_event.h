// SPDX-License-Identifier: GPL-3.0-or-later
// An event as the recording keeps it: the same values in less room.
#pragma once

#include "core/event/event.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace core {

#pragma pack(push, 4) // no gap: two of the values below are of 64 bits

/// 60 bytes for the 64 of Event, so that an event and its place in the index of the log need no more than that
/// together. Exact but for one thing: what took longer than 2^48 ns (78 hours) is kept as that long. A plain value.
class PackedEvent
{
public:
    PackedEvent() = default;
    explicit PackedEvent(const Event& event) noexcept
        : m_startNs(event.startNs),
          m_payload(event.payload),
          m_tookLow(static_cast<std::uint32_t>(clamped(event.tookNs))),
          m_payloadSize(event.payloadSize),
          m_connection(event.connection),
          m_fd(event.fd),
          m_result(event.result),
          m_args(event.args),
          m_tookHigh(static_cast<std::uint16_t>(clamped(event.tookNs) >> 32U)),
          m_error(event.error),
          m_thread(event.thread),
          m_call(event.call),
          m_marks(static_cast<std::uint8_t>(static_cast<unsigned>(event.kind) << kKindShift |
                                            static_cast<unsigned>(event.source) << kSourceShift |
                                            static_cast<unsigned>(event.side)))
    {
    }

    Event unpacked() const noexcept
    {
        Event event;
        event.startNs = m_startNs;
        event.tookNs = static_cast<std::int64_t>(std::uint64_t{m_tookHigh} << 32U | m_tookLow);
        event.payload = m_payload;
        event.payloadSize = m_payloadSize;
        event.connection = m_connection;
        event.fd = m_fd;
        event.result = m_result;
        event.args = m_args;
        event.error = m_error;
        event.kind = static_cast<EventKind>(m_marks >> kKindShift);
        event.source = static_cast<Source>(m_marks >> kSourceShift & kSourceMask);
        event.side = static_cast<Side>(m_marks & 1U);
        event.call = m_call;
        event.thread = m_thread;
        return event;
    }

    /// Bytes of payload that are kept.
    std::uint32_t keptBytes() const noexcept { return m_payload != nullptr ? m_payloadSize : 0; }

private:
    static constexpr unsigned kSourceShift = 1;
    static constexpr unsigned kSourceMask = 3;
    static constexpr unsigned kKindShift = 3;
    static constexpr std::int64_t kLongestNs = (std::int64_t{1} << 48U) - 1;

    static std::uint64_t clamped(std::int64_t tookNs) noexcept
    {
        return static_cast<std::uint64_t>(std::clamp<std::int64_t>(tookNs, 0, kLongestNs));
    }

    std::int64_t m_startNs = 0;
    const std::byte* m_payload = nullptr;
    std::uint32_t m_tookLow = 0;
    std::uint32_t m_payloadSize = 0;
    std::uint32_t m_connection = 0;
    std::int32_t m_fd = -1;
    std::int32_t m_result = 0;
    std::array<std::int32_t, 4> m_args{};
    std::uint16_t m_tookHigh = 0;
    std::uint16_t m_error = 0;
    std::uint16_t m_thread = 0;
    Call m_call = Call::None;
    std::uint8_t m_marks = 0; // kind, source, side
};

#pragma pack(pop)

static_assert(sizeof(PackedEvent) == 60);

} // namespace core
