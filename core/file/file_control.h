// SPDX-License-Identifier: GPL-3.0-or-later
// How long work on a file tells of its progress and is given up.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <functional>

namespace core {

/// For work on a thread of its own: `progress` is called there, some hundred times at most; `cancel` may be set by any
/// thread, and the work ends within some milliseconds of writing or reading. Both may be left out.
struct FileControl
{
    std::function<void(std::uint64_t done, std::uint64_t total)> progress;
    const std::atomic<bool>* cancel = nullptr;

    bool isCancelled() const noexcept { return cancel && cancel->load(std::memory_order_relaxed); }
};

/// Tells of progress in some hundred steps, however often it is asked to, and of the end.
class ProgressSteps
{
public:
    ProgressSteps(const FileControl& control, std::uint64_t total) : m_control(control), m_total(total) {}

    void reached(std::uint64_t done)
    {
        if (!m_control.progress || (done < m_next && done < m_total))
            return;
        m_control.progress(done, m_total);
        m_next = done + std::max<std::uint64_t>(m_total / kSteps, 1);
    }

private:
    static constexpr std::uint64_t kSteps = 200;

    const FileControl& m_control;
    const std::uint64_t m_total;
    std::uint64_t m_next = 0;
};

} // namespace core
