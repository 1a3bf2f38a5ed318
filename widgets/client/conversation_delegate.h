// SPDX-License-Identifier: GPL-3.0-or-later
// Draws one line of a conversation.
#pragma once

#include <QStyledItemDelegate>

namespace widgets {

/// Arrow in the colour of the side that sent (→ client, ← server), the message on one line, at the right its size and
/// time. Notices are muted and carry a dot instead of the arrow. Text is painted as it is, never interpreted.
class ConversationDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace widgets
