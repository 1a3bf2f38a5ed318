// SPDX-License-Identifier: GPL-3.0-or-later
// Records on their way to standard output, which may be stalled or gone.
#pragma once

#include "core/observe/record.h"
#include "helper/problem.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace helper {

/// Never blocks and keeps at most kMostPending bytes; what does not fit is counted and told as lost once there is room.
class Output
{
public:
    static constexpr std::size_t kMostPending = std::size_t{16} << 20;

    explicit Output(int fd) : m_fd(fd) {}

    void add(core::RecordKind kind, std::int64_t ns, std::span<const std::byte> data = {},
             std::span<const std::byte> more = {});
    template <class T>
    void add(core::RecordKind kind, std::int64_t ns, const T& value, std::span<const std::byte> more = {})
    {
        add(kind, ns, std::as_bytes(std::span(&value, 1)), more);
    }
    void problem(const Problem& problem);
    void lost(core::LostWhere where, std::uint32_t count);

    /// Writes what the pipe takes. False: nobody reads any more.
    bool flush();
    bool pending() const noexcept { return m_next < m_bytes.size(); }

private:
    int m_fd;
    std::vector<std::byte> m_bytes;
    std::size_t m_next = 0;
    std::uint32_t m_lost = 0; // records that did not fit
};

} // namespace helper
