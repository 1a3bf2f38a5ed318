// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/process/child.h"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace core {

namespace {

constexpr int kStepMs = 10;

void setStream(posix_spawn_file_actions_t& actions, int stream, int from)
{
    if (from < 0)
        ::posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_RDWR, 0);
    else
        ::posix_spawn_file_actions_adddup2(&actions, from, stream);
}

} // namespace

int startChild(pid_t& pid, const std::vector<std::string>& command, int input, int output)
{
    std::vector<char*> words;
    words.reserve(command.size() + 1);
    for (const std::string& word : command)
        words.push_back(const_cast<char*>(word.c_str())); // posix_spawn(3) takes them so and changes nothing
    words.push_back(nullptr);

    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    setStream(actions, STDIN_FILENO, input);
    setStream(actions, STDOUT_FILENO, output);
    posix_spawnattr_t attributes;
    ::posix_spawnattr_init(&attributes);
    sigset_t none;
    sigset_t all;
    ::sigemptyset(&none);
    ::sigfillset(&all);
    ::posix_spawnattr_setsigmask(&attributes, &none);
    ::posix_spawnattr_setsigdefault(&attributes, &all);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
    const int error = ::posix_spawn(&pid, words.front(), &actions, &attributes, words.data(), environ);
    ::posix_spawnattr_destroy(&attributes);
    ::posix_spawn_file_actions_destroy(&actions);
    return error;
}

int endChild(pid_t pid)
{
    int status = -1;
    for (int waited = 0; waited < 3000; waited += kStepMs) {
        const pid_t ended = ::waitpid(pid, &status, WNOHANG);
        if (ended == pid || (ended < 0 && errno != EINTR))
            break;
        if (waited == 500)
            ::kill(pid, SIGKILL);
        ::poll(nullptr, 0, kStepMs);
    }
    return status;
}

} // namespace core
