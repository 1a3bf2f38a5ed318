// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/packet/pcapng_export.h"

#include "core/packet/packet_event.h"
#include "core/text/event_text.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace core {

namespace {

std::string secondsText(std::int64_t ns)
{
    const std::int64_t micros = ns / 1000;
    const std::int64_t size = micros < 0 ? -micros : micros;
    return fmt::format("{}{}.{:06}", micros < 0 ? "-" : "", size / 1'000'000, size % 1'000'000);
}

} // namespace

void PcapngExport::begin(std::vector<std::byte>& out) const
{
    PcapngWriter::begin(out, m_options.application);
}

void PcapngExport::add(const Event& event, std::vector<std::byte>& out)
{
    if (event.kind == EventKind::Call) {
        keepCall(event);
        return;
    }
    if (event.kind != EventKind::Packet)
        return;
    const std::vector<std::string> comments = commentsOf(event);
    PcapngPacket packet;
    packet.unixNs = event.startNs + m_options.realtimeOffsetNs;
    packet.bytes = event.bytes();
    packet.comments = comments;
    const auto decoded = decodeTcp(packet.bytes, LinkType::Raw, packet.bytes.size());
    packet.interface = interfaceOf(decoded && (decoded->source.isLoopback() || decoded->destination.isLoopback()), out);
    // Longer than what was captured by the data that is missing.
    packet.wireLength = event.payloadSize;
    if (decoded) {
        const auto captured = static_cast<std::uint32_t>(decoded->payload.size());
        packet.wireLength += std::max(packetOf(event).length, captured) - captured;
    }
    PcapngWriter::packet(out, packet);
    ++m_packets;
    m_comments += comments.size();
}

void PcapngExport::keepCall(const Event& call)
{
    if (!m_options.calls || call.connection == 0 || callInfo(call.call).group != CallGroup::Socket)
        return;
    Calls& calls = m_waiting[call.connection];
    ++m_waitingCalls;
    if (calls.texts.size() >= kMostComments || m_waitingTexts >= kMostWaiting) {
        ++calls.more;
        return;
    }
    // The text is made now: the bytes of the call may be dropped before its packet comes.
    calls.texts.push_back(fmt::format("{} {} at {} s", sideName(call.side), eventText(call),
                                      secondsText(call.startNs - m_options.originNs)));
    ++m_waitingTexts;
}

std::vector<std::string> PcapngExport::commentsOf(const Event& packet)
{
    std::vector<std::string> comments;
    if (const auto found = m_waiting.find(packet.connection); found != m_waiting.end()) {
        comments = std::move(found->second.texts);
        m_waitingTexts -= comments.size();
        m_waitingCalls -= comments.size() + found->second.more;
        if (found->second.more > 0)
            comments.push_back(fmt::format("and {} more calls", found->second.more));
        m_waiting.erase(found);
    }
    if (!packet.payload) {
        ++m_withoutBytes;
        comments.emplace_back("The bytes of this packet were not kept.");
    }
    return comments;
}

std::uint32_t PcapngExport::interfaceOf(bool isLoopback, std::vector<std::byte>& out)
{
    if (isLoopback) {
        if (!m_loopback)
            m_loopback = m_writer.addInterface(out, LinkType::Raw, "lo", {});
        return *m_loopback;
    }
    if (!m_other)
        m_other = m_writer.addInterface(out, LinkType::Raw, {}, "The interface was not recorded");
    return *m_other;
}

} // namespace core
