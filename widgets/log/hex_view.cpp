// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/hex_view.h"

#include "core/text/bytes_text.h"
#include "widgets/common/error_text.h"
#include "widgets/common/theme.h"

#include <QFontMetrics>
#include <QLocale>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>
#include <algorithm>

namespace widgets {

namespace {

constexpr int kMargin = 6; // pixels
constexpr int kOffsetDigits = 8;
constexpr int kGap = 2; // characters between offset, hex and text

int lineChars(int perLine)
{
    return kOffsetDigits + kGap + 3 * perLine - 1 + kGap + perLine;
}

} // namespace

HexView::HexView(QWidget* parent) : QAbstractScrollArea(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Bytes"));
    viewport()->setAutoFillBackground(false);
    applyFont();
}

void HexView::setBytes(std::span<const std::byte> bytes)
{
    m_bytes = bytes;
    m_cursor = 0;
    m_anchor.reset();
    setAccessibleDescription(
        tr("Bytes as hex and text: %1").arg(QLocale().toString(static_cast<qulonglong>(bytes.size()))));
    verticalScrollBar()->setValue(0);
    updateLayout();
    Q_EMIT selectionChanged();
}

int HexView::lineCount() const
{
    const auto perLine = static_cast<std::size_t>(m_perLine);
    return static_cast<int>((m_bytes.size() + perLine - 1) / perLine);
}

std::span<const std::byte> HexView::lineBytes(int number) const
{
    const std::size_t from = static_cast<std::size_t>(number) * static_cast<std::size_t>(m_perLine);
    if (number < 0 || from >= m_bytes.size())
        return {};
    return m_bytes.subspan(from, std::min(static_cast<std::size_t>(m_perLine), m_bytes.size() - from));
}

QString HexView::offsetText(int number) const
{
    return QStringLiteral("%1").arg(static_cast<qulonglong>(number) * static_cast<qulonglong>(m_perLine), kOffsetDigits,
                                    16, QLatin1Char('0'));
}

QString HexView::hexText(std::span<const std::byte> bytes) const
{
    return fromUtf8(core::hexBytes(bytes));
}

QString HexView::plainText(std::span<const std::byte> bytes) const
{
    QString text;
    for (const std::byte byte : bytes) {
        const auto value = std::to_integer<unsigned char>(byte);
        text += value >= 0x20 && value < 0x7f ? QChar(ushort{value}) : QChar(0x00b7);
    }
    return text;
}

QString HexView::line(int number) const
{
    const std::span<const std::byte> bytes = lineBytes(number);
    const QString gap(kGap, QLatin1Char(' '));
    return offsetText(number) + gap + hexText(bytes).leftJustified(3 * m_perLine - 1) + gap + plainText(bytes);
}

QSize HexView::sizeHint() const
{
    return {lineChars(8) * m_charWidth + 2 * kMargin + 24, 6 * m_lineHeight};
}

QSize HexView::minimumSizeHint() const
{
    return {lineChars(4) * m_charWidth + 2 * kMargin, 3 * m_lineHeight};
}

void HexView::applyFont()
{
    setFont(monospaceFont());
    const QFontMetrics metrics(font());
    m_charWidth = metrics.horizontalAdvance(QLatin1Char('0'));
    m_lineHeight = metrics.lineSpacing() + 2;
    updateLayout();
}

void HexView::updateLayout()
{
    const int width = viewport()->width() - 2 * kMargin;
    const int before = m_perLine;
    m_perLine = 4;
    for (const int perLine : {8, 16}) {
        if (lineChars(perLine) * m_charWidth <= width)
            m_perLine = perLine;
    }
    const int visible = std::max(1, viewport()->height() / m_lineHeight);
    QScrollBar* bar = verticalScrollBar();
    const qint64 firstByte = qint64{bar->value()} * before; // stays in sight
    bar->setRange(0, std::max(0, lineCount() - visible));
    bar->setPageStep(visible);
    bar->setSingleStep(1);
    bar->setValue(static_cast<int>(firstByte / m_perLine));
    viewport()->update();
}

void HexView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateLayout();
}

