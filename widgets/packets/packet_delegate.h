// SPDX-License-Identifier: GPL-3.0-or-later
// Draws the cells of the table of packets.
#pragma once

#include "widgets/log/log_delegate.h"

namespace widgets {

/// For a view of PacketModel. GUI thread.
class PacketDelegate final : public LogDelegate
{
    Q_OBJECT
public:
    using LogDelegate::LogDelegate;

protected:
    QColor ink(const QStyleOptionViewItem& option, const QModelIndex& index, bool trouble) const override;
    const CellFont& fontOf(const QModelIndex& index) const override;
    QString elided(const QModelIndex& index, const QString& text, const CellFont& font, int width) const override;
};

} // namespace widgets
