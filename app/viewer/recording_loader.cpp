// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/viewer/recording_loader.h"

#include "app/settings/settings.h"
#include "widgets/common/file_path.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <memory>
#include <numeric>
#include <utility>

namespace app {

using namespace std::chrono_literals;

namespace {

constexpr auto kPortion = 4ms;
constexpr std::size_t kEventsAtOnce = 256; // given to the feed between two looks at the clock

/// What was read and is kept: whole batches.
class ReadEvents
{
public:
    explicit ReadEvents(core::Recording::Limits most) : m_most(most) {}

    void add(core::Batch batch)
    {
        m_events += batch.events.size();
        m_payloadBytes += payloadBytes(batch);
        m_batches.push_back(std::move(batch));
        while (m_batches.size() > 1 && (m_events > m_most.events || m_payloadBytes > m_most.payloadBytes)) {
            const core::Batch& oldest = m_batches.front();
            m_events -= oldest.events.size();
            m_payloadBytes -= payloadBytes(oldest);
            m_letGo += oldest.events.size();
            m_batches.pop_front();
        }
    }

    std::deque<core::Batch> take() { return std::move(m_batches); }
    std::uint64_t letGo() const { return m_letGo; }

private:
    static std::size_t payloadBytes(const core::Batch& batch)
    {
        return std::accumulate(
            batch.chunks.begin(), batch.chunks.end(), std::size_t{0},
            [](std::size_t bytes, const std::shared_ptr<core::PayloadChunk>& chunk) { return bytes + chunk->size; });
    }

    const core::Recording::Limits m_most;
    std::deque<core::Batch> m_batches;
    std::size_t m_events = 0;
    std::size_t m_payloadBytes = 0;
    std::uint64_t m_letGo = 0;
};

core::ReadLimits readLimits(RecordingLoader::Excess excess, core::Recording::Limits most)
{
    core::ReadLimits limits;
    const bool isRefused = excess == RecordingLoader::Excess::IsRefused;
    limits.events = isRefused ? most.events : std::numeric_limits<std::uint64_t>::max();
    limits.payloadBytes = isRefused ? most.payloadBytes : std::numeric_limits<std::uint64_t>::max();
    return limits;
}

} // namespace

RecordingLoader::RecordingLoader(QObject* parent) : QObject(parent)
{
    connect(&m_task, &widgets::FileTask::progressed, this, &RecordingLoader::progressed);
    connect(&m_portions, &widgets::SliceTimer::timeout, this, &RecordingLoader::handPortion);
}

core::Recording::Limits RecordingLoader::largestLimits()
{
    core::Recording::Limits limits;
    limits.events = static_cast<std::size_t>(settings::kLimitEvents.most);
    limits.payloadBytes = static_cast<std::size_t>(settings::kLimitPayloadMiB.most) << 20U;
    return limits;
}

void RecordingLoader::start(const QString& path, Excess excess, core::Recording::Limits most)
{
    m_task.start([this, path = widgets::nativePath(path), excess, most](const core::FileControl& control) {
        auto read = std::make_shared<ReadEvents>(most);
        core::ReadRequest request;
        request.path = path;
        request.limits = readLimits(excess, most);
        request.onBatch = [read](core::Batch batch) { read->add(std::move(batch)); };
        auto outcome = core::readRecording(request, control);
        return widgets::FileTask::Outcome([this, read, outcome = std::move(outcome)]() mutable {
            if (!outcome)
                return Q_EMIT failed(outcome.error());
            m_batches = read->take();
            outcome->events -= read->letGo();
            outcome->header.firstNumber += read->letGo();
            outcome->header.letGo += read->letGo();
            m_events = outcome->events;
            Q_EMIT wasRead(*outcome);
        });
    });
}

core::Recording::Limits RecordingLoader::limits() const
{
    core::Recording::Limits limits;
    limits.events = static_cast<std::size_t>(m_events);
    limits.payloadBytes = std::numeric_limits<std::size_t>::max() / 2; // reading had a limit
    return limits;
}

void RecordingLoader::handOver(widgets::EventFeed& feed)
{
    m_feed = &feed;
    m_portions.start();
}

void RecordingLoader::handPortion()
{
    const auto deadline = std::chrono::steady_clock::now() + kPortion;
    while (!m_batches.empty() && std::chrono::steady_clock::now() < deadline) {
        core::Batch& batch = m_batches.front();
        const auto begin = batch.events.begin() + static_cast<std::ptrdiff_t>(m_taken);
        const std::size_t count = std::min(kEventsAtOnce, batch.events.size() - m_taken);
        core::Batch part;
        part.events.assign(begin, begin + static_cast<std::ptrdiff_t>(count));
        part.chunks = std::exchange(batch.chunks, {});
        m_taken += count;
        m_handed += count;
        if (m_taken == batch.events.size()) {
            m_batches.pop_front();
            m_taken = 0;
        }
        m_feed->append(std::move(part));
    }
    Q_EMIT progressed(m_events == 0 ? 1000 : static_cast<int>(m_handed * 1000 / m_events));
    if (!m_batches.empty())
        return;
    m_portions.stop();
    Q_EMIT handedOver();
}

} // namespace app

#include "moc_recording_loader.cpp"
