// SPDX-License-Identifier: GPL-3.0-or-later
// The recording of what happens as a document: its file, its journal, its limits, and the way to other recordings.
#pragma once

#include "app/document/journal_keeper.h"
#include "app/document/left_journals.h"
#include "app/document/loss_question.h"
#include "app/document/recording_document.h"
#include "app/document/window_files.h"
#include "app/viewer/viewers.h"

#include <QMainWindow>

namespace core {
class Recorder;
} // namespace core

namespace app {

/// Everything about files of the window in which events happen. GUI thread.
class LiveDocument final : public QObject
{
    Q_OBJECT
public:
    /// None is owned; all outlive it. The journal does not begin before start().
    LiveDocument(widgets::EventFeed& feed, EventTabs& tabs, const core::Recorder& recorder, SettingsStore& settings,
                 Appearance& appearance, QMainWindow& window);
    /// Without end() a signal ends the program: the journal of what is unsaved stays.
    ~LiveDocument() override;

    /// What it tells of files, one below the other; to be put into the window, which owns it then.
    QWidget* bars() const { return m_bars; }
    RecordingDocument& recording() { return m_document; }

    /// Adds what belongs into the menu File, but for Quit.
    void addTo(QMenu& menu);
    /// Begins the journal, if one is wanted, and offers those of runs that ended unexpectedly.
    void start();
    /// The orderly end: nothing is lost any more.
    void end() { m_journal.end(); }
    /// What ends everything that is recorded: LossQuestion::setStop().
    void setStop(std::function<void()> stop) { m_question.setStop(std::move(stop)); }
    const LossQuestion& question() const { return m_question; }
    /// True: the window may close. False: the user is asked, and `then` is called when it may.
    bool mayClose(const std::function<void()>& then);

public Q_SLOTS:
    /// Empties the recording; asks before, when something would be lost.
    void clear();

private:
    void showLimits();

    widgets::EventFeed& m_feed;
    SettingsStore& m_settings;
    QMainWindow& m_window;
    QWidget* m_bars;
    widgets::MessageBar* m_message;
    widgets::SaveBar* m_saveBar;
    Viewers m_viewers;
    WindowFiles m_files;
    RecordingDocument m_document;
    LossQuestion m_question;
    JournalKeeper m_journal;
    LeftJournals m_left;
};

} // namespace app
