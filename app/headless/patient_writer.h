// SPDX-License-Identifier: GPL-3.0-or-later
// Writing to a reader that may take nothing: a pager, a stopped terminal, a full pipe.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace app {

/// Waits as long as the reader takes nothing, until the program is to end: then the reader has a little time for all
/// the rest. One thread at a time.
class PatientWriter
{
public:
    static constexpr std::chrono::milliseconds kGrace{1'000};

    /// `stopFd` becomes readable when the program is to end, and is not read (-1: stop() says so). Not owned.
    explicit PatientWriter(int stopFd = -1, std::chrono::milliseconds grace = kGrace) noexcept
        : m_stopFd(stopFd), m_grace(grace)
    {
    }
    void setStopFd(int fd) noexcept { m_stopFd = fd; }

    /// Writes all of it, however many write(2) that takes. Returns the errno, 0 for success; ECANCELED: the program is
    /// to end, and the reader did not take it in time. With SIGPIPE blocked, a reader that is gone is EPIPE.
    [[nodiscard]] int write(int fd, std::span<const std::byte> bytes) noexcept;
    [[nodiscard]] int write(int fd, std::string_view text) noexcept
    {
        return write(fd, std::as_bytes(std::span(text)));
    }

    void stop() noexcept; ///< The program is to end; from now on the time for the rest runs.

private:
    int timeLeftMs() const noexcept; // -1: without bound

    int m_stopFd;
    const std::chrono::milliseconds m_grace;
    std::int64_t m_deadlineNs = 0; // 0: not stopped
};

} // namespace app
