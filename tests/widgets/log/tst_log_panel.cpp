// SPDX-License-Identifier: GPL-3.0-or-later
// The event log as a whole: mouse and keys.
#include "tests/support/test_class.h"
#include "tests/widgets/log/event_maker.h"
#include "widgets/log/hex_view.h"
#include "widgets/log/log_model.h"
#include "widgets/log/log_overlay.h"
#include "widgets/log/log_panel.h"
#include "widgets/log/log_view.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSplitter>
#include <QTest>
#include <QToolButton>

using core::Call;
using core::Side;
using widgets::EventFeed;
using widgets::LogModel;
using widgets::LogPanel;

namespace {

struct LogPanelFixture
{
    LogPanelFixture()
    {
        panel.resize(1300, 330);
        panel.show();
        panel.activateWindow();
    }

    QToolButton* button(const QString& name) const
    {
        for (QToolButton* found : panel.findChildren<QToolButton*>()) {
            if (found->accessibleName() == name)
                return found;
        }
        return nullptr;
    }
    /// What the visible label says of which this is read out, with %1 for what is shown.
    QString labelRead(const QString& pattern) const
    {
        for (const QLabel* label : panel.findChildren<QLabel*>()) {
            const QString read = label->accessibleName().isEmpty() ? label->text() : label->accessibleName();
            if (label->isVisible() && read.contains(QRegularExpression(pattern)))
                return label->text();
        }
        return {};
    }
    QString counts() const { return labelRead(QStringLiteral("^Events shown: [0-9]+ of [0-9]+")); }
    QString missing() const { return labelRead(QStringLiteral("events (dropped|lost)$")); }
    QLineEdit* filter() const { return panel.findChild<QLineEdit*>(); }
    widgets::LogOverlay* overlay() const { return panel.findChild<widgets::LogOverlay*>(); }
    void addOneOfEach()
    {
        feed.append(EventMaker::batch({maker.call(Call::Bind, Side::Server, 0, 7, 0, 0, EventMaker::tcp(8080)),
                                       maker.call(Call::EpollWait, Side::Server, 0, 5),
                                       maker.state(Side::Server, 0, 7, core::TcpState::Closed, core::TcpState::Listen),
                                       maker.message(Side::Client, 2, core::Direction::Sent, "Hello!"),
                                       maker.note(Side::Server, core::NoteCode::AcceptResumed)}));
    }
    void addPacket()
    {
        core::Event packet = maker.message(Side::Client, 2, core::Direction::Sent, "x");
        packet.kind = core::EventKind::Packet;
        feed.append(EventMaker::batch({packet}));
    }

    EventMaker maker;
    EventFeed feed{{.events = 100, .payloadBytes = 1 << 20}};
    LogPanel panel{feed, [](quint16) { return QStringLiteral("server I/O"); }};
};

} // namespace

class TestLogPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptyLogOffersTheDemo();
    void clearedLogIsNoFirstRun();
    void pausedRowsThatWereLetGo();
    void toggles_data();
    void toggles();
    void filterFieldAndEscape();
    void filterThatHidesAllCanBeCleared();
    void onlyWaitingCallsCanBeShown();
    void counts();
    void followingButton();
    void clearAndCopyButtons();
    void selectionShowsDetails();
    void selectEventFromOutside();
    void everyControlIsNamedAndReachable();
    void stateIsSavedAndRestored();
    void garbageIsRefused_data();
    void garbageIsRefused();
};

void TestLogPanel::emptyLogOffersTheDemo()
{
    LogPanelFixture f;
    QVERIFY(f.overlay()->isVisible());
    QVERIFY(!f.button(QStringLiteral("Clear"))->isEnabled());
    QSignalSpy demo(&f.panel, &LogPanel::startDemoRequested);
    QTest::mouseClick(f.overlay()->button(), Qt::LeftButton);
    QCOMPARE(demo.count(), 1);
    f.feed.append(f.maker.calls(1));
    QVERIFY(!f.overlay()->isVisible());
}

