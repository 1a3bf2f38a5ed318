// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/moving/row_search.h"

#include "widgets/log/event_rows_model.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <utility>

namespace widgets {

using namespace std::chrono_literals;

namespace {

using Clock = std::chrono::steady_clock;

constexpr auto kSlice = 3ms;
constexpr int kBetweenLooksAtClock = 16; // rows: making their text takes some microseconds each

} // namespace

RowSearch::RowSearch(const EventRowsModel& model, QObject* parent) : QObject(parent), m_model(model)
{
    connect(&m_slices, &SliceTimer::timeout, this, &RowSearch::slice);
}

void RowSearch::start(Wish wish)
{
    m_wish = std::move(wish);
    m_at = m_wish.from;
    m_wrapped = false;
    m_looked = 0;
    m_slices.start();
    slice();
}

void RowSearch::stop()
{
    m_slices.stop();
    m_wish.test = nullptr;
}

int RowSearch::percent() const
{
    const int rows = std::max(1, m_model.rowCount());
    return static_cast<int>(std::clamp<qint64>(m_looked * 100 / rows, 0, 100));
}

int RowSearch::nextRow() const
{
    if (m_wish.direction == SearchDirection::Up) {
        const int row = m_model.rowsBefore(m_at) - 1;
        return row >= 0 && (!m_wrapped || m_model.numberAt(row) >= m_wish.from) ? row : -1;
    }
    const int row = m_model.rowsBefore(m_at + 1);
    return row < m_model.rowCount() && (!m_wrapped || m_model.numberAt(row) <= m_wish.from) ? row : -1;
}

void RowSearch::slice()
{
    const auto deadline = Clock::now() + kSlice;
    do {
        for (int i = 0; i < kBetweenLooksAtClock; ++i) {
            const int row = nextRow();
            if (row < 0 && goesOn())
                continue;
            if (row < 0)
                return;
            m_at = m_model.numberAt(row);
            ++m_looked;
            if (m_wish.test(row)) {
                stop();
                Q_EMIT found(m_at, m_wrapped);
                return;
            }
        }
    } while (Clock::now() < deadline);
    Q_EMIT progressed();
}

/// There is no row further on: true when there may be one at the other end.
bool RowSearch::goesOn()
{
    const bool down = m_wish.direction == SearchDirection::Down;
    if (down && !m_wrapped && !m_model.isComplete())
        return false; // the filter is still at work: the next slice may find more rows
    if (m_wish.wraps && !m_wrapped) {
        m_wrapped = true;
        m_at = down ? 0 : std::numeric_limits<quint64>::max();
        return true;
    }
    stop();
    Q_EMIT notFound();
    return false;
}

} // namespace widgets

#include "moc_row_search.cpp"
