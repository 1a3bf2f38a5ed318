// SPDX-License-Identifier: GPL-3.0-or-later
// An event as one line of JSON.
#include "core/text/event_json.h"

#include "core/packet/packet_event.h"
#include "core/packet/tcp_packet.h"
#include "core/text/bytes_text.h"
#include "core/text/errno_text.h"
#include "core/text/event_text.h"
#include "core/text/note_text.h"

#include <nlohmann/json.hpp>

namespace core {
namespace {

using Json = nlohmann::ordered_json;

Json argumentsOf(const Event& event)
{
    Json values = Json::array();
    for (const Argument& argument : arguments(event))
        values.push_back(argument.value);
    return values;
}

Json byteCount(const Event& event)
{
    if (event.kind == EventKind::Message || event.kind == EventKind::Packet)
        return event.payloadSize;
    if (event.kind == EventKind::Call && movesData(event.call) && event.error == 0 && event.result >= 0)
        return event.result;
    return nullptr;
}

Json words(const Event& event)
{
    if (event.kind == EventKind::Note)
        return english(noteSentence(event));
    if (event.kind == EventKind::Message && (event.payload || event.payloadSize == 0))
        return escapeBytes(event.bytes());
    if (isInPrivateNetwork(event))
        return "in the private network";
    return nullptr;
}

} // namespace

std::string eventJson(const Event& event, std::uint64_t number, std::string_view thread)
{
    const bool isCall = event.kind == EventKind::Call;
    const bool isState = event.kind == EventKind::State;
    const bool isNamed = isCall && event.call > Call::None && event.call < Call::Count;
    Json object;
    object["seq"] = number;
    object["time_ns"] = event.startNs;
    object["took_ns"] = event.tookNs;
    object["thread"] = thread;
    object["kind"] = kindName(event.kind);
    object["source"] = sourceName(event.source);
    object["side"] = sideName(event.side);
    object["connection"] = event.connection == 0 ? Json() : Json(event.connection);
    object["fd"] = event.fd == -1 ? Json() : Json(event.fd);
    object["call"] = isNamed ? Json(callInfo(event.call).name) : Json();
    object["args"] = isCall ? argumentsOf(event) : Json();
    object["result"] = isCall ? Json(event.result) : Json();
    object["errno"] = isCall && event.error != 0 ? Json(errnoName(event.error)) : Json();
    object["from"] = isState ? Json(stateName(event.from())) : Json();
    object["to"] = isState ? Json(stateName(event.to())) : Json();
    object["bytes"] = byteCount(event);
    object["text"] = words(event);
    if (event.kind == EventKind::Packet) {
        const PacketView packet = packetOf(event);
        object["flags"] = tcpFlagsText(packet.flags);
        object["tcp_seq"] = packet.seq; // "seq" is the number of the event
        object["ack"] = (packet.flags & tcp_flag::kAck) != 0 ? Json(packet.ack) : Json();
        object["win"] = packet.window;
        object["len"] = packet.length;
    }
    // Everything is valid UTF-8 but, perhaps, the name of the thread.
    return object.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace core
