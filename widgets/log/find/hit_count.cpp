// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/find/hit_count.h"

#include "widgets/log/event_rows_model.h"

#include <chrono>
#include <utility>

namespace widgets {

using namespace std::chrono_literals;

namespace {

using Clock = std::chrono::steady_clock;

constexpr auto kSlice = 2ms;

} // namespace

HitCount::HitCount(const EventRowsModel& model, QObject* parent) : QObject(parent), m_model(model)
{
    connect(&m_slices, &SliceTimer::timeout, this, &HitCount::slice);
    connect(&model, &EventRowsModel::countsChanged, this, &HitCount::onCounts);
    connect(&model, &EventRowsModel::modelReset, this, [this] { restart(std::exchange(m_test, nullptr)); });
}

void HitCount::restart(Test test)
{
    m_test = std::move(test);
    m_hits.clear();
    m_seen = 0;
    m_slices.stop();
    if (m_test)
        m_slices.start();
    Q_EMIT changed();
}

void HitCount::onCounts()
{
    if (!m_test)
        return;
    const std::size_t gone = m_hits.countBefore(m_model.feed().recording().firstNumber());
    if (gone > 0) {
        m_hits.dropFront(gone);
        Q_EMIT changed();
    }
    if (!m_slices.isActive() && m_model.rowsBefore(m_seen + 1) < m_model.rowCount())
        m_slices.start();
}

void HitCount::slice()
{
    const auto deadline = Clock::now() + kSlice;
    int row = m_model.rowsBefore(m_seen + 1);
    for (; row < m_model.rowCount() && Clock::now() < deadline; ++row) {
        m_seen = m_model.numberAt(row);
        if (m_test(row))
            m_hits.append(m_seen);
    }
    if (row >= m_model.rowCount())
        m_slices.stop();
    Q_EMIT changed();
}

} // namespace widgets

#include "moc_hit_count.cpp"
