// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/document/save_bar.h"

#include "widgets/common/file_error_text.h"
#include "widgets/common/file_path.h"
#include "widgets/common/message_bar.h"
#include "widgets/common/role_label.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLocale>
#include <QProgressBar>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>
#include <memory>
#include <utility>

namespace app {

using widgets::MessageBar;

namespace {

QToolButton* addButton(QHBoxLayout& row, const QString& text)
{
    auto* button = new QToolButton;
    button->setText(text);
    button->setAccessibleName(QString(text).remove(QLatin1Char('&')));
    button->setFocusPolicy(Qt::StrongFocus);
    row.addWidget(button);
    return button;
}

} // namespace

SaveBar::SaveBar(QWidget* parent)
    : QWidget(parent),
      m_message(new MessageBar(this)),
      m_row(new QWidget(this)),
      m_text(new widgets::RoleLabel(widgets::Role::Neutral, {}, m_row)),
      m_progress(new QProgressBar(m_row))
{
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setWordWrap(true);
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setMaximumSize(220, 10);
    m_progress->setAccessibleName(tr("Progress of the writing"));
    auto* row = new QHBoxLayout(m_row);
    row->setContentsMargins(10, 3, 8, 3);
    row->setSpacing(10);
    row->addWidget(m_text, 1);
    row->addWidget(m_progress, 1);
    m_folder = addButton(*row, tr("Open folder"));
    m_copy = addButton(*row, tr("Copy path"));
    m_button = addButton(*row, tr("Close"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_message);
    layout->addWidget(m_row);
    m_row->hide();

    connect(m_folder, &QToolButton::clicked, this,
            [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(m_path).absolutePath())); });
    connect(m_copy, &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(QDir::toNativeSeparators(m_path)); });
    connect(m_button, &QToolButton::clicked, this, &SaveBar::onButton);
    connect(&m_task, &widgets::FileTask::progressed, m_progress, &QProgressBar::setValue);
}

QString SaveBar::text() const
{
    return m_row->isHidden() ? QString() : m_text->text();
}

void SaveBar::start(SaveJob job)
{
    if (isRunning())
        return;
    m_path = QFile::decodeName(QByteArray::fromStdString(job.request.path));
    m_format = job.request.format;
    m_message->clearMessage();
    m_progress->setValue(0);
    m_text->setText(tr("Writing %1 …").arg(widgets::shownPath(m_path)));
    m_task.start([this, job = std::make_shared<SaveJob>(std::move(job))](const core::FileControl& control) {
        if (job->numbers)
            job->request.numbers = job->numbers();
        auto outcome = core::saveEvents(job->events, job->request, control);
        job->events = {}; // the memory is let go of here, not on the GUI thread
        return [this, outcome = std::move(outcome)] { tellOutcome(outcome); };
    });
    showRunning(true);
}

void SaveBar::showRunning(bool running)
{
    m_progress->setVisible(running);
    m_folder->setVisible(!running);
    m_copy->setVisible(!running);
    m_button->setText(running ? tr("Cance&l") : tr("Close"));
    m_button->setAccessibleName(running ? tr("Cancel the writing") : tr("Close the message on the file"));
    m_row->show();
    Q_EMIT runningChanged(running);
}

void SaveBar::tellOutcome(const core::FileResult<core::SaveOutcome>& outcome)
{
    showRunning(false);
    if (outcome) {
        tellSaved(*outcome);
    } else if (outcome.error().isCancelled) {
        m_folder->hide();
        m_copy->hide();
        m_text->setText(tr("Writing was cancelled. No file was written or changed."));
    } else {
        m_row->hide();
        m_message->showMessage(MessageBar::Kind::Error, tr("%1 was not written.").arg(widgets::shownPath(m_path)),
                               widgets::fileErrorSentence(outcome.error()),
                               tr("A file that was there before is unchanged. Choose another place or make room, then "
                                  "try again."));
    }
    Q_EMIT finished(outcome.has_value());
}

void SaveBar::tellSaved(const core::SaveOutcome& outcome)
{
    const QLocale locale;
    const QString size = locale.formattedDataSize(static_cast<qint64>(outcome.bytes));
    QStringList parts;
    if (m_format == core::FileFormat::Pcapng) {
        parts.append(tr("%1 packets with %2 comments, %3, were written to %4.")
                         .arg(locale.toString(static_cast<qulonglong>(outcome.packets)),
                              locale.toString(static_cast<qulonglong>(outcome.comments)), size,
                              widgets::shownPath(m_path)));
        if (outcome.packetsWithoutBytes > 0)
            parts.append(tr("The bytes of %1 of them were not kept.")
                             .arg(locale.toString(static_cast<qulonglong>(outcome.packetsWithoutBytes))));
    } else {
        parts.append(
            tr("%1 events, %2, were written to %3.")
                .arg(locale.toString(static_cast<qulonglong>(outcome.events)), size, widgets::shownPath(m_path)));
    }
    m_text->setText(parts.join(QLatin1Char(' ')));
}

void SaveBar::onButton()
{
    if (isRunning())
        m_task.cancel();
    else
        m_row->hide();
}

} // namespace app
