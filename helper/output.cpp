// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/output.h"

#include "core/clock.h"

#include <algorithm>
#include <cerrno>
#include <unistd.h>
#include <utility>

namespace helper {

void Output::add(core::RecordKind kind, std::int64_t ns, std::span<const std::byte> data,
                 std::span<const std::byte> more)
{
    if (m_bytes.size() - m_next > kMostPending) {
        // The marks of time are no loss: the next one says the same.
        m_lost += kind == core::RecordKind::Drained ? 0U : 1U;
        return;
    }
    if (m_lost > 0)
        lost(core::LostWhere::Pipe, std::exchange(m_lost, 0));
    core::RecordHeader header;
    header.kind = kind;
    header.ns = ns;
    header.length = static_cast<std::uint32_t>(data.size() + more.size());
    const auto bytes = std::as_bytes(std::span(&header, 1));
    m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end());
    m_bytes.insert(m_bytes.end(), data.begin(), data.end());
    m_bytes.insert(m_bytes.end(), more.begin(), more.end());
}

void Output::problem(const Problem& problem)
{
    add(core::RecordKind::Problem, core::monotonicNs(), core::ProblemRecord{problem.what, problem.error},
        std::as_bytes(std::span(problem.details).first(std::min(problem.details.size(), core::kMaxProblemDetails))));
}

void Output::lost(core::LostWhere where, std::uint32_t count)
{
    add(core::RecordKind::Lost, core::monotonicNs(), core::LostRecord{where, count});
}

bool Output::flush()
{
    while (pending()) {
        const ssize_t written = ::write(m_fd, m_bytes.data() + m_next, m_bytes.size() - m_next);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0 && errno == EAGAIN)
            break;
        if (written < 0)
            return false;
        m_next += static_cast<std::size_t>(written);
    }
    if (!pending()) {
        m_bytes.clear();
        m_next = 0;
    } else if (m_next > kMostPending / 4) {
        m_bytes.erase(m_bytes.begin(), m_bytes.begin() + static_cast<std::ptrdiff_t>(m_next));
        m_next = 0;
    }
    return true;
}

} // namespace helper
