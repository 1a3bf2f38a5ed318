// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/connection_labels.h"

#include "core/packet/tcp_packet.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace widgets {

namespace {

constexpr std::uint64_t kStillOpen = std::numeric_limits<std::uint64_t>::max();
constexpr const char* kUnknown = "\u2014";
constexpr const char* kToRight = "\u2192";
constexpr const char* kToLeft = "\u2190";

std::uint8_t bit(core::Side side)
{
    return side == core::Side::Server ? 1 : 2;
}

core::Side other(core::Side side)
{
    return side == core::Side::Server ? core::Side::Client : core::Side::Server;
}

bool isNamedUnix(const core::Address& address)
{
    return address.family() == AF_UNIX && address.size() > sizeof(sa_family_t);
}

} // namespace

bool ConnectionLabels::learn(const core::Event& event, std::uint64_t number)
{
    m_sweep.step(m_connections, [this](const Ends& ends) { return isForgotten(ends); });
    if (event.connection != 0)
        return learnConnection(event, number);
    if (event.kind == core::EventKind::Call && event.side == core::Side::Server)
        return learnListener(event, number);
    return false;
}

bool ConnectionLabels::learnConnection(const core::Event& event, std::uint64_t number)
{
    Ends& ends = m_connections[event.connection];
    if (isForgotten(ends))
        ends = {};
    if (event.source != core::Source::Kernel) // the kernel tells of ends that are not ours, whose close(2) never comes
        ends.seen = static_cast<std::uint8_t>(ends.seen | bit(event.side));
    ends.lastNumber = number;
    if (event.kind == core::EventKind::Packet)
        return learnPacket(ends, event);
    if (event.kind != core::EventKind::Call)
        return false;

    switch (event.call) {
    case core::Call::Bind:
    case core::Call::Getsockname:
        return event.error == 0 && setEnd(ends, event.side, core::Address::fromBytes(event.bytes()));
    case core::Call::Connect: // the target is known whether or not somebody listens there
        return setEnd(ends, other(event.side), core::Address::fromBytes(event.bytes()));
    case core::Call::Getpeername:
        return event.error == 0 && setEnd(ends, other(event.side), core::Address::fromBytes(event.bytes()));
    case core::Call::Accept4: {
        if (event.error != 0)
            return false;
        bool changed = setEnd(ends, other(event.side), core::Address::fromBytes(event.bytes()));
        if (const Listener* listener = listenerOf(event.fd, number)) {
            if (listener->port == 0)
                changed = std::exchange(ends.unixName, listener->text) != listener->text || changed;
            else
                changed = std::exchange(ends.serverPort, listener->port) != listener->port || changed;
            if (ends.texts.server.empty())
                ends.texts.server = listener->text;
        }
        return changed;
    }
    case core::Call::Close:
        ends.closed = static_cast<std::uint8_t>(ends.closed | bit(event.side));
        return false;
    default:
        return false;
    }
}

// Tells both ends, of connections between other programs too; read only until they are known.
bool ConnectionLabels::learnPacket(Ends& ends, const core::Event& event)
{
    if (ends.serverPort != 0 && ends.clientPort != 0)
        return false;
    const auto packet = core::decodeTcp(event.bytes(), core::LinkType::Raw, event.bytes().size());
    if (!packet)
        return false;
    const bool named = setEnd(ends, event.side, packet->source);
    return setEnd(ends, other(event.side), packet->destination) || named;
}

bool ConnectionLabels::learnListener(const core::Event& event, std::uint64_t number)
{
    if (event.call == core::Call::Close) {
        const auto found = m_listeners.find(event.fd);
        if (found != m_listeners.end() && found->second.back().last == kStillOpen)
            found->second.back().last = number;
        return false;
    }
    const bool names = event.call == core::Call::Bind || event.call == core::Call::Getsockname;
    const core::Address address = names && event.error == 0 ? core::Address::fromBytes(event.bytes()) : core::Address();
    if (!address.isValid())
        return false;

    std::vector<Listener>& spans = m_listeners[event.fd];
    const bool open = !spans.empty() && spans.back().last == kStillOpen;
    if (!open || event.call == core::Call::Bind) {
        if (open)
            spans.back().last = number - 1;
        spans.push_back({number, kStillOpen, 0, {}});
    }
    spans.back().port = address.port();
    return std::exchange(spans.back().text, address.text()) != spans.back().text;
}

void ConnectionLabels::forgetBefore(std::uint64_t firstNumber)
{
    m_firstNumber = firstNumber;
    m_sweep.begin(m_connections);
    for (auto& entry : m_listeners)
        std::erase_if(entry.second, [firstNumber](const Listener& span) { return span.last < firstNumber; });
    std::erase_if(m_listeners, [](const auto& entry) { return entry.second.empty(); });
}

const ConnectionLabels::Listener* ConnectionLabels::listenerOf(int fd, std::uint64_t number) const
{
    const auto found = m_listeners.find(fd);
    if (found == m_listeners.end())
        return nullptr;
    const std::vector<Listener>& spans = found->second;
    auto after = std::upper_bound(spans.begin(), spans.end(), number,
                                  [](std::uint64_t value, const Listener& span) { return value < span.first; });
    if (after == spans.begin())
        return nullptr;
    --after;
    return number <= after->last ? &*after : nullptr;
}

bool ConnectionLabels::setEnd(Ends& ends, core::Side end, const core::Address& address)
{
    if (address.port() != 0 || isNamedUnix(address))
        (end == core::Side::Server ? ends.texts.server : ends.texts.client) = address.text();
    if (isNamedUnix(address)) {
        if (end == core::Side::Client)
            return false;
        std::string name = address.text();
        return std::exchange(ends.unixName, name) != name;
    }
    std::uint16_t& known = end == core::Side::Server ? ends.serverPort : ends.clientPort;
    const std::uint16_t port = address.port();
    return port != 0 && std::exchange(known, port) != port;
}

ConnectionLabels::EndTexts ConnectionLabels::ends(core::ConnectionId connection) const
{
    const Ends* ends = find(connection);
    return ends ? ends->texts : EndTexts();
}

const ConnectionLabels::Ends* ConnectionLabels::find(core::ConnectionId connection) const
{
    const Ends* found = m_connections.find(connection);
    return !found || isForgotten(*found) ? nullptr : found;
}

std::string ConnectionLabels::text(const core::Event& event, std::uint64_t number) const
{
    const bool ofServer = event.side == core::Side::Server;
    if (event.connection == 0) {
        const Listener* listener = ofServer ? listenerOf(event.fd, number) : nullptr;
        return listener ? listener->text : kUnknown;
    }
    const Ends* known = find(event.connection);
    if (!known)
        return kUnknown;
    const Ends& ends = *known;

    std::string server = ends.unixName;
    if (server.empty() && ends.serverPort != 0)
        server = std::to_string(ends.serverPort);
    const std::string client = ends.clientPort != 0 ? std::to_string(ends.clientPort) : std::string();
    if (server.empty() && client.empty())
        return kUnknown;

    const std::string& own = ofServer ? server : client;
    const std::string& peer = ofServer ? client : server;
    std::string result = own;
    if (!own.empty())
        result += ' ';
    result += ofServer ? kToLeft : kToRight;
    if (!peer.empty())
        result += ' ';
    return result += peer;
}

} // namespace widgets