void TestLogPanel::clearedLogIsNoFirstRun()
{
    LogPanelFixture f;
    const QString firstRun = f.overlay()->text();
    f.addOneOfEach();
    f.feed.clear();
    QVERIFY(f.overlay()->isVisible());
    QVERIFY(f.overlay()->text() != firstRun);
    QVERIFY(!f.overlay()->button()->isVisible());
    f.feed.append(EventMaker::batch({f.maker.call(Call::EpollWait, Side::Server, 0, 5)}));
    QVERIFY(f.overlay()->text().startsWith(QStringLiteral("The log is empty"))); // waiting is nothing to look at
    f.addOneOfEach();
    QVERIFY(!f.overlay()->isVisible());
    QTest::keyClicks(f.filter(), QStringLiteral("nothing has this"));
    QTRY_VERIFY(f.overlay()->isVisible());
    QVERIFY(f.overlay()->button()->isVisible());
}

void TestLogPanel::pausedRowsThatWereLetGo()
{
    LogPanelFixture f;
    f.feed.append(f.maker.calls(10));
    f.button(QStringLiteral("Pause"))->click();
    f.feed.append(f.maker.calls(50)); // there is room
    QVERIFY(!f.overlay()->isVisible());
    f.feed.append(f.maker.calls(100));
    QVERIFY(f.overlay()->isVisible());
    QVERIFY2(f.overlay()->text().contains(QStringLiteral("End the pause (F9)")), qPrintable(f.overlay()->text()));
    f.button(QStringLiteral("Pause"))->click();
    QTRY_VERIFY(!f.overlay()->isVisible());
}

void TestLogPanel::toggles_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("rowsAfter");
    QTest::newRow("calls") << QStringLiteral("Calls") << 4;
    QTest::newRow("states") << QStringLiteral("States") << 4;
    QTest::newRow("packets") << QStringLiteral("Packets") << 4;
    QTest::newRow("messages") << QStringLiteral("Messages") << 4;
    QTest::newRow("notes") << QStringLiteral("Notes") << 4;
    QTest::newRow("waiting calls") << QStringLiteral("Waiting calls") << 6;
}

void TestLogPanel::toggles()
{
    QFETCH(QString, name);
    QFETCH(int, rowsAfter);
    LogPanelFixture f;
    f.addOneOfEach();
    f.addPacket();
    QCOMPARE(f.panel.model().rowCount(), 5);
    QToolButton* toggle = f.button(name);
    QVERIFY(toggle);
    const bool wasOn = toggle->isChecked();
    const QChar mark(0x2713);
    QCOMPARE(toggle->text().contains(mark), wasOn);
    const int width = toggle->width();
    QTest::mouseClick(toggle, Qt::LeftButton);
    QCOMPARE(toggle->text().contains(mark), !wasOn); // told by a mark, not by colour
    QCOMPARE(toggle->width(), width);
    QCOMPARE(f.panel.model().rowCount(), rowsAfter);
    toggle->setFocus();
    QTest::keyClick(toggle, Qt::Key_Space);
    QCOMPARE(f.panel.model().rowCount(), 5);
    QVERIFY(toggle->text().contains(QLatin1Char('&'))); // the mnemonic stays
}

void TestLogPanel::filterFieldAndEscape()
{
    LogPanelFixture f;
    f.addOneOfEach();
    f.panel.focusFilter();
    QTRY_VERIFY(f.filter()->hasFocus());
    QTest::keyClicks(f.filter(), QStringLiteral("BIND"));
    QCOMPARE(f.panel.model().rowCount(), 1);
    QTest::keyClick(f.filter(), Qt::Key_Escape);
    QCOMPARE(f.filter()->text(), QString());
    QCOMPARE(f.panel.model().rowCount(), 4);
    QTest::keyClick(f.filter(), Qt::Key_Escape);
    QVERIFY(f.panel.view().hasFocus());
    f.panel.focusFilter();
    QTest::keyClick(f.filter(), Qt::Key_Down);
    QVERIFY(f.panel.view().hasFocus());
}

void TestLogPanel::filterThatHidesAllCanBeCleared()
{
    LogPanelFixture f;
    f.addOneOfEach();
    QTest::mouseClick(f.button(QStringLiteral("States")), Qt::LeftButton);
    QTest::keyClicks(f.filter(), QStringLiteral("no such thing"));
    QVERIFY(f.overlay()->isVisible());
    QVERIFY(f.overlay()->text().contains(QLatin1Char('5')));
    QSignalSpy demo(&f.panel, &LogPanel::startDemoRequested);
    QTest::mouseClick(f.overlay()->button(), Qt::LeftButton);
    QCOMPARE(demo.count(), 0);
    QVERIFY(!f.overlay()->isVisible());
    QCOMPARE(f.panel.model().rowCount(), 4);
    QCOMPARE(f.filter()->text(), QString());
    QVERIFY(f.button(QStringLiteral("States"))->isChecked());
}