void HexView::changeEvent(QEvent* event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::ApplicationFontChange)
        applyFont();
    else if (event->type() == QEvent::PaletteChange)
        viewport()->update();
}

void HexView::focusInEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void HexView::focusOutEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

int HexView::hexLeft() const
{
    return kMargin + (kOffsetDigits + kGap) * m_charWidth;
}

int HexView::textLeft() const
{
    return hexLeft() + (3 * m_perLine - 1 + kGap) * m_charWidth;
}

QRect HexView::cellsInHex(int from, int to, int y) const
{
    return {hexLeft() + 3 * from * m_charWidth, y, (3 * (to - from) - 1) * m_charWidth, m_lineHeight};
}

QRect HexView::cellsInText(int from, int to, int y) const
{
    return {textLeft() + from * m_charWidth, y, (to - from) * m_charWidth, m_lineHeight};
}

std::size_t HexView::byteAt(const QPoint& point) const
{
    if (m_bytes.empty())
        return 0;
    const int line =
        std::clamp(verticalScrollBar()->value() + (point.y() < 0 ? -1 : point.y() / m_lineHeight), 0, lineCount() - 1);
    const bool inText = point.x() >= textLeft() - m_charWidth;
    const int column = inText ? (point.x() - textLeft()) / m_charWidth : (point.x() - hexLeft()) / (3 * m_charWidth);
    const std::size_t first = static_cast<std::size_t>(line) * static_cast<std::size_t>(m_perLine);
    return std::min(first + static_cast<std::size_t>(std::clamp(column, 0, m_perLine - 1)), m_bytes.size() - 1);
}

void HexView::paintLine(QPainter& painter, int number, int y) const
{
    const std::span<const std::byte> bytes = lineBytes(number);
    const int baseline = y + painter.fontMetrics().ascent() + 1;
    const QString hex = hexText(bytes);
    const QString text = plainText(bytes);
    painter.setPen(color(Role::Muted, palette()));
    painter.drawText(kMargin, baseline, offsetText(number));
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(hexLeft(), baseline, hex);
    painter.setPen(color(Role::Neutral, palette()));
    painter.drawText(textLeft(), baseline, text);

    const std::size_t first = static_cast<std::size_t>(number) * static_cast<std::size_t>(m_perLine);
    const auto column = [&](std::size_t offset) {
        return static_cast<int>(std::clamp(offset, first, first + bytes.size()) - first);
    };
    const Range selected = selection();
    const int from = column(selected.begin);
    const int to = column(selected.end);
    if (from < to) {
        painter.save();
        const QRegion cells = QRegion(cellsInHex(from, to, y)) + cellsInText(from, to, y);
        painter.setClipRegion(cells);
        painter.fillRect(cells.boundingRect(), palette().color(QPalette::Highlight));
        painter.setPen(palette().color(QPalette::HighlightedText));
        painter.drawText(hexLeft(), baseline, hex);
        painter.drawText(textLeft(), baseline, text);
        painter.restore();
    }
    if (hasFocus() && m_cursor >= first && m_cursor < first + bytes.size()) {
        painter.setPen(color(Role::Neutral, palette()));
        for (const QRect& cell : {cellsInHex(column(m_cursor), column(m_cursor) + 1, y),
                                  cellsInText(column(m_cursor), column(m_cursor) + 1, y)})
            painter.drawRect(cell.adjusted(-1, 0, 0, -1));
    }
}

void HexView::paintEvent(QPaintEvent* event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), palette().color(QPalette::Base));
    painter.setFont(font());
    const int first = verticalScrollBar()->value();
    const int last = std::min(lineCount() - 1, first + viewport()->height() / m_lineHeight);
    for (int number = first; number <= last; ++number)
        paintLine(painter, number, (number - first) * m_lineHeight);
    if (hasFocus()) {
        painter.setPen(palette().color(QPalette::Highlight));
        painter.drawRect(viewport()->rect().adjusted(0, 0, -1, -1));
    }
}

} // namespace widgets

#include "moc_hex_view.cpp"
