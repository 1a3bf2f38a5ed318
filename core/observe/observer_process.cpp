// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/observe/observer_process.h"

#include "core/process/child.h"
#include "core/text/errno_text.h"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace core {

namespace {

void closeFd(int& fd)
{
    if (fd >= 0)
        ::close(std::exchange(fd, -1));
}

// Both ends close-on-exec; the child gets copies.
bool openPipe(std::array<int, 2>& ends)
{
    return ::pipe2(ends.data(), O_CLOEXEC) == 0;
}

} // namespace

ObserverProcess::~ObserverProcess()
{
    kill();
}

tl::expected<void, Sentence> ObserverProcess::start(const std::vector<std::string>& command)
{
    kill();
    std::array<int, 2> input{-1, -1};
    std::array<int, 2> output{-1, -1};
    int error = 0;
    if (!openPipe(input) || !openPipe(output))
        error = errno;
    else
        error = startChild(m_pid, command, input[0], output[1]);
    closeFd(input[0]);
    closeFd(output[1]);
    m_input = input[1];
    m_output = output[0];
    if (error != 0) {
        m_pid = -1;
        closeFd(m_input);
        closeFd(m_output);
        return tl::unexpected(Sentence{CORE_TR("%1 could not be started (%2)."), {command.front(), errnoName(error)}});
    }
    for (const int fd : {m_output, m_input})
        ::fcntl(fd, F_SETFL, ::fcntl(fd, F_GETFL) | O_NONBLOCK);
    return {};
}

std::ptrdiff_t ObserverProcess::read(std::span<std::byte> room) const
{
    if (m_output < 0)
        return -1;
    const ssize_t size = ::read(m_output, room.data(), room.size());
    if (size > 0)
        return size;
    return size < 0 && (errno == EAGAIN || errno == EINTR) ? 0 : -1;
}

std::ptrdiff_t ObserverProcess::write(std::string_view text) const
{
    if (m_input < 0)
        return -1;
    const ssize_t size = ::write(m_input, text.data(), text.size());
    if (size >= 0)
        return size;
    return errno == EAGAIN || errno == EINTR ? 0 : -1;
}

void ObserverProcess::askToEnd()
{
    closeFd(m_input);
}

int ObserverProcess::kill()
{
    askToEnd();
    closeFd(m_output);
    if (m_pid < 0)
        return -1;
    return endChild(std::exchange(m_pid, -1));
}

} // namespace core
