// SPDX-License-Identifier: GPL-3.0-or-later
// The words of the state diagram: names, labels of the arrows, causes. RFC 9293 section 3.3.2, figure 5.
#pragma once

#include "widgets/states/state_history.h"

#include <QString>

namespace widgets {

/// The name in the program, "FIN_WAIT2" (as in core::stateName()).
QString stateWord(core::TcpState state);
/// The name in RFC 9293, "FIN-WAIT-2"; empty when the state is not known.
QString rfcStateName(core::TcpState state);

/// What stands at an arrow: the cause, and below it what is sent then; either may be empty. Segments and calls are not
/// translated: "rcv" is received, "snd" is sent, as in the figure of the RFC.
struct EdgeLabel
{
    QString cause;
    QString action;
};
EdgeLabel edgeLabel(core::TcpState from, core::TcpState to);
/// One sentence on the arrow; empty for one that is not in the figure.
QString edgeSentence(core::TcpState from, core::TcpState to);

/// One sentence on why this step was taken: our call, or the segment that must have come.
QString causeSentence(const StateStep& step);
/// The cause in a word or two, for the arrow: "shutdown()", "rcv RST", "ETIMEDOUT"; what the figure says when that is
/// all that is known; may be empty.
QString causeWord(const StateStep& step);
/// "kernel", "sampled" or "inferred".
QString stepSource(const StateStep& step);
/// "SYN_SENT → ESTABLISHED"
QString stepText(const StateStep& step);

} // namespace widgets
