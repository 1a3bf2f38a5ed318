// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/document/live_document.h"

#include "app/document/limits_dialog.h"
#include "core/event/recorder.h"
#include "widgets/common/message_bar.h"

#include <QAction>
#include <QCoreApplication>
#include <QMenu>
#include <QVBoxLayout>

namespace app {

using widgets::MessageBar;

namespace {

RecordingDocument::Facts factsOf(const core::Recorder& recorder)
{
    return [&recorder] {
        const QString program = QStringLiteral("Socket Playground %1").arg(QCoreApplication::applicationVersion());
        core::RecordingFacts facts = core::currentFacts(program.trimmed().toStdString());
        facts.lost = recorder.lost();
        facts.threads = recorder.trackNames();
        return facts;
    };
}

template <class Bar>
Bar* addBar(QWidget& bars)
{
    auto* bar = new Bar(&bars);
    bars.layout()->addWidget(bar);
    return bar;
}

QWidget* makeBars()
{
    auto* bars = new QWidget;
    auto* layout = new QVBoxLayout(bars);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    return bars;
}

} // namespace

LiveDocument::LiveDocument(widgets::EventFeed& feed, EventTabs& tabs, const core::Recorder& recorder,
                           SettingsStore& settings, Appearance& appearance, QMainWindow& window)
    : m_feed(feed),
      m_settings(settings),
      m_window(window),
      m_bars(makeBars()),
      m_message(addBar<MessageBar>(*m_bars)),
      m_saveBar(addBar<widgets::SaveBar>(*m_bars)),
      m_viewers(settings, appearance),
      m_files(window, settings, *m_message),
      m_document({feed, tabs, *m_saveBar, settings, window}, factsOf(recorder)),
      m_question(m_document, settings, window),
      m_journal(feed, factsOf(recorder), settings),
      m_left(*addBar<MessageBar>(*m_bars))
{
    const auto open = [this](const QString& path) { m_viewers.open(path); };
    connect(&m_files, &WindowFiles::openRequested, this, open);
    connect(&m_left, &LeftJournals::openRequested, this,
            [this](const QString& path) { m_viewers.open(path, ViewerWindow::Origin::Journal); });
    connect(&m_journal, &JournalKeeper::failed, this, [this](const QString& reason) {
        m_message->showMessage(MessageBar::Kind::Error, tr("The journal could not be written and is off."), reason,
                               tr("What is recorded is lost when the program crashes. Save the recording, or make room "
                                  "and keep a journal again."));
    });
    connect(&m_document, &RecordingDocument::savedIn, this, [this](const QString& path) {
        m_files.recent().add(path);
        //: title of the window in which events happen; %1 the file that they were saved in
        m_window.setWindowTitle(tr("[*]%1 (live)").arg(widgets::shownFileName(path)));
    });
    connect(&m_document.unsaved(), &UnsavedEvents::changed, &window, &QWidget::setWindowModified);
}

LiveDocument::~LiveDocument()
{
    if (!m_document.unsaved().any())
        return;
    if (const auto kept = m_journal.keep(); !kept)
        qWarning("The journal does not hold everything. %s", core::fileErrorText(kept.error()).c_str());
}

void LiveDocument::addTo(QMenu& menu)
{
    m_files.addTo(menu);
    menu.addSeparator();
    m_document.addTo(menu);
    menu.addSeparator();
    menu.addAction(tr("Recording &limits…"), this, &LiveDocument::showLimits);
    menu.addAction(m_journal.action());
    menu.addAction(m_question.action());
}

void LiveDocument::start()
{
    m_left.look(JournalKeeper::folder());
    m_journal.start();
}

bool LiveDocument::mayClose(const std::function<void()>& then)
{
    return !m_question.asksBefore(LossQuestion::Loss::Close, [then](LossQuestion::Answer) { then(); });
}

void LiveDocument::clear()
{
    if (!m_question.asksBefore(LossQuestion::Loss::Clear, [this](LossQuestion::Answer) { m_feed.clear(); }))
        m_feed.clear();
}

void LiveDocument::showLimits()
{
    auto* dialog = new LimitsDialog(m_feed, m_settings, &m_window);
    dialog->show();
}

} // namespace app

#include "moc_live_document.cpp"
