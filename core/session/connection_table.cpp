// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/connection_table.h"

#include "core/event/transfer.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace core {

namespace {

// The kernel may tell of these before the first call of an end: of the server's before its accept4.
bool opensConnection(const Event& event)
{
    return event.from() == TcpState::Closed || event.from() == TcpState::Listen || event.from() == TcpState::SynRecv;
}

// Of an end that is not known: close(2) may come when it is forgotten already, and what only the kernel tells of may be
// that of another program.
bool beginsEnd(const Event& event)
{
    return event.kind != EventKind::State && !(event.kind == EventKind::Call && event.call == Call::Close);
}

void setAddress(Address& address, const Event& event)
{
    if (!event.bytes().empty())
        address = Address::fromBytes(event.bytes());
}

void applyCall(ConnectionEnd& end, const Event& event)
{
    const bool ok = event.error == 0;
    switch (event.call) {
    case Call::Accept4:
        if (ok) {
            end.fd = event.result;
            setAddress(end.peer, event);
        }
        break;
    case Call::Socket:
        if (ok)
            end.fd = event.result;
        break;
    case Call::Connect: // also when it fails or is in progress: it is the peer that was meant
        setAddress(end.peer, event);
        break;
    case Call::Getpeername:
        if (ok)
            setAddress(end.peer, event);
        break;
    case Call::Getsockopt:
        if (ok && event.args[0] == SOL_SOCKET && event.args[1] == SO_PEERCRED && event.bytes().size() == sizeof(ucred))
            std::memcpy(&end.peerProcess, event.bytes().data(), sizeof(ucred));
        break;
    case Call::Bind:
    case Call::Getsockname:
        if (ok)
            setAddress(end.local, event);
        break;
    default:
        if (const std::optional<Transfer> moved = transferOf(event))
            (moved->direction == Direction::Sent ? end.bytesOut : end.bytesIn) += moved->bytes;
        break;
    }
}

} // namespace

ConnectionTable::Entry* ConnectionTable::entryFor(const Event& event)
{
    const std::uint64_t wanted = key(event.connection, event.side);
    if (m_cached && m_cachedKey == wanted)
        return m_cached;
    Entry* entry = nullptr;
    if (const std::uint64_t* known = m_serialOf.find(wanted)) {
        entry = m_ends.find(*known);
    } else if (beginsEnd(event)) {
        const std::uint64_t serial = ++m_lastSerial;
        m_serialOf[wanted] = serial;
        entry = &m_ends[serial];
        entry->end.connection = event.connection;
        entry->end.side = event.side;
        entry->end.openedNs = event.startNs;
        entry->end.serial = serial;
        if (const auto early = m_early.extract(wanted)) {
            entry->end.state = early.mapped().state;
            entry->end.stateSource = early.mapped().source;
        }
    } else if (event.kind == EventKind::State) {
        keepEarly(wanted, event);
    }
    m_cachedKey = wanted;
    m_cached = entry;
    return entry;
}

void ConnectionTable::keepEarly(std::uint64_t key, const Event& event)
{
    if (event.to() == TcpState::Closed) {
        m_early.erase(key);
    } else if (opensConnection(event) || m_early.contains(key)) {
        if (m_early.size() >= kMostEarly)
            m_early.clear(); // of ends that were never ours
        m_early[key] = {event.to(), event.source};
    }
}

void ConnectionTable::apply(const Event& event)
{
    if (event.connection == 0 || event.kind == EventKind::Packet)
        return;
    Entry* entry = entryFor(event);
    if (!entry)
        return;
    ConnectionEnd& end = entry->end;
    if (!entry->changed) {
        entry->changed = true;
        m_changed.push_back(end.serial);
    }
    if (end.fd < 0 && event.call != Call::Accept4)
        end.fd = event.fd;
    if (event.kind == EventKind::State) {
        end.state = event.to();
        end.stateSource = event.source;
    } else if (event.kind == EventKind::Call && event.call == Call::Close) {
        // Whatever close(2) returns but EBADF, the descriptor is gone.
        if (end.isOpen() && event.error != EBADF) {
            end.closedNs = std::max<std::int64_t>(event.startNs + event.tookNs, 1);
            m_closedOrder.push_back(end.serial);
            if (m_closedOrder.size() > m_keepClosed)
                forgetOldest(m_closedOrder.size() - m_keepClosed + m_keepClosed / 10);
        }
    } else if (event.kind == EventKind::Call) {
        applyCall(end, event);
    }
}

void ConnectionTable::forgetClosed()
{
    forgetOldest(m_closedOrder.size());
    m_early.clear();
}

void ConnectionTable::forgetOldest(std::size_t count)
{
    for (; count > 0; --count) {
        const std::uint64_t serial = m_closedOrder.front();
        m_closedOrder.pop_front();
        const Entry& entry = *m_ends.find(serial);
        if (entry.reported)
            m_removed.push_back(serial);
        m_serialOf.erase(key(entry.end.connection, entry.end.side));
        m_ends.erase(serial);
        ++m_forgotten;
    }
    m_cached = nullptr;
}

ConnectionTable::Changes ConnectionTable::takeChanges()
{
    Changes changes;
    for (const std::uint64_t serial : m_changed) {
        Entry* entry = m_ends.find(serial);
        if (!entry)
            continue; // came and went, or is in m_removed
        entry->changed = false;
        (entry->reported ? changes.changed : changes.added).push_back(serial);
        entry->reported = true;
    }
    m_changed.clear();
    changes.removed.swap(m_removed);
    for (auto* serials : {&changes.added, &changes.changed, &changes.removed})
        std::sort(serials->begin(), serials->end());
    return changes;
}

const ConnectionEnd* ConnectionTable::find(ConnectionId connection, Side side) const
{
    const std::uint64_t* known = m_serialOf.find(key(connection, side));
    return known ? findSerial(*known) : nullptr;
}

const ConnectionEnd* ConnectionTable::findSerial(std::uint64_t serial) const
{
    const Entry* entry = m_ends.find(serial);
    return entry ? &entry->end : nullptr;
}

std::vector<std::uint64_t> ConnectionTable::serials() const
{
    std::vector<std::uint64_t> all;
    all.reserve(m_ends.size());
    m_ends.forEach([&all](std::uint64_t serial, const Entry&) { all.push_back(serial); });
    std::sort(all.begin(), all.end());
    return all;
}

} // namespace core
