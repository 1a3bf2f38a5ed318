// SPDX-License-Identifier: GPL-3.0-or-later
// Cursor, selection and copying of the hex view.
#include "core/text/bytes_text.h"
#include "widgets/common/error_text.h"
#include "widgets/log/hex_view.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLocale>
#include <QMenu>
#include <QScrollBar>
#include <algorithm>
#include <utility>

namespace widgets {

namespace {

void copy(const QString& text)
{
    QGuiApplication::clipboard()->setText(text);
}

QString dumpOf(std::span<const std::byte> bytes, std::size_t from)
{
    std::string lines;
    const std::size_t first = from - from % 16; // a part of a dump keeps its offsets
    for (std::size_t offset = first; offset < bytes.size(); offset += 16)
        lines += core::hexLine(bytes, offset) + '\n';
    return fromUtf8(lines);
}

} // namespace

HexView::Range HexView::selection() const
{
    if (!m_anchor)
        return {m_cursor, m_cursor};
    return {std::min(*m_anchor, m_cursor), std::max(*m_anchor, m_cursor) + 1};
}

void HexView::goTo(std::size_t offset)
{
    moveCursor(offset, false);
}

void HexView::select(Range range)
{
    range.end = std::min(range.end, m_bytes.size());
    if (range.begin >= range.end)
        return;
    m_anchor = range.begin;
    showByte(range.begin);
    moveCursor(range.end - 1, true);
}

void HexView::moveCursor(std::size_t offset, bool selecting)
{
    if (m_bytes.empty())
        return;
    if (!selecting)
        m_anchor.reset();
    else if (!m_anchor)
        m_anchor = m_cursor;
    m_cursor = std::min(offset, m_bytes.size() - 1);
    showByte(m_cursor);
    viewport()->update();
    const QLocale locale;
    const auto number = [&locale](std::size_t value) { return locale.toString(static_cast<qulonglong>(value)); };
    const Range range = selection();
    setAccessibleDescription(
        range.size() == 0 ? tr("Byte %1 of %2: %3")
                                .arg(number(m_cursor), number(m_bytes.size()), hexText(m_bytes.subspan(m_cursor, 1)))
                          : tr("Bytes %1 to %2 of %3 are selected.")
                                .arg(number(range.begin), number(range.end - 1), number(m_bytes.size())));
    Q_EMIT selectionChanged();
}

void HexView::showByte(std::size_t offset)
{
    const int line = static_cast<int>(offset / static_cast<std::size_t>(m_perLine));
    QScrollBar* bar = verticalScrollBar();
    bar->setValue(std::clamp(bar->value(), line - bar->pageStep() + 1, line));
}

void HexView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy))
        return copy(m_anchor ? fromUtf8(core::hexBytes(copied())) : dump());
    if (event->matches(QKeySequence::SelectAll))
        return select({0, m_bytes.size()});
    const auto line = static_cast<std::size_t>(m_perLine);
    const std::size_t page = line * static_cast<std::size_t>(verticalScrollBar()->pageStep());
    const bool selecting = event->modifiers().testFlag(Qt::ShiftModifier);
    const auto back = [this, selecting](std::size_t by) { moveCursor(m_cursor - std::min(m_cursor, by), selecting); };
    switch (event->key()) {
    case Qt::Key_Left:
        return back(1);
    case Qt::Key_Right:
        return moveCursor(m_cursor + 1, selecting);
    case Qt::Key_Up:
        return back(m_cursor < line ? 0 : line);
    case Qt::Key_Down:
        return moveCursor(m_cursor + line < m_bytes.size() ? m_cursor + line : m_cursor, selecting);
    case Qt::Key_PageUp:
        verticalScrollBar()->triggerAction(QAbstractSlider::SliderPageStepSub);
        return back(page);
    case Qt::Key_PageDown:
        verticalScrollBar()->triggerAction(QAbstractSlider::SliderPageStepAdd);
        return moveCursor(m_cursor + page, selecting);
    case Qt::Key_Home:
        return moveCursor(0, selecting);
    case Qt::Key_End:
        return moveCursor(m_bytes.size(), selecting);
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void HexView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        moveCursor(byteAt(event->pos()), event->modifiers().testFlag(Qt::ShiftModifier));
}

void HexView::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons().testFlag(Qt::LeftButton) && byteAt(event->pos()) != m_cursor)
        moveCursor(byteAt(event->pos()), true);
}

void HexView::contextMenuEvent(QContextMenuEvent* event)
{
    if (m_bytes.empty())
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addCopyActions(*menu);
    menu->popup(event->globalPos());
}

void HexView::addCopyActions(QMenu& menu)
{
    menu.addAction(tr("Copy as &hex"), this, [this] { copy(fromUtf8(core::hexBytes(copied()))); });
    menu.addAction(tr("Copy as hex &dump"), this, [this] {
        const std::size_t from = m_anchor ? selection().begin : 0;
        copy(dumpOf(m_bytes.first(from + copied().size()), from));
    });
    menu.addAction(tr("Copy as &text"), this, [this] { copy(textOf(copied())); });
    menu.addAction(tr("Copy as &C array"), this, [this] { copy(fromUtf8(core::cArray(copied(), "bytes"))); });
}

std::span<const std::byte> HexView::copied() const
{
    const Range range = m_anchor ? selection() : Range{0, m_bytes.size()};
    return m_bytes.subspan(range.begin, std::min(range.size(), kMaxCopied));
}

QString HexView::dump() const
{
    return dumpOf(m_bytes.first(std::min(m_bytes.size(), kMaxCopied)), 0);
}

QString HexView::textOf(std::span<const std::byte> bytes) const
{
    return fromUtf8(core::escapeBytes(bytes.first(std::min(bytes.size(), kMaxCopied))));
}

} // namespace widgets
