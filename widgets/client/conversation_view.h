// SPDX-License-Identifier: GPL-3.0-or-later
// The conversation of a client: its messages, and a line of totals.
#pragma once

#include "widgets/client/conversation_model.h"

#include <QByteArray>
#include <QWidget>

class QAction;
class QMenu;
class QToolButton;

namespace widgets {

class ConversationList;
class RoleLabel;

/// Follows the newest message until the user scrolls up. The model is not owned and outlives the view. GUI thread.
class ConversationView final : public QWidget
{
    Q_OBJECT
public:
    explicit ConversationView(ConversationModel& model, QWidget* parent = nullptr);

    /// What stands there while there are no messages: what to do next.
    void setEmptyText(const QString& text);
    QString emptyText() const;
    QString footer() const;
    ConversationList* list() const { return m_list; }

    /// Shows an event that was selected elsewhere; none of this conversation: selects nothing. Emits nothing.
    void selectEvent(quint64 number);
    /// The menu for the selected line; its actions are enabled as far as they can be done.
    QMenu* menu() const { return m_menu; }

    void copyText(); ///< The selected line to the clipboard, in the syntax of the message field.
    void copyHex();

Q_SIGNALS:
    void eventSelected(quint64 number);
    /// All bytes of a message of this conversation.
    void sendAgainRequested(const QByteArray& bytes);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void makeMenu();
    void updateMenu();
    void updateFooter();
    int selectedRow() const;
    void sendAgain();

    ConversationModel& m_model;
    ConversationList* m_list;
    RoleLabel* m_footer;
    QToolButton* m_newest;
    QMenu* m_menu;
    QAction* m_copyText = nullptr;
    QAction* m_copyHex = nullptr;
    QAction* m_sendAgain = nullptr;
    bool m_selecting = false; // selectEvent() is at work
};

} // namespace widgets
