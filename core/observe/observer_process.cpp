// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/observe/observer_process.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace core {

namespace {

constexpr int kStepMs = 10;

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

int spawn(pid_t& pid, const std::vector<std::string>& command, int input, int output)
{
    std::vector<char*> words;
    words.reserve(command.size() + 1);
    for (const std::string& word : command)
        words.push_back(const_cast<char*>(word.c_str())); // posix_spawn(3) takes them so and changes nothing
    words.push_back(nullptr);

    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawnattr_t attributes;
    ::posix_spawnattr_init(&attributes);
    sigset_t none;
    sigset_t all;
    ::sigemptyset(&none);
    ::sigfillset(&all);
    ::posix_spawnattr_setsigmask(&attributes, &none);
    ::posix_spawnattr_setsigdefault(&attributes, &all);
    // A group of its own: Ctrl+C in a terminal is for us, and we end it in order.
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
    const int error = ::posix_spawn(&pid, words.front(), &actions, &attributes, words.data(), environ);
    ::posix_spawnattr_destroy(&attributes);
    ::posix_spawn_file_actions_destroy(&actions);
    return error;
}

} // namespace

ObserverProcess::~ObserverProcess()
{
    kill();
}

tl::expected<void, std::string> ObserverProcess::start(const std::vector<std::string>& command)
{
    kill();
    std::array<int, 2> input{-1, -1};
    std::array<int, 2> output{-1, -1};
    int error = 0;
    if (!openPipe(input) || !openPipe(output))
        error = errno;
    else
        error = spawn(m_pid, command, input[0], output[1]);
    closeFd(input[0]);
    closeFd(output[1]);
    m_input = input[1];
    m_output = output[0];
    if (error != 0) {
        m_pid = -1;
        closeFd(m_input);
        closeFd(m_output);
        return tl::unexpected(fmt::format("{} could not be started: {}.", command.front(), std::strerror(error)));
    }
    ::fcntl(m_output, F_SETFL, ::fcntl(m_output, F_GETFL) | O_NONBLOCK);
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
    int status = -1;
    // Half a second in good will, then without.
    for (int waited = 0; waited < 3000; waited += kStepMs) {
        const pid_t ended = ::waitpid(m_pid, &status, WNOHANG);
        if (ended == m_pid || (ended < 0 && errno != EINTR))
            break;
        if (waited == 500)
            ::kill(m_pid, SIGKILL);
        ::poll(nullptr, 0, kStepMs);
    }
    m_pid = -1;
    return status;
}

} // namespace core
