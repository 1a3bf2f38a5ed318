// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/network_helper.h"

#include "core/network/descriptor_passing.h"
#include "core/network/network_problem.h"
#include "core/process/child.h"
#include "core/text/errno_text.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <fmt/format.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace core {

namespace {

constexpr const char* kNotUnderstood =
    CORE_TR("There is no private network: what its helper said cannot be understood. Program and helper may be of "
            "different versions: install both again.");

void closeFd(int& fd)
{
    if (fd >= 0)
        ::close(std::exchange(fd, -1));
}

// How it ended is known only when it was waited for.
constexpr const char* kEndedEarly = CORE_TR("There is no private network: its helper has ended before it was ready.");

Sentence endedEarly(int status)
{
    if (!WIFSIGNALED(status))
        return kEndedEarly;
    return {CORE_TR("There is no private network: its helper was ended by signal %1 before it was ready."),
            {std::to_string(WTERMSIG(status))}};
}

Sentence endedLate(int status)
{
    if (!WIFSIGNALED(status))
        return CORE_TR(
            "The helper of the private network has ended. Its sockets live on, but no new one can be made in "
            "it. Stop the server and disconnect every client, then choose it again to have a new one.");
    return {CORE_TR("The helper of the private network was ended by signal %1. Its sockets live on, but no new one can "
                    "be made in it. Stop the server and disconnect every client, then choose it again to have a new "
                    "one."),
            {std::to_string(WTERMSIG(status))}};
}

// One that is whole, or nothing. A descriptor that came with another kind of reply is closed.
struct Reply
{
    NetworkReply reply;
    int descriptor = -1;
    bool noRoom = false;
    int error = 0; // EPIPE: the helper has closed; EBADMSG
};

Reply readReply(int channel, NetworkReplyKind kind)
{
    Reply result;
    const ReceivedMessage received = receiveMessage(channel, std::as_writable_bytes(std::span(&result.reply, 1)));
    result.descriptor = received.descriptor;
    result.noRoom = received.noRoom;
    if (received.size == 0 || (received.size < 0 && received.error != EMSGSIZE))
        result.error = EPIPE;
    else if (received.size != sizeof(NetworkReply) || !result.reply.isWellFormed() || result.reply.kind != kind)
        result.error = EBADMSG;
    const bool wanted = result.error == 0 && kind == NetworkReplyKind::Socket && result.reply.error == 0;
    if (!wanted)
        closeFd(result.descriptor);
    return result;
}

} // namespace

NetworkHelper::NetworkHelper(std::function<void(const NetworkStatus&)> changed)
    : m_changed(std::move(changed)), m_stopFd(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
}

NetworkHelper::~NetworkHelper()
{
    ::close(m_stopFd);
}

void NetworkHelper::run(const std::vector<std::string>& command)
{
    tell(NetworkStatus::Phase::Starting, {});
    Sentence problem = start(command);
    if (problem.empty())
        problem = awaitReady();
    const bool ready = problem.empty();
    if (ready) {
        setState(State::Ready);
        tell(NetworkStatus::Phase::Ready, m_note);
        watch();
    }
    setState(State::Ended);
    end();
    const int status = m_pid > 0 ? endChild(m_pid) : -1;
    if (ready)
        tell(NetworkStatus::Phase::Ended, endedLate(status));
    else
        tell(NetworkStatus::Phase::Failed, problem == kEndedEarly ? endedEarly(status) : problem);
}

Sentence NetworkHelper::start(const std::vector<std::string>& command)
{
    std::array<int, 2> ends{-1, -1};
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0)
        return {CORE_TR("There is no private network: %1 failed with %2."), {"socketpair", errnoName(errno)}};
    {
        const std::lock_guard lock(m_asking);
        m_channel = ends[0];
    }
    m_program = command.front();
    const int error = startChild(m_pid, command, ends[1], -1);
    closeFd(ends[1]);
    if (error != 0) {
        m_pid = -1;
        return {CORE_TR("There is no private network: its helper %1 could not be started (%2)."),
                {command.front(), errnoName(error)}};
    }
    return {};
}

