// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps a journal of the recording on the disk while the user wants one.
#pragma once

#include "app/document/recording_document.h"
#include "app/settings/settings.h"
#include "core/file/journal.h"

#include <QObject>
#include <QTimer>
#include <memory>
#include <utility>

class QAction;

namespace app {

/// Offers a snapshot to the journal a little more often than once a second, when there is something new; written is on
/// a thread of the journal. GUI thread.
class JournalKeeper final : public QObject
{
    Q_OBJECT
public:
    using Facts = RecordingDocument::Facts;

    /// `feed` and `settings` are not owned and outlive it. Nothing is written before start().
    JournalKeeper(const widgets::EventFeed& feed, Facts facts, SettingsStore& settings, QObject* parent = nullptr);
    ~JournalKeeper() override; ///< end()

    /// Where journals are: a folder in QStandardPaths::AppLocalDataLocation.
    static QString folder();

    /// As the settings say.
    void start();
    /// The orderly end: the file is removed.
    void end();
    /// The end without a question, by a signal: writes what is recorded now, waits for the disk, and leaves the file to
    /// the next run. Fails when it could not be written; a journal that is off is no failure.
    core::FileResult<void> keep();
    bool isOn() const { return m_journal != nullptr; }

    /// "Keep a journal", on or off.
    QAction* action() const { return m_action; }

Q_SIGNALS:
    /// The journal could not be written and is off.
    void failed(const QString& reason);

private:
    void setOn(bool on);
    void offer();
    void onFailed(const core::FileError& error);

    const widgets::EventFeed& m_feed;
    Facts m_facts;
    SettingsStore& m_settings;
    QAction* m_action;
    QTimer m_timer;
    std::pair<quint64, quint64>
        m_offered; // of what the journal was given: number of the oldest event, and of the next one
    std::unique_ptr<core::Journal> m_journal;
};

} // namespace app
