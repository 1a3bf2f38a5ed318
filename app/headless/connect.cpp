// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/connect.h"

#include "app/headless/byte_output.h"
#include "app/headless/error_text.h"
#include "app/headless/terminal_session.h"
#include "app/headless/text_output.h"

#include <array>
#include <cerrno>
#include <fmt/format.h>
#include <unistd.h>

namespace app {

namespace {

using ClientPhase = core::ClientStatus::Phase;

constexpr std::size_t kBlock = std::size_t{64} << 10;
constexpr std::uint64_t kMostWaiting = 4 * kBlock; // bytes read from the input that the kernel has not taken yet

/// Standard input on its way to the client.
class Input
{
public:
    Input(TerminalSession& terminal, core::ClientId client) : m_terminal(terminal), m_client(client) {}

    /// What to wait for: -1 while nothing is to be read.
    int descriptor() const
    {
        const bool room = m_given - m_terminal.sent() < kMostWaiting;
        return !m_ended && room && m_terminal.client().phase == ClientPhase::Connected ? STDIN_FILENO : -1;
    }
    void read()
    {
        std::array<std::byte, kBlock> block;
        const ssize_t got = ::read(STDIN_FILENO, block.data(), block.size());
        if (got > 0) {
            m_given += static_cast<std::uint64_t>(got);
            m_terminal.session().send(m_client, {block.begin(), block.begin() + got});
        } else if (got == 0 || errno != EINTR) {
            // A standard input that is closed is one at its end.
            m_error = got == 0 || errno == EBADF ? 0 : errno;
            m_ended = true;
            m_terminal.session().halfCloseClient(m_client);
        }
    }
    std::string problem() const
    {
        return m_error == 0 ? std::string()
                            : fmt::format("The input could not be read: {}.", errorText({"read", m_error}));
    }

private:
    TerminalSession& m_terminal;
    const core::ClientId m_client;
    std::uint64_t m_given = 0;
    int m_error = 0;
    bool m_ended = false;
};

/// Empty when all went well, else a sentence.
std::string converse(TerminalSession& terminal, ByteOutput& output, const core::ConnectRequest& request)
{
    if (std::string problem = terminal.start(); !problem.empty())
        return problem;
    const core::ClientId id = terminal.session().addClient();
    terminal.session().connectClient(id, request);
    Input input(terminal, id);
    bool ending = false;
    for (;;) {
        const TerminalSession::Woken woken = terminal.wait(ending ? -1 : input.descriptor());
        const core::ClientStatus status = terminal.client();
        if (status.client != 0 && status.phase == ClientPhase::Idle) {
            if (status.error)
                return connectProblem(status);
            return input.problem();
        }
        if (!ending && (woken.signal || status.peerClosed || output.error() != 0 || terminal.outputFailed())) {
            ending = true;
            terminal.session().cancelConnect(id);
            terminal.session().disconnectClient(id);
        } else if (woken.input) {
            input.read();
        }
    }
}

} // namespace

int runConnect(const ConnectOptions& options)
{
    TerminalSession terminal(options.events);
    PatientWriter writer(terminal.endFd(), std::chrono::milliseconds(0)); // the I/O thread must be free to close
    ByteOutput output(options.raw, writer);
    if (!options.events.json)
        terminal.received = [&](std::span<const std::byte> bytes) {
            output.write(bytes);
            if (output.error() != 0)
                terminal.wake();
        };
    std::string problem = converse(terminal, output, options.connect);
    terminal.stop();
    output.finish();
    const int error = output.error() == ECANCELED ? 0 : output.error(); // it was ended
    for (const std::string& other : {writeProblem("received bytes", error), terminal.outputProblem()}) {
        if (problem.empty())
            problem = other;
    }
    if (problem.empty())
        return 0;
    say(problem);
    return 1;
}

} // namespace app
