// SPDX-License-Identifier: GPL-3.0-or-later
// One accepted connection of the server: gives what it receives to its reply, and closes in order.
#pragma once

#include "core/net/end_state.h"
#include "core/net/io_context.h"
#include "core/net/socket.h"
#include "core/reply/reply.h"
#include "core/reply/reply_request.h"
#include "core/session/early_read.h"

#include <memory>
#include <optional>

namespace core {

/// Is told once when a connection has closed its socket, and deletes it then.
class ServerConnectionOwner
{
public:
    virtual ~ServerConnectionOwner() = default;
    virtual void connectionEnded(ConnectionId connection) = 0;
};

/// Backpressure: when more than kHighMark bytes wait because the peer does not read, we stop reading from it until less
/// than kLowMark wait, so that memory stays bounded. Belongs to the server's I/O thread.
class ServerConnection final : public Watcher
{
public:
    static constexpr std::size_t kHighMark = std::size_t{256} << 10; // bytes
    static constexpr std::size_t kLowMark = std::size_t{64} << 10;   // bytes

    ServerConnection(IoContext& io, ServerConnectionOwner& owner, Socket socket, ConnectionId id,
                     std::uint16_t localPort, const ReplyRequest& reply);

    /// Starts the reply and to watch the socket, and samples its state. On failure nothing is watched.
    [[nodiscard]] Result<void> start();

    void observerEnded() { m_state.resume(m_socket); } ///< As Server::observerEnded().

    // Each of these may end the connection, and with it delete this object.
    void onReady(std::uint32_t events) override;
    void close();     ///< close(2), also when bytes wait
    void halfClose(); ///< shutdown(2) with SHUT_WR as soon as nothing waits
    void reset();     ///< SO_LINGER of 0 s, then close(2)

private:
    /// False when the connection has ended and this object is gone.
    [[nodiscard]] bool readSome();
    [[nodiscard]] bool writeSome();
    bool nextMayBeHere(); // right after an answer
    bool wantsToWrite() const;
    bool maySpeak() const;
    [[nodiscard]] bool peerClosed();
    std::uint32_t wantedInterest() const;
    void updateInterest();
    void shutdownWrite();
    void waitToWrite(); // there is a delay
    void fail();
    void end();

    IoContext& m_io;
    ServerConnectionOwner& m_owner;
    Socket m_socket;
    ConnectionId m_id;
    EndState m_state;
    const std::chrono::milliseconds m_delay; // before each send of the reply
    std::unique_ptr<Reply> m_reply;
    std::optional<Reactor::TimerId> m_timer; // runs until the delay is over
    bool m_blocked = false;                  // with a delay: the time has come, but the kernel has no room
    std::uint32_t m_interest = 0;            // what epoll watches
    EarlyRead m_early;
    bool m_readPaused = false;     // the peer does not read what we sent
    bool m_peerClosed = false;     // recv(2) returned 0
    bool m_shutdownWanted = false; // once nothing waits
    bool m_shutdownDone = false;
};

} // namespace core
