// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/own_process.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <sys/wait.h>
#include <unistd.h>

namespace bench {

namespace {

[[noreturn]] void fail(const char* what)
{
    std::perror(what);
    std::exit(1);
}

} // namespace

void inOwnProcess(std::span<std::byte> result, const std::function<void()>& work)
{
    std::array<int, 2> ends{};
    if (::pipe(ends.data()) != 0)
        fail("pipe");
    std::fflush(nullptr); // or the child writes it once more
    const pid_t child = ::fork();
    if (child < 0)
        fail("fork");
    if (child == 0) {
        work();
        std::fflush(nullptr);
        const ssize_t told = ::write(ends[1], result.data(), result.size()); // all or nothing (pipe(7))
        ::_exit(told == static_cast<ssize_t>(result.size()) ? 0 : 1);
    }
    ::close(ends[1]);
    const ssize_t got = ::read(ends[0], result.data(), result.size());
    ::close(ends[0]);
    int status = 0;
    if (::waitpid(child, &status, 0) < 0)
        fail("waitpid");
    if (status != 0 || got != static_cast<ssize_t>(result.size())) {
        std::fprintf(stderr, "A part of the measurement failed: %s %d.\n",
                     WIFSIGNALED(status) ? "ended by signal" : "exit code",
                     WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
        std::exit(1);
    }
}

} // namespace bench
