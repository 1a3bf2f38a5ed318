// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/states/state_history.h"

#include "core/net/tcp_path.h"
#include "core/text/event_text.h"

#include <algorithm>
#include <cerrno>

namespace widgets {

namespace {

using core::Call;
using core::TcpState;
using Kind = StateCause::Kind;

bool isEdge(TcpState from, TcpState to)
{
    const auto edges = core::tcpEdges();
    return std::find(edges.begin(), edges.end(), core::TcpEdge{from, to}) != edges.end();
}

/// True when RFC 9293 has our program take this arrow.
bool needsCall(TcpState from, TcpState to)
{
    return from == TcpState::Closed || to == TcpState::FinWait1 || to == TcpState::LastAck;
}

bool isCallFor(TcpState to, Call call)
{
    switch (to) {
    case TcpState::Listen:
        return call == Call::Listen;
    case TcpState::SynSent:
        return call == Call::Connect;
    case TcpState::FinWait1:
    case TcpState::LastAck:
        return call == Call::Shutdown || call == Call::Close;
    default:
        return false;
    }
}

bool saysReset(int error)
{
    return error == ECONNRESET || error == ECONNREFUSED || error == EPIPE;
}

// Calls that only ask, or that the program makes for itself.
bool isCause(const core::Event& event)
{
    switch (event.call) {
    case Call::Getsockopt:
        return core::errorOf(event) != 0; // SO_ERROR hands over what became of connect(2)
    case Call::Getsockname:
    case Call::Getpeername:
    case Call::Setsockopt:
        return false;
    default:
        return core::callInfo(event.call).group == core::CallGroup::Socket;
    }
}

} // namespace

std::int64_t timeWaitLeftNs(const StatePath& path, std::int64_t nowNs)
{
    if (path.now() != TcpState::TimeWait)
        return 0;
    return std::clamp(path.steps.back().ns + core::kTimeWaitNs - nowNs, std::int64_t{0}, core::kTimeWaitNs);
}

StatePath pathAt(StatePath path, std::int64_t nowNs)
{
    if (path.now() == TcpState::TimeWait && timeWaitLeftNs(path, nowNs) == 0) {
        path.steps.push_back({.number = 0,
                              .ns = path.steps.back().ns + core::kTimeWaitNs,
                              .from = TcpState::TimeWait,
                              .to = TcpState::Closed,
                              .source = core::Source::Inferred,
                              .cause = {.kind = Kind::Time}});
    }
    return path;
}

StatePath pathBeside(StatePath path, const StatePath& peer)
{
    const auto acked = std::find_if(peer.steps.rbegin(), peer.steps.rend(),
                                    [](const StateStep& step) { return step.to == TcpState::TimeWait; });
    if (path.now() != TcpState::LastAck || path.steps.back().source == core::Source::Kernel ||
        acked == peer.steps.rend())
        return path;
    path.steps.push_back({.number = acked->number,
                          .ns = std::max(acked->ns, path.steps.back().ns),
                          .from = TcpState::LastAck,
                          .to = TcpState::Closed,
                          .source = core::Source::Inferred,
                          .cause = {.kind = Kind::Segment}});
    return path;
}

void StateHistory::apply(const core::Event& event, std::uint64_t number)
{
    sweep();
    const bool state = event.kind == core::EventKind::State;
    const bool call = event.kind == core::EventKind::Call && isCause(event);
    const bool note = event.kind == core::EventKind::Note && (event.note() == core::NoteCode::ConnectTimeout ||
                                                              event.note() == core::NoteCode::ConnectCancelled);
    if (!state && !call && !note)
        return;
    const std::uint64_t wanted = key(event.connection, event.side);
    if (!m_cached || m_cachedKey != wanted) {
        if (m_ends.size() >= kMostEnds && m_sweep.isDone())
            forgetOldest();
        m_cached = &m_ends[wanted];
        if (isForgotten(*m_cached))
            *m_cached = {};
        m_cached->path.side = event.side;
        m_cachedKey = wanted;
    }
    m_cached->lastNumber = number;
    if (state)
        addStep(*m_cached, event, number);
    else if (call)
        addCall(*m_cached, event);
    else
        m_cached->gaveUp = true;
}

void StateHistory::addCall(End& end, const core::Event& event)
{
    if (event.call != Call::Getsockopt) // SO_ERROR speaks of the connect(2) before it
        end.call = event.call;
    end.error = core::errorOf(event);
    end.gaveUp = false;
    end.path.descriptorClosed = event.call == Call::Close;
}

void StateHistory::addStep(End& end, const core::Event& event, std::uint64_t number)
{
    std::vector<StateStep>& steps = end.path.steps;
    if (event.from() == TcpState::Closed)
        steps.clear(); // what comes after CLOSED is another connection
    else if (steps.size() == kMostSteps)
        steps.erase(steps.begin());
    steps.push_back({.number = number,
                     .ns = event.startNs,
                     .from = event.from(),
                     .to = event.to(),
                     .source = event.source,
                     .cause = causeOf(end, event.from(), event.to())});
}

StateCause StateHistory::causeOf(const End& end, TcpState from, TcpState to)
{
    const bool failed = end.error != 0 && end.error != EINPROGRESS && end.error != EAGAIN && end.error != EINTR;
    if (from == TcpState::TimeWait && to == TcpState::Closed)
        return {.kind = Kind::Time};
    if (isEdge(from, to)) {
        if (!needsCall(from, to))
            return {.kind = Kind::Segment};
        // A connect(2) that fails at once, as on this computer, has sent its SYN all the same.
        if (isCallFor(to, end.call) && (!failed || end.call == Call::Connect))
            return {.kind = Kind::Call, .call = end.call};
        return {};
    }
    if (to != TcpState::Closed)
        return {};
    if (end.gaveUp)
        return {.kind = Kind::GaveUp};
    if (failed)
        return {.kind = saysReset(end.error) ? Kind::Reset : Kind::Failure, .error = end.error};
    if (end.call == Call::Close)
        return {.kind = Kind::Call, .call = end.call};
    return {};
}

void StateHistory::letGo(std::uint64_t firstNumber)
{
    m_cached = nullptr; // it may be one of them
    m_firstNumber = std::max(m_firstNumber, firstNumber);
    m_sweep.begin(m_ends);
    // Soon enough: before a tenth of kMostEnds have come anew.
    m_placesAnEvent = m_ends.places() / (kMostEnds / 10) + 1;
}

void StateHistory::sweep()
{
    for (std::size_t i = 0; i < m_placesAnEvent && !m_sweep.isDone(); ++i)
        m_sweep.step(m_ends, [this](const End& end) { return isForgotten(end); });
}

// A tenth, so that they are rarely looked for.
void StateHistory::forgetOldest()
{
    std::vector<std::uint64_t> numbers;
    numbers.reserve(m_ends.size());
    m_ends.forEach([&numbers](std::uint64_t, const End& end) { numbers.push_back(end.lastNumber); });
    const auto last = numbers.begin() + static_cast<std::ptrdiff_t>(numbers.size() / 10);
    std::nth_element(numbers.begin(), last, numbers.end());
    letGo(*last);
}

void StateHistory::clear()
{
    m_cached = nullptr;
    m_ends.clear();
    m_firstNumber = 0;
}

const StatePath* StateHistory::find(core::ConnectionId connection, core::Side side) const
{
    const End* found = m_ends.find(key(connection, side));
    return !found || isForgotten(*found) || found->path.steps.empty() ? nullptr : &found->path;
}

} // namespace widgets
