// SPDX-License-Identifier: GPL-3.0-or-later
// Asks before events are lost that no file holds.
#pragma once

#include "app/document/recording_document.h"

#include <QPointer>
#include <functional>

class QAction;
class QMessageBox;

namespace app {

/// GUI thread.
class LossQuestion final : public QObject
{
    Q_OBJECT
public:
    enum class Loss { Close, Clear }; ///< What would lose them.
    enum class Answer { Saved, Discarded };

    /// None is owned; all outlive it.
    LossQuestion(RecordingDocument& document, SettingsStore& settings, QWidget& window, QObject* parent = nullptr);

    /// False: nothing is lost, or the user does not want to be asked. Else the question is open, and `then` is called
    /// when it was answered and, if so wanted, saved; never, when the user gives up or saving fails. Returns at once.
    bool asksBefore(Loss loss, std::function<void(Answer)> then);

    /// "Ask before…", on or off. Owned by the question.
    QAction* action() const { return m_action; }

private:
    void open(Loss loss);
    void go(Answer answer);

    RecordingDocument& m_document;
    SettingsStore& m_settings;
    QWidget& m_window;
    QAction* m_action;
    QPointer<QMessageBox> m_box;
    std::function<void(Answer)> m_then;
};

} // namespace app
