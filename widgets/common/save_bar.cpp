// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/save_bar.h"

#include "widgets/common/message_bar.h"
#include "widgets/common/role_label.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLocale>
#include <QProgressBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace widgets {

SaveBar::SaveBar(QWidget* parent)
    : QWidget(parent),
      m_saver(new FileSaver(this)),
      m_message(new MessageBar(this)),
      m_row(new QWidget(this)),
      m_text(new RoleLabel(Role::Neutral, {}, m_row)),
      m_progress(new QProgressBar(m_row)),
      m_button(new QToolButton(m_row))
{
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setMaximumWidth(220);
    m_progress->setMaximumHeight(10);
    m_progress->setAccessibleName(tr("Progress of saving"));
    m_button->setFocusPolicy(Qt::StrongFocus);
    auto* row = new QHBoxLayout(m_row);
    row->setContentsMargins(10, 3, 8, 3);
    row->setSpacing(10);
    row->addWidget(m_text, 1);
    row->addWidget(m_progress);
    row->addWidget(m_button);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_message);
    layout->addWidget(m_row);
    m_row->hide();

    connect(m_button, &QToolButton::clicked, this, &SaveBar::onButton);
    connect(m_saver, &FileSaver::progressed, m_progress, &QProgressBar::setValue);
    connect(m_saver, &FileSaver::finished, this, &SaveBar::onFinished);
}

void SaveBar::ask(const SaveRequest& request)
{
    auto* dialog = new QFileDialog(this, request.title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    if (!m_lastFolder.isEmpty())
        dialog->setDirectory(m_lastFolder);
    dialog->selectFile(request.fileName);
    connect(dialog, &QFileDialog::fileSelected, this, [this, request](const QString& path) { save(path, request); });
    dialog->open(); // returns at once
}

void SaveBar::save(const QString& path, const SaveRequest& request)
{
    if (isRunning())
        return;
    m_lastFolder = QFileInfo(path).absolutePath();
    m_message->clearMessage();
    m_progress->setValue(0);
    m_text->setText(
        tr("Writing %1 bytes to %2 …").arg(QLocale().toString(request.size), QDir::toNativeSeparators(path)));
    m_saver->start(path, request.size, request.next);
    showRunning(true);
}

void SaveBar::showRunning(bool running)
{
    m_progress->setVisible(running);
    m_button->setText(running ? tr("Cance&l") : tr("Close"));
    m_button->setAccessibleName(running ? tr("Cancel saving") : tr("Close the message on saving"));
    m_row->show();
    Q_EMIT runningChanged(running);
}

void SaveBar::onButton()
{
    if (isRunning()) {
        m_saver->cancel();
        m_text->setText(tr("Saving was cancelled. No file was written or changed."));
        showRunning(false);
        return;
    }
    m_row->hide();
}

void SaveBar::onFinished(const FileSaveResult& result)
{
    showRunning(false);
    if (!result.problem.isEmpty()) {
        m_row->hide();
        m_message->showMessage(MessageBar::Kind::Error, tr("The bytes were not written to %1.").arg(result.path),
                               result.problem, tr("Choose another place or make room, then save again."));
        return;
    }
    m_text->setText(tr("%1 bytes were written to %2.").arg(QLocale().toString(result.bytes), result.path));
}

QString SaveBar::text() const
{
    return m_row->isHidden() ? QString() : m_text->text();
}

} // namespace widgets
