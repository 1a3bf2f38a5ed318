// SPDX-License-Identifier: GPL-3.0-or-later
// Asks before events are lost that no file holds.
#pragma once

#include "app/document/recording_document.h"

#include <QPointer>
#include <functional>
#include <utility>

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

    /// Ends everything that is recorded, for good; what happened is in the recording when it returns. Called once the
    /// file is written, before the window closes: if something came meanwhile, or comes with the end, the file is
    /// written once more. Left out: nothing happens in the window.
    void setStop(std::function<void()> stop) { m_stop = std::move(stop); }

    /// False: nothing is lost, or the user does not want to be asked. Else the question is open, and `then` is called
    /// when it was answered and, if so wanted, saved; never, when the user gives up or saving fails. Returns at once.
    /// What came while the file was written is no less worth: it is saved too before a window closes, and asked about
    /// before the log is cleared.
    bool asksBefore(Loss loss, std::function<void(Answer)> then);

    /// "Ask before…", on or off. Owned by the question.
    QAction* action() const { return m_action; }

Q_SIGNALS:
    /// The window was to close and its end was recorded, but saving that failed or was given up: the window stays.
    void stoppedUnsaved();

private:
    void open();
    void onSaved();
    void go(Answer answer);

    RecordingDocument& m_document;
    SettingsStore& m_settings;
    QWidget& m_window;
    QAction* m_action;
    QPointer<QMessageBox> m_box;
    Loss m_loss = Loss::Close; // what m_then is
    std::function<void(Answer)> m_then;
    std::function<void()> m_stop;
    bool m_stopped = false; // m_stop was called
};

} // namespace app
