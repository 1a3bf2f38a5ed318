// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/viewer/recording_loader.h"

#include "app/document/file_path.h"
#include "app/settings/settings.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <memory>
#include <utility>

namespace app {

using namespace std::chrono_literals;

namespace {

constexpr auto kPortion = 4ms;
constexpr std::size_t kEventsAtOnce = 256; // given to the feed between two looks at the clock

core::ReadLimits readLimits()
{
    core::ReadLimits limits;
    limits.events = static_cast<std::uint64_t>(settings::kLimitEvents.most);
    limits.payloadBytes = static_cast<std::uint64_t>(settings::kLimitPayloadMiB.most) << 20U;
    return limits;
}

} // namespace

RecordingLoader::RecordingLoader(QObject* parent) : QObject(parent)
{
    connect(&m_task, &FileTask::progressed, this, &RecordingLoader::progressed);
    connect(&m_portions, &QTimer::timeout, this, &RecordingLoader::handPortion);
}

void RecordingLoader::start(const QString& path)
{
    m_task.start([this, path = nativePath(path)](const core::FileControl& control) {
        auto batches = std::make_shared<std::deque<core::Batch>>();
        core::ReadRequest request;
        request.path = path;
        request.limits = readLimits();
        request.onBatch = [batches](core::Batch batch) { batches->push_back(std::move(batch)); };
        auto outcome = core::readRecording(request, control);
        return FileTask::Outcome([this, batches, outcome = std::move(outcome)] {
            if (!outcome)
                return Q_EMIT failed(outcome.error());
            m_batches = std::move(*batches);
            m_events = outcome->events;
            Q_EMIT wasRead(*outcome);
        });
    });
}

core::Recording::Limits RecordingLoader::limits() const
{
    core::Recording::Limits limits;
    limits.events = static_cast<std::size_t>(m_events);
    limits.payloadBytes = std::numeric_limits<std::size_t>::max() / 2; // the reader had a limit
    return limits;
}

void RecordingLoader::handOver(widgets::EventFeed& feed)
{
    m_feed = &feed;
    m_portions.start(0);
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
