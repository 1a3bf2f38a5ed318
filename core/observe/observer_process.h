// SPDX-License-Identifier: GPL-3.0-or-later
// The observer as a child process: started, read and ended without ever waiting for it without bound.
#pragma once

#include "core/text/sentence.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <tl/expected.hpp>
#include <vector>

namespace core {

/// Owns the process and the pipes. Belongs to the thread that start()s it and that stays until the end: the observer
/// ends with that thread (PR_SET_PDEATHSIG), and when its standard input is closed.
class ObserverProcess
{
public:
    ObserverProcess() = default;
    ~ObserverProcess(); ///< kill()
    ObserverProcess(const ObserverProcess&) = delete;
    ObserverProcess& operator=(const ObserverProcess&) = delete;

    /// `command`: the first word is the path of a program.
    tl::expected<void, Sentence> start(const std::vector<std::string>& command);
    int fd() const noexcept { return m_output; } ///< To be polled for reading; -1 when there is none.
    /// What can be read now, into `room`. 0: nothing now; -1: it has ended (or closed its output).
    std::ptrdiff_t read(std::span<std::byte> room) const;
    /// Writes to its standard input as much as it takes now; returns how many bytes, -1 when it does not read any more.
    std::ptrdiff_t write(std::string_view text) const;
    /// Closes its standard input: it reports what is left, and ends.
    void askToEnd();
    /// Ends it if it still runs and takes its exit status, so that no zombie stays; waits at most about 3 s (one that
    /// runs as another user cannot be killed). Returns the status of waitpid(2), or -1.
    int kill();

private:
    pid_t m_pid = -1;
    int m_input = -1;
    int m_output = -1;
};

} // namespace core
