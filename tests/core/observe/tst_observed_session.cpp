// SPDX-License-Identifier: GPL-3.0-or-later
// A session and an observer that tells nothing: what is observed is not sampled, everything else is, and when the
// observer is gone everything is again.
#include "core/session/session.h"
#include "core/text/event_text.h"
#include "tests/support/test_class.h"

#include <QtTest>
#include <algorithm>
#include <csignal>
#include <mutex>
#include <sys/wait.h>

using namespace core;
using Phase = ObserverStatus::Phase;

namespace {

// The header of a record in the words of printf(1), then its data.
#define HEADER(kind, length)                                                                                           \
    "printf 'SPOB\\003\\000\\" kind "\\000\\" length                                                                   \
    "\\000\\000\\000\\000\\000\\000\\000\\000\\000\\000\\000\\000\\000\\000\\000';"
// Ready with states, says its number, answers `answers` questions for ports.
const char* const kObserver = HEADER(
    "001", "010") "printf '\\001\\0\\0\\0\\001\\0\\0\\0'; "
                  "while read word number list; do "
                  "if [ $number -gt LIMIT ]; then exec sleep 60; fi; " HEADER(
                      "007", "010") "printf \"\\\\$(printf %03o $number)\\\\0\\\\0\\\\0\\\\0\\\\0\\\\0\\\\0\"; done";

struct ObservedSessionProbe final : SessionObserver
{
    std::mutex mutex;
    ServerStatus serverStatus;
    ClientStatus clientStatus;
    ObserverStatus observerStatus;
    std::vector<Event> events;
    Session session{this};

    ~ObservedSessionProbe() override { session.stop(); }
    void serverChanged(const ServerStatus& status) override
    {
        const std::lock_guard lock(mutex);
        serverStatus = status;
    }
    void clientChanged(const ClientStatus& status) override
    {
        const std::lock_guard lock(mutex);
        clientStatus = status;
    }
    void observerChanged(const ObserverStatus& status) override
    {
        const std::lock_guard lock(mutex);
        observerStatus = status;
    }
    template <class T>
    T now(const T& status)
    {
        const std::lock_guard lock(mutex);
        return status;
    }
    bool observes(ObserverStatus::Phase phase) { return now(observerStatus).phase == phase; }

    // `limit`: questions with a higher number are not answered.
    void observe(int limit = 1000)
    {
        std::string script = kObserver;
        script.replace(script.find("LIMIT"), 5, std::to_string(limit));
        session.startObserver({}, std::vector<std::string>{"/bin/sh", "-c", script});
    }
    Address listen()
    {
        session.startServer({*Address::ip("127.0.0.1", 0)});
        if (!QTest::qWaitFor([this] { return now(serverStatus).phase == ServerStatus::Phase::Listening; }))
            qWarning("The server does not listen.");
        return now(serverStatus).address;
    }
    void connect(ClientId client, const Address& address)
    {
        session.connectClient(client, {{address}});
        if (!QTest::qWaitFor([this] { return now(clientStatus).phase == ClientStatus::Phase::Connected; }))
            qWarning("The client is not connected.");
    }
    void collect()
    {
        Batch batch = session.recorder().collect();
        events.insert(events.end(), batch.events.begin(), batch.events.end());
    }
    /// "client SYN_SENT > ESTABLISHED" for each change that was recorded since the last time.
    QStringList changes()
    {
        collect();
        QStringList all;
        for (const Event& event : std::exchange(events, {})) {
            if (event.kind == EventKind::State)
                all.push_back(QString::fromStdString(std::string(sideName(event.side)) + ' ' +
                                                     std::string(stateName(event.from())) + " > " +
                                                     std::string(stateName(event.to()))));
        }
        return all;
    }
};

} // namespace

class TestObservedSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsObservedIsNotSampled();
    void whatIsNotObservedIsSampled();
    void afterTheEndOfTheObserverSamplingGoesOn_data();
    void afterTheEndOfTheObserverSamplingGoesOn();
};

