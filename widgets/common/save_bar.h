// SPDX-License-Identifier: GPL-3.0-or-later
// How saving bytes to a file goes: progress with a way out, then what was written or why not.
#pragma once

#include "widgets/common/file_saver.h"

#include <QWidget>

class QProgressBar;
class QToolButton;

namespace widgets {

class MessageBar;
class RoleLabel;

/// What is to be saved. A plain value; what `next` needs it keeps alive itself (core::RecordingSnapshot).
struct SaveRequest
{
    QString title;    ///< Of the dialog.
    QString fileName; ///< Suggested.
    quint64 size = 0; ///< Bytes.
    FileSaver::NextBytes next;
};

/// Asks where to and saves. Hidden while there is nothing to tell. GUI thread.
class SaveBar final : public QWidget
{
    Q_OBJECT
public:
    explicit SaveBar(QWidget* parent = nullptr);

    bool isRunning() const { return m_saver->isRunning(); }
    /// Opens a dialog that lets everything else go on.
    void ask(const SaveRequest& request);
    /// Not while it runs.
    void save(const QString& path, const SaveRequest& request);
    QString text() const;
    MessageBar& message() const { return *m_message; }

Q_SIGNALS:
    void runningChanged(bool running);

private:
    void onFinished(const FileSaveResult& result);
    void onButton();
    void showRunning(bool running);

    FileSaver* m_saver;
    MessageBar* m_message;
    QWidget* m_row;
    RoleLabel* m_text;
    QProgressBar* m_progress;
    QToolButton* m_button; // cancels, later takes the row away
    QString m_lastFolder;
};

} // namespace widgets
