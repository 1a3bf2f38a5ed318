// SPDX-License-Identifier: GPL-3.0-or-later
// A trace instance of our own in tracefs, with the tracepoint sock:inet_sock_set_state and nothing else.
#pragma once

#include "core/observe/port_set.h"
#include "core/observe/trace_page.h"
#include "helper/output.h"
#include "helper/problem.h"

#include <cstdint>
#include <string>
#include <sys/types.h>
#include <unordered_map>
#include <vector>

namespace helper {

/// The directory instances/socket-playground-PID. A child process that keeps the user root, but no capability, removes
/// it as soon as this process is gone, however it ended.
class TraceInstance
{
public:
    /// Makes it in the folder of a tracefs and switches the tracepoint on; needs root. `ports` outlives it.
    static Result<TraceInstance> open(const std::string& tracefs, const core::PortSet& ports);
    ~TraceInstance(); ///< Closes everything and waits until the directory is removed.
    TraceInstance(TraceInstance&& other) noexcept;
    TraceInstance& operator=(TraceInstance&&) = delete;

    /// After the ports have changed. False: the kernel does not filter them.
    bool updateFilter();
    /// Adds what was traced, and what was lost.
    void drain(Output& output);

private:
    struct Cpu
    {
        int pages = -1; // trace_pipe_raw
        int stats = -1;
        std::uint64_t lost = 0;
    };

    explicit TraceInstance(const core::PortSet& ports) : m_ports(&ports) {}
    Result<void> make(const std::string& tracefs);
    Result<void> configure();
    Result<void> openCpus();
    bool startJanitor(const std::string& path);
    void add(const core::TracedState& traced, Output& output);
    void countLost(Cpu& cpu, Output& output);

    const core::PortSet* m_ports;
    std::string m_path;
    core::StateFormat m_format;
    int m_filter = -1; // kept open: it can be written without the privileges that opening it takes
    std::vector<Cpu> m_cpus;
    int m_alive = -1; // closed when this process ends: the janitor reads the other end
    pid_t m_janitor = -1;
    std::unordered_map<std::uint64_t, std::uint32_t> m_sockets; // addresses in the kernel are not passed on
    std::uint32_t m_lastSocket = 0;
};

} // namespace helper
