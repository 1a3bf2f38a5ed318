// SPDX-License-Identifier: GPL-3.0-or-later
// An event as people read it, in the syntax of strace.
#include "core/text/event_text.h"

#include "core/packet/packet_event.h"
#include "core/packet/tcp_packet.h"
#include "core/text/call_arguments.h"
#include "core/text/note_text.h"
#include "core/text/text_buffer.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <sys/socket.h>

namespace core {
namespace {

template <class Enum, std::size_t Size>
std::string_view nameOf(const std::array<std::string_view, Size>& names, Enum value)
{
    const auto index = static_cast<std::size_t>(value);
    return index < Size ? names[index] : "?";
}

std::string_view callName(Call call)
{
    return call > Call::None && call < Call::Count ? callInfo(call).name : "?";
}

void appendResult(TextBuffer& out, const Event& event)
{
    appendInteger(out, event.result);
    if (event.error != 0) {
        out.push_back(' ');
        appendErrno(out, event.error);
    }
}

void appendCall(TextBuffer& out, const Event& event)
{
    append(out, callName(event.call));
    out.push_back('(');
    ArgumentWriter writer(out);
    writeArguments(writer, event);
    append(out, ") = ");
    appendResult(out, event);
    append(out, isInPrivateNetwork(event) ? " (private network)" : "");
}

// "6 bytes "Hello!"", "70000 bytes not kept"
void appendCountAndBytes(TextBuffer& out, const Event& event)
{
    appendInteger(out, event.payloadSize);
    append(out, event.payloadSize == 1 ? " byte" : " bytes");
    if (event.payloadSize == 0)
        return;
    if (!event.payload)
        return append(out, " not kept");
    out.push_back(' ');
    appendQuoted(out, event.bytes(), kTextPayloadBytes);
}

void appendMessage(TextBuffer& out, const Event& event)
{
    switch (event.direction()) {
    case Direction::Sent:
        append(out, "\u2192 ");
        break;
    case Direction::Received:
        append(out, "\u2190 ");
        break;
    default:
        append(out, "? ");
        break;
    }
    appendCountAndBytes(out, event);
}

// "PSH+ACK seq 1 ack 1 win 65483 len 6 "Hello!"", marks after it: "retransmission", "zero window"
void appendPacket(TextBuffer& out, const Event& event)
{
    const PacketView packet = packetOf(event);
    append(out, tcpFlagsText(packet.flags));
    append(out, " seq ");
    appendInteger(out, packet.seq);
    if ((packet.flags & tcp_flag::kAck) != 0) {
        append(out, " ack ");
        appendInteger(out, packet.ack);
    }
    append(out, " win ");
    appendInteger(out, packet.window);
    append(out, packet.scaleUnknown ? "?" : "");
    append(out, " len ");
    appendInteger(out, packet.length);
    if (packet.length > 0 && event.payload) {
        const auto decoded = decodeTcp(event.bytes(), LinkType::Raw, event.bytes().size());
        if (decoded && !decoded->payload.empty()) {
            out.push_back(' ');
            appendQuoted(out, decoded->payload, kTextPayloadBytes);
        }
    }
    append(out, packet.again ? " retransmission" : "");
    append(out, isZeroWindow(packet) ? " zero window" : "");
}

} // namespace

std::string eventText(const Event& event)
{
    TextBuffer out;
    switch (event.kind) {
    case EventKind::Call:
        appendCall(out, event);
        break;
    case EventKind::State:
        append(out, stateName(event.from()));
        append(out, " \u2192 ");
        append(out, stateName(event.to()));
        break;
    case EventKind::Message:
        appendMessage(out, event);
        break;
    case EventKind::Packet:
        appendPacket(out, event);
        break;
    case EventKind::Note:
        append(out, english(noteSentence(event)));
        break;
    default:
        out.push_back('?');
        break;
    }
    return fmt::to_string(out);
}

std::vector<Argument> arguments(const Event& event)
{
    std::vector<Argument> result;
    if (event.kind != EventKind::Call)
        return result;
    TextBuffer out;
    ArgumentWriter writer(out);
    writeArguments(writer, event);
    const auto places = writer.places();
    result.reserve(places.size());
    for (const ArgumentPlace& place : places)
        result.push_back({place.name, std::string(out.data() + place.begin, place.end - place.begin)});
    return result;
}

std::string resultText(const Event& event)
{
    TextBuffer out;
    appendResult(out, event);
    return fmt::to_string(out);
}

bool isInPrivateNetwork(const Event& event)
{
    return event.kind == EventKind::Call && event.call == Call::Socket && event.args[3] != 0;
}

int errorOf(const Event& event)
{
    if (event.kind != EventKind::Call)
        return 0;
    if (event.error != 0)
        return event.error;
    std::int32_t pending = 0;
    if (event.call == Call::Getsockopt && event.args[0] == SOL_SOCKET && event.args[1] == SO_ERROR &&
        event.bytes().size() >= sizeof(pending))
        std::memcpy(&pending, event.payload, sizeof(pending));
    return pending;
}

bool isTrouble(const Event& event)
{
    const int error = errorOf(event);
    return error != 0 && error != EAGAIN && error != EINPROGRESS && error != EINTR;
}

std::string_view stateName(TcpState state)
{
    static constexpr std::array<std::string_view, 12> kNames{"?",          "ESTABLISHED", "SYN_SENT",  "SYN_RECV",
                                                             "FIN_WAIT1",  "FIN_WAIT2",   "TIME_WAIT", "CLOSED",
                                                             "CLOSE_WAIT", "LAST_ACK",    "LISTEN",    "CLOSING"};
    return nameOf(kNames, state);
}

std::string_view kindName(EventKind kind)
{
    static constexpr std::array<std::string_view, 5> kNames{"call", "state", "message", "packet", "note"};
    return nameOf(kNames, kind);
}

std::string_view sourceName(Source source)
{
    static constexpr std::array<std::string_view, 4> kNames{"call", "kernel", "sampled", "inferred"};
    return nameOf(kNames, source);
}

std::string_view sideName(Side side)
{
    static constexpr std::array<std::string_view, 2> kNames{"server", "client"};
    return nameOf(kNames, side);
}

std::string durationText(std::int64_t nanoseconds)
{
    struct Scale
    {
        std::uint64_t below; // ns: where the row ends, half a last digit before it would need one digit more
        std::uint64_t unit;  // ns
        int decimals;
        std::string_view name;
    };
    static constexpr std::array kScales{
        Scale{1'000, 1, 0, "ns"},
        Scale{9'950, 1'000, 1, "\u00b5s"},
        Scale{999'500, 1'000, 0, "\u00b5s"},
        Scale{9'995'000, 1'000'000, 2, "ms"},
        Scale{99'950'000, 1'000'000, 1, "ms"},
        Scale{999'500'000, 1'000'000, 0, "ms"},
        Scale{99'950'000'000, 1'000'000'000, 1, "s"},
        Scale{59 * 60'000'000'000 + 57'000'000'000, 60'000'000'000, 1, "min"},
        Scale{100 * 3'600'000'000'000 - 180'000'000'000, 3'600'000'000'000, 1, "h"},
        Scale{~std::uint64_t{0}, 3'600'000'000'000, 0, "h"},
    };
    if (nanoseconds == 0)
        return "0";
    const bool negative = nanoseconds < 0;
    const std::uint64_t size =
        negative ? std::uint64_t{0} - static_cast<std::uint64_t>(nanoseconds) : static_cast<std::uint64_t>(nanoseconds);
    const Scale* scale = kScales.data();
    while (size >= scale->below)
        ++scale;
    std::uint64_t power = 1;
    for (int i = 0; i < scale->decimals; ++i)
        power *= 10;
    const std::uint64_t digits = (size * power + scale->unit / 2) / scale->unit;
    TextBuffer out;
    if (negative)
        out.push_back('-');
    appendInteger(out, digits / power);
    if (scale->decimals > 0)
        fmt::format_to(std::back_inserter(out), FMT_STRING(".{:0{}}"), digits % power, scale->decimals);
    out.push_back(' ');
    append(out, scale->name);
    return fmt::to_string(out);
}

} // namespace core
