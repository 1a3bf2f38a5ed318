// SPDX-License-Identifier: GPL-3.0-or-later
// The choice of the network: when it can be made, what it asks for, what it shows.
#include "app/window/network_box.h"
#include "tests/support/test_class.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>

using core::ClientStatus;
using core::Network;
using core::NetworkStatus;
using core::ServerStatus;

namespace {

struct Shown
{
    Shown()
    {
        box.show();
        choice = box.findChild<QComboBox*>(QStringLiteral("network"));
        badge = box.findChild<QLabel*>(QStringLiteral("networkBadge"));
        QObject::connect(&box, &app::NetworkBox::networkChosen, &box, [this](Network network) { asked << network; });
    }
    void press(Qt::Key key)
    {
        choice->setFocus();
        QTest::keyClick(choice, key);
    }

    app::NetworkBox box;
    QComboBox* choice;
    QLabel* badge;
    QList<Network> asked;
};

} // namespace

class TestNetworkBox : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void asksForWhatIsChosen()
    {
        Shown shown;
        shown.press(Qt::Key_Down);
        QCOMPARE(shown.asked, QList<Network>{Network::Private});
        shown.box.setStatus({Network::Private, NetworkStatus::Phase::Ready, {}, 7});
        shown.press(Qt::Key_Up);
        QCOMPARE(shown.asked.back(), Network::ThisComputer);
    }

    void isOpenedWithF8()
    {
        Shown shown;
        QVERIFY(QTest::qWaitForWindowActive(&shown.box));
        QTest::keyClick(&shown.box, Qt::Key_F8);
        QVERIFY(shown.choice->view()->isVisible());
        shown.choice->hidePopup();
    }

    void saysWithF8WhyItCannotBeChanged()
    {
        Shown shown;
        QVERIFY(QTest::qWaitForWindowActive(&shown.box));
        ServerStatus server;
        server.phase = ServerStatus::Phase::Listening;
        QTest::keyClick(&shown.box, Qt::Key_F8);
        QVERIFY(shown.choice->view()->isVisible());
        shown.box.setServer(server); // started before, but known only now
        QVERIFY(!shown.choice->view()->isVisible());
        QTest::keyClick(&shown.box, Qt::Key_F8);
        QVERIFY(!shown.choice->view()->isVisible());
        QVERIFY(QToolTip::isVisible());
        QVERIFY2(QToolTip::text().contains(QStringLiteral("stop the server")), qPrintable(QToolTip::text()));
        QToolTip::hideText();
    }

    void badge_data()
    {
        using Phase = NetworkStatus::Phase;
        QTest::addColumn<NetworkStatus>("status");
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("toolTip");
        QTest::newRow("this computer") << NetworkStatus{} << QString() << QString();
        QTest::newRow("starting") << NetworkStatus{Network::Private, Phase::Starting, {}, -1}
                                  << QStringLiteral("starts") << QString();
        QTest::newRow("ready") << NetworkStatus{Network::Private, Phase::Ready, {}, 77}
                               << QStringLiteral("private network") << QStringLiteral("process 77");
        QTest::newRow("ready but") << NetworkStatus{Network::Private, Phase::Ready, "No <time-out>.", 77}
                                   << QStringLiteral("private network") << QStringLiteral("No &lt;time-out&gt;.");
        QTest::newRow("ended") << NetworkStatus{Network::Private, Phase::Ended, "It was killed.", -1}
                               << QStringLiteral("ended") << QStringLiteral("It was killed.");
    }
    void badge()
    {
        QFETCH(NetworkStatus, status);
        QFETCH(QString, words);
        QFETCH(QString, toolTip);
        Shown shown;
        shown.box.setStatus(status);
        QCOMPARE(shown.badge->isVisible(), status.network == Network::Private);
        QVERIFY(shown.badge->text().contains(words));
        QVERIFY2(shown.badge->toolTip().contains(toolTip), qPrintable(shown.badge->toolTip()));
        QCOMPARE(shown.choice->currentData().toInt(), static_cast<int>(status.network));
    }

    void oneThatEndedCanBeChosenAgain()
    {
        Shown shown;
        shown.box.setStatus({Network::Private, NetworkStatus::Phase::Ready, {}, 7});
        Q_EMIT shown.choice->activated(1); // the same entry
        QVERIFY(shown.asked.isEmpty());
        shown.box.setStatus({Network::Private, NetworkStatus::Phase::Ended, "Gone.", -1});
        Q_EMIT shown.choice->activated(1);
        QCOMPARE(shown.asked, QList<Network>{Network::Private});
    }

    void onlyWhileNothingRuns()
    {
        Shown shown;
        const QString free = shown.choice->toolTip();
        QVERIFY(shown.choice->isEnabled());
        ServerStatus server;
        server.phase = ServerStatus::Phase::Listening;
        shown.box.setServer(server);
        QVERIFY(!shown.choice->isEnabled());
        QVERIFY(shown.choice->toolTip() != free);
        QVERIFY(shown.choice->accessibleDescription().contains(QStringLiteral("stop the server")));
        ClientStatus client;
        client.client = 3;
        client.phase = ClientStatus::Phase::Connecting;
        shown.box.setClient(client);
        server.phase = ServerStatus::Phase::Stopped;
        shown.box.setServer(server);
        QVERIFY(!shown.choice->isEnabled());
        client.phase = ClientStatus::Phase::Idle;
        shown.box.setClient(client);
        QVERIFY(shown.choice->isEnabled());
        client.phase = ClientStatus::Phase::Connected;
        shown.box.setClient(client);
        QVERIFY(!shown.choice->isEnabled());
        shown.box.removeClient(3);
        QVERIFY(shown.choice->isEnabled());
        QCOMPARE(shown.choice->toolTip(), free);
    }
};

GUI_TEST(TestNetworkBox)
#include "tst_network_box.moc"
