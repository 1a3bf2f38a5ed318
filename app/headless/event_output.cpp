// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/event_output.h"

#include "app/headless/error_text.h"
#include "app/headless/event_printer.h"
#include "core/text/event_json.h"

#include <cerrno>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace app {

namespace {

/// A file that was there may be readable by others. Names the call that failed with errno; null when all is well, as
/// for devices and pipes, which keep their mode.
const char* makePrivate(int fd)
{
    struct stat file = {};
    if (::fstat(fd, &file) != 0)
        return "fstat";
    if (S_ISREG(file.st_mode) && ::fchmod(fd, S_IRUSR | S_IWUSR) != 0)
        return "fchmod";
    return nullptr;
}

} // namespace

EventOutput::~EventOutput()
{
    if (m_traceFd > STDERR_FILENO)
        ::close(m_traceFd);
}

std::string EventOutput::open()
{
    if (!m_options.trace)
        return {};
    if (*m_options.trace == "-") {
        m_traceFd = STDERR_FILENO;
        return {};
    }
    m_traceFd = ::open(m_options.trace->c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR);
    const char* failed = m_traceFd < 0 ? "open" : makePrivate(m_traceFd);
    if (failed == nullptr)
        return {};
    return fmt::format("The trace cannot be written to {}: {}.", *m_options.trace, errorText({failed, errno}));
}

void EventOutput::write(const core::Recording& recording, const core::Recorder& recorder)
{
    if (failed() || (!m_options.json && m_traceFd < 0))
        return;
    std::string json;
    std::string trace;
    for (std::size_t i = 0; i < recording.size(); ++i) {
        const core::Event event = recording.at(i);
        const std::uint64_t number = recording.firstNumber() + i;
        if (m_options.json)
            json += core::eventJson(event, number, recorder.trackName(event.thread)) + '\n';
        if (m_traceFd >= 0 && (m_options.all || core::callInfo(event.call).group == core::CallGroup::Socket))
            trace += eventLine(event, number, recording.originNs() == 0 ? event.startNs : recording.originNs());
    }
    put(STDOUT_FILENO, json);
    put(m_traceFd, trace);
}

void EventOutput::put(int fd, const std::string& text)
{
    if (text.empty() || failed())
        return;
    m_error = m_writer.write(fd, text);
    m_failedFd = fd;
}

std::string EventOutput::problem() const
{
    if (m_error == EPIPE && m_failedFd != STDOUT_FILENO)
        return fmt::format("The trace could not be written: {}.", errorText({"write", m_error}));
    return writeProblem("events", m_error);
}

} // namespace app
