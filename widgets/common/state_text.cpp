// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/state_text.h"

#include <QCoreApplication>

namespace widgets {

namespace {

struct StateText
{
    Q_DECLARE_TR_FUNCTIONS(widgets::StateText)
};

} // namespace

QString stateSentence(core::TcpState state)
{
    switch (state) {
    case core::TcpState::Established:
        return StateText::tr("The connection is open: both ends may send, and what arrives is given to the program.");
    case core::TcpState::SynSent:
        return StateText::tr("A SYN was sent; this end waits for the SYN and the ACK of the other end.");
    case core::TcpState::SynRecv:
        return StateText::tr(
            "A SYN has come and was answered with SYN and ACK; the last ACK of the handshake is still missing.");
    case core::TcpState::FinWait1:
        return StateText::tr("This end has closed first and sent its FIN; it waits for the ACK of that FIN.");
    case core::TcpState::FinWait2:
        return StateText::tr(
            "The other end has acknowledged our FIN; it may still send until it closes too and sends its own FIN.");
    case core::TcpState::TimeWait:
        return StateText::tr(
            "Both ends have closed; the kernel remembers the connection for a while (60 s on Linux), so that late "
            "segments are not taken for those of a new one.");
    case core::TcpState::Closed:
        return StateText::tr("There is no connection.");
    case core::TcpState::CloseWait:
        return StateText::tr("The other end has closed and its FIN was acknowledged; this end may still send and "
                             "the kernel waits for our program to close.");
    case core::TcpState::LastAck:
        return StateText::tr(
            "The other end closed first, now this end has sent its FIN too and waits for the last ACK.");
    case core::TcpState::Listen:
        return StateText::tr("The socket waits for connections.");
    case core::TcpState::Closing:
        return StateText::tr("Both ends have sent a FIN at the same time; this end waits for the ACK of its own.");
    case core::TcpState::Unknown:
        break;
    }
    return StateText::tr("The state is not known.");
}

} // namespace widgets
