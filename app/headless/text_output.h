// SPDX-License-Identifier: GPL-3.0-or-later
// Writing to a descriptor of the terminal, and what can go wrong with it.
#pragma once

#include <string>
#include <string_view>

namespace app {

/// Writes all of it, however many write(2) that takes. Returns the errno, 0 for success. Blocks as long as the reader
/// takes nothing. With SIGPIPE blocked, a reader that is gone is EPIPE.
[[nodiscard]] int writeAll(int fd, std::string_view text) noexcept;

/// A descriptor of standard input, output or error that is closed is opened to /dev/null, the wrong way round, so that
/// no socket gets its number and whoever uses it sees an end or an error. Before anything is opened.
void fillStandardDescriptors() noexcept;

/// "socket-playground: TEXT" on standard error.
void say(std::string_view text);

} // namespace app
