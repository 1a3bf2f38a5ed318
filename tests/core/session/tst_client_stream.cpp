// SPDX-License-Identifier: GPL-3.0-or-later
// A client whose bytes are passed on: what is told of them, and the half-close at the end of its input.
#include "core/session/session.h"
#include "tests/core/session/silent_peer.h"
#include "tests/support/test_class.h"

#include <QTest>
#include <atomic>
#include <mutex>
#include <poll.h>
#include <string>

using core::Address;
using core::ClientStatus;

namespace {

class Passer final : public core::SessionObserver
{
public:
    core::ServerStatus server()
    {
        const std::lock_guard lock(m_mutex);
        return m_server;
    }
    ClientStatus client()
    {
        const std::lock_guard lock(m_mutex);
        return m_client;
    }
    std::string received()
    {
        const std::lock_guard lock(m_mutex);
        return m_received;
    }
    std::atomic<std::uint64_t> sent{0};

private:
    void serverChanged(const core::ServerStatus& status) override
    {
        const std::lock_guard lock(m_mutex);
        m_server = status;
    }
    void clientChanged(const ClientStatus& status) override
    {
        const std::lock_guard lock(m_mutex);
        m_client = status;
    }
    void clientReceived(core::ClientId /*client*/, std::span<const std::byte> bytes) override
    {
        const std::lock_guard lock(m_mutex);
        m_received.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    }
    void clientSent(core::ClientId /*client*/, std::uint64_t bytes) override { sent = bytes; }

    std::mutex m_mutex; // guards all
    core::ServerStatus m_server;
    ClientStatus m_client;
    std::string m_received;
};

std::vector<std::byte> bytes(std::size_t count)
{
    return std::vector<std::byte>(count, std::byte{'x'});
}

} // namespace

class TestClientStream : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void echoAndHalfClose()
    {
        Passer passer;
        core::Session session(&passer);
        QVERIFY(session.start());
        session.startServer({tests::kLoopback});
        QTRY_COMPARE(passer.server().phase, core::ServerStatus::Phase::Listening);
        const core::ClientId id = session.addClient();
        session.connectClient(id, {{passer.server().address}});
        QTRY_COMPARE(passer.client().phase, ClientStatus::Phase::Connected);
        constexpr std::size_t kBytes = 3'000'000; // more than the buffers take at once
        session.send(id, bytes(kBytes));
        session.halfCloseClient(id);
        session.send(id, bytes(1)); // too late
        QTRY_COMPARE(passer.client().phase, ClientStatus::Phase::Idle);
        QVERIFY(!passer.client().error);
        QCOMPARE(passer.received().size(), kBytes);
        QCOMPARE(passer.sent.load(), std::uint64_t(kBytes));
        // The next connection begins anew.
        session.connectClient(id, {{passer.server().address}});
        QTRY_COMPARE(passer.client().phase, ClientStatus::Phase::Connected);
        session.send(id, bytes(5));
        QTRY_COMPARE(passer.sent.load(), std::uint64_t(5));
    }

    // What waits is told only when it is with the kernel, and the end comes after it.
    void halfCloseWaitsForASlowPeer()
    {
        tests::SilentPeer peer;
        Passer passer;
        core::Session session(&passer);
        QVERIFY(session.start());
        const core::ClientId id = session.addClient();
        session.connectClient(id, {{peer.address}});
        QTRY_COMPARE(passer.client().phase, ClientStatus::Phase::Connected);
        core::Socket end = peer.accept();
        constexpr std::size_t kBytes = 30'000'000;
        session.send(id, bytes(kBytes));
        session.halfCloseClient(id);
        std::vector<std::byte> room(1 << 20);
        std::size_t read = 0;
        pollfd readable{end.fd(), POLLIN, 0};
        for (bool closed = false; !closed;) {
            QCOMPARE(::poll(&readable, 1, 10'000), 1);
            const auto result = end.recv(room);
            QVERIFY(result);
            QVERIFY(read > 0 || passer.sent.load() == 0);
            read += result->bytes;
            closed = result->status == core::IoStatus::PeerClosed;
        }
        QCOMPARE(read, kBytes);
        QCOMPARE(passer.client().phase, ClientStatus::Phase::Connected); // it still receives
        end.close();
        QTRY_COMPARE(passer.client().phase, ClientStatus::Phase::Idle);
    }

    void disconnectAfterHalfClose()
    {
        tests::SilentPeer peer;
        Passer passer;
        core::Session session(&passer);
        QVERIFY(session.start());
        const core::ClientId id = session.addClient();
        session.connectClient(id, {{peer.address}});
        QTRY_COMPARE(passer.client().phase, ClientStatus::Phase::Connected);
        session.halfCloseClient(id);
        session.disconnectClient(id); // the peer never ends its side
        QTRY_COMPARE(passer.client().phase, ClientStatus::Phase::Idle);
    }
};

GUILESS_TEST(TestClientStream)
#include "tst_client_stream.moc"
