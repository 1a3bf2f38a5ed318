// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/states/state_words.h"

#include "core/net/tcp_path.h"
#include "core/text/errno_text.h"
#include "core/text/event_text.h"
#include "widgets/common/error_text.h"

#include <QCoreApplication>
#include <algorithm>
#include <iterator>

namespace widgets {

namespace {

using enum core::TcpState;

struct EdgeWords
{
    core::TcpEdge edge;
    const char* cause;
    const char* action;
    const char* sentence;
};

struct StateWords
{
    Q_DECLARE_TR_FUNCTIONS(widgets::StateWords)

public:
    static constexpr EdgeWords kEdges[] = {
        {{Closed, Listen}, "listen()", "", QT_TR_NOOP("listen() makes the socket wait for connections.")},
        {{Closed, SynSent}, "connect()", "snd SYN", QT_TR_NOOP("connect() sends a SYN.")},
        {{Listen, SynRecv},
         "rcv SYN",
         "snd SYN,ACK",
         QT_TR_NOOP("A SYN of a client must have come; the kernel answers it with SYN and ACK.")},
        {{SynSent, Established},
         "rcv SYN,ACK",
         "snd ACK",
         QT_TR_NOOP("SYN and ACK of the other end must have come; the kernel answers with the last ACK of the "
                    "handshake.")},
        {{SynSent, SynRecv},
         "rcv SYN",
         "snd SYN,ACK",
         QT_TR_NOOP("A SYN without ACK must have come: both ends connect at the same time.")},
        {{SynRecv, Established}, "rcv ACK", "", QT_TR_NOOP("The last ACK of the handshake must have come.")},
        {{Established, FinWait1},
         "close()",
         "snd FIN",
         QT_TR_NOOP("close() or shutdown() sends a FIN: this end closes first.")},
        {{Established, CloseWait},
         "rcv FIN",
         "snd ACK",
         QT_TR_NOOP("A FIN of the other end must have come; the kernel acknowledges it.")},
        {{FinWait1, FinWait2}, "rcv ACK", "", QT_TR_NOOP("The ACK of our FIN must have come.")},
        {{FinWait1, Closing},
         "rcv FIN",
         "snd ACK",
         QT_TR_NOOP("A FIN of the other end must have come before the ACK of ours: both close at the same time.")},
        {{FinWait2, TimeWait},
         "rcv FIN",
         "snd ACK",
         QT_TR_NOOP("The FIN of the other end must have come; the kernel acknowledges it.")},
        {{Closing, TimeWait}, "rcv ACK", "", QT_TR_NOOP("The ACK of our FIN must have come.")},
        {{CloseWait, LastAck},
         "close()",
         "snd FIN",
         QT_TR_NOOP("close() or shutdown() sends a FIN: this end closes too.")},
        {{LastAck, Closed}, "rcv ACK", "", QT_TR_NOOP("The ACK of our FIN must have come.")},
        {{TimeWait, Closed},
         QT_TR_NOOP("60 s pass"),
         "",
         QT_TR_NOOP("After 60 s in TIME_WAIT the kernel has forgotten it.")},
    };
};

const EdgeWords* wordsOf(core::TcpState from, core::TcpState to)
{
    const auto found =
        std::find_if(std::begin(StateWords::kEdges), std::end(StateWords::kEdges), [&](const EdgeWords& words) {
            return words.edge == core::TcpEdge{from, to};
        });
    return found != std::end(StateWords::kEdges) ? found : nullptr;
}

} // namespace

QString stateWord(core::TcpState state)
{
    return fromUtf8(std::string(core::stateName(state)));
}

QString rfcStateName(core::TcpState state)
{
    switch (state) {
    case Unknown:
        return {};
    case SynRecv:
        return QStringLiteral("SYN-RECEIVED");
    case FinWait1:
        return QStringLiteral("FIN-WAIT-1");
    case FinWait2:
        return QStringLiteral("FIN-WAIT-2");
    default:
        return stateWord(state).replace(QLatin1Char('_'), QLatin1Char('-'));
    }
}

EdgeLabel edgeLabel(core::TcpState from, core::TcpState to)
{
    if (const EdgeWords* words = wordsOf(from, to))
        // Words of the RFC, but for the time that passes.
        return {from == TimeWait ? StateWords::tr(words->cause) : QLatin1String(words->cause),
                QLatin1String(words->action)};
    return {};
}

QString edgeSentence(core::TcpState from, core::TcpState to)
{
    const EdgeWords* words = wordsOf(from, to);
    return words ? StateWords::tr(words->sentence) : QString();
}

QString causeSentence(const StateStep& step)
{
    using Kind = StateCause::Kind;
    const QString call = QLatin1String(core::callInfo(step.cause.call).name) + QLatin1String("()");
    switch (step.cause.kind) {
    case Kind::Call:
        switch (step.to) {
        case Listen:
            return StateWords::tr("Our %1 made the socket wait for connections.").arg(call);
        case SynSent:
            return StateWords::tr("Our %1 sent a SYN.").arg(call);
        case FinWait1:
            return StateWords::tr("Our %1 sent a FIN: this end closes first.").arg(call);
        case LastAck:
            return StateWords::tr("Our %1 sent a FIN: this end closes too.").arg(call);
        default:
            return StateWords::tr("Our %1 ended it at once.").arg(call);
        }
    case Kind::Segment:
    case Kind::Time:
        return edgeSentence(step.from, step.to);
    case Kind::Reset:
        return StateWords::tr("A RST must have come: the call before failed with %1.")
            .arg(fromUtf8(core::errnoName(step.cause.error)));
    case Kind::Failure:
        return StateWords::tr("The call before failed with %1.").arg(fromUtf8(core::errnoName(step.cause.error)));
    case Kind::GaveUp:
        return StateWords::tr("This program no longer waited for an answer.");
    case Kind::Unseen:
        break;
    }
    return StateWords::tr("What caused it was not seen.");
}

QString causeWord(const StateStep& step)
{
    switch (step.cause.kind) {
    case StateCause::Kind::Call:
        return QLatin1String(core::callInfo(step.cause.call).name) + QLatin1String("()");
    case StateCause::Kind::Reset:
        return QStringLiteral("rcv RST");
    case StateCause::Kind::Failure:
        return fromUtf8(core::errnoName(step.cause.error));
    case StateCause::Kind::GaveUp:
        return StateWords::tr("gave up");
    default:
        return edgeLabel(step.from, step.to).cause;
    }
}

QString stepSource(const StateStep& step)
{
    switch (step.source) {
    case core::Source::Kernel:
        return StateWords::tr("kernel");
    case core::Source::Inferred:
        return StateWords::tr("inferred");
    default:
        return StateWords::tr("sampled");
    }
}

QString stepText(const StateStep& step)
{
    return stateWord(step.from) + QStringLiteral(" → ") + stateWord(step.to);
}

} // namespace widgets
