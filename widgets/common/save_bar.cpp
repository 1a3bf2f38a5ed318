// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/save_bar.h"

#include "widgets/common/file_error_text.h"
#include "widgets/common/file_path.h"
#include "widgets/common/message_bar.h"
#include "widgets/common/role_label.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>
#include <memory>
#include <utility>

namespace widgets {

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
      m_text(new RoleLabel(Role::Neutral, {}, m_row)),
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
    connect(&m_task, &FileTask::progressed, m_progress, &QProgressBar::setValue);
}

QString SaveBar::folder() const
{
    return m_path.isEmpty() ? QString() : QFileInfo(m_path).absolutePath();
}

QString SaveBar::text() const
{
    return m_row->isHidden() ? QString() : m_text->text();
}

void SaveBar::start(SaveJob job)
{
    if (isRunning())
        return;
    m_path = job.path;
    m_message->clearMessage();
    m_progress->setValue(0);
    m_text->setText(tr("Writing %1 …").arg(shownPath(m_path)));
    m_task.start(
        [this, write = std::make_shared<decltype(job.write)>(std::move(job.write))](const core::FileControl& control) {
            auto outcome = (*write)(control);
            *write = {}; // the memory is freed here, not on the GUI thread
            return [this, outcome = std::move(outcome)] { tellOutcome(outcome); };
        });
    showRunning(true);
}

void SaveBar::showRunning(bool running)
{
    m_progress->setVisible(running);
    m_folder->setVisible(!running);
    m_copy->setVisible(!running);
    m_button->setEnabled(true);
    m_button->setText(running ? tr("Cance&l") : tr("Close"));
    m_button->setAccessibleName(running ? tr("Cancel the writing") : tr("Close the message on the file"));
    m_row->show();
    Q_EMIT runningChanged(running);
}

void SaveBar::tellOutcome(const core::FileResult<QString>& outcome)
{
    showRunning(false);
    if (outcome)
        m_text->setText(*outcome);
    else
        tellFailure(outcome.error());
    Q_EMIT finished(outcome.has_value());
}

void SaveBar::tellFailure(const core::FileError& error)
{
    if (error.isCancelled) {
        m_folder->hide();
        m_copy->hide();
        m_text->setText(tr("Writing was cancelled. No file was written or changed."));
        return;
    }
    m_row->hide();
    if (error.isInPlace) {
        m_message->showMessage(MessageBar::Kind::Error, tr("%1 was written, but may not last.").arg(shownPath(m_path)),
                               fileErrorSentence(error), tr("Write it again, or choose another place."));
        return;
    }
    m_message->showMessage(MessageBar::Kind::Error, tr("%1 was not written.").arg(shownPath(m_path)),
                           fileErrorSentence(error),
                           tr("A file that was there before is unchanged. Choose another place or make room, then "
                              "try again."));
}

void SaveBar::onButton()
{
    if (!isRunning())
        return m_row->hide();
    m_task.cancel(); // how it ended is told when it has
    m_button->setEnabled(false);
    m_text->setText(tr("Giving up the writing of %1 …").arg(shownPath(m_path)));
}

} // namespace widgets

#include "moc_save_bar.cpp"
