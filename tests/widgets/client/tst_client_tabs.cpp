// SPDX-License-Identifier: GPL-3.0-or-later
// Several clients: tabs come and go, each keeps to its own client.
#include "client_events.h"
#include "tests/support/test_class.h"
#include "widgets/client/client_tabs.h"
#include "widgets/client/message_edit.h"
#include "widgets/client/message_input.h"
#include "widgets/client/target_edit.h"
#include "widgets/common/card.h"
#include "widgets/common/state_badge.h"

#include <QAction>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>
#include <QToolButton>
#include <memory>

using namespace widgets;
using core::ClientStatus;
using Phase = core::ClientStatus::Phase;

class TestClientTabs final : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<EventFeed> m_feed;
    std::unique_ptr<ClientTabs> m_tabs;
    core::ClientId m_lastClient = 0;

    static ClientStatus status(core::ClientId client, Phase phase, core::ConnectionId connection)
    {
        ClientStatus status;
        status.client = client;
        status.phase = phase;
        status.connection = connection;
        status.fd = phase == Phase::Idle ? -1 : static_cast<int>(8 + client);
        status.peer = *core::Address::ip("127.0.0.1", 8080);
        return status;
    }
    Card* card() { return m_tabs->findChild<Card*>(); }
    QTabBar* bar() { return m_tabs->findChild<QTabBar*>(); }

