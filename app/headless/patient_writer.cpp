// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/patient_writer.h"

#include "core/clock.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <limits.h>
#include <poll.h>
#include <unistd.h>

namespace app {

int PatientWriter::write(int fd, std::span<const std::byte> bytes) noexcept
{
    while (!bytes.empty()) {
        std::array<pollfd, 2> fds{{{fd, POLLOUT, 0}, {m_deadlineNs == 0 ? m_stopFd : -1, POLLIN, 0}}};
        if (::poll(fds.data(), fds.size(), timeLeftMs()) < 0) {
            if (errno != EINTR)
                return errno;
            continue;
        }
        if (fds[1].revents != 0)
            stop();
        if (timeLeftMs() == 0)
            return ECANCELED;
        if (fds[0].revents == 0)
            continue;
        // A pipe that is ready takes so many bytes without waiting (pipe(7)).
        const ssize_t written = ::write(fd, bytes.data(), std::min<std::size_t>(bytes.size(), PIPE_BUF));
        if (written >= 0)
            bytes = bytes.subspan(static_cast<std::size_t>(written));
        else if (errno != EINTR && errno != EAGAIN)
            return errno;
    }
    return 0;
}

void PatientWriter::stop() noexcept
{
    if (m_deadlineNs == 0)
        m_deadlineNs = core::monotonicNs() + std::chrono::nanoseconds(m_grace).count();
}

int PatientWriter::timeLeftMs() const noexcept
{
    if (m_deadlineNs == 0)
        return -1;
    const std::int64_t leftNs = std::max<std::int64_t>(m_deadlineNs - core::monotonicNs(), 0);
    return static_cast<int>((leftNs + 999'999) / 1'000'000);
}

} // namespace app
