// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/document/recording_document.h"

#include "app/document/changed_file_question.h"
#include "app/document/file_question.h"
#include "app/document/row_numbers.h"
#include "app/document/save_job.h"
#include "app/window/event_tabs.h"
#include "widgets/common/file_path.h"
#include "widgets/common/message_bar.h"
#include "widgets/log/log_model.h"
#include "widgets/log/log_panel.h"
#include "widgets/log/log_view.h"
#include "widgets/log/moving/log_actions.h"
#include "widgets/packets/packet_model.h"
#include "widgets/packets/packets_panel.h"

#include <QAction>
#include <QDateTime>
#include <QFileInfo>
#include <QIcon>
#include <QItemSelectionModel>
#include <QMenu>
#include <QPushButton>
#include <utility>

namespace app {

using core::FileFormat;

RecordingDocument::RecordingDocument(const Parts& parts, Facts facts, QObject* parent)
    : QObject(parent),
      m_parts(parts),
      m_facts(std::move(facts)),
      m_unsaved(parts.feed, parts.tabs.log().actions().bookmarks()),
      m_save(new QAction(tr("&Save recording…"), this)),
      m_saveAs(new QAction(tr("Save recording &as…"), this)),
      m_export(new QAction(tr("E&xport events…"), this))
{
    m_save->setShortcut(QKeySequence::Save);
    m_saveAs->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S));
    m_export->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E));
    connect(m_save, &QAction::triggered, this, &RecordingDocument::save);
    connect(m_saveAs, &QAction::triggered, this, &RecordingDocument::saveAs);
    connect(m_export, &QAction::triggered, this, &RecordingDocument::exportEvents);
    connect(&m_parts.bar, &widgets::SaveBar::runningChanged, this, [this](bool running) {
        for (QAction* action : {m_save, m_saveAs, m_export})
            action->setEnabled(!running);
    });
    widgets::PacketsPanel& packets = m_parts.tabs.packets();
    connect(&m_parts.bar, &widgets::SaveBar::runningChanged, &packets, &widgets::PacketsPanel::setExporting);
    connect(&packets, &widgets::PacketsPanel::exportRequested, this, &RecordingDocument::exportPackets);
    connect(&m_parts.bar, &widgets::SaveBar::finished, this, &RecordingDocument::onFinished);
}

void RecordingDocument::addTo(QMenu& menu)
{
    menu.addAction(m_save);
    menu.addAction(m_saveAs);
    menu.addAction(m_export);
}

QPushButton* RecordingDocument::makeSaveButton() const
{
    auto* button = new QPushButton(QIcon(QStringLiteral(":/icons/save.svg")), tr("Save"));
    button->setAccessibleName(tr("Save the recording"));
    button->setToolTip(tr("Writes everything recorded to a file that can be opened again (Ctrl+S)."));
    button->setEnabled(m_save->isEnabled());
    connect(button, &QPushButton::clicked, m_save, &QAction::trigger);
    connect(m_save, &QAction::enabledChanged, button, &QPushButton::setEnabled);
    return button;
}

void RecordingDocument::setSavedIn(const QString& path, const std::optional<core::FileStamp>& stamp)
{
    m_path = path;
    m_stamp = stamp;
    m_save->setText(tr("&Save recording"));
    m_unsaved.setSaved(m_unsaved.now());
}

void RecordingDocument::setSavedIn(const QString& path)
{
    setSavedIn(path, core::fileStampOf(widgets::nativePath(path)));
}

void RecordingDocument::save()
{
    if (m_path.isEmpty())
        return saveAs();
    const auto stamp = core::fileStampOf(widgets::nativePath(m_path));
    if (!stamp || stamp == m_stamp)
        return writeTo(m_path);
    askAboutChangedFile(m_parts.window, m_path,
                        {[this] { writeTo(m_path); }, [this] { saveAs(); }, [this] { Q_EMIT saveEnded(false); }});
}

void RecordingDocument::saveAs()
{
    FileQuestion question;
    question.title = tr("Save recording");
    question.filter = tr("Recordings (*.jsonl)");
    question.suffix = QStringLiteral("jsonl");
    question.suggested = m_path.isEmpty() ? suggestedName(FileFormat::Recording) : m_path;
    question.chosen = [this](const QString& path) { writeTo(path); };
    question.givenUp = [this] { Q_EMIT saveEnded(false); };
    askForFile(m_parts.window, m_parts.settings, question);
}

