// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/hex_view.h"

#include "core/text/bytes_text.h"
#include "widgets/common/error_text.h"
#include "widgets/common/theme.h"

#include <QClipboard>
#include <QFontMetrics>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLocale>
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
    setAccessibleDescription(
        tr("Bytes as hex and text: %1").arg(QLocale().toString(static_cast<qulonglong>(bytes.size()))));
    verticalScrollBar()->setValue(0);
    updateLayout();
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

QString HexView::dump() const
{
    const std::size_t end = std::min(m_bytes.size(), kMaxCopied);
    std::string lines;
    for (std::size_t offset = 0; offset < end; offset += 16)
        lines += core::hexLine(m_bytes.first(end), offset) + '\n';
    return fromUtf8(lines);
}

QString HexView::text() const
{
    return fromUtf8(core::escapeBytes(m_bytes.first(std::min(m_bytes.size(), kMaxCopied))));
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

void HexView::keyPressEvent(QKeyEvent* event)
{
    QScrollBar* bar = verticalScrollBar();
    if (event->matches(QKeySequence::Copy))
        QGuiApplication::clipboard()->setText(dump());
    else if (event->key() == Qt::Key_Home)
        bar->setValue(bar->minimum());
    else if (event->key() == Qt::Key_End)
        bar->setValue(bar->maximum());
    else
        QAbstractScrollArea::keyPressEvent(event);
}

void HexView::paintEvent(QPaintEvent* event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), palette().color(QPalette::Base));
    painter.setFont(font());
    const int ascent = painter.fontMetrics().ascent();
    const int first = verticalScrollBar()->value();
    const int last = std::min(lineCount() - 1, first + viewport()->height() / m_lineHeight);
    const int hexX = kMargin + (kOffsetDigits + kGap) * m_charWidth;
    const int textX = hexX + (3 * m_perLine - 1 + kGap) * m_charWidth;
    for (int number = first; number <= last; ++number) {
        const int y = (number - first) * m_lineHeight + ascent + 1;
        const std::span<const std::byte> bytes = lineBytes(number);
        painter.setPen(color(Role::Muted, palette()));
        painter.drawText(kMargin, y, offsetText(number));
        painter.setPen(palette().color(QPalette::Text));
        painter.drawText(hexX, y, hexText(bytes));
        painter.setPen(color(Role::Neutral, palette()));
        painter.drawText(textX, y, plainText(bytes));
    }
    if (hasFocus()) {
        painter.setPen(palette().color(QPalette::Highlight));
        painter.drawRect(viewport()->rect().adjusted(0, 0, -1, -1));
    }
}

} // namespace widgets
