// SPDX-License-Identifier: GPL-3.0-or-later
// The packets of a recording as a pcapng file, our calls as their comments.
#pragma once

#include "core/event/event.h"
#include "core/packet/pcapng_writer.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace core {

struct PcapngOptions
{
    std::string application;   ///< Who wrote the file, with its version.
    std::int64_t originNs = 0; ///< CLOCK_MONOTONIC of what the comments count their seconds from.
    /// CLOCK_REALTIME minus CLOCK_MONOTONIC, ns (realtimeOffsetNs()). Taken once for a whole file, so that the
    /// distances of its packets are those that the kernel measured, whatever happens to the clock of the machine
    /// meanwhile.
    std::int64_t realtimeOffsetNs = 0;
    bool calls = true; ///< Our calls ride along as comments.
};

/// Give begin(), then every event in order with add(); each appends what it adds to the file to `out`, so that a file
/// of any size needs little memory. One thread.
///
/// A call stands as a comment at the first packet of its connection that was captured after the call began: `client
/// send(9, "Hello!", 6, MSG_NOSIGNAL) = 6 at 4.201077 s`. The packets begin with their IP header (LINKTYPE_RAW). Of the
/// interface nothing is recorded; an address of the loopback network tells it.
class PcapngExport
{
public:
    static constexpr std::size_t kMostComments = 32;    ///< Calls at one packet; more are counted in a comment.
    static constexpr std::size_t kMostWaiting = 50'000; ///< Calls that wait for a packet, of all connections.

    explicit PcapngExport(PcapngOptions options) : m_options(std::move(options)) {}

    void begin(std::vector<std::byte>& out) const;
    void add(const Event& event, std::vector<std::byte>& out);

    std::size_t packets() const noexcept { return m_packets; }
    std::size_t withoutBytes() const noexcept { return m_withoutBytes; } ///< Packets whose bytes were not kept.
    std::size_t comments() const noexcept { return m_comments; }
    /// Calls that are not in the file so far: no packet of their connection came after them.
    std::size_t callsWithoutPacket() const noexcept { return m_waitingCalls; }

private:
    struct Calls
    {
        std::vector<std::string> texts;
        std::size_t more = 0;
    };

    void keepCall(const Event& call);
    std::vector<std::string> commentsOf(const Event& packet);
    std::uint32_t interfaceOf(bool isLoopback, std::vector<std::byte>& out);

    PcapngOptions m_options;
    PcapngWriter m_writer;
    std::optional<std::uint32_t> m_loopback;
    std::optional<std::uint32_t> m_other;
    std::unordered_map<ConnectionId, Calls> m_waiting;
    std::size_t m_waitingTexts = 0;
    std::size_t m_waitingCalls = 0; // also those of which there is no text
    std::size_t m_packets = 0;
    std::size_t m_withoutBytes = 0;
    std::size_t m_comments = 0;
};

} // namespace core
