// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/kernel/kernel_socket_order.h"

#include "core/text/event_text.h"

#include <algorithm>
#include <compare>
#include <tuple>
#include <utility>

namespace widgets {

namespace {

using core::KernelSocket;
using core::SampledSocket;

std::strong_ordering compareAddresses(const core::Address& a, const core::Address& b)
{
    if (a.family() != AF_UNIX && b.family() != AF_UNIX) {
        const auto first = core::OwnEndpoints::endpointOf(a);
        const auto second = core::OwnEndpoints::endpointOf(b);
        return std::tie(first.port, first.host) <=> std::tie(second.port, second.host);
    }
    if (a.family() != b.family())
        return (a.family() == AF_UNIX) <=> (b.family() == AF_UNIX);
    const auto first = a.bytes();
    const auto second = b.bytes();
    return std::lexicographical_compare_three_way(first.begin(), first.end(), second.begin(), second.end());
}

// Two TCP families are one: a dual-stack pair has an end in each.
std::strong_ordering compareKinds(const KernelSocket& a, const KernelSocket& b)
{
    return std::pair(a.family == AF_UNIX, a.type) <=> std::pair(b.family == AF_UNIX, b.type);
}

int pidOf(const SampledSocket& socket)
{
    return socket.owner ? socket.owner->pid : 0;
}

// This program, then others by name, then by uid, then what no descriptor holds.
std::strong_ordering compareOwners(const SampledSocket& a, const SampledSocket& b)
{
    const auto rank = [](const SampledSocket& socket) {
        if (socket.isOwn)
            return 0;
        if (socket.owner)
            return 1;
        return socket.socket.inode != 0 ? 2 : 3;
    };
    if (const auto order = rank(a) <=> rank(b); order != 0)
        return order;
    if (a.owner && b.owner) {
        if (const int order = a.owner->name.compare(b.owner->name); order != 0)
            return order <=> 0;
    }
    return std::pair(pidOf(a), a.socket.uid.value_or(0)) <=> std::pair(pidOf(b), b.socket.uid.value_or(0));
}

std::strong_ordering compare(const SampledSocket& first, const SampledSocket& second, SocketColumn column)
{
    const KernelSocket& a = first.socket;
    const KernelSocket& b = second.socket;
    switch (column) {
    case SocketColumn::Kind:
        return compareKinds(a, b);
    case SocketColumn::State:
        return core::stateName(a.state).compare(core::stateName(b.state)) <=> 0;
    case SocketColumn::ReceiveQueue:
        return a.receiveQueue <=> b.receiveQueue;
    case SocketColumn::SendQueue:
        return a.sendQueue <=> b.sendQueue;
    case SocketColumn::AcceptQueue: // how full, without dividing by zero
        return std::uint64_t{a.receiveQueue} * (std::uint64_t{b.sendQueue} + 1) <=>
               std::uint64_t{b.receiveQueue} * (std::uint64_t{a.sendQueue} + 1);
    case SocketColumn::Local:
        return compareAddresses(a.local, b.local);
    case SocketColumn::Peer:
        return compareAddresses(a.peer, b.peer);
    case SocketColumn::Timer:
        return a.timerMs <=> b.timerMs;
    case SocketColumn::Rtt:
        return a.metrics->rttUs <=> b.metrics->rttUs;
    case SocketColumn::CongestionWindow:
        return a.metrics->congestionWindow <=> b.metrics->congestionWindow;
    case SocketColumn::Retransmits:
        return a.metrics->totalRetransmits <=> b.metrics->totalRetransmits;
    case SocketColumn::Owner:
        return compareOwners(first, second);
    case SocketColumn::Count:
        break;
    }
    return std::strong_ordering::equal;
}

} // namespace

bool isBlank(const SampledSocket& socket, SocketColumn column)
{
    switch (column) {
    case SocketColumn::AcceptQueue:
        return !socket.socket.isListener();
    case SocketColumn::Peer:
        return !socket.socket.peer.isValid() || socket.socket.isListener();
    case SocketColumn::Timer:
        return socket.socket.timer == core::SocketTimer::Off;
    case SocketColumn::Rtt:
    case SocketColumn::CongestionWindow:
    case SocketColumn::Retransmits:
        return !socket.socket.metrics;
    default:
        return false;
    }
}

bool standsBefore(const SampledSocket& a, const SampledSocket& b, SocketColumn column, Qt::SortOrder order)
{
    const bool blank = isBlank(a, column);
    if (blank != isBlank(b, column))
        return !blank;
    if (!blank) {
        if (const auto result = compare(a, b, column); result != 0)
            return order == Qt::AscendingOrder ? result < 0 : result > 0;
    }
    for (const SocketColumn next : {SocketColumn::Kind, SocketColumn::Local, SocketColumn::Peer}) {
        if (const auto result = compare(a, b, next); result != 0)
            return result < 0;
    }
    return a.socket.cookie < b.socket.cookie;
}

} // namespace widgets