void TestLogPanel::onlyWaitingCallsCanBeShown()
{
    LogPanelFixture f;
    f.feed.append(EventMaker::batch({f.maker.call(Call::EpollWait, Side::Server, 0, 5)}));
    QVERIFY(f.overlay()->isVisible());
    QCOMPARE(f.counts(), QStringLiteral("0 of 0")); // as the overlay says
    QSignalSpy demo(&f.panel, &LogPanel::startDemoRequested);
    QTest::mouseClick(f.overlay()->button(), Qt::LeftButton); // nothing has happened yet to the user
    QCOMPARE(demo.count(), 1);
    QTest::mouseClick(f.button(QStringLiteral("Waiting calls")), Qt::LeftButton);
    QCOMPARE(f.panel.model().rowCount(), 1);
    QCOMPARE(f.counts(), QStringLiteral("1 of 1"));
    QVERIFY(!f.overlay()->isVisible());
}

void TestLogPanel::counts()
{
    LogPanelFixture f;
    f.addOneOfEach();
    QCOMPARE(f.counts(), QStringLiteral("4 of 5"));
    const auto explained = [&f] {
        const auto labels = f.panel.findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
            return label->toolTip().contains(QStringLiteral("epoll_wait()"));
        });
    };
    QVERIFY(explained());
    QCOMPARE(f.missing(), QString());
    f.feed.append(f.maker.calls(100));
    QCOMPARE(f.counts(), QStringLiteral("100 of 100"));
    QVERIFY(!explained());
    QCOMPARE(f.missing(), QStringLiteral("5 events dropped"));
    f.panel.setLost(7);
    QVERIFY(f.missing().contains(QStringLiteral("7 events lost")));
    QVERIFY(f.missing().contains(QStringLiteral("5 events dropped")));
    QCoreApplication::processEvents(); // lays out
    const int width = f.panel.minimumSizeHint().width();
    f.panel.setLost(123'456'789); // the window becomes no wider
    QCoreApplication::processEvents();
    QCOMPARE(f.panel.minimumSizeHint().width(), width);
    QVERIFY(!f.missing().isEmpty());
}

void TestLogPanel::followingButton()
{
    LogPanelFixture f;
    f.feed.append(f.maker.calls(90));
    QScrollBar* bar = f.panel.view().verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 0 && bar->value() == bar->maximum());
    QToolButton* following = f.button(QStringLiteral("Following"));
    QVERIFY(following->isChecked());
    bar->setValue(0);
    QVERIFY(!following->isChecked());
    QTest::mouseClick(following, Qt::LeftButton);
    QCOMPARE(bar->value(), bar->maximum());
}

void TestLogPanel::clearAndCopyButtons()
{
    LogPanelFixture f;
    f.addOneOfEach();
    QSignalSpy clear(&f.panel, &LogPanel::clearRequested);
    QVERIFY(!f.button(QStringLiteral("Copy"))->isEnabled()); // nothing is selected
    QTest::mouseClick(f.button(QStringLiteral("Clear")), Qt::LeftButton);
    QCOMPARE(clear.count(), 1);
    QCOMPARE(f.panel.model().rowCount(), 4); // the window decides
    f.panel.view().selectRow(0);
    QTest::mouseClick(f.button(QStringLiteral("Copy")), Qt::LeftButton);
    QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("bind(7, 127.0.0.1:8080) = 0")));
}

void TestLogPanel::selectionShowsDetails()
{
    LogPanelFixture f;
    f.addOneOfEach();
    QSignalSpy selected(&f.panel, &LogPanel::eventSelected);
    const QRect message = f.panel.view().visualRect(f.panel.model().index(2, LogModel::Event));
    QTest::mouseClick(f.panel.view().viewport(), Qt::LeftButton, {}, message.center());
    QCOMPARE(selected.count(), 1);
    QCOMPARE(selected.first().first().toULongLong(), 4ULL);
    QCOMPARE(f.panel.details().eventNumber(), 4ULL);
    QCOMPARE(f.panel.details().hexView()->bytes().size(), std::size_t{6});
    QTest::keyClick(&f.panel.view(), Qt::Key_Up);
    QCOMPARE(f.panel.details().eventNumber(), 3ULL);
}

