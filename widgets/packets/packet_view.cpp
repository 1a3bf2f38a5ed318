// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/packets/packet_view.h"

#include "widgets/log/log_text.h"
#include "widgets/packets/packet_delegate.h"
#include "widgets/packets/packet_model.h"

#include <QHeaderView>

namespace widgets {

PacketView::PacketView(PacketModel& model, QWidget* parent) : EventTableView(model, new PacketDelegate, parent)
{
    setAccessibleName(tr("Packets"));
    setAccessibleDescription(tr("Every packet that the kernel captured, oldest first"));
    setSampleWidths({{PacketModel::Number, QStringLiteral("x 12345")},
                     {PacketModel::Time, QStringLiteral("12.123456")},
                     {PacketModel::Delta, QStringLiteral("12.3 ms")},
                     {PacketModel::Side, sideText(core::Side::Server) + QLatin1Char(' ')},
                     {PacketModel::Side, sideText(core::Side::Client) + QLatin1Char(' ')},
                     {PacketModel::Connection, QStringLiteral("127.0.0.1:8080 -> :54321")},
                     {PacketModel::Flags, QStringLiteral("FIN+PSH+ACK")},
                     {PacketModel::Seq, QStringLiteral("123456")},
                     {PacketModel::Ack, QStringLiteral("123456")},
                     {PacketModel::Window, QStringLiteral("123456")},
                     {PacketModel::Length, QStringLiteral("12345")},
                     {PacketModel::Info, QStringLiteral("retransmission")}});
    horizontalHeader()->setStretchLastSection(true);
}

} // namespace widgets

#include "moc_packet_view.cpp"