void RecordingDocument::writeTo(const QString& path)
{
    if (m_parts.bar.isRunning()) {
        m_parts.bar.message().showMessage(widgets::MessageBar::Kind::Notice,
                                          tr("The recording was not saved: another file is being written."),
                                          tr("Wait for it or cancel it, then save again."));
        return Q_EMIT saveEnded(false);
    }
    m_saving = Saving{path, m_unsaved.now()};
    m_parts.bar.start(saveJob({m_parts.feed.snapshot(), requestFor(path, FileFormat::Recording), {}}));
}

void RecordingDocument::onFinished(bool saved)
{
    if (!m_saving)
        return; // it was an export
    const Saving saving = *std::exchange(m_saving, std::nullopt);
    if (saved) {
        m_path = saving.path;
        m_stamp = core::fileStampOf(widgets::nativePath(m_path));
        m_save->setText(tr("&Save recording"));
        m_unsaved.setSaved(saving.state);
        Q_EMIT savedIn(saving.path);
    }
    Q_EMIT saveEnded(saved);
}

void RecordingDocument::exportEvents()
{
    const widgets::LogModel& model = m_parts.tabs.log().model();
    ExportDialog::Counts counts;
    counts.all = m_parts.feed.recording().size();
    if (model.isComplete())
        counts.shown = static_cast<quint64>(model.rowCount());
    counts.selected = selectedRowCount(m_parts.tabs.log().view().selectionModel()->selection());
    counts.packets = m_parts.tabs.packets().model().total();
    auto* dialog = new ExportDialog(counts, &m_parts.window);
    connect(dialog, &ExportDialog::chosen, this, &RecordingDocument::askWhereToExport);
    dialog->open(); // returns at once
}

void RecordingDocument::exportPackets(bool calls)
{
    ExportChoice choice;
    choice.format = FileFormat::Pcapng;
    choice.calls = calls;
    askWhereToExport(choice);
}

void RecordingDocument::askWhereToExport(const ExportChoice& choice)
{
    FileQuestion question;
    question.title = choice.format == FileFormat::Pcapng ? tr("Export packets") : tr("Export events");
    question.filter = formatFilter(choice.format);
    question.suffix = formatSuffix(choice.format);
    question.suggested = suggestedName(choice.format);
    question.chosen = [this, choice](const QString& path) { exportTo(path, choice); };
    askForFile(m_parts.window, m_parts.settings, question);
}

void RecordingDocument::exportTo(const QString& path, const ExportChoice& choice)
{
    EventsToSave job{m_parts.feed.snapshot(), requestFor(path, choice.format), {}};
    job.request.calls = choice.calls;
    const widgets::EventNumbers& shown = m_parts.tabs.log().model().numbers();
    if (choice.rows == ExportRows::Shown)
        job.numbers = [shown] { return allNumbers(shown); };
    else if (choice.rows == ExportRows::Selected)
        job.numbers = [shown, rows = rowRanges(m_parts.tabs.log().view().selectionModel()->selection())] {
            return numbersOfRows(shown, rows);
        };
    m_parts.bar.start(saveJob(std::move(job)));
}

core::SaveRequest RecordingDocument::requestFor(const QString& path, FileFormat format) const
{
    core::SaveRequest request;
    request.path = widgets::nativePath(path);
    request.format = format;
    request.facts = m_facts();
    request.facts.bookmarks.clear(); // of a file that was opened: the user may have changed them
    for (const widgets::Bookmark& bookmark : m_parts.tabs.log().actions().bookmarks().list())
        request.facts.bookmarks.emplace(bookmark.number, bookmark.note.toStdString());
    return request;
}

QString RecordingDocument::suggestedName(FileFormat format) const
{
    const QString time = QDateTime::currentDateTime().toString(QStringLiteral("yyyy-MM-dd-hhmm"));
    const QString what = format == FileFormat::Recording ? QStringLiteral("recording")
                         : format == FileFormat::Pcapng  ? QStringLiteral("packets")
                                                         : QStringLiteral("events");
    const QString name = m_path.isEmpty() || format == FileFormat::Recording ? QStringLiteral("%1-%2").arg(what, time)
                                                                             : QFileInfo(m_path).completeBaseName();
    return QStringLiteral("%1.%2").arg(name, formatSuffix(format));
}

} // namespace app

#include "moc_recording_document.cpp"