Sentence NetworkHelper::awaitReady()
{
    std::array<pollfd, 2> fds{pollfd{m_channel, POLLIN, 0}, pollfd{m_stopFd, POLLIN, 0}};
    if (::poll(fds.data(), fds.size(), kStartMs) == 0)
        return {CORE_TR("There is no private network: its helper was not ready within %1 s."),
                {std::to_string(kStartMs / 1000)}};
    if (fds[1].revents != 0)
        return CORE_TR("The private network was left."); // and reported to nobody
    const Reply ready = readReply(m_channel, NetworkReplyKind::Ready);
    if (ready.error == EBADMSG)
        return kNotUnderstood;
    if (ready.error != 0)
        return kEndedEarly;
    m_inode = ready.reply.inode;
    if (ready.reply.error == 0)
        return {};
    Sentence problem = networkProblem(ready.reply.step, ready.reply.error, NetworkHints::read());
    if (ready.reply.step != NetworkStep::SilentRoute)
        return problem;
    m_note = std::move(problem);
    return {};
}

void NetworkHelper::watch() const
{
    // Replies are read by who asks: here only the end matters, which is told unasked.
    std::array<pollfd, 2> fds{pollfd{m_channel, 0, 0}, pollfd{m_stopFd, POLLIN, 0}};
    while (::poll(fds.data(), fds.size(), -1) < 0 && errno == EINTR) {
    }
}

void NetworkHelper::end()
{
    // Whoever waits for an answer is woken, and then nobody uses the descriptor.
    if (m_channel >= 0)
        ::shutdown(m_channel, SHUT_RDWR);
    const std::lock_guard lock(m_asking);
    closeFd(m_channel);
}

void NetworkHelper::setState(State state)
{
    {
        const std::lock_guard lock(m_mutex);
        m_state = state;
    }
    m_stateChanged.notify_all();
}

void NetworkHelper::tell(NetworkStatus::Phase phase, Sentence reason)
{
    const std::lock_guard lock(m_telling);
    if (m_stopped)
        return;
    const bool runs = phase == NetworkStatus::Phase::Ready;
    m_changed({Network::Private, phase, std::move(reason), runs ? m_pid : -1});
}

void NetworkHelper::requestStop()
{
    {
        const std::lock_guard lock(m_telling);
        m_stopped = true;
    }
    ::eventfd_write(m_stopFd, 1);
}

SysReturn NetworkHelper::socket(int domain, int type, int protocol)
{
    {
        std::unique_lock lock(m_mutex);
        const auto limit = std::chrono::milliseconds(kStartMs + kAnswerMs);
        if (!m_stateChanged.wait_for(lock, limit, [this] { return m_state != State::Starting; }))
            return {-1, ETIMEDOUT, true};
    }
    const std::lock_guard lock(m_asking);
    return ask(domain, type, protocol);
}

SysReturn NetworkHelper::ask(int domain, int type, int protocol)
{
    if (m_channel < 0)
        return {-1, EPIPE, true};
    NetworkRequest request;
    request.domain = domain;
    request.type = type;
    request.protocol = protocol;
    if (sendMessage(m_channel, std::as_bytes(std::span(&request, 1))) != 0)
        return {-1, EPIPE, true};
    pollfd fd{m_channel, POLLIN, 0};
    if (::poll(&fd, 1, kAnswerMs) == 0) {
        ::shutdown(m_channel, SHUT_RDWR); // a late answer would be taken for that of the next question
        return {-1, ETIMEDOUT, true};
    }
    const Reply reply = readReply(m_channel, NetworkReplyKind::Socket);
    if (reply.error == EBADMSG)
        ::shutdown(m_channel, SHUT_RDWR);
    if (reply.error != 0 || reply.reply.error != 0)
        return {-1, reply.error != 0 ? reply.error : reply.reply.error, true};
    if (reply.descriptor < 0)
        return {-1, reply.noRoom ? EMFILE : EBADMSG, true};
    return {reply.descriptor, 0, true};
}

HelperCommand NetworkHelper::inside(const std::vector<std::string>& command)
{
    const std::lock_guard lock(m_mutex);
    if (m_state != State::Ready)
        return tl::unexpected(Sentence{CORE_TR("The private network is not ready, or its helper has ended.")});
    std::vector<std::string> words{m_program, "--enter", fmt::format("{}", m_pid), fmt::format("{}", m_inode)};
    words.insert(words.end(), command.begin(), command.end());
    return words;
}

} // namespace core
