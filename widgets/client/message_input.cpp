// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/client/message_input.h"

#include "widgets/client/conversation_text.h"
#include "widgets/common/theme.h"

#include <QKeyEvent>
#include <QMimeData>
#include <QTextBlock>
#include <QTextLayout>
#include <algorithm>
#include <utility>

namespace widgets {

namespace {

constexpr int kMaxRows = 4;
constexpr qsizetype kExcerpt = 120; // characters shown of a long text

/// Where a cut at `position` tears no surrogate pair apart.
qsizetype wholePosition(const QString& text, qsizetype position)
{
    const bool torn = position > 0 && position < text.size() && text.at(position).isLowSurrogate();
    return torn ? position - 1 : position;
}

} // namespace

MessageInput::MessageInput(QWidget* parent) : QPlainTextEdit(parent)
{
    setTabChangesFocus(true);
    setFrameShape(QFrame::NoFrame);
    setLineWrapMode(WidgetWidth);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    document()->setDocumentMargin(6);
    connect(this, &QPlainTextEdit::textChanged, this, &MessageInput::takeChange);
}

QString MessageInput::text() const
{
    return isExcerpt() ? m_held : document()->toRawText(); // toPlainText() turns no-break spaces into spaces
}

void MessageInput::setText(const QString& text)
{
    if (text.size() > kMaxEditable) {
        m_held = text;
        showExcerpt(0);
    } else {
        m_held = QString();
        setReadOnly(false);
        show(text);
        moveCursor(QTextCursor::End);
    }
    Q_EMIT edited();
}

void MessageInput::markMistake(qsizetype position, qsizetype length)
{
    if (!isExcerpt()) {
        mark(position, length);
        return;
    }
    showExcerpt(position);
    const qsizetype start = wholePosition(m_held, std::max<qsizetype>(0, position - kExcerpt / 3));
    mark(position - start + (start > 0 ? 1 : 0), length); // after the ellipsis
}

void MessageInput::clearMark()
{
    setExtraSelections({});
}

QSize MessageInput::sizeHint() const
{
    const int margins = 2 * (frameWidth() + static_cast<int>(document()->documentMargin()));
    const int rows = fontMetrics().lineSpacing() * m_rows;
    return {fontMetrics().averageCharWidth() * 24, rows + margins + 2};
}

QSize MessageInput::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 12, sizeHint().height()};
}

bool MessageInput::canInsertFromMimeData(const QMimeData* source) const
{
    return source->hasText();
}

void MessageInput::insertFromMimeData(const QMimeData* source)
{
    const QString foreign = source->text();
    if (isExcerpt() || foreign.isEmpty())
        return;
    if (foreign.size() > kMaxCharacters) {
        Q_EMIT tooLong(foreign.size());
        return;
    }
    // Hex may stand in several lines: white space between pairs means nothing.
    QString pasted = m_mode == MessageMode::Hex ? foreign.simplified() : pastedText(foreign);
    const QString present = document()->toRawText();
    QTextCursor cursor = textCursor();
    if (present.size() + pasted.size() <= kMaxEditable) {
        cursor.insertText(pasted);
        setTextCursor(cursor);
        ensureCursorVisible();
        return;
    }
    setText(present.first(cursor.selectionStart()) + pasted + present.sliced(cursor.selectionEnd()));
}

void MessageInput::keyPressEvent(QKeyEvent* event)
{
    const bool plain = (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && event->modifiers().testFlag(Qt::ShiftModifier) && m_mode == MessageMode::Text && !isExcerpt())
        insertPlainText(QStringLiteral("\\n"));
    else if (enter && (plain || event->modifiers().testFlag(Qt::ControlModifier)))
        Q_EMIT enterPressed();
    else if (enter)
        event->ignore();
    else if (plain && event->key() == Qt::Key_Up && (isExcerpt() || onFirstRow()))
        Q_EMIT olderRequested();
    else if (plain && event->key() == Qt::Key_Down && (isExcerpt() || onLastRow()))
        Q_EMIT newerRequested();
    else if (isExcerpt() &&
             (event->key() == Qt::Key_Escape || event->key() == Qt::Key_Backspace || event->key() == Qt::Key_Delete))
        setText(QString());
    else if (event->matches(QKeySequence::InsertParagraphSeparator) ||
             event->matches(QKeySequence::InsertLineSeparator))
        event->ignore();
    else
        QPlainTextEdit::keyPressEvent(event);
}

void MessageInput::resizeEvent(QResizeEvent* event)
{
    QPlainTextEdit::resizeEvent(event);
    adjustHeight();
}

void MessageInput::changeEvent(QEvent* event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !extraSelections().isEmpty()) {
        auto selections = extraSelections();
        selections.first().format.setUnderlineColor(color(Role::Error, palette()));
        setExtraSelections(selections);
    }
    if (event->type() == QEvent::FontChange)
        adjustHeight();
}

void MessageInput::takeChange()
{
    if (m_updating)
        return;
    if (document()->characterCount() - 1 > kMaxEditable) {
        setText(document()->toRawText());
        return;
    }
    clearMark();
    adjustHeight();
    Q_EMIT edited();
}

void MessageInput::showExcerpt(qsizetype around)
{
    const qsizetype start = wholePosition(m_held, std::max<qsizetype>(0, around - kExcerpt / 3));
    const qsizetype end = wholePosition(m_held, std::min(m_held.size(), start + kExcerpt));
    const QChar ellipsis(0x2026);
    QString shown = m_held.sliced(start, end - start);
    if (start > 0)
        shown.prepend(ellipsis);
    if (end < m_held.size())
        shown.append(ellipsis);
    setReadOnly(true);
    show(shown);
}

void MessageInput::show(const QString& shown)
{
    m_updating = true;
    setPlainText(shown);
    m_updating = false;
    clearMark();
    adjustHeight();
}

void MessageInput::mark(qsizetype position, qsizetype length)
{
    const qsizetype size = document()->characterCount() - 1;
    const qsizetype end = std::min(size, position + length);
    const qsizetype start = std::clamp<qsizetype>(position, 0, std::max<qsizetype>(0, end - 1));
    QTextEdit::ExtraSelection selection;
    selection.cursor = QTextCursor(document());
    selection.cursor.setPosition(static_cast<int>(start));
    selection.cursor.setPosition(static_cast<int>(end), QTextCursor::KeepAnchor);
    selection.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
    selection.format.setUnderlineColor(color(Role::Error, palette()));
    selection.format.setBackground(color(Role::ErrorTint, palette()));
    setExtraSelections({selection});
}

void MessageInput::adjustHeight()
{
    int rows = 0;
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next())
        rows += std::max(1, block.layout() ? block.layout()->lineCount() : 1);
    const int limited = std::clamp(rows, 1, kMaxRows);
    setVerticalScrollBarPolicy(rows > kMaxRows ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    if (std::exchange(m_rows, limited) != limited)
        updateGeometry();
}

bool MessageInput::onFirstRow() const
{
    QTextCursor cursor = textCursor();
    return !cursor.movePosition(QTextCursor::Up);
}

bool MessageInput::onLastRow() const
{
    QTextCursor cursor = textCursor();
    return !cursor.movePosition(QTextCursor::Down);
}

} // namespace widgets

#include "moc_message_input.cpp"
