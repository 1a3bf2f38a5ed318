// SPDX-License-Identifier: GPL-3.0-or-later
// An error told where the user looks: a bar inside the panel, never a dialog.
#pragma once

#include "core/result.h"

#include <QString>
#include <QWidget>
#include <sys/socket.h>

class QHBoxLayout;
class QPushButton;
class QToolButton;

namespace widgets {

class RoleLabel;

/// Holds one message; hidden while there is none. Stays until it is dismissed (button, Escape), cleared by the program
/// because the action succeeded, or replaced. The same message again raises a counter. GUI thread.
class MessageBar final : public QWidget
{
    Q_OBJECT
public:
    enum class Kind {
        Error,  ///< Marked ✕.
        Notice, ///< Marked !: something the user should know, nothing failed.
    };

    explicit MessageBar(QWidget* parent = nullptr);

    /// "what: call() failed: reason (errno name)" with cause and remedy below it.
    void showError(const QString& what, const core::SysError& error, int family = AF_UNSPEC);
    /// Any other message; `cause` and `remedy` may be empty. Plain text, translated and escaped by the caller.
    void showMessage(Kind kind, const QString& sentence, const QString& cause = {}, const QString& remedy = {});
    /// A sentence more, found out after the message was shown; replaces an earlier one, and goes with the message.
    void setAddition(const QString& sentence);
    void clearMessage();
    /// For what can be done about the message, below its words; owned by the bar, and there for every message.
    QPushButton* addButton(const QString& text);

    bool hasMessage() const { return m_count > 0; }
    Kind kind() const { return m_kind; }
    QString sentence() const;
    QString help() const; ///< Cause and remedy as shown.
    QString addition() const;
    int count() const { return m_count; }

Q_SIGNALS:
    /// The user dismissed the message; not sent for clearMessage().
    void dismissed();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void showToolTip();
    void dismiss();

    Kind m_kind = Kind::Error;
    int m_count = 0; // how often the message was given; 0: none
    RoleLabel* m_mark;
    RoleLabel* m_sentence;
    RoleLabel* m_addition;
    RoleLabel* m_help;
    RoleLabel* m_counter;
    QHBoxLayout* m_buttons;
    QToolButton* m_dismiss;
};

} // namespace widgets
