// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/client/conversation_delegate.h"

#include "widgets/client/conversation_model.h"
#include "widgets/common/theme.h"

#include <QPainter>

namespace widgets {

namespace {

constexpr int kMargin = 9;           // left and right of a line
constexpr int kPartGap = 10;         // between its parts
constexpr int kLinePadding = 3;      // above and below
constexpr qreal kLaterOpacity = 0.5; // of what came after the moment that is shown
constexpr int kBar = 3;              // width of the bar at the left of the selected line

QFont smaller(QFont font)
{
    if (font.pointSizeF() > 0)
        font.setPointSizeF(std::max(font.pointSizeF() * 0.9, 6.0));
    return font;
}

} // namespace

void ConversationDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QPalette& palette = option.palette;
    const auto kind = static_cast<ConversationEntry::Kind>(index.data(ConversationModel::KindRole).toInt());
    const bool notice = kind == ConversationEntry::Kind::Notice;
    const bool selected = option.state.testFlag(QStyle::State_Selected);

    painter->save();
    if (index.data(ConversationModel::LaterRole).toBool())
        painter->setOpacity(kLaterOpacity);
    if (selected) {
        painter->fillRect(option.rect, color(Role::ClientTint, palette));
        painter->fillRect(QRect(option.rect.topLeft(), QSize(kBar, option.rect.height())),
                          color(Role::Client, palette));
    } else if (option.state.testFlag(QStyle::State_MouseOver)) {
        painter->fillRect(option.rect, color(Role::HoverTint, palette));
    }

    QRect room = option.rect.adjusted(kMargin, 0, -kMargin, 0);
    const QFont metaFont = smaller(option.font);
    const QString meta = index.data(ConversationModel::MetaRole).toString();
    const int metaWidth = QFontMetrics(metaFont).horizontalAdvance(meta);
    painter->setFont(metaFont);
    painter->setPen(color(Role::Muted, palette));
    painter->drawText(room, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, meta);
    room.setRight(room.right() - metaWidth - kPartGap);

    QFont arrowFont = option.font;
    arrowFont.setBold(true);
    const int arrowWidth = QFontMetrics(arrowFont).horizontalAdvance(QStringLiteral("→"));
    if (!notice) {
        const bool sent = kind == ConversationEntry::Kind::Sent;
        painter->setFont(arrowFont);
        painter->setPen(color(sent ? Role::Client : Role::Server, palette));
        painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter, sent ? QStringLiteral("→") : QStringLiteral("←"));
    } else {
        painter->drawText(QRect(room.left(), room.top(), arrowWidth, room.height()), Qt::AlignCenter,
                          QStringLiteral("·"));
    }
    room.setLeft(room.left() + arrowWidth + kPartGap);

    const QFont textFont = notice ? metaFont : monospaceFont();
    painter->setFont(textFont);
    painter->setPen(notice ? color(Role::Muted, palette) : palette.color(QPalette::Text));
    const QString text = index.data(Qt::DisplayRole).toString();
    painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                      QFontMetrics(textFont).elidedText(text, Qt::ElideRight, room.width()));
    painter->restore();
}

QSize ConversationDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    const int text = std::max(QFontMetrics(monospaceFont()).height(), QFontMetrics(option.font).height());
    return {100, text + 2 * kLinePadding};
}

} // namespace widgets

#include "moc_conversation_delegate.cpp"
