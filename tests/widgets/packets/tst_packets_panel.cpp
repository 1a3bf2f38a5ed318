// SPDX-License-Identifier: GPL-3.0-or-later
// The tab of packets as a whole: mouse and keys.
#include "tests/support/test_class.h"
#include "tests/widgets/packets/packet_events.h"
#include "widgets/common/field_message.h"
#include "widgets/common/notice_line.h"
#include "widgets/log/log_overlay.h"
#include "widgets/packets/packet_details.h"
#include "widgets/packets/packet_model.h"
#include "widgets/packets/packet_view.h"
#include "widgets/packets/packets_panel.h"

#include <QComboBox>
#include <QContextMenuEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>
#include <algorithm>

using core::Side;
using widgets::EventFeed;
using widgets::PacketModel;
using widgets::PacketsPanel;
using Phase = core::ObserverStatus::Phase;
namespace tcp_flag = core::tcp_flag;

namespace {

struct PacketsPanelFixture
{
    PacketsPanelFixture()
    {
        panel.resize(1360, 320);
        panel.show();
        panel.activateWindow();
        (void)QTest::qWaitForWindowActive(&panel);
    }
    template <class Widget>
    Widget* named(const QString& name) const
    {
        for (Widget* found : panel.findChildren<Widget*>()) {
            if (found->accessibleName() == name)
                return found;
        }
        return nullptr;
    }
    QString counts() const { return named<QLabel>(QStringLiteral("Number of packets shown"))->text(); }
    QLineEdit* filter() const { return named<QLineEdit>(QStringLiteral("Filter of the packets")); }
    QComboBox* chooser() const { return named<QComboBox>(QStringLiteral("Connection of the packets")); }
    widgets::LogOverlay* overlay() const { return panel.findChild<widgets::LogOverlay*>(); }
    void click(quint64 number)
    {
        const QModelIndex index = panel.model().index(panel.model().rowOf(number), PacketModel::Flags);
        QTest::mouseClick(panel.view().viewport(), Qt::LeftButton, Qt::NoModifier,
                          panel.view().visualRect(index).center());
    }
    void addMany(int count)
    {
        core::Batch batch;
        for (int i = 0; i < count; ++i)
            batch.events.push_back(packets.packet(Side::Server, tcp_flag::kAck, 5001, 1007));
        feed.append(std::move(batch));
    }

    PacketEvents packets;
    EventFeed feed{{.events = 1000, .payloadBytes = 1 << 20}};
    PacketsPanel panel{feed};
};

} // namespace

class TestPacketsPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptyPlaceSaysWhatToDo_data();
    void emptyPlaceSaysWhatToDo();
    void selectionGoesOut();
    void selectionComesIn();
    void oneConnection();
    void filterAndEscape();
    void filterLanguage();
    void cellsFilter_data();
    void cellsFilter();
    void followsTheTail();
    void pauseSaysWhatItPauses();
    void exportButton();
    void everyControlIsNamedAndReachable();
};

void TestPacketsPanel::emptyPlaceSaysWhatToDo_data()
{
    QTest::addColumn<Phase>("phase");
    QTest::addColumn<bool>("packets");
    QTest::addColumn<QString>("part");
    QTest::newRow("off") << Phase::Off << false << QStringLiteral("Observe kernel");
    QTest::newRow("off, what it needs") << Phase::Off << false << QStringLiteral("pkexec");
    QTest::newRow("off, private network") << Phase::Off << false << QStringLiteral("private network");
    QTest::newRow("starting") << Phase::Starting << false << QStringLiteral("starts");
    QTest::newRow("running") << Phase::Running << true << QStringLiteral("No packet was captured yet");
    QTest::newRow("running without packets") << Phase::Running << false << QStringLiteral("No such interface.");
    QTest::newRow("failed") << Phase::Failed << false << QStringLiteral("No such interface.");
}

void TestPacketsPanel::emptyPlaceSaysWhatToDo()
{
    QFETCH(Phase, phase);
    QFETCH(bool, packets);
    QFETCH(QString, part);
    PacketsPanelFixture f;
    core::ObserverStatus status;
    status.phase = phase;
    status.packets = packets;
    if (!packets)
        status.reasons = {"No such interface."};
    f.panel.setObserver(status);
    QVERIFY(f.overlay()->isVisible());
    QVERIFY2(f.overlay()->text().contains(part), qPrintable(f.overlay()->text()));
    QVERIFY(!f.overlay()->button()->isVisible());
    f.feed.append(f.packets.handshakeAndHello());
    QVERIFY(!f.overlay()->isVisible());
    f.feed.clear();
    QVERIFY(f.overlay()->isVisible());
}