void TestObservedSession::whatIsObservedIsNotSampled()
{
    ObservedSessionProbe probe;
    QVERIFY(probe.session.start());
    probe.observe();
    QTRY_VERIFY(probe.observes(Phase::Running));
    const Address server = probe.listen(); // port 0: known after bind(2), observed before listen(2)
    QVERIFY(server.port() != 0);
    const ClientId client = probe.session.addClient();
    probe.connect(client, server);
    probe.session.disconnectClient(client);
    QTRY_VERIFY(probe.now(probe.clientStatus).phase == ClientStatus::Phase::Idle);
    probe.session.stop();
    QCOMPARE(probe.changes(), QStringList());
}

void TestObservedSession::whatIsNotObservedIsSampled()
{
    ObservedSessionProbe probe;
    QVERIFY(probe.session.start());
    probe.observe(0); // no question is answered: no port is ever observed
    QTRY_VERIFY(probe.observes(Phase::Running));
    const Address server = probe.listen();
    const ClientId client = probe.session.addClient();
    probe.connect(client, server);
    QStringList seen;
    QTRY_VERIFY((seen += probe.changes()).contains(QStringLiteral("client SYN_SENT > ESTABLISHED")));
    QVERIFY(seen.contains(QStringLiteral("server CLOSED > LISTEN")));
    QTRY_VERIFY((seen += probe.changes()).contains(QStringLiteral("server SYN_RECV > ESTABLISHED")));
}

void TestObservedSession::afterTheEndOfTheObserverSamplingGoesOn_data()
{
    QTest::addColumn<bool>("killed");
    QTest::newRow("killed") << true;
    QTest::newRow("stopped by the user") << false;
}

void TestObservedSession::afterTheEndOfTheObserverSamplingGoesOn()
{
    QFETCH(bool, killed);
    ObservedSessionProbe probe;
    QVERIFY(probe.session.start());
    std::string script = kObserver;
    script.replace(script.find("LIMIT"), 5, "1000");
    QTemporaryDir folder;
    const std::string file = folder.filePath(QStringLiteral("pid")).toStdString();
    probe.session.startObserver({}, std::vector<std::string>{"/bin/sh", "-c", "echo $$ >" + file + "; " + script});
    QTRY_VERIFY(probe.observes(Phase::Running));
    const ClientId client = probe.session.addClient();
    probe.connect(client, probe.listen());
    QCOMPARE(probe.changes(), QStringList());

    if (killed) {
        QFile pid(QString::fromStdString(file));
        QVERIFY(pid.open(QIODevice::ReadOnly));
        QCOMPARE(::kill(pid.readAll().trimmed().toInt(), SIGKILL), 0);
        QTRY_VERIFY(probe.observes(Phase::Failed));
        QVERIFY(english(probe.now(probe.observerStatus).reasons).find("signal 9") != std::string::npos);
    } else {
        probe.session.stopObserver();
        QTRY_VERIFY(probe.observes(Phase::Off));
    }
    // The ends are where they were, and what they do now is seen.
    probe.session.disconnectClient(client);
    QTRY_VERIFY(probe.now(probe.clientStatus).phase == ClientStatus::Phase::Idle);
    QStringList seen;
    QTRY_VERIFY((seen += probe.changes()).contains(QStringLiteral("client ESTABLISHED > FIN_WAIT1")));
    QTRY_VERIFY((seen += probe.changes()).contains(QStringLiteral("server ESTABLISHED > CLOSE_WAIT")));
    QTRY_VERIFY((seen += probe.changes()).contains(QStringLiteral("server CLOSE_WAIT > LAST_ACK")));
    QVERIFY(!seen.contains(QStringLiteral("client SYN_SENT > ESTABLISHED"))); // what was missed is not made up
    probe.session.stopServer();
    QTRY_VERIFY((seen += probe.changes()).contains(QStringLiteral("server LISTEN > CLOSED")));
    QCOMPARE(::waitpid(-1, nullptr, WNOHANG), -1); // no zombie
}

GUILESS_TEST(TestObservedSession)
#include "tst_observed_session.moc"
