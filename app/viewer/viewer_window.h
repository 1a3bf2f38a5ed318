// SPDX-License-Identifier: GPL-3.0-or-later
// A window that shows a recording from a file.
#pragma once

#include "app/document/window_files.h"
#include "app/viewer/recording_loader.h"
#include "core/file/file_stamp.h"
#include "core/file/recording_reader.h"
#include "widgets/common/file_path.h"

#include <QMainWindow>

class QAction;
class QLabel;
class QMenu;
class QProgressBar;
class QVBoxLayout;

namespace widgets {
class MessageBar;
class SaveBar;
} // namespace widgets

namespace app {

class Appearance;
class LossQuestion;
class RecordingDocument;
class RecordingView;

/// Loads by itself, usable meanwhile. Has no session and cannot open a socket. GUI thread.
class ViewerWindow final : public QMainWindow
{
    Q_OBJECT
public:
    enum class Origin {
        File,
        Journal, ///< Of a run that ended unexpectedly: not saved yet; removed when it was saved or is not wanted.
    };

    /// `settings` and `appearance` are not owned and outlive the window.
    ViewerWindow(const QString& path, Origin origin, SettingsStore& settings, Appearance& appearance,
                 QWidget* parent = nullptr);
    ~ViewerWindow() override;

    RecordingView* view() const { return m_view; } ///< Null until the file was read.
    widgets::MessageBar& message() const { return *m_message; }
    RecordingDocument* document() const { return m_document; } ///< Null likewise.

Q_SIGNALS:
    void openRequested(const QString& path);
    void refused(const QString& why); ///< The file could not be read; whole sentences.
    void loaded();                    ///< All events are there.

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    void makeLayout();
    void makeFileMenu();
    void makeViewMenu();
    void makeGoMenu();
    void onRead(const core::ReadOutcome& outcome);
    void onFailed(const core::FileError& error);
    void onHandedOver();
    void onSavedIn(const QString& path);
    void showTitle();
    /// What the journal held is saved, or not wanted. Tried once; a failure is told.
    void removeJournal();

    const QString m_path;
    const Origin m_origin;
    const std::optional<core::FileStamp> m_stamp; // of the file before it was read
    SettingsStore& m_settings;
    Appearance& m_appearance;
    widgets::MessageBar* m_message;
    widgets::SaveBar* m_saveBar;
    QWidget* m_loading; // what is read, and the way out
    QProgressBar* m_progress;
    QVBoxLayout* m_content;
    QMenu* m_fileMenu;
    QAction* m_help; // the menu
    WindowFiles m_files;
    RecordingView* m_view = nullptr;
    RecordingDocument* m_document = nullptr;
    LossQuestion* m_question = nullptr; // null until everything is there: what is not loaded cannot be lost
    bool m_mayClose = false;            // the question was answered
    bool m_isJournal;                   // there is one, and nobody has tried to remove it
    bool m_hasFailure = false;          // its removal failed: that is to be read before the window goes
    RecordingLoader m_loader;           // last: it ends first
};

} // namespace app