void TestPacketsPanel::selectionGoesOut()
{
    PacketsPanelFixture f;
    f.feed.append(f.packets.handshakeAndHello());
    QSignalSpy chosen(&f.panel, &PacketsPanel::eventSelected);
    f.click(4);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.first().first().toULongLong(), 4ULL);
    QCOMPARE(f.panel.details().eventNumber(), quint64(4));
    QTest::keyClick(&f.panel.view(), Qt::Key_Up);
    QCOMPARE(chosen.count(), 2);
    QCOMPARE(f.panel.details().eventNumber(), quint64(3));
    QVERIFY(f.panel.details().tree()->topLevelItemCount() > 0);
}

void TestPacketsPanel::selectionComesIn()
{
    PacketsPanelFixture f;
    f.feed.append(f.packets.handshakeAndHello());
    f.feed.append(f.packets.maker().calls(1));
    QSignalSpy chosen(&f.panel, &PacketsPanel::eventSelected);
    f.panel.selectEvent(2);
    QCOMPARE(f.panel.view().currentIndex().row(), 1);
    QCOMPARE(f.panel.details().eventNumber(), quint64(2));
    f.panel.selectEvent(6); // a call
    QVERIFY(!f.panel.view().selectionModel()->hasSelection());
    QCOMPARE(f.panel.details().tree()->topLevelItemCount(), 0);
    f.panel.selectEvent(0);
    QCOMPARE(chosen.count(), 0);
}

void TestPacketsPanel::oneConnection()
{
    PacketsPanelFixture f;
    f.feed.append(f.packets.handshakeAndHello());
    f.feed.append(f.packets.one(f.packets.packet(Side::Client, tcp_flag::kAck, 1007, 5001, {}, 512, {}, 9)));
    QCOMPARE(f.chooser()->count(), 3);
    QCOMPARE(f.counts(), QStringLiteral("6 of 6"));
    f.panel.showConnection(9);
    QCOMPARE(f.panel.model().rowCount(), 1);
    QCOMPARE(f.counts(), QStringLiteral("1 of 6"));
    f.chooser()->setFocus();
    QTest::keyClick(f.chooser(), Qt::Key_Home);
    QCOMPARE(f.panel.model().rowCount(), 6);
}

void TestPacketsPanel::filterLanguage()
{
    PacketsPanelFixture f;
    f.feed.append(f.packets.handshakeAndHello());
    f.filter()->setText(QStringLiteral("bytes>0 kind:packet"));
    QTRY_COMPARE(f.counts(), QStringLiteral("1 of 5"));
    f.filter()->setText(QStringLiteral("side:nobody"));
    QCOMPARE(f.counts(), QStringLiteral("1 of 5")); // the last filter stays
    QTRY_VERIFY(f.panel.findChild<widgets::FieldMessage*>()->isVisible());
    f.filter()->clear();
    QCOMPARE(f.counts(), QStringLiteral("5 of 5"));
    QVERIFY(!f.panel.findChild<widgets::FieldMessage*>()->isVisible());
}

void TestPacketsPanel::cellsFilter_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("entry");
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("counts");
    auto row = [](const char* name, int column, const char* entry, const char* filter, const char* counts) {
        QTest::newRow(name) << column << QString::fromUtf8(entry) << QString::fromUtf8(filter)
                            << QString::fromUtf8(counts);
    };
    row("length", PacketModel::Length, "Filter on bytes:6", "bytes:6", "1 of 5");
    row("sender", PacketModel::Side, "Exclude side:client", "not side:client", "2 of 5");
    row("connection", PacketModel::Connection, "Filter on conn:2", "conn:2", "5 of 5");
    row("number", PacketModel::Number, "Exclude number:4", "not number:4", "4 of 5");
}

void TestPacketsPanel::cellsFilter()
{
    QFETCH(const int, column);
    QFETCH(const QString, entry);
    QFETCH(const QString, filter);
    QFETCH(const QString, counts);
    PacketsPanelFixture f;
    f.feed.append(f.packets.handshakeAndHello());
    widgets::PacketView& view = f.panel.view();
    const QPoint at = view.visualRect(f.panel.model().index(3, column)).center();
    QContextMenuEvent event(QContextMenuEvent::Mouse, at, view.viewport()->mapToGlobal(at));
    QApplication::sendEvent(view.viewport(), &event);
    auto* menu = view.findChild<QMenu*>(QString(), Qt::FindDirectChildrenOnly);
    QVERIFY(menu);
    const QList<QAction*> actions = menu->actions();
    const auto found = std::find_if(actions.begin(), actions.end(),
                                    [&entry](const QAction* action) { return action->text() == entry; });
    QVERIFY2(found != actions.end(), qPrintable(entry));
    (*found)->trigger();
    QCOMPARE(f.filter()->text(), filter);
    QTRY_COMPARE(f.counts(), counts);
}

