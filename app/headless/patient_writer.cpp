// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/patient_writer.h"

#include "core/clock.h"
#include "core/file/unique_fd.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace app {

namespace {

constexpr int kAgainMs = 10; // a terminal that has room may take nothing, when what comes next needs more room

/// Of a terminal poll(2) says that it takes something, but not how much, and write(2) waits for the rest. A file
/// description of its own does not wait, and the one that is shared with the shell stays as it is. None for what is no
/// terminal, or the master of one, which would be another one when it is opened.
core::UniqueFd openWithoutWaiting(int fd) noexcept
{
    unsigned number = 0;
    if (::isatty(fd) != 1 || ::ioctl(fd, TIOCGPTN, &number) == 0)
        return {};
    std::array<char, 32> path{};
    fmt::format_to_n(path.data(), path.size() - 1, "/proc/self/fd/{}", fd);
    return core::UniqueFd(::open(path.data(), O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
}

} // namespace

int PatientWriter::write(int fd, std::span<const std::byte> bytes) noexcept
{
    const core::UniqueFd terminal = openWithoutWaiting(fd);
    if (terminal)
        fd = terminal.get();
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
        else if (errno == EAGAIN)
            static_cast<void>(::poll(&fds[1], 1, kAgainMs)); // looked at in the next turn
        else if (errno != EINTR)
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
