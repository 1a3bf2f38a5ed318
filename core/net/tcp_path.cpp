// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/tcp_path.h"

#include <array>
#include <cstddef>

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
using Steps = std::array<TcpState, kStates>;

struct Path
{
    Steps steps{};
    std::size_t length = 0;
};

constexpr std::size_t index(TcpState state)
{
    return static_cast<std::size_t>(state);
}

// For each state that can be reached from `from` the one before it; Unknown: it cannot. Breadth first.
constexpr Steps reachedFrom(TcpState from)
{
    Steps before{};
    Steps queue{from};
    std::size_t queued = 1;
    for (std::size_t next = 0; next < queued; ++next) {
        const TcpState state = queue[next];
        if (state == Closed && state != from)
            continue; // what comes after CLOSED is another connection
        for (const TcpEdge& edge : kEdges) {
            if (edge.from == state && edge.to != from && before[index(edge.to)] == Unknown) {
                before[index(edge.to)] = state;
                queue[queued++] = edge.to;
            }
        }
    }
    return before;
}

constexpr Path pathTo(TcpState from, TcpState to, const Steps& before)
{
    if (from == to)
        return {};
    const bool atOnce = to == Closed && from != LastAck && from != TimeWait; // reset, abort, or a closed listener
    if (atOnce || before[index(to)] == Unknown)
        return {{to}, 1};
    Path path;
    for (TcpState state = to; state != from; state = before[index(state)])
        ++path.length;
    std::size_t place = path.length;
    for (TcpState state = to; state != from; state = before[index(state)])
        path.steps[--place] = state;
    return path;
}

// Every connection asks several times: all answers are there already.
constexpr auto kPaths = [] {
    std::array<std::array<Path, kStates>, kStates> paths{};
    for (std::size_t from = 0; from < kStates; ++from) {
        const Steps before = reachedFrom(static_cast<TcpState>(from));
        for (std::size_t to = 0; to < kStates; ++to)
            paths[from][to] = pathTo(static_cast<TcpState>(from), static_cast<TcpState>(to), before);
    }
    return paths;
}();

} // namespace

std::span<const TcpEdge> tcpEdges()
{
    return kEdges;
}

std::span<const TcpState> tcpPath(TcpState from, TcpState to)
{
    const Path& path = kPaths.at(index(from)).at(index(to));
    return {path.steps.data(), path.length};
}

} // namespace core
