// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/load_connection.h"

#include "app/headless/error_text.h"
#include "core/clock.h"
#include "core/text/event_text.h"

#include <algorithm>
#include <cerrno>
#include <fmt/format.h>

namespace app {

namespace {

constexpr std::size_t kPlaces = 256; // at which a message can begin in the pattern
constexpr std::size_t kRoom = std::size_t{64} << 10;

} // namespace

LoadRun::LoadRun(const LoadOptions& asked, const std::vector<core::Address>& to, core::Sys& seam, core::Reactor& loop)
    : options(asked), addresses(to), sys(seam), reactor(loop), pattern(asked.size + kPlaces), room(kRoom)
{
    // Bytes that look random, so that no piece is like another one: a step of Knuth's MMIX generator each.
    std::uint64_t state = 1;
    for (std::byte& byte : pattern) {
        state = state * 6'364'136'223'846'793'005U + 1'442'695'040'888'963'407U;
        byte = static_cast<std::byte>(state >> 56);
    }
}

LoadConnection::~LoadConnection()
{
    close();
}

void LoadConnection::close()
{
    if (m_timer)
        m_run.reactor.cancel(*std::exchange(m_timer, std::nullopt));
    if (m_socket.isOpen())
        m_run.reactor.unwatch(m_socket.fd());
    m_socket.close();
}

void LoadConnection::start()
{
    m_address = m_run.address;
    const core::Address& address = m_run.addresses[m_address];
    core::Result<core::Socket> socket = core::Socket::open(m_run.sys, {address.family()});
    if (!socket)
        return failed(errorText(socket.error()));
    m_socket = std::move(*socket);
    m_connectNs = core::monotonicNs();
    const core::Result<core::ConnectStatus> status = m_socket.connect(address);
    if (!status && address.family() == AF_UNIX &&
        status.error().code == EAGAIN) { // unix(7): the accept queue is full, and nothing tells when it is not
        ++m_run.refused;
        m_socket.close();
        return later(std::chrono::milliseconds(1), &LoadConnection::start);
    }
    if (!status)
        return connectFailed(status.error());
    m_connecting = *status == core::ConnectStatus::InProgress;
    m_interest = m_connecting ? EPOLLOUT : EPOLLIN;
    if (const core::Result<void> watched = m_run.reactor.watch(m_socket.fd(), m_interest, *this); !watched)
        return failed(errorText(watched.error()));
    if (!m_connecting)
        connected();
}

void LoadConnection::onReady(std::uint32_t events)
{
    if (m_connecting) {
        const core::Result<int> error = m_socket.takeError();
        if (!error || *error != 0)
            return connectFailed(error ? core::SysError{"connect", *error} : error.error());
        m_connecting = false;
        return connected();
    }
    if ((events & EPOLLOUT) != 0)
        send();
    if (m_socket.isOpen() && (events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0)
        receive();
}

// As connect and send do: the next address, until one has answered.
void LoadConnection::connectFailed(const core::SysError& error)
{
    m_connecting = false;
    if (m_run.connecting.count() > 0 || m_address + 1 >= m_run.addresses.size())
        return failed(explainedError(error, m_run.addresses[m_address].family()));
    m_run.address = std::max(m_run.address, m_address + 1);
    close();
    start();
}

void LoadConnection::connected()
{
    m_run.address = m_address;
    m_run.connecting.add(core::monotonicNs() - m_connectNs);
    if (m_interest != EPOLLIN) {
        m_interest = EPOLLIN;
        static_cast<void>(
            m_run.reactor.change(m_socket.fd(), m_interest)); // then nothing comes: it shows in the result
    }
    if (m_isIdle)
        return;
    if (m_run.options.churn)
        return begin();
    scheduleNext();
}

// With a rate each connection has its own beat. A message that comes late because an answer did is late: its time
// counts from when it was due.
void LoadConnection::scheduleNext()
{
    if (m_run.ended)
        return;
    const std::int64_t now = core::monotonicNs();
    const std::uint64_t rate = m_run.options.rate;
    if (rate == 0) {
        m_dueNs = now;
    } else {
        const std::int64_t beat =
            static_cast<std::int64_t>(1'000'000'000.0 * m_run.options.connections / static_cast<double>(rate));
        m_dueNs = m_dueNs == 0 ? now + beat * m_number / m_run.options.connections : m_dueNs + beat;
    }
    const auto step = m_run.options.churn ? &LoadConnection::start : &LoadConnection::begin;
    m_fromNs = m_dueNs;
    const std::chrono::milliseconds wait((m_dueNs - now + 999'999) / 1'000'000); // never before it is due
    // Not from inside the turn in which the last answer came: others wait for theirs.
    if (wait.count() > 0 || m_run.options.churn)
        later(wait, step);
    else
        begin();
}

void LoadConnection::later(std::chrono::milliseconds delay, void (LoadConnection::*step)())
{
    m_timer = m_run.reactor.after(delay, [this, step] {
        m_timer.reset();
        m_fromNs = std::max(m_fromNs, core::monotonicNs()); // the timer is late, not the server
        if (!m_run.ended)
            (this->*step)();
    });
}

void LoadConnection::begin()
{
    if (m_fromNs == 0)
        m_fromNs = m_connectNs; // it was due when it began to connect
    m_waits = true;
    ++m_sequence;
    m_sent = 0;
    m_received = 0;
    send();
}

std::span<const std::byte> LoadConnection::message() const
{
    return std::span(m_run.pattern).subspan((m_sequence + m_number) % kPlaces, m_run.options.size);
}

void LoadConnection::send()
{
    while (m_sent < m_run.options.size) {
        const core::Result<core::IoResult> result = m_socket.send(message().subspan(m_sent));
        if (!result)
            return failed(errorText(result.error()));
        if (result->status == core::IoStatus::WouldBlock)
            break;
        m_sent += result->bytes;
    }
    const std::uint32_t wanted = EPOLLIN | (m_sent < m_run.options.size ? std::uint32_t{EPOLLOUT} : 0U);
    if (wanted == m_interest)
        return;
    m_interest = wanted;
    if (const core::Result<void> changed = m_run.reactor.change(m_socket.fd(), wanted); !changed)
        failed(errorText(changed.error()));
}

void LoadConnection::receive()
{
    const core::Result<core::IoResult> result = m_socket.recv(m_run.room);
    if (!result)
        return failed(errorText(result.error()));
    if (result->status == core::IoStatus::WouldBlock)
        return;
    if (result->status == core::IoStatus::PeerClosed)
        return failed("The server ended a connection.");
    const auto got = std::span<const std::byte>(m_run.room).first(result->bytes);
    const auto expected = message().subspan(std::min(m_received, m_run.options.size));
    if (m_isIdle || got.size() > expected.size() || !std::equal(got.begin(), got.end(), expected.begin()))
        return failed(fmt::format("What came back is not what was sent: connection {}, message {}, byte {}.", m_number,
                                  m_sequence, m_received));
    m_received += got.size();
    if (m_received == m_run.options.size)
        answered();
}

void LoadConnection::answered()
{
    if (m_run.ended)
        return;
    m_waits = false;
    m_run.latency.add(core::monotonicNs() - m_fromNs);
    ++m_run.messages;
    m_run.bytes += m_run.options.size;
    if (m_run.options.churn)
        close();
    scheduleNext();
}

void LoadConnection::end()
{
    const std::int64_t now = core::monotonicNs();
    // With a connection for each message one is always on its way; else its target never answered.
    if (m_connecting && !m_run.options.churn) {
        close();
        return count(fmt::format("{}: no answer to connect() within {}.", m_run.addresses[m_address].text(),
                                 core::durationText(now - m_connectNs)));
    }
    if (m_waits || m_connecting) {
        ++m_run.unanswered;
        m_run.longestUnansweredNs = std::max(m_run.longestUnansweredNs, now - (m_fromNs == 0 ? m_connectNs : m_fromNs));
    }
}

void LoadConnection::failed(const std::string& reason)
{
    close();
    if (m_run.ended)
        return;
    count(reason);
    if (--m_run.alive == 0)
        m_run.reactor.requestStop();
}

void LoadConnection::count(const std::string& reason)
{
    m_waits = false;
    if (m_run.errors++ == 0)
        m_run.firstError = reason;
}

} // namespace app
