// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/trace_instance.h"

#include "helper/privileges.h"

#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <string_view>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace helper {

namespace {

constexpr std::string_view kPrefix = "socket-playground-";
constexpr const char* kEvent = "/events/sock/inet_sock_set_state";

tl::unexpected<Problem> traceFailed(const char* call, const std::string& path)
{
    return failed(core::ObserverProblem::TraceFailed, std::string(call) + ' ' + path);
}

bool writeFile(const std::string& path, std::string_view text)
{
    const int fd = ::open(path.c_str(), O_WRONLY | O_TRUNC | O_CLOEXEC);
    if (fd < 0)
        return false;
    const bool written = ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    const int error = errno;
    ::close(fd);
    errno = error;
    return written;
}

std::string readAll(int fd)
{
    std::string text(16384, '\0');
    const ssize_t size = ::pread(fd, text.data(), text.size(), 0);
    text.resize(size < 0 ? 0 : static_cast<std::size_t>(size));
    return text;
}

// What processes left that were killed together with their janitor. One that is in use cannot be removed (EBUSY).
void removeStale(const std::string& instances)
{
    DIR* directory = ::opendir(instances.c_str());
    if (!directory)
        return;
    while (const dirent* entry = ::readdir(directory)) {
        const std::string_view name = entry->d_name;
        pid_t pid = 0;
        if (!name.starts_with(kPrefix) ||
            std::from_chars(name.data() + kPrefix.size(), name.data() + name.size(), pid).ec != std::errc{})
            continue;
        if (pid > 0 && ::kill(pid, 0) != 0 && errno == ESRCH)
            ::rmdir((instances + '/' + entry->d_name).c_str());
    }
    ::closedir(directory);
}

} // namespace

Result<TraceInstance> TraceInstance::open(const std::string& tracefs, const core::PortSet& ports)
{
    TraceInstance instance(ports);
    if (const Result<void> made = instance.make(tracefs); !made)
        return tl::unexpected(made.error());
    return instance;
}

TraceInstance::TraceInstance(TraceInstance&& other) noexcept
    : m_ports(other.m_ports),
      m_path(std::move(other.m_path)),
      m_format(other.m_format),
      m_filter(std::exchange(other.m_filter, -1)),
      m_cpus(std::exchange(other.m_cpus, {})),
      m_alive(std::exchange(other.m_alive, -1)),
      m_janitor(std::exchange(other.m_janitor, -1)),
      m_sockets(std::move(other.m_sockets)),
      m_lastSocket(other.m_lastSocket)
{
}

TraceInstance::~TraceInstance()
{
    for (const Cpu& cpu : m_cpus) {
        ::close(cpu.pages);
        ::close(cpu.stats);
    }
    for (const int fd : {m_filter, m_alive}) {
        if (fd >= 0)
            ::close(fd);
    }
    if (m_janitor > 0)
        ::waitpid(m_janitor, nullptr, 0);
}

Result<void> TraceInstance::make(const std::string& tracefs)
{
    const std::string instances = tracefs + "/instances";
    if (::access((tracefs + kEvent).c_str(), F_OK) != 0)
        return tl::unexpected(Problem{core::ObserverProblem::NoTracepoint});
    removeStale(instances);
    m_path = fmt::format("{}/{}{}", instances, kPrefix, ::getpid());
    if (!startJanitor(m_path)) // before the directory: there is no moment in which nobody would remove it
        return failed(core::ObserverProblem::TraceFailed, "fork");
    if (::mkdir(m_path.c_str(), 0700) != 0)
        return traceFailed("mkdir", m_path);
    return configure().and_then([this] { return openCpus(); });
}

bool TraceInstance::startJanitor(const std::string& path)
{
    std::array<int, 2> pipe{-1, -1};
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0)
        return false;
    m_janitor = ::fork();
    if (m_janitor != 0) {
        ::close(pipe[0]);
        m_alive = pipe[1];
        return m_janitor > 0;
    }
    ::setsid(); // what is sent to the group of the observer is not for us
    ::dup2(pipe[0], 0);
    ::close_range(1, ~0U, 0);
    dropCapabilities();
    char byte = 0;
    while (::read(0, &byte, 1) < 0 && errno == EINTR) {
    }
    // Busy until the last descriptor of the observer is closed.
    for (int i = 0; i < 500 && ::rmdir(path.c_str()) != 0 && errno == EBUSY; ++i)
        ::usleep(10'000);
    ::_exit(0);
}

