// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/send.h"

#include "app/headless/byte_output.h"
#include "app/headless/error_text.h"
#include "app/headless/terminal_session.h"
#include "app/headless/text_output.h"
#include "core/clock.h"
#include "core/text/bytes_text.h"
#include "core/text/event_text.h"

#include <algorithm>
#include <fmt/format.h>
#include <mutex>
#include <nlohmann/json.hpp>
#include <unistd.h>
#include <vector>

namespace app {

namespace {

using ClientPhase = core::ClientStatus::Phase;

constexpr std::size_t kMostAnswer = std::size_t{64} << 20; // bytes kept

/// What is known of the answer. Its bytes come on the client I/O thread.
class Answer
{
public:
    explicit Answer(const AnswerEnd& end) : m_end(end) {}

    /// `sentNs`: when the text was handed to the I/O thread. What came before is no answer.
    void begin(std::int64_t sentNs)
    {
        const std::lock_guard lock(m_mutex);
        m_sentNs = sentNs;
        m_before = m_bytes.size();
        m_bytes.clear();
        m_firstNs = 0;
    }
    void receive(std::span<const std::byte> bytes)
    {
        const std::lock_guard lock(m_mutex);
        m_lastNs = core::monotonicNs();
        if (m_firstNs == 0)
            m_firstNs = m_lastNs;
        const auto some = bytes.first(std::min(bytes.size(), kMostAnswer - m_bytes.size()));
        m_bytes.insert(m_bytes.end(), some.begin(), some.end());
    }
    /// The main thread; where calls are recorded, their times are better ones.
    void see(const core::Event& event)
    {
        if (event.side != core::Side::Client || event.kind != core::EventKind::Call)
            return;
        if (event.call == core::Call::Send && m_callSentNs == 0)
            m_callSentNs = event.startNs;
        if (event.call == core::Call::Recv && event.result > 0 && m_callSentNs != 0 && m_callFirstNs == 0)
            m_callFirstNs = event.startNs + event.tookNs;
    }

    bool begun()
    {
        const std::lock_guard lock(m_mutex);
        return m_firstNs != 0;
    }
    bool complete()
    {
        const std::lock_guard lock(m_mutex);
        if (m_firstNs == 0)
            return false;
        const auto text = std::as_bytes(std::span(m_end.until));
        return (m_end.bytes > 0 && m_bytes.size() >= m_end.bytes) ||
               (!text.empty() &&
                std::search(m_bytes.begin(), m_bytes.end(), text.begin(), text.end()) != m_bytes.end()) ||
               (m_end.idle && core::monotonicNs() - m_lastNs > m_end.idle->count() * 1'000'000);
    }

    // When the I/O thread has ended:
    const std::vector<std::byte>& bytes() const { return m_bytes; }
    std::size_t before() const { return m_before; } ///< Bytes that came before the message was sent.
    std::int64_t latencyNs() const { return m_callFirstNs != 0 ? m_callFirstNs - m_callSentNs : m_firstNs - m_sentNs; }

private:
    std::int64_t m_callSentNs = 0;  // start of the first send(2)
    std::int64_t m_callFirstNs = 0; // end of the first recv(2) that brought bytes
    const AnswerEnd m_end;
    std::mutex m_mutex; // guards those below
    std::size_t m_before = 0;
    std::vector<std::byte> m_bytes;
    std::int64_t m_sentNs = 0;
    std::int64_t m_firstNs = 0;
    std::int64_t m_lastNs = 0;
};

/// Empty when the answer is complete, else a sentence.
std::string exchange(TerminalSession& terminal, Answer& answer, const SendOptions& options)
{
    if (std::string problem = terminal.start(); !problem.empty())
        return problem;
    const core::ClientId id = terminal.session().addClient();
    terminal.session().connectClient(id, options.connect);
    bool sent = false;
    const std::int64_t deadline = core::monotonicNs() + options.patience.count() * 1'000'000;
    for (;;) {
        const bool signal = terminal.wait(-1, std::chrono::milliseconds(20)).signal;
        const core::ClientStatus status = terminal.client();
        if (status.client != 0 && status.phase == ClientPhase::Idle && status.error)
            return connectProblem(status);
        if (status.phase == ClientPhase::Connected && !std::exchange(sent, true)) {
            const auto bytes = std::as_bytes(std::span(options.text));
            answer.begin(core::monotonicNs());
            terminal.session().send(id, {bytes.begin(), bytes.end()});
            if (options.end.isPeers())
                terminal.session().halfCloseClient(id);
        }
        if (answer.complete())
            return {};
        const bool ended = status.peerClosed || (sent && status.phase == ClientPhase::Idle);
        if (ended && answer.begun() && options.end.isPeers())
            return {};
        if (ended)
            return answer.begun() ? "The peer ended the connection before the answer was complete."
                                  : "The peer ended the connection without an answer.";
        if (signal || terminal.outputFailed())
            return answer.begun() ? "It was ended before the answer was complete."
                                  : "It was ended before an answer came.";
        if (core::monotonicNs() > deadline && !sent)
            return limitProblem(status.peer, options.patience);
        if (core::monotonicNs() > deadline)
            return answer.begun()
                       ? fmt::format("The answer was not complete within {} ms. What tells its end? {}",
                                     options.patience.count(),
                                     options.end.isPeers() ? "The peer does not end its side: name one of --until, "
                                                             "--bytes and --idle."
                                                           : "What was named did not come.")
                       : fmt::format("No answer within {} ms.", options.patience.count());
    }
}

std::string asJson(const Answer& answer, const SendOptions& options, bool complete)
{
    nlohmann::ordered_json object;
    object["sent"] = options.text.size();
    object["before"] = answer.before();
    object["bytes"] = answer.bytes().size();
    object["complete"] = complete;
    object["latency_ns"] = answer.latencyNs();
    object["answer"] = core::escapeBytes(answer.bytes());
    return object.dump() + '\n';
}

} // namespace

int runSend(const SendOptions& options)
{
    Answer answer(options.end); // outlives the I/O thread
    TerminalSession terminal(options.events);
    terminal.seen = [&answer](const core::Event& event) { answer.see(event); };
    terminal.received = [&](std::span<const std::byte> bytes) {
        answer.receive(bytes);
        terminal.wake();
    };
    std::string problem = exchange(terminal, answer, options);
    terminal.session().disconnectClient(1); // the only one; in order, and the rest is stop()'s
    terminal.stop();
    const bool complete = problem.empty();
    std::string writing;
    if (options.json && answer.begun()) {
        writing = writeProblem("answer", terminal.writer().write(STDOUT_FILENO, asJson(answer, options, complete)));
    } else if (answer.begun()) {
        ByteOutput output(options.raw, terminal.writer());
        output.write(answer.bytes());
        output.finish();
        writing = writeProblem("answer", output.error());
        if (writing.empty())
            say(fmt::format("{} bytes, the first after {}.", answer.bytes().size(),
                            core::durationText(answer.latencyNs())));
    }
    if (problem.empty())
        problem = writing;
    if (problem.empty())
        problem = terminal.outputProblem();
    if (problem.empty())
        return 0;
    say(problem);
    return 1;
}

} // namespace app
