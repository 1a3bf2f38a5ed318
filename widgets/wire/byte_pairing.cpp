// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/wire/byte_pairing.h"

#include "core/event/transfer.h"

#include <algorithm>
#include <cerrno>
#include <optional>

namespace widgets {

namespace {

constexpr std::size_t kSent = 0;
constexpr std::size_t kReceived = 1;

std::size_t roleOf(const core::Transfer& moved) noexcept
{
    return moved.direction == core::Direction::Sent ? kSent : kReceived;
}

std::size_t senderOf(const core::Event& event, std::size_t role) noexcept
{
    const auto own = static_cast<std::size_t>(event.side);
    return role == kSent ? own : 1 - own;
}

// The end that the event belongs to begins with it.
bool begins(const core::Event& event) noexcept
{
    if (event.call == core::Call::Connect)
        return event.error == 0 || event.error == EINPROGRESS;
    return event.call == core::Call::Accept4 && event.result >= 0;
}

} // namespace

void BytePairing::add(std::uint64_t number, const core::Event& event)
{
    m_sweep.step(m_connections, [this](Connection& connection) { return shrink(connection); });
    // Losses of the kernel's observer are no calls of ours.
    if (event.kind == core::EventKind::Note && event.note() == core::NoteCode::EventsLost &&
        event.source != core::Source::Kernel) {
        m_connections.forEach([](core::ConnectionId, Connection& connection) { connection.broken = true; });
        return;
    }
    if (event.kind != core::EventKind::Call || event.connection == 0)
        return;
    if (begins(event)) {
        Connection& connection = m_connections[event.connection];
        if (isForgotten(connection))
            connection = {};
        connection.began[static_cast<std::size_t>(event.side)] = true;
        connection.lastNumber = number;
        return;
    }
    const std::optional<core::Transfer> moved = core::transferOf(event);
    if (!moved)
        return;
    Connection* found = m_connections.find(event.connection);
    if (!found || isForgotten(*found))
        return;
    Connection& connection = *found;
    connection.lastNumber = number;
    if (moved->isUrgent)
        connection.broken = true;
    const std::size_t role = roleOf(*moved);
    Stream& stream = connection.from[senderOf(event, role)];
    std::uint64_t& total = stream.total[role];
    stream.calls[role].push_back({number, total, total + moved->bytes});
    total += moved->bytes;
}

void BytePairing::dropBefore(std::uint64_t number)
{
    m_firstNumber = number;
    m_sweep.begin(m_connections);
}

bool BytePairing::shrink(Connection& connection) const
{
    if (isForgotten(connection))
        return true;
    for (Stream& stream : connection.from) {
        for (Transfers& calls : stream.calls) {
            const auto kept =
                std::lower_bound(calls.begin(), calls.end(), m_firstNumber,
                                 [](const Transfer& transfer, std::uint64_t value) { return transfer.number < value; });
            if (kept - calls.begin() >= calls.end() - kept) // else it would move more than it lets go
                calls.erase(calls.begin(), kept);
        }
    }
    return false;
}

std::size_t BytePairing::transferCount() const
{
    std::size_t count = 0;
    m_connections.forEach([&count](core::ConnectionId, const Connection& connection) {
        for (const Stream& stream : connection.from)
            count += stream.calls[kSent].size() + stream.calls[kReceived].size();
    });
    return count;
}

void BytePairing::clear()
{
    m_connections.clear();
    m_firstNumber = 0;
}

BytePairs BytePairing::of(std::uint64_t number, const core::Event& event) const
{
    BytePairs pairs;
    const std::optional<core::Transfer> moved = core::transferOf(event);
    const Connection* found = m_connections.find(event.connection);
    if (!moved || number < m_firstNumber || !found || isForgotten(*found))
        return pairs;
    const Connection& connection = *found;
    if (connection.broken || !connection.began[0] || !connection.began[1])
        return pairs;
    const std::size_t role = roleOf(*moved);
    const Stream& stream = connection.from[senderOf(event, role)];
    const Transfers& own = stream.calls[role];
    const auto self =
        std::lower_bound(own.begin(), own.end(), number,
                         [](const Transfer& transfer, std::uint64_t value) { return transfer.number < value; });
    if (self == own.end() || self->number != number)
        return pairs;
    pairs.begin = self->begin;
    pairs.end = self->end;
    const Transfers& others = stream.calls[1 - role];
    auto other = std::upper_bound(others.begin(), others.end(), self->begin,
                                  [](std::uint64_t value, const Transfer& transfer) { return value < transfer.end; });
    for (; other != others.end() && other->begin < self->end; ++other) {
        if (other->number < m_firstNumber)
            continue; // its event is gone
        BytePart part;
        part.number = other->number;
        part.begin = std::max(other->begin, self->begin) - other->begin;
        part.end = std::min(other->end, self->end) - other->begin;
        part.whole = part.end - part.begin == other->end - other->begin;
        pairs.parts.push_back(part);
    }
    return pairs;
}

} // namespace widgets
