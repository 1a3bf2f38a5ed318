// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/text_output.h"

#include <cerrno>
#include <fcntl.h>
#include <fmt/format.h>
#include <initializer_list>
#include <unistd.h>

namespace app {

int writeAll(int fd, std::string_view text) noexcept
{
    while (!text.empty()) {
        const ssize_t written = ::write(fd, text.data(), text.size());
        if (written >= 0)
            text.remove_prefix(static_cast<std::size_t>(written));
        else if (errno != EINTR)
            return errno;
    }
    return 0;
}

void fillStandardDescriptors() noexcept
{
    for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        // open(2) returns the lowest free number, which is this one.
        if (::fcntl(fd, F_GETFD) < 0)
            static_cast<void>(::open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY));
    }
}

void say(std::string_view text)
{
    static_cast<void>(writeAll(STDERR_FILENO, fmt::format("socket-playground: {}\n", text))); // nowhere else to say it
}

} // namespace app
