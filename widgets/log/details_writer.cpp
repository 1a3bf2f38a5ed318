// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/details_writer.h"

#include <QFontMetricsF>
#include <QTextBlockFormat>
#include <QTextCharFormat>
#include <QTextDocument>
#include <algorithm>

namespace widgets {

namespace {

constexpr qreal kParagraphSpace = 5; // pixels above
constexpr qreal kHeadingSpace = 10;

} // namespace

DetailsWriter::DetailsWriter(QTextDocument& document, const QPalette& palette, int nameChars)
    : m_palette(palette), m_cursor(&document), m_nameChars(nameChars)
{
    document.clear();
    document.setUndoRedoEnabled(false);
}

void DetailsWriter::block(const QString& text, const QTextCharFormat& format, qreal space)
{
    QTextBlockFormat blockFormat;
    blockFormat.setTopMargin(m_empty ? 0 : space);
    if (m_empty)
        m_cursor.setBlockFormat(blockFormat);
    else
        m_cursor.insertBlock(blockFormat);
    m_empty = false;
    m_cursor.insertText(text, format);
}

void DetailsWriter::title(const QString& text, const QColor& ink)
{
    QTextCharFormat format;
    QFont font = monospaceFont();
    font.setBold(true);
    format.setFont(font);
    format.setForeground(ink);
    block(text, format, kParagraphSpace);
}

void DetailsWriter::heading(const QString& text)
{
    QTextCharFormat format;
    format.setFontWeight(QFont::Bold);
    format.setForeground(color(Role::Neutral, m_palette));
    block(text, format, kHeadingSpace);
}

void DetailsWriter::paragraph(const QString& text, Role role)
{
    QTextCharFormat format;
    format.setForeground(role == Role::Neutral ? m_palette.color(QPalette::Text) : color(role, m_palette));
    block(text, format, kParagraphSpace);
}

void DetailsWriter::row(const QString& name, const QString& value, bool isError)
{
    const QFont font = monospaceFont();
    const qreal indent = QFontMetricsF(font).horizontalAdvance(QLatin1Char('0')) * m_nameChars;
    QTextBlockFormat blockFormat;
    blockFormat.setLeftMargin(indent);
    blockFormat.setTextIndent(-indent); // the name hangs out to the left, a long value wraps in its column
    blockFormat.setTopMargin(2);
    blockFormat.setTabPositions({QTextOption::Tab(indent, QTextOption::LeftTab)});
    if (m_empty)
        m_cursor.setBlockFormat(blockFormat);
    else
        m_cursor.insertBlock(blockFormat);
    m_empty = false;

    QTextCharFormat format;
    format.setFont(font);
    format.setForeground(color(Role::Muted, m_palette));
    m_cursor.insertText(name + QLatin1Char('\t'), format);
    format.setForeground(isError ? color(Role::Error, m_palette) : m_palette.color(QPalette::Text));
    m_cursor.insertText(value, format);
}

} // namespace widgets
