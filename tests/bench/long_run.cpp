// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/long_run.h"

#include "tests/bench/echo_script.h"
#include "tests/bench/memory_use.h"
#include "tests/bench/window_parts.h"
#include "widgets/log/log_model.h"

#include <QEventLoop>
#include <QTimer>
#include <vector>

namespace bench {

namespace {

constexpr std::uint32_t kConnections = 100;

/// Both ends, recorded by the calling thread in turn.
class Ends
{
public:
    explicit Ends(core::Recorder& recorder)
        : m_server(recorder.addTrack("server", core::Side::Server), kConnections),
          m_client(recorder.addTrack("clients", core::Side::Client), kConnections)
    {
    }
    std::size_t record(std::size_t atLeast)
    {
        std::size_t recorded = 0;
        while (recorded < atLeast)
            recorded += m_client.next() + m_server.next();
        return recorded;
    }

private:
    EchoScript m_server;
    EchoScript m_client;
};

} // namespace

void runLong(std::size_t events, const std::function<void(std::size_t, std::size_t, std::size_t)>& told)
{
    constexpr std::size_t kMillion = 1'000'000;
    constexpr std::size_t kBatch = 5000;
    WindowParts window(Parts::All, {});
    Ends ends(window.recorder());
    std::size_t done = 0;
    QEventLoop loop;
    QTimer next;
    QObject::connect(&next, &QTimer::timeout, &loop, [&] {
        const std::size_t millions = done / kMillion;
        done += ends.record(kBatch);
        window.feed().append(window.recorder().collectAll());
        if (done / kMillion > millions)
            told(done, window.feed().recording().size(), residentBytes());
        if (done >= events)
            loop.quit();
    });
    next.start(0);
    loop.exec();
}

double bytesPerRow(std::size_t rows)
{
    constexpr std::size_t kBatch = 3300;
    // Events that were recorded before and are taken again and again, so that nothing else needs memory meanwhile.
    std::vector<core::Event> recorded;
    {
        core::Recorder recorder;
        Ends ends(recorder);
        ends.record(rows / 10);
        recorded = recorder.collectAll().events;
    }
    for (core::Event& event : recorded) {
        event.payload = nullptr;
        event.payloadSize = 0;
    }
    const std::size_t before = heapInUse();
    core::Recording::Limits limits;
    limits.events = rows * 2;
    widgets::EventFeed feed(limits);
    const widgets::LogModel model(feed);
    for (std::size_t at = 0; feed.recording().size() < rows; at = (at + kBatch) % (recorded.size() - kBatch)) {
        const auto first = recorded.begin() + static_cast<std::ptrdiff_t>(at);
        core::Batch batch;
        batch.events.assign(first, first + kBatch);
        feed.append(std::move(batch));
    }
    if (!model.isComplete()) { // what it could not look at in its time comes with the event loop
        QEventLoop loop;
        QObject::connect(&model, &widgets::LogModel::countsChanged, &loop, [&] {
            if (model.isComplete())
                loop.quit();
        });
        loop.exec();
    }
    return static_cast<double>(heapInUse() - before) / static_cast<double>(model.rowCount());
}

} // namespace bench
