// SPDX-License-Identifier: GPL-3.0-or-later
// How the writing of a file goes: progress with a way out, then what was written or why not.
#pragma once

#include "core/file/save_events.h"
#include "widgets/common/file_task.h"

#include <QWidget>
#include <functional>
#include <vector>

class QProgressBar;
class QToolButton;

namespace widgets {
class MessageBar;
class RoleLabel;
} // namespace widgets

namespace app {

/// What to write. `numbers` is asked for the events on the thread that writes; empty: all of them.
struct SaveJob
{
    core::RecordingSnapshot events;
    core::SaveRequest request; ///< Its `numbers` come from below.
    std::function<std::vector<std::uint64_t>()> numbers;
};

/// Writes one file at a time, on a thread of its own, from a snapshot. Hidden while there is nothing to tell. GUI
/// thread.
class SaveBar final : public QWidget
{
    Q_OBJECT
public:
    explicit SaveBar(QWidget* parent = nullptr);

    bool isRunning() const { return m_task.isRunning(); }
    /// Not while one runs.
    void start(SaveJob job);
    /// What the line says; empty while it is hidden.
    QString text() const;
    widgets::MessageBar& message() const { return *m_message; }

Q_SIGNALS:
    /// A file may be written, or one is written just now.
    void runningChanged(bool running);
    /// `saved`: the file is there, and holds what the snapshot held.
    void finished(bool saved);

private:
    void showRunning(bool running);
    void tellOutcome(const core::FileResult<core::SaveOutcome>& outcome);
    void tellSaved(const core::SaveOutcome& outcome);
    void onButton();

    QString m_path;
    core::FileFormat m_format = core::FileFormat::Recording;
    widgets::MessageBar* m_message;
    QWidget* m_row;
    widgets::RoleLabel* m_text;
    QProgressBar* m_progress;
    QToolButton* m_folder; // opens where the file is
    QToolButton* m_copy;   // copies its path
    QToolButton* m_button; // cancels, later takes the row away
    widgets::FileTask m_task;
};

} // namespace app
