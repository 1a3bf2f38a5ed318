// SPDX-License-Identifier: GPL-3.0-or-later
// Child processes: started with two descriptors and nothing else of ours, ended without waiting without bound.
#pragma once

#include <string>
#include <sys/types.h>
#include <vector>

namespace core {

/// Starts `command` (its first word is the path of a program) with `input` as its standard input and `output` as its
/// standard output; -1: /dev/null. Both are lent. Its signals are as in a new session, and it is in a process group of
/// its own: Ctrl+C in a terminal is for us, and we end it in order. Returns 0 and sets `pid`, or an errno
/// (posix_spawn(3)). Any thread; the child may choose to end with that thread (PR_SET_PDEATHSIG of prctl(2)).
int startChild(pid_t& pid, const std::vector<std::string>& command, int input, int output);

/// Waits until the child has ended, half a second in good will, then kills it; about 3 s at most (one that runs as
/// another user cannot be killed). Returns the status of waitpid(2), or -1. No zombie stays.
int endChild(pid_t pid);

} // namespace core
