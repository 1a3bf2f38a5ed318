// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/server/connection_delegate.h"

#include "widgets/common/state_badge.h"
#include "widgets/common/theme.h"
#include "widgets/server/connection_table_model.h"

#include <QApplication>
#include <QPainter>

namespace widgets {

namespace {

constexpr int kMargin = 4; // left and right of the text

} // namespace

QString ConnectionDelegate::shortState(const QString& state)
{
    return state == QLatin1String("ESTABLISHED") ? QStringLiteral("ESTAB") : state;
}

int ConnectionDelegate::widthOfState(const QString& state, const QFont& badgeFont)
{
    return badgeSize(state, badgeFont).width() + 2 * kMargin;
}

int ConnectionDelegate::widthOfText(const QString& text, const QFontMetrics& metrics)
{
    return metrics.horizontalAdvance(text) + 2 * kMargin + 1; // 1: rounding
}

void ConnectionDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QWidget* view = option.widget;
    const QStyle* style = view ? view->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, view);

    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool open = index.data(ConnectionTableModel::OpenRole).toBool();
    const QString text = index.data().toString();
    const QRect room = option.rect.adjusted(kMargin, 0, -kMargin, 0);
    if (index.column() == ConnectionTableModel::StateColumn) {
        const QFont font = badgeFont(option.font);
        const QString word = badgeSize(text, font).width() > room.width() ? shortState(text) : text;
        BadgeStyle badge;
        if (open)
            badge.side = core::Side::Server;
        badge.dashed = index.data(ConnectionTableModel::InferredRole).toBool();
        badge.filled = open && !badge.dashed;
        paintBadge(*painter, room, word, badge, font, option.palette);
        return;
    }
    painter->save();
    painter->setFont(option.font);
    if (selected)
        painter->setPen(option.palette.color(QPalette::HighlightedText));
    else
        painter->setPen(open ? option.palette.color(QPalette::Text) : color(Role::Muted, option.palette));
    const QVariant alignment = index.data(Qt::TextAlignmentRole);
    const int flags = alignment.isValid() ? alignment.toInt() : int(Qt::AlignLeft | Qt::AlignVCenter);
    // The end of an address tells more than its middle; of two numbers a cut middle would make another one.
    const auto elide = index.column() == ConnectionTableModel::BytesColumn ? Qt::ElideRight : Qt::ElideMiddle;
    painter->drawText(room, flags | Qt::TextSingleLine, option.fontMetrics.elidedText(text, elide, room.width()));
    painter->restore();
}

} // namespace widgets

#include "moc_connection_delegate.cpp"