void TestLogPanel::selectEventFromOutside()
{
    LogPanelFixture f;
    f.addOneOfEach();
    QSignalSpy selected(&f.panel, &LogPanel::eventSelected);
    f.panel.selectEvent(3);
    QCOMPARE(f.panel.details().eventNumber(), 3ULL);
    QCOMPARE(f.panel.view().currentIndex().row(), 1);
    f.panel.selectEvent(2); // hidden by the filter: details only
    QCOMPARE(f.panel.details().eventNumber(), 2ULL);
    QVERIFY(!f.panel.view().selectionModel()->hasSelection());
    QTest::mouseClick(f.button(QStringLiteral("Waiting calls")), Qt::LeftButton);
    QCOMPARE(f.panel.view().currentIndex().row(), 1); // now it can be seen
    f.panel.selectEvent(0);
    QCOMPARE(f.panel.details().eventNumber(), 0ULL);
    QCOMPARE(selected.count(), 0);
}

void TestLogPanel::everyControlIsNamedAndReachable()
{
    LogPanelFixture f;
    f.addOneOfEach();
    QSet<QString> mnemonics;
    for (const QAbstractButton* control : f.panel.findChildren<QAbstractButton*>()) {
        if (!control->isVisible() || control->parentWidget() == f.filter())
            continue;
        QVERIFY2(!control->text().isEmpty(), control->metaObject()->className());
        const QString key = control->shortcut().toString();
        QVERIFY2(!key.isEmpty(), qPrintable(control->text()));
        QVERIFY2(!mnemonics.contains(key), qPrintable(key));
        mnemonics.insert(key);
        QVERIFY(control->focusPolicy() & Qt::TabFocus);
    }
    QVERIFY(mnemonics.size() >= 8);

    f.panel.view().selectRow(0);
    QVERIFY(QTest::qWaitForWindowActive(&f.panel));
    f.filter()->setFocus();
    QSet<QWidget*> reached;
    for (QWidget* next = f.filter(); !reached.contains(next);) {
        reached.insert(next);
        QTest::keyClick(next, Qt::Key_Tab);
        next = QApplication::focusWidget();
        QVERIFY(next);
    }
    QVERIFY(reached.contains(&f.panel.view()));
    QVERIFY(reached.contains(f.button(QStringLiteral("Clear"))));
    QVERIFY(reached.size() >= 10);
}

void TestLogPanel::stateIsSavedAndRestored()
{
    LogPanelFixture a;
    a.addOneOfEach();
    a.panel.findChild<QSplitter*>()->setSizes({700, 590});
    a.panel.view().setColumnWidth(LogModel::Connection, 222);
    QTest::mouseClick(a.button(QStringLiteral("Notes")), Qt::LeftButton);
    QTest::mouseClick(a.button(QStringLiteral("Packets")), Qt::LeftButton);
    QTest::mouseClick(a.button(QStringLiteral("Waiting calls")), Qt::LeftButton);

    LogPanelFixture b;
    QVERIFY(b.panel.restoreState(a.panel.saveState()));
    QCOMPARE(b.panel.view().columnWidth(LogModel::Connection), 222);
    QCOMPARE(b.panel.findChild<QSplitter*>()->sizes(), a.panel.findChild<QSplitter*>()->sizes());
    QVERIFY(!b.button(QStringLiteral("Notes"))->isChecked());
    QVERIFY(b.button(QStringLiteral("Waiting calls"))->isChecked());
    QVERIFY(!b.panel.model().filter().notes);
    QVERIFY(!b.panel.model().filter().packets);
}

void TestLogPanel::garbageIsRefused_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("empty") << 0;
    QTest::newRow("cut") << 1;
    QTest::newRow("longer") << 2;
    QTest::newRow("other magic") << 3;
    QTest::newRow("count too large") << 4;
    QTest::newRow("negative size") << 5;
}

void TestLogPanel::garbageIsRefused()
{
    QFETCH(int, kind);
    LogPanelFixture f;
    const QByteArray good = f.panel.saveState();
    QByteArray bad = good;
    switch (kind) {
    case 0:
        bad.clear();
        break;
    case 1:
        bad.chop(1);
        break;
    case 2:
        bad.append('x');
        break;
    case 3:
        bad[0] = 'x';
        break;
    case 4:
        bad[5] = char(0xff);
        break;
    default:
        bad[6] = char(0xff);
    }
    QVERIFY(!f.panel.restoreState(bad));
    QCOMPARE(f.panel.saveState(), good);
}

GUI_TEST(TestLogPanel)
#include "tst_log_panel.moc"
