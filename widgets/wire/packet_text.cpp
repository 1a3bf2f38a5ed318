// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/wire/packet_text.h"

#include "core/packet/packet_event.h"
#include "core/text/bytes_text.h"
#include "core/text/event_text.h"
#include "widgets/common/error_text.h"

#include <QCoreApplication>
#include <QStringList>

namespace widgets {

namespace {

struct WirePacketText
{
    Q_DECLARE_TR_FUNCTIONS(widgets::WirePacketText)
};

QString sequenceText(const core::PacketView& packet)
{
    QString text = QStringLiteral("seq %1").arg(packet.seq);
    if ((packet.flags & core::tcp_flag::kAck) != 0)
        text += QStringLiteral(" ack %1").arg(packet.ack);
    return text;
}

} // namespace

PacketMark packetMark(const core::Event& event)
{
    const core::PacketView packet = core::packetOf(event);
    if ((packet.flags & core::tcp_flag::kRst) != 0)
        return PacketMark::Reset;
    if (packet.again)
        return PacketMark::Again;
    return core::isZeroWindow(packet) ? PacketMark::ZeroWindow : PacketMark::None;
}

QString markWord(PacketMark mark)
{
    switch (mark) {
    case PacketMark::Again:
        return WirePacketText::tr("retransmission");
    case PacketMark::ZeroWindow:
        return WirePacketText::tr("zero window");
    case PacketMark::Reset:
    case PacketMark::None:
        break;
    }
    return {};
}

QString markSentence(PacketMark mark)
{
    switch (mark) {
    case PacketMark::Reset:
        return WirePacketText::tr("Reset: the connection is over at once, what was not yet read may be lost.");
    case PacketMark::Again:
        return WirePacketText::tr(
            "Sent again: a retransmission of what was not acknowledged in time, or a keep-alive probe.");
    case PacketMark::ZeroWindow:
        return WirePacketText::tr("Zero window: the receive buffer of its sender is full; the other end must wait.");
    case PacketMark::None:
        break;
    }
    return {};
}

QString packetBytes(const core::Event& event)
{
    const std::span<const std::byte> captured = event.bytes();
    const auto packet = core::decodeTcp(captured, core::LinkType::Raw, captured.size());
    if (!packet || packet->payload.empty())
        return {};
    const std::string quoted = core::quoteBytes(packet->payload, core::kTextPayloadBytes);
    const bool cut = packet->payload.size() <= core::kTextPayloadBytes &&
                     packet->payload.size() < static_cast<std::size_t>(std::max(0, event.result));
    return fromUtf8(quoted) + (cut ? QStringLiteral("...") : QString());
}

QString fitPacket(const core::Event& event, const Fits& fits)
{
    const core::PacketView packet = core::packetOf(event);
    QStringList head{fromUtf8(core::tcpFlagsText(packet.flags))};
    if (packet.length > 0)
        head << QStringLiteral("%1 B").arg(packet.length);
    const QString separator = QStringLiteral(" · ");
    QString least = head.join(separator);
    if (const QString word = markWord(packetMark(event)); !word.isEmpty()) {
        const QString flags = least;
        least = word + separator + flags;
        if (packet.again && !fits(least))
            least = WirePacketText::tr("again", "a segment that was sent before") + separator + flags;
    }
    const QString bytes = packetBytes(event);
    const QString numbers = sequenceText(packet);
    const auto with = [&](const QString& more) { return least + separator + more; };

    if (!bytes.isEmpty()) {
        if (QString text = with(bytes + separator + numbers); fits(text))
            return text;
        if (QString text = with(bytes); fits(text))
            return text;
        if (const auto shorter = fitShortened(bytes, [&](const QString& form) { return fits(with(form)); }))
            return with(*shorter);
    } else if (QString text = with(numbers); fits(text)) {
        return text;
    }
    return least;
}

QString fitCrossed(CrossedKind kind, const core::Event& event, const Fits& fits)
{
    switch (kind) {
    case CrossedKind::Syn:
        return fromUtf8(core::tcpFlagsText(core::tcp_flag::kSyn));
    case CrossedKind::SynAck:
        return fromUtf8(core::tcpFlagsText(core::tcp_flag::kSyn | core::tcp_flag::kAck));
    case CrossedKind::Ack:
        return fromUtf8(core::tcpFlagsText(core::tcp_flag::kAck));
    case CrossedKind::Fin:
        return fromUtf8(core::tcpFlagsText(core::tcp_flag::kFin));
    case CrossedKind::Rst:
        return fromUtf8(core::tcpFlagsText(core::tcp_flag::kRst));
    case CrossedKind::Data:
        break;
    }
    const QString length = QStringLiteral("%1 B").arg(event.result);
    if (event.bytes().empty())
        return length;
    const QString bytes = fromUtf8(core::quoteBytes(event.bytes(), core::kTextPayloadBytes));
    const QString head = length + QStringLiteral(" · ");
    if (fits(head + bytes))
        return head + bytes;
    const auto shorter = fitShortened(bytes, [&](const QString& form) { return fits(head + form); });
    return shorter ? head + *shorter : length;
}

QString crossedToolTipHtml(const LadderItem& item, const core::Event& event)
{
    const QString what = fitCrossed(item.crossed, event, [](const QString&) { return true; });
    const QString how =
        item.crossed == CrossedKind::Data
            ? WirePacketText::tr(
                  "Inferred: these bytes crossed before the call returned. In how many segments is not known.")
            : WirePacketText::tr("Inferred after RFC 9293 from what the ends did; no packet was captured.");
    return QStringLiteral("<p style=\"white-space:pre-wrap\"><b>%1</b><br/>%2<br/>%3</p>")
        .arg(what.toHtmlEscaped(), how.toHtmlEscaped(), fullText(event).toHtmlEscaped());
}

} // namespace widgets