Result<void> TraceInstance::configure()
{
    const std::string event = m_path + kEvent;
    if (!writeFile(m_path + "/trace_clock", "mono"))
        return traceFailed("write", m_path + "/trace_clock");
    m_filter = ::open((event + "/filter").c_str(), O_WRONLY | O_CLOEXEC);
    if (m_filter < 0 || !updateFilter())
        return traceFailed("write", event + "/filter");
    const int fd = ::open((event + "/format").c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return traceFailed("open", event + "/format");
    const std::optional<core::StateFormat> format = core::StateFormat::parse(readAll(fd));
    ::close(fd);
    if (!format)
        return tl::unexpected(Problem{core::ObserverProblem::TraceFormat});
    m_format = *format;
    return {};
}

// The kernel puts the new filter in the place of the old one, with no moment between them.
bool TraceInstance::updateFilter()
{
    const std::string filter = m_ports->traceFilter();
    return ::write(m_filter, filter.data(), filter.size()) == static_cast<ssize_t>(filter.size());
}

Result<void> TraceInstance::openCpus()
{
    for (int cpu = 0;; ++cpu) {
        const std::string path = fmt::format("{}/per_cpu/cpu{}", m_path, cpu);
        if (::access(path.c_str(), F_OK) != 0)
            break;
        Cpu& opened = m_cpus.emplace_back();
        opened.pages = ::open((path + "/trace_pipe_raw").c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
        opened.stats = ::open((path + "/stats").c_str(), O_RDONLY | O_CLOEXEC);
        if (opened.pages < 0 || opened.stats < 0)
            return traceFailed("open", path);
    }
    if (m_cpus.empty())
        return traceFailed("open", m_path + "/per_cpu");
    if (!writeFile(m_path + kEvent + "/enable", "1"))
        return traceFailed("write", m_path + kEvent + "/enable");
    return {};
}

void TraceInstance::drain(Output& output)
{
    std::array<std::byte, 65536> page; // the largest that buffer_subbuf_size_kb is commonly set to
    for (Cpu& cpu : m_cpus) {
        ssize_t size = 0;
        while ((size = ::read(cpu.pages, page.data(), page.size())) > 0) {
            const auto bytes = std::span<const std::byte>(page).first(static_cast<std::size_t>(size));
            core::readTracePage(bytes, m_format, [&](const core::TracedState& traced) { add(traced, output); });
        }
        countLost(cpu, output);
    }
}

void TraceInstance::add(const core::TracedState& traced, Output& output)
{
    core::StateRecord state = traced.state;
    if (!m_ports->contains(state.localPort) && !m_ports->contains(state.peerPort))
        return;
    const auto [found, isNew] = m_sockets.try_emplace(traced.socketAddress, m_lastSocket + 1);
    m_lastSocket += isNew ? 1U : 0U;
    state.socket = found->second;
    constexpr std::uint8_t kClose = 7; // TCP_CLOSE: the address may be given to another socket now
    if (state.to == kClose)
        m_sockets.erase(found);
    output.add(core::RecordKind::State, traced.ns, state);
}

void TraceInstance::countLost(Cpu& cpu, Output& output)
{
    const std::string stats = readAll(cpu.stats);
    std::uint64_t sum = 0;
    for (const std::string_view label : {"\noverrun: ", "\ndropped events: "}) {
        const std::size_t at = stats.find(label);
        std::uint64_t count = 0;
        if (at != std::string::npos)
            std::from_chars(stats.data() + at + label.size(), stats.data() + stats.size(), count);
        sum += count;
    }
    if (sum > cpu.lost)
        output.lost(core::LostWhere::Trace, static_cast<std::uint32_t>(sum - std::exchange(cpu.lost, sum)));
}

} // namespace helper
