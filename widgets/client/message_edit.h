// SPDX-License-Identifier: GPL-3.0-or-later
// Where a message is written and sent.
#pragma once

#include "widgets/client/message_history.h"
#include "widgets/client/message_parser.h"

#include <QString>
#include <QTimer>
#include <QWidget>
#include <cstddef>
#include <vector>

class QComboBox;

namespace widgets {

class AccentButton;
class FieldMessage;
class MessageInput;
class RoleLabel;

/// Field, text or hex, line ending, Send. What cannot be sent stays in the field, and the reason stands below it:
/// a mistake is underlined at its place. GUI thread.
class MessageEdit final : public QWidget
{
    Q_OBJECT
public:
    explicit MessageEdit(QWidget* parent = nullptr);

    /// Whether sending makes sense; when not, sendRequested() is never emitted.
    void setCanSend(bool on);

    QString text() const;
    void setText(const QString& text);
    MessageMode mode() const;
    void setMode(MessageMode mode);
    LineEnding lineEnding() const;
    void setLineEnding(LineEnding ending);
    /// What stands below the field; empty: nothing is wrong.
    QString hint() const;
    MessageInput* input() const { return m_input; }

    void send(); ///< As Enter does.

Q_SIGNALS:
    void sendRequested(const std::vector<std::byte>& bytes);

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override; // the focus of the field

private:
    void makeControls();
    void takeMode();
    void takeEdit();
    void showMistake(const MessageError& mistake);
    void validate();
    void recall(const std::optional<MessageDraft>& draft);
    MessageDraft draft() const { return {text(), mode()}; }

    MessageInput* m_input;
    FieldMessage* m_message;
    RoleLabel* m_excerpt; // says that the field shows a part only
    QComboBox* m_mode;
    QComboBox* m_ending;
    AccentButton* m_send;
    MessageHistory m_history;
    QTimer m_validation; // single shot: the user has stopped typing
    bool m_canSend = false;
};

} // namespace widgets
