// SPDX-License-Identifier: GPL-3.0-or-later
// When observing is started, and what is said of it.
#include "app/window/observer_control.h"
#include "app/window/observer_text.h"
#include "core/session/session.h"
#include "tests/support/test_class.h"
#include "widgets/common/message_bar.h"

#include <QTemporaryDir>
#include <QTest>

using app::ObserverControl;
using app::ObserverMessage;
using core::Network;
using core::ObserverStatus;
using widgets::MessageBar;

namespace {

// Counts the attempts: beside the test there is no helper, so each fails at once.
struct Counter final : core::SessionObserver
{
    void serverChanged(const core::ServerStatus&) override {}
    void clientChanged(const core::ClientStatus&) override {}
    void observerChanged(const ObserverStatus& status) override
    {
        attempts += status.phase == ObserverStatus::Phase::Failed ? 1 : 0;
    }
    int attempts = 0;
};

ObserverStatus packetsOnly(std::vector<core::Sentence> reasons, std::uint64_t lost = 0)
{
    ObserverStatus status;
    status.phase = ObserverStatus::Phase::Running;
    status.packets = true;
    status.reasons = std::move(reasons);
    status.lost = lost;
    return status;
}

} // namespace

class TestObserverControl final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void startsAgainOnlyInAnotherNetwork()
    {
        QTemporaryDir folder;
        app::SettingsStore settings(folder.filePath(QStringLiteral("x.ini")));
        Counter counter;
        core::Session session(&counter);
        ObserverControl control(session, settings);
        control.changeNetwork(Network::Private);
        control.changeNetwork(Network::ThisComputer);
        QCOMPARE(counter.attempts, 0); // nobody asked for it
        control.action()->trigger();
        QCOMPARE(counter.attempts, 1);
        control.changeNetwork(Network::ThisComputer); // a private network that failed leads back to where it is
        QCOMPARE(counter.attempts, 1);
        control.changeNetwork(Network::Private);
        QCOMPARE(counter.attempts, 2);
        control.changeNetwork(Network::Private);
        QCOMPARE(counter.attempts, 2);
    }

    void newReasonsAreToldAndDismissedOnesStayAway()
    {
        MessageBar bar;
        ObserverMessage message(bar);
        message.show(packetsOnly({"No tracefs."}));
        QVERIFY(bar.hasMessage());
        QVERIFY(bar.help().contains(QStringLiteral("No tracefs.")));
        message.show(packetsOnly({"No tracefs."}, 3));
        QCOMPARE(bar.count(), 1); // losses are counted elsewhere
        QTest::keyClick(&bar, Qt::Key_Escape);
        QVERIFY(!bar.hasMessage());
        message.show(packetsOnly({"No tracefs."}, 4));
        QVERIFY(!bar.hasMessage());
        message.show(packetsOnly({"No tracefs.", "An interface is gone."}, 4));
        QVERIFY(bar.help().contains(QStringLiteral("An interface is gone.")));
        message.show({});
        QVERIFY(!bar.hasMessage());
        message.show(packetsOnly({"No tracefs."}));
        QVERIFY(bar.hasMessage()); // started anew
    }
};

GUI_TEST(TestObserverControl)
#include "tst_observer_control.moc"
