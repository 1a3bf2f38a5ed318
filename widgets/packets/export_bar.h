// SPDX-License-Identifier: GPL-3.0-or-later
// How the export of the packets goes: progress with a way out, then what was written or why not.
#pragma once

#include "widgets/packets/packet_exporter.h"

#include <QWidget>

class QProgressBar;
class QToolButton;

namespace widgets {

class MessageBar;
class RoleLabel;

/// Asks where to and runs the export. Hidden while there is nothing to tell. GUI thread.
class ExportBar final : public QWidget
{
    Q_OBJECT
public:
    /// The feed is not owned and must outlive the bar.
    explicit ExportBar(EventFeed& feed, QWidget* parent = nullptr);

    bool isRunning() const { return m_exporter->isRunning(); }
    /// Opens a dialog that lets everything else go on.
    void askWhereTo(bool calls);
    void exportTo(const QString& path, bool calls);
    QString text() const;
    MessageBar& message() const { return *m_message; }

Q_SIGNALS:
    /// Export may be asked for again, or may not.
    void runningChanged(bool running);

private:
    void onFinished(const PacketExportResult& result);
    void onButton();
    void showRunning(bool running);

    PacketExporter* m_exporter;
    MessageBar* m_message;
    QWidget* m_row;
    RoleLabel* m_text;
    QProgressBar* m_progress;
    QToolButton* m_button; // cancels, later takes the row away
    QString m_lastPath;
};

} // namespace widgets
