// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/packets/packet_exporter.h"

#include "core/clock.h"
#include "widgets/packets/packet_file_writer.h"

#include <QCoreApplication>
#include <QMetaObject>
#include <algorithm>
#include <chrono>
#include <utility>

namespace widgets {

using namespace std::chrono_literals;

namespace {

constexpr auto kSlice = 4ms;
constexpr std::size_t kChunk = std::size_t{256} << 10U; // bytes given to the writer at once
constexpr int kBetweenLooksAtClock = 16;                // events

} // namespace

PacketExporter::PacketExporter(EventFeed& feed, QObject* parent) : QObject(parent), m_feed(feed)
{
    m_thread.setObjectName(QStringLiteral("packet export"));
    m_slices.setInterval(0);
    connect(&m_slices, &QTimer::timeout, this, &PacketExporter::makeSlice);
}

PacketExporter::~PacketExporter()
{
    cancel();
    m_thread.quit();
    m_thread.wait();
}

void PacketExporter::start(const QString& path, bool calls)
{
    if (isRunning())
        return;
    const core::Recording& recording = m_feed.recording();
    m_result = {};
    m_result.path = path;
    m_first = m_next = recording.firstNumber();
    m_end = m_first + recording.size();
    m_committing = false;
    const QString version = QCoreApplication::applicationVersion();
    m_export = std::make_unique<core::PcapngExport>(
        core::PcapngOptions{QStringLiteral("Socket Playground %1").arg(version).trimmed().toStdString(),
                            recording.originNs(), core::realtimeOffsetNs(), calls});
    m_bytes.clear();
    m_export->begin(m_bytes);

    m_writer = new PacketFileWriter;
    m_writer->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_writer, &QObject::deleteLater);
    connect(m_writer, &PacketFileWriter::done, this, &PacketExporter::onDone);
    m_thread.start();
    QMetaObject::invokeMethod(
        m_writer, [writer = m_writer, path] { writer->open(path); }, Qt::QueuedConnection);
}

void PacketExporter::cancel()
{
    if (!isRunning())
        return;
    m_slices.stop();
    PacketFileWriter* writer = std::exchange(m_writer, nullptr);
    disconnect(writer, nullptr, this, nullptr); // what it still says is of no interest
    QMetaObject::invokeMethod(
        writer,
        [writer] {
            writer->discard();
            writer->deleteLater();
        },
        Qt::QueuedConnection);
    m_export.reset();
    m_bytes = {};
}

void PacketExporter::onDone(const QString& problem)
{
    if (!isRunning())
        return;
    if (!problem.isEmpty() || m_committing)
        finish(problem);
    else
        m_slices.start();
}

void PacketExporter::makeSlice()
{
    const auto deadline = std::chrono::steady_clock::now() + kSlice;
    const core::Recording& recording = m_feed.recording();
    while (m_next < m_end && m_bytes.size() < kChunk && std::chrono::steady_clock::now() < deadline) {
        for (int i = 0; i < kBetweenLooksAtClock && m_next < m_end && m_bytes.size() < kChunk; ++i) {
            const std::uint64_t kept = std::min(std::max(m_next, recording.firstNumber()), m_end);
            m_result.letGo += kept - std::exchange(m_next, kept);
            if (const std::optional<core::Event> event = recording.find(m_next)) {
                m_export->add(*event, m_bytes);
                ++m_next;
            }
        }
    }
    Q_EMIT progressed(m_end == m_first ? 1000 : static_cast<int>((m_next - m_first) * 1000 / (m_end - m_first)));
    if (!isRunning())
        return; // cancelled by who was told
    if (m_next < m_end && m_bytes.size() < kChunk)
        return; // the next slice goes on
    m_slices.stop();
    if (!m_bytes.empty()) {
        const QByteArray bytes(reinterpret_cast<const char*>(m_bytes.data()), static_cast<qsizetype>(m_bytes.size()));
        m_bytes.clear();
        QMetaObject::invokeMethod(
            m_writer, [writer = m_writer, bytes] { writer->write(bytes); }, Qt::QueuedConnection);
        return;
    }
    m_committing = true;
    QMetaObject::invokeMethod(
        m_writer, [writer = m_writer] { writer->commit(); }, Qt::QueuedConnection);
}

void PacketExporter::finish(const QString& problem)
{
    m_result.problem = problem;
    m_result.packets = m_export->packets();
    m_result.withoutBytes = m_export->withoutBytes();
    m_result.comments = m_export->comments();
    cancel(); // the writer has nothing left to do
    Q_EMIT finished(std::exchange(m_result, {}));
}

} // namespace widgets
