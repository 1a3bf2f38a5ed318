// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/log_delegate.h"

#include "widgets/common/connection_mark.h"
#include "widgets/common/theme.h"
#include "widgets/log/find/find_pattern.h"
#include "widgets/log/log_header.h"
#include "widgets/log/log_model.h"

#include <QAbstractItemView>
#include <QFontMetrics>
#include <QPainter>
#include <algorithm>

namespace widgets {

namespace {

constexpr int kRowPadding = 6; // pixels of a row besides its text

} // namespace

QString elidedCall(const QString& line, const QFontMetrics& metrics, int width)
{
    const qsizetype result = line.lastIndexOf(QLatin1String(") = "));
    if (result < 0)
        return metrics.elidedText(line, Qt::ElideRight, width);
    if (metrics.horizontalAdvance(line) <= width)
        return line;
    const QString tail = line.mid(result);
    const int room = width - metrics.horizontalAdvance(tail);
    // Of the call itself at least some letters; else both ends give way.
    if (room < metrics.horizontalAdvance(QStringLiteral("connect…")))
        return metrics.elidedText(line, Qt::ElideMiddle, width);
    return metrics.elidedText(line.left(result), Qt::ElideRight, room) + tail;
}

LogDelegate::LogDelegate(QObject* parent) : QAbstractItemDelegate(parent) {}

void LogDelegate::setFont(const QFont& font)
{
    m_plain = font;
    m_bold = font;
    m_bold.setBold(true);
    m_fixed = monospaceFont();
    m_fixedItalic = m_fixed;
    m_fixedItalic.setItalic(true);
    m_rowHeight = std::max(QFontMetrics(m_plain).height(), QFontMetrics(m_fixed).height()) + kRowPadding;
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

const QFont& LogDelegate::fontOf(const QModelIndex& index) const
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

QString LogDelegate::elided(const QModelIndex& index, const QString& text, const QFontMetrics& metrics, int width) const
{
    return index.column() == LogModel::Event ? elidedCall(text, metrics, width)
                                             : metrics.elidedText(text, Qt::ElideRight, width);
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

    QString text = index.data(Qt::DisplayRole).toString();
    if (text.isEmpty())
        return;
    painter->setFont(fontOf(index));
    QRect rect = option.rect.adjusted(kLogCellMargin, 0, -kLogCellMargin, 0);
    if (index.column() == EventRowsModel::Connection)
        rect.setLeft(rect.left() +
                     paintConnectionMark(*painter, rect, index.data(EventRowsModel::ConnectionRole).toUInt()));
    const QString whole = text;
    text = elided(index, text, painter->fontMetrics(), rect.width());
    const auto alignment = index.data(Qt::TextAlignmentRole).value<Qt::Alignment>();
    if (m_found)
        markFound(*painter, option, rect, alignment, whole, text);
    painter->setPen(selected ? option.palette.color(group, QPalette::HighlightedText) : ink(option, index, trouble));
    painter->drawText(rect, static_cast<int>(alignment.toInt()) | Qt::TextSingleLine, text);
}

void LogDelegate::markFound(QPainter& painter, const QStyleOptionViewItem& option, const QRect& rect,
                            Qt::Alignment alignment, const QString& whole, const QString& shown) const
{
    constexpr qsizetype kMostMarks = 50;
    QList<FoundPart> parts = m_found->partsOf(shown, kMostMarks);
    if (parts.isEmpty() && shown != whole && m_found->isIn(whole))
        parts.append({shown.indexOf(QChar(0x2026)), 1}); // it stands in what is left out
    if (parts.isEmpty() || parts.first().start < 0)
        return;
    const QFontMetrics metrics = painter.fontMetrics();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const int left =
        alignment.testFlag(Qt::AlignRight) ? rect.right() + 1 - metrics.horizontalAdvance(shown) : rect.left();
    for (const FoundPart& part : parts) {
        const int from = left + metrics.horizontalAdvance(shown.left(part.start));
        const int to = left + metrics.horizontalAdvance(shown.left(part.start + part.length));
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
    const QFontMetrics metrics(fontOf(index));
    Q_UNUSED(option);
    return {metrics.horizontalAdvance(text) + 2 * kLogCellMargin, m_rowHeight};
}

} // namespace widgets