private Q_SLOTS:
    void init()
    {
        m_lastClient = 0;
        m_feed = std::make_unique<EventFeed>(core::Recording::Limits{});
        m_tabs = std::make_unique<ClientTabs>(*m_feed, [this] { return ++m_lastClient; });
        m_tabs->resize(360, 520);
        m_tabs->show();
        m_tabs->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_tabs.get()));
    }
    void cleanup()
    {
        m_tabs.reset();
        m_feed.reset();
    }

    void oneClientHasNoTabs()
    {
        QCOMPARE(m_tabs->count(), 1);
        QCOMPARE(m_tabs->currentPanel()->client(), core::ClientId{1});
        QVERIFY(!bar()->isVisible());
        QVERIFY(!m_tabs->closeClientAction()->isEnabled());
        m_tabs->closeClient(0);
        QCOMPARE(m_tabs->count(), 1); // one stays
    }

    void keysOpenAndClose()
    {
        QSignalSpy added(m_tabs.get(), &ClientTabs::clientAdded);
        QSignalSpy removed(m_tabs.get(), &ClientTabs::clientRemoved);
        QTest::keyClick(m_tabs.get(), Qt::Key_T, Qt::ControlModifier);
        QCOMPARE(m_tabs->count(), 2);
        QCOMPARE(added.count(), 1);
        QCOMPARE(added[0][0].toUInt(), 2U);
        QVERIFY(bar()->isVisible());
        QCOMPARE(bar()->currentIndex(), 1);
        QVERIFY(m_tabs->panel(1)->isVisible());
        QVERIFY(!m_tabs->panel(0)->isVisible());
        QTest::keyClick(m_tabs.get(), Qt::Key_W, Qt::ControlModifier);
        QCOMPARE(m_tabs->count(), 1);
        QCOMPARE(removed.count(), 1);
        QCOMPARE(removed[0][0].toUInt(), 2U);
        QVERIFY(m_tabs->panel(0)->isVisible());
        QTest::keyClick(m_tabs.get(), Qt::Key_W, Qt::ControlModifier);
        QCOMPARE(m_tabs->count(), 1);
    }

    void buttonOpens()
    {
        QToolButton* add = nullptr;
        for (auto* button : m_tabs->findChildren<QToolButton*>())
            if (button->text() == QStringLiteral("+"))
                add = button;
        QVERIFY(add);
        QTest::mouseClick(add, Qt::LeftButton);
        QCOMPARE(m_tabs->count(), 2);
    }

    void closeButtonClosesItsTab()
    {
        QSignalSpy removed(m_tabs.get(), &ClientTabs::clientRemoved);
        m_tabs->addClient();
        m_tabs->addClient();
        QTest::mouseClick(bar()->tabButton(1, QTabBar::RightSide), Qt::LeftButton);
        QCOMPARE(removed.count(), 1);
        QCOMPARE(removed[0][0].toUInt(), 2U);
        QCOMPARE(m_tabs->currentPanel()->client(), core::ClientId{3});
        QTest::mouseClick(bar()->tabButton(0, QTabBar::RightSide), Qt::LeftButton);
        QCOMPARE(removed[1][0].toUInt(), 1U);
        QVERIFY(!bar()->isVisible());
    }

    void closingAnEarlierTabKeepsTheCurrent()
    {
        m_tabs->addClient();
        m_tabs->addClient();
        QCOMPARE(m_tabs->currentPanel()->client(), core::ClientId{3});
        m_tabs->closeClient(0);
        QCOMPARE(m_tabs->currentPanel()->client(), core::ClientId{3});
        QVERIFY(m_tabs->currentPanel()->isVisible());
        QCOMPARE(m_tabs->indexOf(1), -1);
        QCOMPARE(m_tabs->indexOf(3), 1);
        m_tabs->setStatus(status(1, Phase::Connected, 1)); // came too late: nobody minds
        m_tabs->closeClient(1);
        QCOMPARE(m_tabs->currentPanel()->client(), core::ClientId{2});
        QVERIFY(m_tabs->currentPanel()->isVisible());
    }

    void eachTabHasItsOwnState()
    {
        m_tabs->addClient();
        m_tabs->setStatus(status(1, Phase::Connected, 11));
        m_feed->append(ClientEvents(11).connected().take());
        QCOMPARE(m_tabs->tabText(0), QString::fromUtf8("Client 1 · ESTABLISHED"));
        QCOMPARE(m_tabs->tabText(1), QStringLiteral("Client 2"));
        QVERIFY(!card()->badge()->isVisible()); // that of the current one
        QCOMPARE(m_tabs->actionText(), QStringLiteral("Connect"));
        QSignalSpy action(m_tabs.get(), &ClientTabs::actionTextChanged);
        bar()->setCurrentIndex(0);
        QCOMPARE(card()->badge()->text(), QStringLiteral("ESTABLISHED"));
        QVERIFY(card()->badge()->isVisible());
        QCOMPARE(card()->secondaryText(), QStringLiteral("fd 9"));
        QCOMPARE(action.count(), 1);
        QCOMPARE(action[0][0].toString(), QStringLiteral("Disconnect"));
    }

    void signalsCarryTheirClient()
    {
        QSignalSpy connects(m_tabs.get(), &ClientTabs::connectRequested);
        QSignalSpy disconnects(m_tabs.get(), &ClientTabs::disconnectRequested);
        QSignalSpy sent(m_tabs.get(), &ClientTabs::sendRequested);
        m_tabs->addClient();
        m_tabs->toggleConnect();
        QCOMPARE(connects.count(), 1);
        QCOMPARE(connects[0][0].toUInt(), 2U);
        m_tabs->setStatus(status(2, Phase::Connected, 5));
        auto* input = m_tabs->currentPanel()->findChild<MessageInput*>();
        QVERIFY(input->hasFocus());
        QTest::keyClicks(input, QStringLiteral("x"));
        QTest::keyClick(input, Qt::Key_Return);
        QCOMPARE(sent.count(), 1);
        QCOMPARE(sent[0][0].toUInt(), 2U);
        m_tabs->toggleConnect();
        QCOMPARE(disconnects[0][0].toUInt(), 2U);
    }

    void newClientsBeginLikeTheCurrent()
    {
        ClientSettings settings;
        settings.target = QStringLiteral("localhost:1");
        settings.mode = MessageMode::Hex;
        m_tabs->setSettings(settings);
        m_tabs->addClient();
        QCOMPARE(m_tabs->settings(), settings);
    }

    void allFollowTheServer()
    {
        m_tabs->followServer(*core::Address::ip("127.0.0.1", 4711));
        m_tabs->addClient(); // also one that comes later
        for (int tab = 0; tab < 2; ++tab)
            QCOMPARE(m_tabs->panel(tab)->findChild<TargetEdit*>()->currentText(), QStringLiteral("127.0.0.1:4711"));
    }

    void hasTheNarrowestWidth()
    {
        for (int i = 0; i < 5; ++i)
            m_tabs->addClient();
        QVERIFY2(m_tabs->minimumSizeHint().width() <= 320,
                 qPrintable(QString::number(m_tabs->minimumSizeHint().width())));
    }
};

GUI_TEST(TestClientTabs)
#include "tst_client_tabs.moc"
