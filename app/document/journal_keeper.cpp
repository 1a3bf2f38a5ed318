// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/document/journal_keeper.h"

#include "widgets/common/file_error_text.h"
#include "widgets/common/file_path.h"

#include <QAction>
#include <QSignalBlocker>
#include <QStandardPaths>
#include <chrono>
#include <utility>

namespace app {

using namespace std::chrono_literals;

namespace {

// With the time that writing takes, at most the last second is lost.
constexpr auto kInterval = 800ms;

} // namespace

JournalKeeper::JournalKeeper(const widgets::EventFeed& feed, Facts facts, SettingsStore& settings, QObject* parent)
    : QObject(parent),
      m_feed(feed),
      m_facts(std::move(facts)),
      m_settings(settings),
      m_action(new QAction(tr("Keep a &journal on disk"), this))
{
    m_action->setCheckable(true);
    m_action->setToolTip(
        tr("Writes the recording to a file as it grows, so that a crash loses at most its last second. "
           "The file is removed when the program ends in order."));
    m_timer.setInterval(kInterval);
    connect(&m_timer, &QTimer::timeout, this, &JournalKeeper::offer);
    connect(m_action, &QAction::toggled, this, [this](bool on) {
        m_settings.save(settings::kJournal, on);
        setOn(on);
    });
}

JournalKeeper::~JournalKeeper()
{
    end();
}

QString JournalKeeper::folder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) + QStringLiteral("/journal");
}

void JournalKeeper::start()
{
    m_action->setChecked(m_settings.load(settings::kJournal));
}

void JournalKeeper::end()
{
    setOn(false);
}

core::FileResult<void> JournalKeeper::keep()
{
    if (!isOn())
        return {};
    offer();
    auto kept = m_journal->keep();
    end();
    return kept;
}

void JournalKeeper::setOn(bool on)
{
    if (on == isOn())
        return;
    if (!on) {
        m_timer.stop();
        m_journal.reset();
        return;
    }
    m_offered = {};
    m_journal = std::make_unique<core::Journal>(widgets::nativePath(folder()), [this](const core::FileError& error) {
        QMetaObject::invokeMethod(
            this, [this, error] { onFailed(error); }, Qt::QueuedConnection);
    });
    m_timer.start();
    offer();
}

void JournalKeeper::offer()
{
    const core::Recording& recording = m_feed.recording();
    const quint64 oldest = recording.firstNumber(); // what was cleared is not to stay on the disk either
    const std::pair<quint64, quint64> now{oldest, oldest + recording.size()};
    if (now == m_offered)
        return;
    m_offered = now;
    m_journal->offer(m_feed.snapshot(), m_facts());
}

void JournalKeeper::onFailed(const core::FileError& error)
{
    if (!isOn())
        return;
    end();
    // It is off for this run; the next one tries again.
    const QSignalBlocker blocker(m_action);
    m_action->setChecked(false);
    Q_EMIT failed(widgets::fileErrorSentence(error));
}

} // namespace app

#include "moc_journal_keeper.cpp"
