// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/log_delegate.h"

#include "widgets/common/connection_mark.h"
#include "widgets/common/theme.h"
#include "widgets/log/find/find_pattern.h"
#include "widgets/log/log_header.h"
#include "widgets/log/log_model.h"

#include <QAbstractItemView>
#include <QPainter>
#include <algorithm>

namespace widgets {

namespace {

constexpr int kRowPadding = 6; // pixels of a row besides its text

} // namespace

QString elidedCall(const QString& line, const CellFont& font, int width)
{
    const qsizetype result = line.lastIndexOf(QLatin1String(") = "));
    if (result < 0)
        return font.elided(line, Qt::ElideRight, width);
    if (font.width(line) <= width)
        return line;
    const QString tail = line.mid(result);
    const int room = width - font.width(tail);
    // Of the call itself at least some letters; else both ends give way.
    if (room < font.width(QStringLiteral("connect…")))
        return font.elided(line, Qt::ElideMiddle, width);
    return font.elided(line.left(result), Qt::ElideRight, room) + tail;
}

LogDelegate::LogDelegate(QObject* parent) : QAbstractItemDelegate(parent) {}

void LogDelegate::setFont(const QFont& font)
{
    QFont bold = font;
    bold.setBold(true);
    QFont italic = monospaceFont();
    italic.setItalic(true);
    m_plain = CellFont(font);
    m_bold = CellFont(bold);
    m_fixed = CellFont(monospaceFont());
    m_fixedItalic = CellFont(italic);
    m_rowHeight = std::max(m_plain.metrics().height(), m_fixed.metrics().height()) + kRowPadding;
}

QColor LogDelegate::ink(const QStyleOptionViewItem& option, const QModelIndex& index, bool trouble) const
{
    const auto side = static_cast<core::Side>(index.data(LogModel::SideRole).toInt());
    switch (index.column()) {
    case LogModel::Number:
        return trouble ? color(Role::Error, option.palette) : color(Role::Muted, option.palette);
    case LogModel::Delta:
        return color(Role::Muted, option.palette);
    case LogModel::Side:
        return sideColor(side, option.palette);
    case LogModel::Event:
        if (trouble)
            return color(Role::Error, option.palette);
        switch (static_cast<core::EventKind>(index.data(LogModel::KindRole).toInt())) {
        case core::EventKind::Call:
        case core::EventKind::Message:
            return sideColor(side, option.palette);
        default:
            return option.palette.color(QPalette::Text);
        }
    default:
        return color(Role::Neutral, option.palette);
    }
}

const CellFont& LogDelegate::fontOf(const QModelIndex& index) const
{
    switch (index.column()) {
    case LogModel::Side:
        return m_bold;
    case LogModel::Took:
        return m_plain;
    case LogModel::Event:
        return index.data(LogModel::InferredRole).toBool() ? m_fixedItalic : m_fixed;
    default:
        return m_fixed;
    }
}

QString LogDelegate::elided(const QModelIndex& index, const QString& text, const CellFont& font, int width) const
{
    return index.column() == LogModel::Event ? elidedCall(text, font, width) : font.elided(text, Qt::ElideRight, width);
}

QColor LogDelegate::markedBackground(const QPalette& palette) const
{
    return color(Role::ErrorTint, palette);
}

void LogDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool trouble = index.data(LogModel::TroubleRole).toBool();
    const auto group = option.state.testFlag(QStyle::State_Active) ? QPalette::Active : QPalette::Inactive;
    if (selected)
        painter->fillRect(option.rect, option.palette.color(group, QPalette::Highlight));
    else if (trouble)
        painter->fillRect(option.rect, markedBackground(option.palette));

    const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
    if (view && view->hasFocus() && view->currentIndex().row() == index.row()) {
        painter->setPen(option.palette.color(group, selected ? QPalette::HighlightedText : QPalette::Highlight));
        painter->drawLine(option.rect.topLeft(), option.rect.topRight());
        painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    }

    const QString whole = index.data(Qt::DisplayRole).toString();
    if (whole.isEmpty())
        return;
    const CellFont& font = fontOf(index);
    QRect rect = option.rect.adjusted(kLogCellMargin, 0, -kLogCellMargin, 0);
    if (index.column() == EventRowsModel::Connection)
        rect.setLeft(rect.left() +
                     paintConnectionMark(*painter, rect, index.data(EventRowsModel::ConnectionRole).toUInt()));
    const QString text = elided(index, whole, font, rect.width());
    const auto alignment = index.data(Qt::TextAlignmentRole).value<Qt::Alignment>();
    const int left = alignment.testFlag(Qt::AlignRight) ? rect.right() + 1 - font.width(text) : rect.left();
    if (m_found)
        markFound(*painter, option, rect, font, left, whole, text);
    const QFontMetrics& metrics = font.metrics();
    painter->setFont(font.font());
    painter->setPen(selected ? option.palette.color(group, QPalette::HighlightedText) : ink(option, index, trouble));
    painter->drawText(left, rect.top() + (rect.height() - metrics.height()) / 2 + metrics.ascent(), text);
}

void LogDelegate::markFound(QPainter& painter, const QStyleOptionViewItem& option, const QRect& rect,
                            const CellFont& font, int left, const QString& whole, const QString& shown) const
{
    constexpr qsizetype kMostMarks = 50;
    QList<FoundPart> parts = m_found->partsOf(shown, kMostMarks);
    if (parts.isEmpty() && shown != whole && m_found->isIn(whole))
        parts.append({shown.indexOf(QChar(0x2026)), 1}); // it stands in what is left out
    if (parts.isEmpty() || parts.first().start < 0)
        return;
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    for (const FoundPart& part : parts) {
        const int from = left + font.width(shown.left(part.start));
        const int to = left + font.width(shown.left(part.start + part.length));
        const QRect mark(from, rect.top() + 1, to - from, rect.height() - 2);
        if (!selected)
            painter.fillRect(mark, color(Role::HitTint, option.palette));
        painter.fillRect(mark.left(), mark.bottom() - 1, mark.width(), 2,
                         option.palette.color(selected ? QPalette::HighlightedText : QPalette::Text));
    }
}

QSize LogDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QString text = index.data(Qt::DisplayRole).toString();
    Q_UNUSED(option);
    return {fontOf(index).width(text) + 2 * kLogCellMargin, m_rowHeight};
}

} // namespace widgets

#include "moc_log_delegate.cpp"
