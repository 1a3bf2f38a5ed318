// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/packets/packet_delegate.h"

#include "widgets/common/theme.h"
#include "widgets/packets/packet_model.h"

namespace widgets {

QColor PacketDelegate::ink(const QStyleOptionViewItem& option, const QModelIndex& index, bool trouble) const
{
    switch (index.column()) {
    case PacketModel::Number:
        return color(trouble ? Role::Error : Role::Muted, option.palette);
    case PacketModel::Delta:
        return color(Role::Muted, option.palette);
    case PacketModel::Side:
    case PacketModel::Flags:
        return sideColor(static_cast<core::Side>(index.data(PacketModel::SideRole).toInt()), option.palette);
    case PacketModel::Info:
        return trouble ? color(Role::Error, option.palette) : option.palette.color(QPalette::Text);
    default:
        return color(Role::Neutral, option.palette);
    }
}

const CellFont& PacketDelegate::fontOf(const QModelIndex& index) const
{
    return index.column() == PacketModel::Side ? boldFont() : fixedFont();
}

QString PacketDelegate::elided(const QModelIndex& index, const QString& text, const CellFont& font, int width) const
{
    // Of two addresses both ends tell more than the middle.
    return font.elided(text, index.column() == PacketModel::Connection ? Qt::ElideMiddle : Qt::ElideRight, width);
}

} // namespace widgets

#include "moc_packet_delegate.cpp"
