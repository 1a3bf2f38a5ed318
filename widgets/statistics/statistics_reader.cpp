// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/statistics/statistics_reader.h"

#include <chrono>
#include <utility>

namespace widgets {

using namespace std::chrono_literals;

namespace {

constexpr auto kSlice = 4ms;
constexpr int kBetweenLooksAtClock = 256; // events

} // namespace

StatisticsReader::StatisticsReader(EventFeed& feed, QObject* parent) : QObject(parent), m_feed(feed)
{
    connect(&m_slices, &SliceTimer::timeout, this, &StatisticsReader::slice);
    connect(&feed, &EventFeed::cleared, this, &StatisticsReader::restart);
    connect(&feed, &EventFeed::appended, this, [this] {
        if (!m_slices.isActive()) // else still busy with older ones
            slice();
    });
    m_next = feed.recording().firstNumber();
    if (!feed.recording().empty())
        m_slices.start();
}

void StatisticsReader::restart()
{
    m_statistics.clear();
    m_next = m_feed.recording().firstNumber();
    m_missed = 0;
    m_newestNs = 0;
    Q_EMIT restarted();
}

void StatisticsReader::slice()
{
    const auto deadline = std::chrono::steady_clock::now() + kSlice;
    const core::Recording& recording = m_feed.recording();
    const quint64 first = recording.firstNumber();
    const quint64 end = first + recording.size();
    if (m_next < first)
        m_missed += first - std::exchange(m_next, first);
    while (m_next < end && std::chrono::steady_clock::now() < deadline) {
        for (int i = 0; i < kBetweenLooksAtClock && m_next < end; ++i, ++m_next) {
            const core::Event event = recording.at(m_next - first);
            m_statistics.add(event, m_next);
            m_newestNs = event.startNs;
        }
    }
    if (m_next == end)
        m_slices.stop();
    else if (!m_slices.isActive())
        m_slices.start();
}

} // namespace widgets

#include "moc_statistics_reader.cpp"
