// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/packets/export_bar.h"

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

ExportBar::ExportBar(EventFeed& feed, QWidget* parent)
    : QWidget(parent),
      m_exporter(new PacketExporter(feed, this)),
      m_message(new MessageBar(this)),
      m_row(new QWidget(this)),
      m_text(new RoleLabel(Role::Neutral, {}, m_row)),
      m_progress(new QProgressBar(m_row)),
      m_button(new QToolButton(m_row))
{
    m_text->setAccessibleName(tr("Export of the packets"));
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setMaximumWidth(220);
    m_progress->setMaximumHeight(10);
    m_progress->setAccessibleName(tr("Progress of the export"));
    m_button->setFocusPolicy(Qt::StrongFocus);
    auto* row = new QHBoxLayout(m_row);
    row->setContentsMargins(10, 3, 8, 3);
    row->setSpacing(10);
    row->addWidget(m_text, 1);
    row->addWidget(m_progress, 1);
    row->addWidget(m_button);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_message);
    layout->addWidget(m_row);
    m_row->hide();

    connect(m_button, &QToolButton::clicked, this, &ExportBar::onButton);
    connect(m_exporter, &PacketExporter::progressed, m_progress, &QProgressBar::setValue);
    connect(m_exporter, &PacketExporter::finished, this, &ExportBar::onFinished);
}

void ExportBar::askWhereTo(bool calls)
{
    auto* dialog = new QFileDialog(this, tr("Export packets"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setNameFilter(tr("Packet captures (*.pcapng)"));
    dialog->setDefaultSuffix(QStringLiteral("pcapng"));
    if (!m_lastPath.isEmpty())
        dialog->setDirectory(QFileInfo(m_lastPath).absolutePath());
    dialog->selectFile(m_lastPath.isEmpty() ? QStringLiteral("packets.pcapng") : QFileInfo(m_lastPath).fileName());
    connect(dialog, &QFileDialog::fileSelected, this, [this, calls](const QString& path) { exportTo(path, calls); });
    dialog->open(); // returns at once
}

void ExportBar::exportTo(const QString& path, bool calls)
{
    if (isRunning())
        return;
    m_lastPath = path;
    m_message->clearMessage();
    m_progress->setValue(0);
    m_text->setText(tr("Writing the packets to %1 …").arg(QDir::toNativeSeparators(path)));
    m_exporter->start(path, calls);
    showRunning(true);
}

void ExportBar::showRunning(bool running)
{
    m_progress->setVisible(running);
    m_button->setText(running ? tr("Cance&l") : tr("Close"));
    m_button->setAccessibleName(running ? tr("Cancel the export") : tr("Close the message on the export"));
    m_row->show();
    Q_EMIT runningChanged(running);
}

void ExportBar::onButton()
{
    if (isRunning()) {
        m_exporter->cancel();
        m_text->setText(tr("The export was cancelled. No file was written or changed."));
        showRunning(false);
        return;
    }
    m_row->hide();
}

void ExportBar::onFinished(const PacketExportResult& result)
{
    showRunning(false);
    const QLocale locale;
    if (!result.problem.isEmpty()) {
        m_row->hide();
        m_message->showMessage(MessageBar::Kind::Error, tr("The packets were not written to %1.").arg(result.path),
                               result.problem, tr("Choose another place or make room, then export again."));
        return;
    }
    QStringList parts{tr("%1 packets with %2 comments were written to %3.")
                          .arg(locale.toString(result.packets), locale.toString(result.comments), result.path)};
    if (result.withoutBytes > 0)
        parts.append(tr("The bytes of %1 of them were not kept.").arg(locale.toString(result.withoutBytes)));
    if (result.letGo > 0)
        parts.append(tr("%1 events were let go before they could be written.").arg(locale.toString(result.letGo)));
    m_text->setText(parts.join(QLatin1Char(' ')));
}

QString ExportBar::text() const
{
    return m_row->isHidden() ? QString() : m_text->text();
}

} // namespace widgets
