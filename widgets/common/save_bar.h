// SPDX-License-Identifier: GPL-3.0-or-later
// Tells how the writing of a file goes and how it ended.
#pragma once

#include "core/file/file_error.h"
#include "widgets/common/file_task.h"

#include <QWidget>
#include <functional>

class QProgressBar;
class QToolButton;

namespace widgets {

class MessageBar;
class RoleLabel;

/// What is to be written, and how.
struct SaveJob
{
    QString path;
    /// Writes the whole file or leaves the one that was there. Called on the thread that writes, where also all that it
    /// holds is freed. Returns a sentence on what was written, plain text.
    std::function<core::FileResult<QString>(const core::FileControl& control)> write;
};

/// Writes one file at a time, on a thread of its own. Hidden while there is nothing to tell. GUI thread.
class SaveBar final : public QWidget
{
    Q_OBJECT
public:
    explicit SaveBar(QWidget* parent = nullptr);

    bool isRunning() const { return m_task.isRunning(); }
    /// Not while one runs.
    void start(SaveJob job);
    /// Where the last file was written; empty: none was.
    QString folder() const;
    /// What the line says; empty while it is hidden.
    QString text() const;
    MessageBar& message() const { return *m_message; }

Q_SIGNALS:
    /// A file may be written, or one is written just now.
    void runningChanged(bool running);
    /// `saved`: the file is there for good, and holds what was to be written.
    void finished(bool saved);

private:
    void showRunning(bool running);
    void tellOutcome(const core::FileResult<QString>& outcome);
    void tellFailure(const core::FileError& error);
    void onButton();

    QString m_path;
    MessageBar* m_message;
    QWidget* m_row;
    RoleLabel* m_text;
    QProgressBar* m_progress;
    QToolButton* m_folder; // opens where the file is
    QToolButton* m_copy;   // copies its path
    QToolButton* m_button; // cancels, later takes the row away
    FileTask m_task;       // last: it ends first
};

} // namespace widgets
