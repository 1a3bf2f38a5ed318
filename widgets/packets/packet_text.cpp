// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/packets/packet_text.h"

#include "core/packet/packet_event.h"
#include "core/packet/tcp_packet.h"
#include "core/text/bytes_text.h"
#include "core/text/event_text.h"
#include "widgets/common/error_text.h"

#include <QCoreApplication>
#include <QStringList>

namespace widgets {

namespace {

struct PacketText
{
    Q_DECLARE_TR_FUNCTIONS(widgets::PacketText)
};

auto decoded(const core::Event& packet)
{
    return core::decodeTcp(packet.bytes(), core::LinkType::Raw, packet.bytes().size());
}

// Those that are agreed on when a connection begins, and holes in what arrived; time stamps are on every segment.
QStringList optionWords(const core::TcpOptions& options)
{
    QStringList words;
    if (options.mss)
        words.append(QStringLiteral("MSS %1").arg(*options.mss));
    if (options.windowScale)
        words.append(QStringLiteral("WS %1").arg(1U << *options.windowScale));
    if (options.sackPermitted)
        words.append(QStringLiteral("SACK_PERM"));
    if (options.sackCount > 0)
        words.append(QStringLiteral("SACK"));
    return words;
}

} // namespace

QString packetDirection(const core::Event& packet)
{
    const auto segment = decoded(packet);
    if (!segment)
        return {};
    const std::string source = segment->source.text();
    const std::string target = segment->source.host() == segment->destination.host()
                                   ? ":" + std::to_string(segment->destination.port())
                                   : segment->destination.text();
    return fromUtf8(source) + QStringLiteral(" \u2192 ") + fromUtf8(target);
}

QString packetInfo(const core::Event& packet)
{
    const core::PacketView view = core::packetOf(packet);
    QStringList parts;
    if (view.again)
        parts.append(PacketText::tr("retransmission"));
    if ((view.flags & core::tcp_flag::kRst) != 0)
        parts.append(PacketText::tr("reset"));
    if (core::isZeroWindow(view))
        parts.append(PacketText::tr("zero window"));
    if (!packet.payload) {
        parts.append(PacketText::tr("bytes not kept"));
    } else if (const auto segment = decoded(packet)) {
        const QStringList options = optionWords(segment->options);
        if (!options.isEmpty())
            parts.append(options.join(QLatin1Char(' ')));
        if (!segment->payload.empty())
            parts.append(fromUtf8(core::quoteBytes(segment->payload, core::kTextPayloadBytes)));
    }
    return parts.join(QStringLiteral(" \u00b7 "));
}

QString packetWindow(const core::Event& packet)
{
    const core::PacketView view = core::packetOf(packet);
    return view.scaleUnknown ? QStringLiteral("%1?").arg(view.window) : QString::number(view.window);
}

} // namespace widgets
