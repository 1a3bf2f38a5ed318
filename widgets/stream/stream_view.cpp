// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/stream/stream_view.h"

#include "widgets/common/theme.h"
#include "widgets/stream/stream_text.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QFontMetrics>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <algorithm>
#include <limits>
#include <utility>

namespace widgets {

namespace {

constexpr int kMargin = 6;       // pixels
constexpr int kGutterChars = 11; // "→ 12345678 "

} // namespace

StreamView::StreamView(StreamContent& content, QWidget* parent) : QAbstractScrollArea(parent), m_content(content)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Stream"));
    viewport()->setAutoFillBackground(false);
    applyFont();
    connect(&content, &StreamContent::changed, this, &StreamView::updateBars);
    connect(&content, &StreamContent::restarted, this, &StreamView::onRestarted);
    connect(&content, &StreamContent::dropped, this, [this](quint64, quint64 rows) { onDropped(rows); });
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        viewport()->update();
        const bool isAtEnd = value >= verticalScrollBar()->maximum();
        if (!m_adjusting && isAtEnd != m_following)
            setFollowing(isAtEnd);
    });
    connect(horizontalScrollBar(), &QScrollBar::valueChanged, viewport(), qOverload<>(&QWidget::update));
}

void StreamView::setFollowing(bool following)
{
    if (m_following == following)
        return;
    m_following = following;
    updateBars();
    Q_EMIT followingChanged(following);
}

void StreamView::setEmptyText(const QString& sentence)
{
    m_emptyText = sentence;
    viewport()->update();
}

// ---- what is shown changes ----

void StreamView::updateBars()
{
    const QScopedValueRollback<bool> guard(m_adjusting, true);
    const qint64 past = std::max<qint64>(0, lastRow() + 1 - visibleRows());
    verticalScrollBar()->setRange(0, static_cast<int>(std::min<qint64>(past, std::numeric_limits<int>::max())));
    verticalScrollBar()->setPageStep(visibleRows());
    if (m_following)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    horizontalScrollBar()->setRange(0, std::max(0, m_widest + kMargin - (viewport()->width() - textLeft())));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setSingleStep(4 * m_charWidth);
    viewport()->update();
    if (m_event != 0 && m_current < 0)
        findEvent();
}

/// The event that was chosen may have its rows only now.
void StreamView::findEvent()
{
    // Near is of what was there already; bytes that come later are only followed.
    const bool isNearEnough = m_content.isComplete() ? std::exchange(m_isNearEnough, false) : m_isNearEnough;
    const auto row = isNearEnough ? m_content.rowNearEvent(m_event) : m_content.rowOfEvent(m_event);
    if (!row)
        return;
    m_current = static_cast<qint64>(*row); // no second search
    setFollowing(false);
    setCurrentRow(m_current, false);
}

void StreamView::onDropped(quint64 rows)
{
    const auto count = static_cast<qint64>(rows);
    m_current = std::max<qint64>(m_current - count, -1);
    m_anchor = std::max<qint64>(m_anchor - count, m_current < 0 ? -1 : 0);
    if (m_current < 0)
        m_event = 0;
    const QScopedValueRollback<bool> guard(m_adjusting, true);
    QScrollBar* bar = verticalScrollBar();
    bar->setValue(static_cast<int>(std::max<qint64>(0, bar->value() - count))); // what is read stays
    updateBars();
}

void StreamView::onRestarted()
{
    m_current = m_anchor = -1; // updateBars() finds the event again
    m_widest = 0;
    const QScopedValueRollback<bool> guard(m_adjusting, true);
    horizontalScrollBar()->setValue(0);
    updateBars();
}

void StreamView::applyFont()
{
    setFont(monospaceFont());
    const QFontMetrics metrics(font());
    m_charWidth = metrics.horizontalAdvance(QLatin1Char('0'));
    m_lineHeight = metrics.lineSpacing() + 2;
    updateBars();
}

void StreamView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateBars();
}

void StreamView::changeEvent(QEvent* event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::ApplicationFontChange)
        applyFont();
    else if (event->type() == QEvent::PaletteChange)
        viewport()->update();
}

void StreamView::focusInEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void StreamView::focusOutEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

// ---- going from line to line ----

int StreamView::visibleRows() const
{
    return std::max(1, viewport()->height() / m_lineHeight);
}

qint64 StreamView::rowAt(int y) const
{
    return std::min<qint64>(lastRow(), verticalScrollBar()->value() + std::max(-1, y) / m_lineHeight);
}

void StreamView::showRow(qint64 row)
{
    QScrollBar* bar = verticalScrollBar();
    const auto line = static_cast<int>(std::min<qint64>(row, std::numeric_limits<int>::max()));
    bar->setValue(std::clamp(bar->value(), line - visibleRows() + 1, line));
}

void StreamView::setCurrentRow(qint64 row, bool tell)
{
    if (row < 0 || row > lastRow())
        return;
    m_current = m_anchor = row;
    showRow(row);
    const StreamContent::Row shown = m_content.row(static_cast<quint64>(row));
    setAccessibleDescription(tr("%1, event %2: %3")
                                 .arg(directionText(shown.segment.direction))
                                 .arg(shown.segment.number)
                                 .arg(rowText(shown, m_content.form())));
    viewport()->update();
    const bool isOther = std::exchange(m_event, shown.segment.number) != shown.segment.number;
    if (tell && isOther)
        Q_EMIT eventSelected(m_event);
}

void StreamView::selectEvent(quint64 number)
{
    if (number == m_event)
        return;
    m_event = number;
    m_isNearEnough = false;
    m_current = m_anchor = -1;
    if (const auto row = number == 0 ? std::nullopt : m_content.rowOfEvent(number))
        setCurrentRow(static_cast<qint64>(*row), false);
    viewport()->update();
}

