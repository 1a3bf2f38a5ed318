// SPDX-License-Identifier: GPL-3.0-or-later
// One client: connects, sends, receives, disconnects; again and again.
#pragma once

#include "core/net/end_state.h"
#include "core/net/io_context.h"
#include "core/net/output_queue.h"
#include "core/net/socket.h"
#include "core/session/requests.h"

#include <functional>
#include <optional>

namespace core {

/// For who passes the bytes on; both are called on the I/O thread, and empty ones are not.
struct ClientStream
{
    /// What one recv(2) brought, lent for the call. As long as it does not return, nothing more is read: back-pressure.
    std::function<void(std::span<const std::byte>)> received;
    /// All that was given to send() on this connection so far, so many bytes, is with the kernel.
    std::function<void(std::uint64_t)> sent;
};

/// Lives on one I/O thread; every function only there. `changed` is called on that thread after each change of status.
class Client final : private Watcher
{
public:
    Client(IoContext& io, ClientId id, std::function<void(const ClientStatus&)> changed, ClientStream stream = {});
    ~Client() override;

    /// Tries one address after another, each with its time limit. A connection that stands is closed first.
    void connect(ConnectRequest request);
    void cancel(); ///< Ends an attempt; nothing else.
    /// Ends our side in order: what waits is sent, shutdown(2) with SHUT_WR, then close(2) when the peer has ended its
    /// side too, at the latest after kDisconnectWait. Called again while it waits: close(2) now.
    void disconnect();
    /// shutdown(2) with SHUT_WR as soon as nothing waits to be sent; then nothing more is sent, and receiving goes on
    /// until the peer has ended its side, too. Then close(2).
    void halfClose();
    /// Adds a message event and sends. Without a connection nothing happens; when too much waits for a peer that does
    /// not read, a note says that it was refused.
    void send(std::span<const std::byte> message);

    /// The loop of the thread cannot wait any more: a connection or an attempt ends with that error.
    void loopFailed(const SysError& error);
    void observerEnded() { m_state.resume(m_socket); } ///< Nobody else reports the state any more: it is read anew.

    const ClientStatus& status() const { return m_status; }

private:
    void onReady(std::uint32_t events) override;
    void tellSent();
    void tryNext();
    [[nodiscard]] Result<void> tryAddress(const Address& address);
    void connected();
    void finishConnect();
    void attemptFailed(const SysError& error);
    void readSome();
    void peerClosed();
    void updateInterest();
    void shutdownWrite();
    void fail(std::optional<SysError> error);
    void closeSocket();
    void becomeIdle(std::optional<SysError> error);
    void startTimer(std::chrono::milliseconds delay, void (Client::*action)());
    void stopTimer();
    void connectTimedOut();

    IoContext& m_io;
    std::function<void(const ClientStatus&)> m_changed;
    ClientStatus m_status;
    ConnectRequest m_request;
    Socket m_socket;
    EndState m_state;
    const ClientStream m_stream;
    OutputQueue m_output;
    std::uint64_t m_given = 0; // bytes given to send() on this connection
    std::uint32_t m_interest = 0;
    bool m_halfCloseWanted = false;
    bool m_shutdownDone = false;
    std::optional<Reactor::TimerId> m_timer;
};

} // namespace core