void TestPacketsPanel::filterAndEscape()
{
    PacketsPanelFixture f;
    f.feed.append(f.packets.handshakeAndHello());
    f.filter()->setFocus();
    QTest::keyClicks(f.filter(), QStringLiteral("psh"));
    QTRY_COMPARE(f.counts(), QStringLiteral("1 of 5"));
    QTest::keyClicks(f.filter(), QStringLiteral("nothing"));
    QTRY_VERIFY(f.overlay()->isVisible());
    QVERIFY(f.overlay()->text().contains(QLatin1Char('5')));
    f.panel.showConnection(2);
    QTest::mouseClick(f.overlay()->button(), Qt::LeftButton);
    QCOMPARE(f.counts(), QStringLiteral("5 of 5"));
    QVERIFY(f.panel.view().hasFocus());
    f.filter()->setFocus();
    QTest::keyClicks(f.filter(), QStringLiteral("x"));
    QTest::keyClick(f.filter(), Qt::Key_Escape);
    QCOMPARE(f.filter()->text(), QString());
    QTest::keyClick(f.filter(), Qt::Key_Escape);
    QVERIFY(f.panel.view().hasFocus());
}

void TestPacketsPanel::followsTheTail()
{
    PacketsPanelFixture f;
    auto* following = f.named<QToolButton>(QStringLiteral("Following"));
    const QScrollBar* bar = f.panel.view().verticalScrollBar();
    f.addMany(100);
    QTRY_VERIFY(bar->maximum() > 10);
    QCOMPARE(bar->value(), bar->maximum());
    QVERIFY(following->isChecked());
    f.panel.view().verticalScrollBar()->setValue(10); // as the wheel does
    QVERIFY(!following->isChecked());
    f.addMany(100);
    QTRY_VERIFY(bar->maximum() > 150);
    QCOMPARE(bar->value(), 10);
    QTest::mouseClick(following, Qt::LeftButton);
    QCOMPARE(bar->value(), bar->maximum());
}

void TestPacketsPanel::pauseSaysWhatItPauses()
{
    PacketsPanelFixture f;
    f.addMany(20);
    auto* pause = f.named<QToolButton>(QStringLiteral("Pause"));
    QTest::mouseClick(pause, Qt::LeftButton);
    f.addMany(5);
    QCOMPARE(f.panel.model().rowCount(), 20);
    auto* line = f.named<widgets::NoticeLine>(QStringLiteral("Pause"));
    QVERIFY(line && line->isVisible());
    QVERIFY(line->sentence().contains(QStringLiteral("5 events since")));
    QTest::mouseClick(line->button(), Qt::LeftButton);
    QTRY_COMPARE(f.panel.model().rowCount(), 25);
    QVERIFY(!pause->isChecked());
}

void TestPacketsPanel::exportButton()
{
    PacketsPanelFixture f;
    auto* button = f.named<QToolButton>(QStringLiteral("Export packets"));
    QVERIFY(!button->isEnabled()); // there is nothing to write
    QSignalSpy wanted(&f.panel, &PacketsPanel::exportRequested);
    f.panel.exportPackets();
    QCOMPARE(wanted.count(), 0);
    f.feed.append(f.packets.handshakeAndHello());
    QVERIFY(button->isEnabled());
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted.first().first().toBool(), true); // with our calls
    f.panel.setExporting(true);
    QVERIFY(!button->isEnabled());
    f.panel.exportPackets(); // one at a time
    QCOMPARE(wanted.count(), 1);
    f.panel.setExporting(false);
    QVERIFY(button->isEnabled());
}

void TestPacketsPanel::everyControlIsNamedAndReachable()
{
    PacketsPanelFixture f;
    f.feed.append(f.packets.handshakeAndHello());
    f.panel.selectEvent(4);
    QList<QWidget*> reached;
    f.chooser()->setFocus();
    for (int i = 0; i < 20; ++i) {
        QWidget* focus = QApplication::focusWidget();
        QVERIFY(focus);
        if (reached.contains(focus))
            break;
        QVERIFY2(!focus->accessibleName().isEmpty(), focus->metaObject()->className());
        reached.append(focus);
        QTest::keyClick(focus, Qt::Key_Tab);
    }
    QVERIFY(reached.contains(f.filter()));
    QVERIFY(reached.contains(&f.panel.view()));
    QVERIFY(reached.contains(f.panel.details().tree()));
    QVERIFY(reached.indexOf(f.filter()) < reached.indexOf(&f.panel.view()));
}

GUI_TEST(TestPacketsPanel)
#include "tst_packets_panel.moc"
