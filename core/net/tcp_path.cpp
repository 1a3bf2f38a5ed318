// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/tcp_path.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <deque>

namespace core {

namespace {

using enum TcpState;

// In the order in which they are tried: of two ways of the same length the first is taken.
constexpr std::array kEdges{
    TcpEdge{Closed, SynSent},       TcpEdge{Closed, Listen},         TcpEdge{Listen, SynRecv},
    TcpEdge{SynSent, Established},  TcpEdge{SynSent, SynRecv},       TcpEdge{SynRecv, Established},
    TcpEdge{Established, FinWait1}, TcpEdge{Established, CloseWait}, TcpEdge{FinWait1, FinWait2},
    TcpEdge{FinWait1, Closing},     TcpEdge{FinWait2, TimeWait},     TcpEdge{Closing, TimeWait},
    TcpEdge{CloseWait, LastAck},    TcpEdge{LastAck, Closed},        TcpEdge{TimeWait, Closed},
};

constexpr std::size_t kStates = static_cast<std::size_t>(Closing) + 1;

constexpr std::size_t index(TcpState state)
{
    return static_cast<std::size_t>(state);
}

} // namespace

std::span<const TcpEdge> tcpEdges()
{
    return kEdges;
}

std::vector<TcpState> tcpPath(TcpState from, TcpState to)
{
    if (from == to || index(from) >= kStates || index(to) >= kStates)
        return from == to ? std::vector<TcpState>{} : std::vector{to};
    if (to == Closed && from != LastAck && from != TimeWait) // reset, abort, or a listener that was closed
        return {to};

    std::array<TcpState, kStates> before{}; // Unknown: not reached
    std::deque<TcpState> next{from};
    while (!next.empty() && before[index(to)] == Unknown) {
        const TcpState state = next.front();
        next.pop_front();
        if (state == Closed && state != from)
            continue; // what comes after CLOSED is another connection
        for (const TcpEdge& edge : kEdges) {
            if (edge.from == state && edge.to != from && before[index(edge.to)] == Unknown) {
                before[index(edge.to)] = state;
                next.push_back(edge.to);
            }
        }
    }
    if (before[index(to)] == Unknown)
        return {to};
    std::vector<TcpState> path;
    for (TcpState state = to; state != from; state = before[index(state)])
        path.push_back(state);
    std::reverse(path.begin(), path.end());
    return path;
}

} // namespace core
