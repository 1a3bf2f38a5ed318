// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/kernel/kernel_socket_text.h"

#include "core/text/event_text.h"
#include "widgets/common/count_text.h"
#include "widgets/common/error_text.h"

#include <QCoreApplication>
#include <cstddef>
#include <sys/un.h>

namespace widgets {

namespace {

using core::KernelSocket;
using core::SampledSocket;
using core::SocketTimer;

struct KernelSocketText
{
    Q_DECLARE_TR_FUNCTIONS(widgets::KernelSocketText)
};

QString blank()
{
    return QStringLiteral("–");
}

QString number(std::uint64_t value)
{
    return QString::number(static_cast<qulonglong>(value));
}

QString stateText(const KernelSocket& socket)
{
    if (socket.family == AF_UNIX && socket.state == core::TcpState::Closed)
        return QStringLiteral("UNCONNECTED");
    const std::string_view name = core::stateName(socket.state);
    return QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size()));
}

QString kindText(const KernelSocket& socket)
{
    if (socket.family == AF_INET)
        return QStringLiteral("TCP");
    if (socket.family == AF_INET6)
        return QStringLiteral("TCP (IPv6)");
    if (socket.type == SOCK_DGRAM)
        return QStringLiteral("UNIX dgram");
    return socket.type == SOCK_SEQPACKET ? QStringLiteral("UNIX seqpacket") : QStringLiteral("UNIX stream");
}

QString addressText(const core::Address& address)
{
    if (!address.isValid())
        return blank();
    return fromUtf8(address.text());
}

QString peerText(const KernelSocket& socket)
{
    if (socket.isListener())
        return blank();
    if (socket.family == AF_UNIX && socket.peerInode != 0) {
        const bool isNamed = socket.peer.size() > offsetof(sockaddr_un, sun_path);
        //: The peer of a UNIX socket; %1 a number
        const QString inode = KernelSocketText::tr("inode %1").arg(socket.peerInode);
        //: The peer of a UNIX socket; %1 its name, %2 "inode" and its number
        return isNamed ? KernelSocketText::tr("%1, %2").arg(addressText(socket.peer), inode) : inode;
    }
    return addressText(socket.peer);
}

QString timerName(SocketTimer timer)
{
    switch (timer) {
    case SocketTimer::Off:
        return KernelSocketText::tr("off");
    case SocketTimer::Retransmit:
        return KernelSocketText::tr("retransmit");
    case SocketTimer::Keepalive:
        return KernelSocketText::tr("keepalive");
    case SocketTimer::TimeWait:
        return QStringLiteral("TIME_WAIT");
    case SocketTimer::Persist:
        return KernelSocketText::tr("zero window");
    case SocketTimer::Unknown:
        break;
    }
    return KernelSocketText::tr("unknown");
}

