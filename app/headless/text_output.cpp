// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/text_output.h"

#include "app/headless/patient_writer.h"
#include "core/text/visible_text.h"

#include <fcntl.h>
#include <initializer_list>
#include <string>
#include <unistd.h>

namespace app {

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
    sayLines("socket-playground: " + std::string(text) + '\n');
}

void sayLines(std::string_view text)
{
    PatientWriter writer;
    writer.stop();
    static_cast<void>(writer.write(STDERR_FILENO, core::visibleText(text))); // no other place
}

} // namespace app
