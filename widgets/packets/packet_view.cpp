// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/packets/packet_view.h"

#include "widgets/packets/packet_delegate.h"
#include "widgets/packets/packet_model.h"

#include <QHeaderView>

namespace widgets {

PacketView::PacketView(PacketModel& model, QWidget* parent) : EventTableView(model, new PacketDelegate, parent)
{
    setAccessibleName(tr("Packets"));
    setAccessibleDescription(tr("Every packet that the kernel captured, oldest first"));
    setSampleWidths({{PacketModel::Number, QLatin1String("x 12345")},
                     {PacketModel::Time, QLatin1String("12.123456")},
                     {PacketModel::Delta, QLatin1String("12.3 ms")},
                     {PacketModel::Side, QLatin1String("server ")},
                     {PacketModel::Connection, QLatin1String("127.0.0.1:8080 -> :54321")},
                     {PacketModel::Flags, QLatin1String("FIN+PSH+ACK")},
                     {PacketModel::Seq, QLatin1String("123456")},
                     {PacketModel::Ack, QLatin1String("123456")},
                     {PacketModel::Window, QLatin1String("123456")},
                     {PacketModel::Length, QLatin1String("12345")},
                     {PacketModel::Info, QLatin1String("retransmission")}});
    horizontalHeader()->setStretchLastSection(true);
}

} // namespace widgets
