// SPDX-License-Identifier: GPL-3.0-or-later
// Paints the rows of the connection table.
#pragma once

#include <QStyledItemDelegate>

namespace widgets {

/// Text in one line, the state as a badge; closed connections are grey and their badge has no side. Where
/// "ESTABLISHED" has no room it is shortened to "ESTAB", as ss(8) does. GUI thread.
class ConnectionDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    /// The state as it is written where its full name has no room.
    static QString shortState(const QString& state);
    /// Widths of cells with all their space, in device-independent pixels.
    static int widthOfState(const QString& state, const QFont& badgeFont);
    static int widthOfText(const QString& text, const QFontMetrics& metrics);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace widgets
