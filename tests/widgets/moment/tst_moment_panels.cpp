// SPDX-License-Identifier: GPL-3.0-or-later
// When the past is shown, and what the panels show of it and let the user do.
#include "tests/support/test_class.h"
#include "tests/widgets/client/client_events.h"
#include "tests/widgets/server/server_events.h"
#include "widgets/client/conversation_model.h"
#include "widgets/moment/moment_bar.h"
#include "widgets/moment/moment_control.h"
#include "widgets/server/connection_list.h"
#include "widgets/server/connection_table_model.h"
#include "widgets/server/server_panel.h"
#include "widgets/states/state_diagram_view.h"
#include "widgets/states/states_panel.h"

#include <QAbstractItemModelTester>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QtTest>

using namespace widgets;

class TestMomentPanels : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whenItIsPast_data();
    void whenItIsPast();
    void endsWhenItsEventIsLetGo();
    void barHasMouseAndKeys();
    void serverPanel();
    void conversation();
    void states();
};

void TestMomentPanels::whenItIsPast_data()
{
    QTest::addColumn<quint64>("number"); // 4 and 5 only wait
    QTest::addColumn<bool>("past");
    QTest::newRow("none") << quint64{0} << false;
    QTest::newRow("first") << quint64{1} << true;
    QTest::newRow("newest that is more than waiting") << quint64{3} << false;
    QTest::newRow("newest") << quint64{5} << false;
    QTest::newRow("not there yet") << quint64{6} << false;
}

void TestMomentPanels::whenItIsPast()
{
    QFETCH(const quint64, number);
    QFETCH(const bool, past);
    EventFeed feed{core::Recording::Limits{}};
    MomentControl control(feed);
    const QSignalSpy changed(&control, &MomentControl::momentChanged);
    ServerEvents events;
    events.accept(1, 8);
    events.received(1, 6);
    events.sent(1, 6);
    events.call(0, core::Call::EpollWait, 3, 1);
    events.call(0, core::Call::EpollWait, 3, 1);
    feed.append(events.take());
    control.select(number);
    QCOMPARE(control.isPast(), past);
    QCOMPARE(changed.count(), past ? 1 : 0);
    control.select(number);
    QCOMPARE(changed.count(), past ? 1 : 0);
    control.select(0);
    QCOMPARE(changed.count(), past ? 2 : 0);
    QVERIFY(!control.isPast());
}

void TestMomentPanels::endsWhenItsEventIsLetGo()
{
    EventFeed feed(core::Recording::Limits{10, 1U << 20U});
    MomentControl control(feed);
    const QSignalSpy lost(&control, &MomentControl::momentLost);
    ServerEvents events;
    for (int i = 0; i < 10; ++i)
        events.received(1, 6);
    feed.append(events.take());
    control.select(2);
    events.received(1, 6);
    feed.append(events.take()); // lets go of the first
    QVERIFY(control.isPast());
    QCOMPARE(lost.count(), 0);
    events.received(1, 6);
    feed.append(events.take());
    QVERIFY(!control.isPast());
    QCOMPARE(lost.count(), 1);
    QCOMPARE(lost.first().first().toString(), QStringLiteral("0.000 s"));
}

void TestMomentPanels::barHasMouseAndKeys()
{
    MomentBar bar;
    const QSignalSpy clicked(&bar, &MomentBar::backToNowClicked);
    const PastTables tables;
    bar.showMoment(Moment{.number = 66, .ns = 5'201'400'000, .originNs = 1'000'000'000, .tables = &tables});
    QVERIFY(bar.isVisible());
    QVERIFY(QTest::qWaitForWindowActive(&bar));
    QCOMPARE(bar.text(), QStringLiteral("As of 4.201 s, event 66"));
    QTest::mouseClick(bar.findChild<QPushButton*>(), Qt::LeftButton);
    QTest::keyClick(bar.findChild<QPushButton*>(), Qt::Key_Space);
    QTest::keyClick(&bar, Qt::Key_B, Qt::AltModifier);
    QTRY_COMPARE(clicked.count(), 3);
    bar.showMoment(std::nullopt);
    QVERIFY(!bar.isVisible());
}

