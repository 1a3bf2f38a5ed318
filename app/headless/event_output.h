// SPDX-License-Identifier: GPL-3.0-or-later
// Events of a running session as lines: for people, for programs, or for nobody.
#pragma once

#include "app/headless/patient_writer.h"
#include "core/event/recorder.h"
#include "core/event/recording.h"

#include <optional>
#include <string>

namespace app {

struct EventOptions
{
    bool record = true;               ///< False: there are no events to show.
    bool json = false;                ///< One JSON object a line for each event, on standard output.
    std::optional<std::string> trace; ///< A line like that of strace for each event; "-": standard error, else a file.
    bool all = false;                 ///< The trace also shows the calls that only wait. JSON always has every event.
};

/// Belongs to one thread, as `writer`, which is not owned. Nothing is kept: what is written is forgotten.
class EventOutput
{
public:
    EventOutput(EventOptions options, PatientWriter& writer) : m_options(std::move(options)), m_writer(writer) {}
    ~EventOutput();
    EventOutput(const EventOutput&) = delete;
    EventOutput& operator=(const EventOutput&) = delete;

    /// Opens the file of the trace, for its owner only. Empty when all is well, else a sentence.
    std::string open();
    /// Every event of the recording with its number. After a failure nothing is written any more.
    void write(const core::Recording& recording, const core::Recorder& recorder);

    bool wantsEvents() const noexcept { return m_options.json || m_options.trace; }
    bool failed() const noexcept { return m_error != 0; }
    /// A sentence; empty when nothing failed, or the reader of standard output wanted no more (| head).
    std::string problem() const;

private:
    void put(int fd, const std::string& text);

    const EventOptions m_options;
    PatientWriter& m_writer;
    int m_traceFd = -1;
    int m_error = 0;
    int m_failedFd = -1;
};

} // namespace app