QString leftText(std::uint32_t milliseconds)
{
    if (milliseconds < 1000)
        return KernelSocketText::tr("%1 ms").arg(milliseconds);
    if (milliseconds < 120'000)
        return KernelSocketText::tr("%1 s").arg(QString::number(milliseconds / 1000.0, 'f', 1));
    return KernelSocketText::tr("%1 min").arg(milliseconds / 60'000);
}

QString timerText(const KernelSocket& socket)
{
    //: A timer of the kernel; %1 its name, %2 the time left
    return KernelSocketText::tr("%1 %2").arg(timerName(socket.timer), leftText(socket.timerMs));
}

QString ownerText(const SampledSocket& socket)
{
    if (socket.isOwn)
        return KernelSocketText::tr("this program");
    if (socket.owner)
        //: %1 name of a program, %2 its process number
        return KernelSocketText::tr("%1 (pid %2)")
            .arg(fromUtf8(socket.owner->name), number(static_cast<std::uint64_t>(socket.owner->pid)));
    if (socket.socket.inode == 0)
        return KernelSocketText::tr("no descriptor");
    //: %1 number of a user
    return socket.socket.uid ? KernelSocketText::tr("uid %1").arg(*socket.socket.uid) : blank();
}

bool isFull(const KernelSocket& listener)
{
    return listener.receiveQueue > listener.sendQueue; // sk_acceptq_is_full(): one more than the limit fits
}

QString queueToolTip(const KernelSocket& socket, SocketColumn column)
{
    const bool receive = column == SocketColumn::ReceiveQueue;
    if (socket.isListener())
        return receive ? KernelSocketText::tr(
                             "A listener's Recv-Q: connections that are established and wait for accept4().")
                       : KernelSocketText::tr(
                             "A listener's Send-Q: how many connections may wait for accept4(), as listen() and "
                             "net.core.somaxconn allow.");
    if (receive)
        return socket.family == AF_UNIX
                   ? KernelSocketText::tr("Recv-Q: bytes that have arrived and are not read yet.")
                   : KernelSocketText::tr(
                         "Recv-Q: bytes that have arrived and are not read yet. A received FIN counts as 1.");
    return socket.family == AF_UNIX
               ? KernelSocketText::tr("Send-Q: bytes that the peer has not read yet.")
               : KernelSocketText::tr("Send-Q: bytes that the peer has not acknowledged yet. Our FIN counts as 1.");
}

QString timerToolTip(const KernelSocket& socket)
{
    switch (socket.timer) {
    case SocketTimer::Retransmit:
        return KernelSocketText::tr(
                   "Something sent waits for its acknowledgement and is sent again when the timer ends. "
                   "Retries so far: %1.")
            .arg(socket.timerRetries);
    case SocketTimer::Keepalive:
        return KernelSocketText::tr(
            "A keepalive probe is sent, or an orphan in FIN_WAIT2 is given up, when the timer ends.");
    case SocketTimer::TimeWait:
        return KernelSocketText::tr(
            "The program has no descriptor any more. The kernel keeps the addresses until the timer ends, so that "
            "late segments do no harm (RFC 9293 section 3.6.1).");
    case SocketTimer::Persist:
        return KernelSocketText::tr(
                   "The peer's window is zero; the next probe is sent when the timer ends. Probes so far: %1.")
            .arg(socket.timerRetries);
    default:
        return KernelSocketText::tr("No timer of this socket runs.");
    }
}

QString ownerToolTip(const SampledSocket& socket)
{
    const KernelSocket& kernel = socket.socket;
    if (kernel.inode == 0)
        return KernelSocketText::tr(
            "No process has a descriptor of this socket: it waits for accept4(), or its descriptor was closed and "
            "the kernel finishes it alone.");
    QString text = KernelSocketText::tr("Inode %1.").arg(kernel.inode);
    if (kernel.uid)
        text += QLatin1Char('\n') + KernelSocketText::tr("It belongs to the user with the number %1.").arg(*kernel.uid);
    if (socket.owner && socket.owner->otherPids > 0)
        text += QLatin1Char('\n') +
                KernelSocketText::tr("Other processes that have a descriptor of it: %1.").arg(socket.owner->otherPids);
    if (!socket.isOwn && !socket.owner)
        text += QLatin1Char('\n') +
                KernelSocketText::tr("/proc does not tell an ordinary user which program of another user it is.");
    return text;
}

} // namespace

QString socketText(const SampledSocket& sampled, SocketColumn column)
{
    const KernelSocket& socket = sampled.socket;
    if (isBlank(sampled, column))
        return blank();
    switch (column) {
    case SocketColumn::Kind:
        return kindText(socket);
    case SocketColumn::State:
        return stateText(socket);
    case SocketColumn::ReceiveQueue:
        return number(socket.receiveQueue);
    case SocketColumn::SendQueue:
        return number(socket.sendQueue);
    case SocketColumn::AcceptQueue: {
        //: Fill of an accept queue; %1 how many wait, %2 how many may
        const QString fill = KernelSocketText::tr("%1 of %2").arg(socket.receiveQueue).arg(socket.sendQueue);
        return isFull(socket) ? KernelSocketText::tr("%1, full").arg(fill) : fill;
    }
    case SocketColumn::Local:
        return addressText(socket.local);
    case SocketColumn::Peer:
        return peerText(socket);
    case SocketColumn::Timer:
        return timerText(socket);
    case SocketColumn::Rtt:
        return fromUtf8(core::durationText(std::int64_t{socket.metrics->rttUs} * 1000));
    case SocketColumn::CongestionWindow:
        return number(socket.metrics->congestionWindow);
    case SocketColumn::Retransmits:
        return number(socket.metrics->totalRetransmits);
    case SocketColumn::Owner:
        return ownerText(sampled);
    case SocketColumn::Count:
        break;
    }
    return {};
}

QString socketToolTip(const SampledSocket& sampled, SocketColumn column)
{
    const KernelSocket& socket = sampled.socket;
    switch (column) {
    case SocketColumn::ReceiveQueue:
    case SocketColumn::SendQueue:
        return queueToolTip(socket, column);
    case SocketColumn::AcceptQueue:
        if (!socket.isListener())
            return KernelSocketText::tr("Only a listener has an accept queue.");
        return isFull(socket)
                   ? KernelSocketText::tr(
                         "The accept queue is full: the kernel drops new connections until accept4() is called.")
                   : KernelSocketText::tr("Connections that wait for accept4(), and how many may wait.");
    case SocketColumn::Timer:
        return timerToolTip(socket);
    case SocketColumn::Rtt:
        return socket.metrics ? KernelSocketText::tr("Smoothed round trip time %1 µs, variation %2 µs.")
                                    .arg(socket.metrics->rttUs)
                                    .arg(socket.metrics->rttVariationUs)
                              : QString();
    case SocketColumn::CongestionWindow:
        return socket.metrics ? KernelSocketText::tr("Up to %1 segment(s) of %2 B may be on their way unacknowledged.",
                                                     nullptr, pluralOf(socket.metrics->congestionWindow))
                                    .arg(socket.metrics->congestionWindow)
                                    .arg(socket.metrics->sendMss)
                              : QString();
    case SocketColumn::Retransmits:
        return socket.metrics ? KernelSocketText::tr("Segments that were sent again since the connection began.")
                              : QString();
    case SocketColumn::Owner:
        return ownerToolTip(sampled);
    default:
        return socketText(sampled, column);
    }
}

QString columnTitle(SocketColumn column)
{
    switch (column) {
    case SocketColumn::Kind:
        return KernelSocketText::tr("Socket");
    case SocketColumn::State:
        return KernelSocketText::tr("State");
    case SocketColumn::ReceiveQueue:
        return QStringLiteral("Recv-Q");
    case SocketColumn::SendQueue:
        return QStringLiteral("Send-Q");
    case SocketColumn::AcceptQueue:
        return KernelSocketText::tr("Accept queue");
    case SocketColumn::Local:
        return KernelSocketText::tr("Local");
    case SocketColumn::Peer:
        return KernelSocketText::tr("Peer");
    case SocketColumn::Timer:
        return KernelSocketText::tr("Timer");
    case SocketColumn::Rtt:
        return QStringLiteral("RTT");
    case SocketColumn::CongestionWindow:
        return QStringLiteral("cwnd");
    case SocketColumn::Retransmits:
        return KernelSocketText::tr("Resent");
    case SocketColumn::Owner:
        return KernelSocketText::tr("Held by");
    case SocketColumn::Count:
        break;
    }
    return {};
}

QString columnToolTip(SocketColumn column)
{
    switch (column) {
    case SocketColumn::ReceiveQueue:
        return KernelSocketText::tr(
            "Connections: bytes not read yet, a FIN counts as 1.\nListeners: connections that wait for accept4().");
    case SocketColumn::SendQueue:
        return KernelSocketText::tr(
            "Connections: bytes not acknowledged yet.\nListeners: how many connections may wait for accept4().");
    case SocketColumn::AcceptQueue:
        return KernelSocketText::tr("Listeners: how many connections wait for accept4(), of how many that may.");
    case SocketColumn::Timer:
        return KernelSocketText::tr("The timer of the kernel that runs for the socket, and the time left.");
    case SocketColumn::Rtt:
        return KernelSocketText::tr("Round trip time as the kernel estimates it.");
    case SocketColumn::CongestionWindow:
        return KernelSocketText::tr("Congestion window in segments.");
    case SocketColumn::Retransmits:
        return KernelSocketText::tr("Segments that were sent again since the connection began.");
    case SocketColumn::Owner:
        return KernelSocketText::tr("The program that has a descriptor of the socket, where /proc tells it.");
    default:
        return KernelSocketText::tr("Click to sort.");
    }
}

bool isNumber(SocketColumn column)
{
    switch (column) {
    case SocketColumn::ReceiveQueue:
    case SocketColumn::SendQueue:
    case SocketColumn::AcceptQueue:
    case SocketColumn::Timer:
    case SocketColumn::Rtt:
    case SocketColumn::CongestionWindow:
    case SocketColumn::Retransmits:
        return true;
    default:
        return false;
    }
}

} // namespace widgets
