// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/states/state_words.h"

#include "core/net/tcp_path.h"
#include "core/text/errno_text.h"
#include "core/text/event_text.h"
#include "widgets/common/error_text.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>

namespace widgets {

namespace {

using enum core::TcpState;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(widgets::StateWords)
};

struct EdgeWords
{
    core::TcpEdge edge;
    const char* cause;
    const char* action;
    const char* sentence;
};

#define SENTENCE(text) QT_TRANSLATE_NOOP("widgets::StateWords", text)

constexpr std::array kWords{
    EdgeWords{{Closed, Listen}, "listen()", "", SENTENCE("listen() makes the socket wait for connections.")},
    EdgeWords{{Closed, SynSent}, "connect()", "snd SYN", SENTENCE("connect() sends a SYN.")},
    EdgeWords{{Listen, SynRecv},
              "rcv SYN",
              "snd SYN,ACK",
              SENTENCE("A SYN of a client must have come; the kernel answers it with SYN and ACK.")},
    EdgeWords{{SynSent, Established},
              "rcv SYN,ACK",
              "snd ACK",
              SENTENCE("SYN and ACK of the other end must have come; the kernel answers with the last ACK of the "
                       "handshake.")},
    EdgeWords{{SynSent, SynRecv},
              "rcv SYN",
              "snd SYN,ACK",
              SENTENCE("A SYN without ACK must have come: both ends connect at the same time.")},
    EdgeWords{{SynRecv, Established}, "rcv ACK", "", SENTENCE("The last ACK of the handshake must have come.")},
    EdgeWords{{Established, FinWait1},
              "close()",
              "snd FIN",
              SENTENCE("close() or shutdown() sends a FIN: this end closes first.")},
    EdgeWords{{Established, CloseWait},
              "rcv FIN",
              "snd ACK",
              SENTENCE("A FIN of the other end must have come; the kernel acknowledges it.")},
    EdgeWords{{FinWait1, FinWait2}, "rcv ACK", "", SENTENCE("The ACK of our FIN must have come.")},
    EdgeWords{{FinWait1, Closing},
              "rcv FIN",
              "snd ACK",
              SENTENCE("A FIN of the other end must have come before the ACK of ours: both close at the same time.")},
    EdgeWords{{FinWait2, TimeWait},
              "rcv FIN",
              "snd ACK",
              SENTENCE("The FIN of the other end must have come; the kernel acknowledges it.")},
    EdgeWords{{Closing, TimeWait}, "rcv ACK", "", SENTENCE("The ACK of our FIN must have come.")},
    EdgeWords{{CloseWait, LastAck},
              "close()",
              "snd FIN",
              SENTENCE("close() or shutdown() sends a FIN: this end closes too.")},
    EdgeWords{{LastAck, Closed}, "rcv ACK", "", SENTENCE("The ACK of our FIN must have come.")},
    EdgeWords{{TimeWait, Closed},
              SENTENCE("60 s pass"),
              "",
              SENTENCE("After 60 s in TIME_WAIT the kernel has forgotten it.")},
};

#undef SENTENCE

const EdgeWords* wordsOf(core::TcpState from, core::TcpState to)
{
    const auto found = std::find_if(kWords.begin(), kWords.end(), [&](const EdgeWords& words) {
        return words.edge == core::TcpEdge{from, to};
    });
    return found != kWords.end() ? &*found : nullptr;
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
        return {Text::tr(words->cause), QLatin1String(words->action)};
    return {};
}

QString edgeSentence(core::TcpState from, core::TcpState to)
{
    const EdgeWords* words = wordsOf(from, to);
    return words ? Text::tr(words->sentence) : QString();
}

QString causeSentence(const StateStep& step)
{
    using Kind = StateCause::Kind;
    const QString call = QLatin1String(core::callInfo(step.cause.call).name) + QLatin1String("()");
    switch (step.cause.kind) {
    case Kind::Call:
        switch (step.to) {
        case Listen:
            return Text::tr("Our %1 made the socket wait for connections.").arg(call);
        case SynSent:
            return Text::tr("Our %1 sent a SYN.").arg(call);
        case FinWait1:
            return Text::tr("Our %1 sent a FIN: this end closes first.").arg(call);
        case LastAck:
            return Text::tr("Our %1 sent a FIN: this end closes too.").arg(call);
        default:
            return Text::tr("Our %1 ended it at once.").arg(call);
        }
    case Kind::Segment:
    case Kind::Time:
        return edgeSentence(step.from, step.to);
    case Kind::Reset:
        return Text::tr("A RST must have come: the call before failed with %1.")
            .arg(fromUtf8(core::errnoName(step.cause.error)));
    case Kind::Failure:
        return Text::tr("The call before failed with %1.").arg(fromUtf8(core::errnoName(step.cause.error)));
    case Kind::GaveUp:
        return Text::tr("This program no longer waited for an answer.");
    case Kind::Unseen:
        break;
    }
    return Text::tr("What caused it was not seen.");
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
        return Text::tr("gave up");
    default:
        return edgeLabel(step.from, step.to).cause;
    }
}

QString stepSource(const StateStep& step)
{
    switch (step.source) {
    case core::Source::Kernel:
        return Text::tr("kernel");
    case core::Source::Inferred:
        return Text::tr("inferred");
    default:
        return Text::tr("sampled");
    }
}

QString stepText(const StateStep& step)
{
    return stateWord(step.from) + QStringLiteral(" → ") + stateWord(step.to);
}

} // namespace widgets
