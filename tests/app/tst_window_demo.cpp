// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/window_demo.h"
#include "tests/support/test_class.h"

#include <QSignalSpy>
#include <QTest>

using core::ClientStatus;
using core::ServerStatus;

namespace {

const core::Address kServer = *core::Address::ip("127.0.0.1", 8080);

ServerStatus listening()
{
    ServerStatus status;
    status.phase = ServerStatus::Phase::Listening;
    status.address = kServer;
    return status;
}

ClientStatus client(ClientStatus::Phase phase, core::ClientId id = 1)
{
    ClientStatus status;
    status.client = id;
    status.phase = phase;
    return status;
}

} // namespace

class TestWindowDemo : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_demo = std::make_unique<app::WindowDemo>();
        m_listen = std::make_unique<QSignalSpy>(m_demo.get(), &app::WindowDemo::listenRequested);
        m_connect = std::make_unique<QSignalSpy>(m_demo.get(), &app::WindowDemo::connectRequested);
        m_send = std::make_unique<QSignalSpy>(m_demo.get(), &app::WindowDemo::sendRequested);
    }

    void fromNothing()
    {
        m_demo->start({}, client(ClientStatus::Phase::Idle));
        QCOMPARE(m_listen->count(), 1);
        m_demo->serverChanged(listening());
        QCOMPARE(m_connect->count(), 1);
        QCOMPARE(m_connect->at(0).at(1).value<core::Address>(), kServer);
        m_demo->clientChanged(client(ClientStatus::Phase::Connecting));
        m_demo->clientChanged(client(ClientStatus::Phase::Connected, 2)); // another tab
        QCOMPARE(m_send->count(), 0);
        m_demo->clientChanged(client(ClientStatus::Phase::Connected));
        QCOMPARE(m_send->count(), 1);
        QCOMPARE(m_send->at(0).at(0).value<core::ClientId>(), 1U);
        QCOMPARE(m_send->at(0).at(1).toByteArray(), QByteArray("Hello!"));
        QVERIFY(!m_demo->isRunning());
        m_demo->clientChanged(client(ClientStatus::Phase::Connected));
        QCOMPARE(m_send->count(), 1);
    }

    void withWhatRunsAlready()
    {
        m_demo->start(listening(), client(ClientStatus::Phase::Connected));
        QCOMPARE(m_listen->count(), 0);
        QCOMPARE(m_connect->count(), 0);
        QCOMPARE(m_send->count(), 1);
    }

    void aPeerThatClosedIsNotTalkedTo()
    {
        ClientStatus closed = client(ClientStatus::Phase::Connected);
        closed.peerClosed = true;
        m_demo->start(listening(), closed);
        QCOMPARE(m_send->count(), 0);
        QCOMPARE(m_connect->count(), 1);
    }

    void errorsEndIt()
    {
        m_demo->start({}, client(ClientStatus::Phase::Idle));
        ServerStatus failed;
        failed.error = core::SysError{"bind", EADDRINUSE};
        m_demo->serverChanged(failed);
        QVERIFY(!m_demo->isRunning());
        m_demo->serverChanged(listening());
        QCOMPARE(m_connect->count(), 0);

        m_demo->start(listening(), client(ClientStatus::Phase::Idle));
        m_demo->clientChanged(client(ClientStatus::Phase::Idle));
        QVERIFY(!m_demo->isRunning());

        m_demo->start(listening(), client(ClientStatus::Phase::Idle));
        m_demo->clientRemoved(2);
        QVERIFY(m_demo->isRunning());
        m_demo->clientRemoved(1);
        QVERIFY(!m_demo->isRunning());
        QCOMPARE(m_send->count(), 0);
    }

private:
    std::unique_ptr<app::WindowDemo> m_demo;
    std::unique_ptr<QSignalSpy> m_listen;
    std::unique_ptr<QSignalSpy> m_connect;
    std::unique_ptr<QSignalSpy> m_send;
};

GUILESS_TEST(TestWindowDemo)
#include "tst_window_demo.moc"