void StreamView::showNearEvent(quint64 number)
{
    selectEvent(number);
    m_isNearEnough = m_event != 0 && m_current < 0;
    updateBars();
}

void StreamView::moveTo(qint64 row, bool selecting)
{
    const qint64 anchor = m_anchor;
    setCurrentRow(std::clamp<qint64>(row, 0, std::max<qint64>(0, lastRow())), true);
    if (selecting && anchor >= 0)
        m_anchor = anchor;
}

void StreamView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy))
        return copy();
    if (event->matches(QKeySequence::SelectAll)) {
        moveTo(0, false);
        return moveTo(lastRow(), true);
    }
    const bool selecting = event->modifiers().testFlag(Qt::ShiftModifier);
    const qint64 from = m_current >= 0 ? m_current : verticalScrollBar()->value() - 1;
    switch (event->key()) {
    case Qt::Key_Up:
        return moveTo(from - 1, selecting);
    case Qt::Key_Down:
        return moveTo(from + 1, selecting);
    case Qt::Key_PageUp:
        return moveTo(from - visibleRows(), selecting);
    case Qt::Key_PageDown:
        return moveTo(from + visibleRows(), selecting);
    case Qt::Key_Home:
        return moveTo(0, selecting);
    case Qt::Key_End:
        return moveTo(lastRow(), selecting);
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void StreamView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && lastRow() >= 0)
        moveTo(rowAt(event->pos().y()), event->modifiers().testFlag(Qt::ShiftModifier));
}

void StreamView::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons().testFlag(Qt::LeftButton) && lastRow() >= 0 && rowAt(event->pos().y()) != m_current)
        moveTo(rowAt(event->pos().y()), true);
}

void StreamView::copy()
{
    if (m_current < 0)
        return;
    const auto [first, last] = std::minmax(m_current, m_anchor);
    bool cut = false;
    QGuiApplication::clipboard()->setText(
        copiedRows(m_content, static_cast<quint64>(first), static_cast<quint64>(last), &cut));
    Q_EMIT copied(cut);
}

void StreamView::contextMenuEvent(QContextMenuEvent* event)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction* copyAction = menu->addAction(tr("&Copy"), this, &StreamView::copy);
    copyAction->setShortcut(QKeySequence::Copy);
    copyAction->setShortcutVisibleInContextMenu(true);
    copyAction->setEnabled(m_current >= 0);
    menu->popup(event->globalPos());
}

// ---- painting ----

int StreamView::textLeft() const
{
    return kMargin + kGutterChars * m_charWidth;
}

void StreamView::paintRow(QPainter& painter, const StreamContent::Row& row, qint64 number, int y)
{
    const core::Side sender = senderOf(row.segment.direction);
    const auto [first, last] = std::minmax(m_current, m_anchor);
    const bool selected = m_current >= 0 && number >= first && number <= last;
    const QRect line(0, y, viewport()->width(), m_lineHeight);
    if (selected)
        painter.fillRect(line, palette().color(QPalette::Highlight));
    else
        painter.fillRect(line.adjusted(0, 0, textLeft() - line.width() - m_charWidth / 2, 0),
                         sideTint(sender, palette()));
    const int baseline = y + painter.fontMetrics().ascent() + 1;
    const QColor ink = selected ? palette().color(QPalette::HighlightedText) : sideColor(sender, palette());
    painter.setPen(ink);
    painter.drawText(kMargin, baseline, arrow(row.segment.direction));
    if (row.row == 0 && (row.segment.skip == 0 || row.segment.part != core::StreamPart::Bytes))
        painter.drawText(QRect(kMargin, y, (kGutterChars - 1) * m_charWidth, m_lineHeight),
                         Qt::AlignRight | Qt::AlignVCenter, QString::number(row.segment.number));
    if (!selected && row.bytes.empty())
        painter.setPen(color(Role::Muted, palette()));
    painter.setClipRect(line.adjusted(textLeft(), 0, 0, 0));
    const QString text = rowText(row, m_content.form());
    painter.drawText(textLeft() - horizontalScrollBar()->value(), baseline, text);
    painter.setClipping(false);
    m_widest = std::max(m_widest, painter.fontMetrics().horizontalAdvance(text));
}

void StreamView::paintEvent(QPaintEvent* event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), palette().color(QPalette::Base));
    painter.setFont(font());
    const qint64 first = verticalScrollBar()->value();
    const qint64 last = std::min<qint64>(lastRow(), first + viewport()->height() / m_lineHeight);
    const int widest = m_widest;
    if (lastRow() >= 0) {
        m_content.visit(static_cast<quint64>(first), static_cast<quint64>(last),
                        [&, number = first](const StreamContent::Row& row) mutable {
                            paintRow(painter, row, number, static_cast<int>(number - first) * m_lineHeight);
                            ++number;
                            return true;
                        });
    } else {
        painter.setPen(color(Role::Muted, palette()));
        painter.drawText(viewport()->rect().adjusted(20, 20, -20, -20), Qt::AlignCenter | Qt::TextWordWrap,
                         m_emptyText);
    }
    if (hasFocus()) {
        painter.setPen(palette().color(QPalette::Highlight));
        painter.drawRect(viewport()->rect().adjusted(0, 0, -1, -1));
    }
    if (m_widest != widest)
        QMetaObject::invokeMethod(this, &StreamView::updateBars, Qt::QueuedConnection);
}

} // namespace widgets

#include "moc_stream_view.cpp"
