// SPDX-License-Identifier: GPL-3.0-or-later
// The field in which a message is typed.
#pragma once

#include "widgets/client/message_history.h"

#include <QPlainTextEdit>
#include <QString>

namespace widgets {

/// One line that wraps, up to four rows high. A text too long for an editor is kept whole but shown as an excerpt that
/// cannot be edited, only removed (Esc, Backspace). Line ends and characters that cannot be seen become escapes when
/// they are pasted. GUI thread.
class MessageInput final : public QPlainTextEdit
{
    Q_OBJECT
public:
    static constexpr qsizetype kMaxEditable = 4096; // characters; QPlainTextEdit is slow with more
    static constexpr qsizetype kMaxCharacters = 64 * 1024 * 1024;

    explicit MessageInput(QWidget* parent = nullptr);

    void setMode(MessageMode mode) { m_mode = mode; }
    /// All of the text, also where only an excerpt is shown.
    QString text() const;
    void setText(const QString& text);
    bool isExcerpt() const { return !m_held.isNull(); }

    /// Underlines a mistake; the excerpt of a long text moves there. In UTF-16 units of text().
    void markMistake(qsizetype position, qsizetype length);
    void clearMark();

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void edited(); ///< By the user or setText(): text() is another now.
    void enterPressed();
    void olderRequested();
    void newerRequested();
    void tooLong(qsizetype characters); ///< A paste of more than kMaxCharacters was refused.

protected:
    bool canInsertFromMimeData(const QMimeData* source) const override;
    void insertFromMimeData(const QMimeData* source) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void takeChange();
    void showExcerpt(qsizetype around);
    void show(const QString& shown);
    void mark(qsizetype position, qsizetype length);
    void adjustHeight();
    bool onFirstRow() const;
    bool onLastRow() const;

    MessageMode m_mode = MessageMode::Text;
    QString m_held;          // null: the editor holds the text itself
    bool m_updating = false; // the editor is being changed by this class
    int m_rows = 1;
};

} // namespace widgets
