// SPDX-License-Identifier: GPL-3.0-or-later
// A session that records nothing: it does the same, and makes no call only to have an event.
#include "core/session/session.h"
#include "tests/support/io_probe.h"
#include "tests/support/test_class.h"

#include <QTest>

using core::Call;

namespace {

constexpr int kNoLimit = std::numeric_limits<int>::max();

/// The text that has come back to the client, and the newest statuses.
class Watch final : public core::SessionObserver
{
public:
    core::ServerStatus server() { return locked(m_server); }
    core::ClientStatus client() { return locked(m_client); }
    std::string received() { return locked(m_received); }

private:
    template <class T>
    T locked(const T& value)
    {
        const std::lock_guard lock(m_mutex);
        return value;
    }
    void serverChanged(const core::ServerStatus& status) override
    {
        const std::lock_guard lock(m_mutex);
        m_server = status;
    }
    void clientChanged(const core::ClientStatus& status) override
    {
        const std::lock_guard lock(m_mutex);
        m_client = status;
    }
    void clientReceived(core::ClientId /*client*/, std::span<const std::byte> bytes) override
    {
        const std::lock_guard lock(m_mutex);
        m_received.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    }

    std::mutex m_mutex; // guards all
    core::ServerStatus m_server;
    core::ClientStatus m_client;
    std::string m_received;
};

} // namespace

class TestWithoutRecording : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void echo()
    {
        Watch watch;
        core::Session session(&watch, kNoLimit, false);
        QVERIFY(session.start());
        session.startServer({*core::Address::ip("127.0.0.1", 0)});
        QTRY_VERIFY(watch.server().phase == core::ServerStatus::Phase::Listening);
        const core::ClientId id = session.addClient();
        session.connectClient(id, {{watch.server().address}});
        QTRY_VERIFY(watch.client().phase == core::ClientStatus::Phase::Connected);
        const std::string text = "Hello!";
        const auto bytes = std::as_bytes(std::span(text));
        session.send(id, {bytes.begin(), bytes.end()});
        QTRY_COMPARE(watch.received(), text);
        session.disconnectClient(id);
        QTRY_VERIFY(watch.client().phase == core::ClientStatus::Phase::Idle);
        QVERIFY(!watch.client().error);
        session.stop();
        QVERIFY(session.recorder().collectAll().events.empty());
    }

    void noCallIsMadeForAnEvent()
    {
        for (const bool records : {true, false}) {
            tests::IoProbe probe(kNoLimit, records);
            probe.connect(1, {probe.listen()});
            QTRY_VERIFY(probe.connected(1));
            probe.onClient(1, [](core::Client& client) { client.disconnect(); });
            QTRY_VERIFY(probe.idle(1));
            QTRY_COMPARE(probe.connectionCount(), std::size_t(0));
            probe.stop();
            QCOMPARE(probe.serverSys().calls(Call::Getsockopt) == 0, !records); // TCP_INFO
            QCOMPARE(probe.events().empty(), !records);
        }
    }
};

GUILESS_TEST(TestWithoutRecording)
#include "tst_without_recording.moc"