void TestMomentPanels::serverPanel()
{
    EventFeed feed{core::Recording::Limits{}};
    MomentControl control(feed);
    ServerPanel panel(feed);
    connect(&control, &MomentControl::momentChanged, &panel, &ServerPanel::showMoment);
    auto& model = panel.connections()->model();
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    panel.show();
    ServerEvents events;
    events.call(0, core::Call::Listen, 7, 0);
    events.accept(1, 8);
    events.received(1, 6);
    events.accept(2, 9);
    events.close(1);
    events.accept(3, 8);
    feed.append(events.take());
    QTableView* view = panel.connections()->view();
    view->selectRow(model.rowOf(2));
    const auto closeButton = [&panel] {
        for (auto* button : panel.findChildren<QPushButton*>())
            if (button->text() == QLatin1String("Cl&ose"))
                return button;
        return static_cast<QPushButton*>(nullptr);
    };
    QVERIFY(closeButton()->isEnabled());
    const QString toolTip = closeButton()->toolTip();

    control.select(4);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.rowOf(3), -1);
    QVERIFY(model.index(model.rowOf(1), 0).data(ConnectionTableModel::OpenRole).toBool());
    QCOMPARE(panel.connections()->selectedOpen(), std::vector<core::ConnectionId>{2});
    QVERIFY(!closeButton()->isEnabled());
    QVERIFY(closeButton()->toolTip().contains(QStringLiteral("as of 0.000 s")));
    const QSignalSpy close(&panel, &ServerPanel::closeRequested);
    QTest::keyClick(view, Qt::Key_Delete);
    QCOMPARE(close.count(), 0);

    events.accept(4, 10); // goes on in the background
    feed.append(events.take());
    QCOMPARE(model.rowCount(), 2);
    control.select(1);
    QCOMPARE(model.rowCount(), 0);
    control.select(2);
    QCOMPARE(model.rowCount(), 1);
    control.select(0);
    QCOMPARE(model.rowCount(), 4);
    QVERIFY(!model.index(model.rowOf(1), 0).data(ConnectionTableModel::OpenRole).toBool());
    QCOMPARE(closeButton()->toolTip(), toolTip);
}

void TestMomentPanels::conversation()
{
    EventFeed feed{core::Recording::Limits{}};
    ConversationModel model(feed);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.addConnection(1, QStringLiteral("127.0.0.1:8080"));
    ClientEvents events;
    events.sent("one").received("one").sent("two!").received("two!");
    feed.append(events.take());
    const auto later = [&model] {
        int count = 0;
        for (int row = 0; row < model.rowCount(); ++row)
            count += model.index(row).data(ConversationModel::LaterRole).toBool() ? 1 : 0;
        return count;
    };
    QCOMPARE(later(), 0);
    model.showUpTo(3);
    QCOMPARE(later(), 1);
    QVERIFY(model.index(3).data(ConversationModel::MetaRole).toString().contains(QStringLiteral("later")));
    QCOMPARE(model.totals().messagesOut, quint64{2});
    QCOMPARE(model.totals().messagesBack, quint64{1});
    QCOMPARE(model.totals().bytesBack, quint64{3});
    feed.append(events.sent("three").take());
    QCOMPARE(later(), 2);
    QCOMPARE(model.totals().messagesOut, quint64{2});
    model.showUpTo(0);
    QCOMPARE(later(), 0);
    QCOMPARE(model.totals().messagesOut, quint64{3});
}

void TestMomentPanels::states()
{
    EventFeed feed{core::Recording::Limits{}};
    MomentControl control(feed);
    StatesPanel panel(feed);
    connect(&control, &MomentControl::momentChanged, &panel, &StatesPanel::showMoment);
    panel.show();
    using core::TcpState;
    ClientEvents events;
    events.state(TcpState::Closed, TcpState::SynSent).state(TcpState::SynSent, TcpState::Established);
    events.on(2).state(TcpState::Closed, TcpState::SynSent);
    feed.append(events.take());
    const auto shown = [&panel] { return panel.view()->scene().paths().back()->now(); };
    QCOMPARE(panel.connection(), std::optional<core::ConnectionId>(2));
    control.select(1);
    QCOMPARE(panel.connection(), std::optional<core::ConnectionId>(1));
    QCOMPARE(shown(), TcpState::SynSent);
    control.select(2);
    QCOMPARE(shown(), TcpState::Established);
    control.select(0);
    QCOMPARE(panel.connection(), std::optional<core::ConnectionId>(2));
    QCOMPARE(shown(), TcpState::SynSent);
}

GUI_TEST(TestMomentPanels)
#include "tst_moment_panels.moc"
