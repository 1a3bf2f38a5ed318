// SPDX-License-Identifier: GPL-3.0-or-later
// Writes the packets of a feed to a pcapng file, bit by bit.
#pragma once

#include "core/packet/pcapng_export.h"
#include "widgets/feed/event_feed.h"

#include <QObject>
#include <QString>
#include <QThread>
#include <QTimer>
#include <cstddef>
#include <memory>
#include <vector>

namespace widgets {

class PacketFileWriter;

/// How an export ended. A plain value.
struct PacketExportResult
{
    QString path;
    QString problem;          ///< Why no file was written; empty: it was.
    quint64 packets = 0;      ///< In the file.
    quint64 withoutBytes = 0; ///< Of them those whose bytes were not kept.
    quint64 comments = 0;     ///< Calls that ride along.
    quint64 letGo = 0;        ///< Events that the recording let go of before they were written.
};

/// Writes what the feed held when start() was called. The blocks are made on the GUI thread in slices of 4 ms, one an
/// event-loop turn, since only there the recording stands still; the file is written on a thread of its own. At most
/// about a quarter of a MiB is in memory at once. GUI thread.
class PacketExporter final : public QObject
{
    Q_OBJECT
public:
    /// The feed is not owned and must outlive the exporter.
    explicit PacketExporter(EventFeed& feed, QObject* parent = nullptr);
    /// Cancels; waits for what is being written just now.
    ~PacketExporter() override;

    bool isRunning() const { return m_writer != nullptr; }
    /// Not while one runs. `calls`: our calls ride along as comments.
    void start(const QString& path, bool calls);
    /// The file that was there before stays. finished() is not sent.
    void cancel();

Q_SIGNALS:
    /// Of the events that are looked at; in thousandths.
    void progressed(int thousandths);
    void finished(const widgets::PacketExportResult& result);

private:
    void onDone(const QString& problem);
    void makeSlice();
    void finish(const QString& problem);

    EventFeed& m_feed;
    QThread m_thread;
    QTimer m_slices;
    PacketFileWriter* m_writer = nullptr; // lives on m_thread; null: none runs
    std::unique_ptr<core::PcapngExport> m_export;
    std::vector<std::byte> m_bytes; // made and not yet given to the writer
    PacketExportResult m_result;
    std::uint64_t m_first = 0;
    std::uint64_t m_next = 0; // number of the event to look at
    std::uint64_t m_end = 0;
    bool m_committing = false;
};

} // namespace widgets

Q_DECLARE_METATYPE(widgets::PacketExportResult)
