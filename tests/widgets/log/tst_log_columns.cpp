// SPDX-License-Identifier: GPL-3.0-or-later
// The columns of the event log: which, in which order, and what the time counts from.
#include "tests/support/test_class.h"
#include "tests/widgets/log/panel_fixture.h"
#include "widgets/common/connection_mark.h"
#include "widgets/log/columns/table_columns.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QDataStream>
#include <QDateTime>
#include <QHeaderView>
#include <QImage>
#include <QPainter>
#include <cmath>

using core::Call;
using core::Side;
using widgets::ColumnLayout;
using widgets::LogModel;
using widgets::TimeColumn;

namespace {

QAction* entry(const QMenu& menu, const QString& text)
{
    for (QAction* action : menu.actions()) {
        if (action->text() == text)
            return action;
    }
    return nullptr;
}

QMenu* openedFrom(const PanelFixture& f)
{
    QHeaderView* header = f.view().horizontalHeader();
    Q_EMIT header->customContextMenuRequested({5, 5});
    return f.view().findChild<QMenu*>(QString(), Qt::FindDirectChildrenOnly);
}

QString cell(const PanelFixture& f, int row, LogModel::Column column)
{
    return f.model().index(row, column).data().toString();
}

QString title(const PanelFixture& f, LogModel::Column column)
{
    return f.model().headerData(column, Qt::Horizontal).toString();
}

double luminance(const QColor& color)
{
    const auto part = [](double value) {
        return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * part(color.redF()) + 0.7152 * part(color.greenF()) + 0.0722 * part(color.blueF());
}

double contrast(const QColor& a, const QColor& b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

} // namespace

class TestLogColumns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void headerMenuShowsAndHides();
    void menuMovesColumns();
    void copiesWhatIsShown();
    void eventFillsTheRoom();
    void everythingIsRemembered();
    void layoutsThatMakeNoSenseAreRefused_data();
    void layoutsThatMakeNoSenseAreRefused();
    void moreColumns();
    void timeOfDay();
    void timeReference();
    void referenceOutlivesItsEvent();
    void marksOfConnections();
    void markIsPaintedInTheRow();
};

void TestLogColumns::headerMenuShowsAndHides()
{
    PanelFixture f;
    QMenu* menu = openedFrom(f);
    QVERIFY(menu);
    QVERIFY(!entry(*menu, QStringLiteral("Event"))->isEnabled()); // it always stays
    QAction* thread = entry(*menu, QStringLiteral("Thread"));
    QVERIFY(thread && !thread->isChecked());
    thread->trigger();
    QVERIFY(!f.view().isColumnHidden(LogModel::Thread));
    QVERIFY(f.view().columnWidth(LogModel::Thread) > 30);
    entry(*menu, QStringLiteral("Side"))->trigger();
    QVERIFY(f.view().isColumnHidden(LogModel::Side));
    entry(*menu, QStringLiteral("R&eset columns"))->trigger();
    QVERIFY(f.view().isColumnHidden(LogModel::Thread));
    QVERIFY(!f.view().isColumnHidden(LogModel::Side));
    menu->close();
}

void TestLogColumns::menuMovesColumns()
{
    PanelFixture f;
    const QList<int> before = f.view().shownColumns();
    QCOMPARE(before, (QList<int>{0, 1, 2, 3, 4, 5, 6}));
    QMenu* menu = openedFrom(f);
    QMenu* left = entry(*menu, QStringLiteral("Move &left"))->menu();
    QVERIFY(!left->actions().first()->isEnabled());
    entry(*left, QStringLiteral("Took"))->trigger();
    QCOMPARE(f.view().shownColumns(), (QList<int>{0, 1, 2, 3, 4, 6, 5}));
    entry(*entry(*menu, QStringLiteral("Move &right"))->menu(), QStringLiteral("Time"))->trigger();
    QCOMPARE(f.view().shownColumns(), (QList<int>{0, 2, 1, 3, 4, 6, 5}));
    f.view().setColumnHidden(LogModel::Time, true);
    f.view().columns().move(LogModel::Delta, 1); // past what is hidden
    QCOMPARE(f.view().shownColumns(), (QList<int>{0, 3, 2, 4, 6, 5}));
    f.view().columns().reset();
    QCOMPARE(f.view().shownColumns(), before);
    menu->close();
}

void TestLogColumns::copiesWhatIsShown()
{
    PanelFixture f;
    f.feed.append(EventMaker::batch({f.maker.call(Call::Listen, Side::Server, 0, 7)}));
    f.view().setColumnHidden(LogModel::Took, true);
    f.view().setColumnHidden(LogModel::Delta, true);
    f.view().columns().move(LogModel::Side, -1);
    f.view().selectRow(0);
    f.view().copyRows();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("1\tserver\t0.000000\t—\tlisten(7, 0) = 0\n"));
}

void TestLogColumns::eventFillsTheRoom()
{
    PanelFixture f;
    f.feed.append(EventMaker::batch({f.maker.message(Side::Client, 2, core::Direction::Sent, std::string(5000, 'x'))}));
    f.window.resize(1600, 400);
    QTRY_COMPARE(f.view().horizontalHeader()->length(), f.view().viewport()->width());
    f.view().setColumnWidth(LogModel::Side, 120);
    QCOMPARE(f.view().horizontalHeader()->length(), f.view().viewport()->width());
    const int height = f.view().rowHeight(0);
    f.window.resize(900, 400);
    QTRY_COMPARE(f.view().columnWidth(LogModel::Event), 200); // there is a scroll bar instead
    QCOMPARE(f.view().rowHeight(0), height);                  // nothing wraps
}

void TestLogColumns::everythingIsRemembered()
{
    PanelFixture a;
    a.view().setColumnHidden(LogModel::Errno, false);
    a.view().setColumnHidden(LogModel::Side, true);
    a.view().columns().move(LogModel::Took, -1);
    a.view().setColumnWidth(LogModel::Connection, 222);
    a.model().setTimeFormat(TimeColumn::Format::TimeOfDay);
    PanelFixture b;
    QVERIFY(b.panel->restoreState(a.panel->saveState()));
    QCOMPARE(b.view().shownColumns(), a.view().shownColumns());
    QCOMPARE(b.view().columnWidth(LogModel::Connection), 222);
    QCOMPARE(b.model().timeColumn().format, TimeColumn::Format::TimeOfDay);
    QCOMPARE(b.panel->saveState(), a.panel->saveState());
    b.view().columns().reset();
    QVERIFY(!b.view().isColumnHidden(LogModel::Side)); // the defaults, not what was remembered
}

void TestLogColumns::layoutsThatMakeNoSenseAreRefused_data()
{
    QTest::addColumn<ColumnLayout>("layout");
    QTest::addColumn<bool>("good");
    QTest::newRow("good") << ColumnLayout{{2, 0, 1}, {10, 20, 0}, {true, false, true}} << true;
    QTest::newRow("one twice") << ColumnLayout{{0, 0, 1}, {10, 20, 30}, {true, true, true}} << false;
    QTest::newRow("one too many") << ColumnLayout{{0, 1, 2, 3}, {1, 1, 1, 1}, {true, true, true, true}} << false;
    QTest::newRow("one too few") << ColumnLayout{{0, 1}, {10, 20}, {true, true}} << false;
    QTest::newRow("no such column") << ColumnLayout{{0, 1, 3}, {10, 20, 30}, {true, true, true}} << false;
    QTest::newRow("wider than any screen") << ColumnLayout{{0, 1, 2}, {10, 20, 30'000}, {true, true, true}} << false;
}

void TestLogColumns::layoutsThatMakeNoSenseAreRefused()
{
    QFETCH(ColumnLayout, layout);
    QFETCH(bool, good);
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    write(out, layout);
    QDataStream in(bytes);
    ColumnLayout back;
    QCOMPARE(read(in, back, 3), good);
    if (good)
        QCOMPARE(back.order, layout.order);
    QDataStream cut(bytes.chopped(1));
    ColumnLayout none;
    QVERIFY(!read(cut, none, 3));
}

void TestLogColumns::moreColumns()
{
    PanelFixture f;
    f.feed.append(EventMaker::batch({f.maker.data(Call::Send, Side::Client, 2, 9, "Hello!"),
                                     f.maker.call(Call::Send, Side::Client, 2, 9, -1, EPIPE),
                                     f.maker.note(Side::Server, core::NoteCode::AcceptResumed)}));
    QCOMPARE(cell(f, 0, LogModel::Fd), QStringLiteral("9"));
    QCOMPARE(cell(f, 0, LogModel::Bytes), QStringLiteral("6"));
    QCOMPARE(cell(f, 0, LogModel::Errno), QString());
    QCOMPARE(cell(f, 0, LogModel::Thread), QStringLiteral("server I/O"));
    QCOMPARE(cell(f, 0, LogModel::Source), QStringLiteral("call"));
    QCOMPARE(cell(f, 1, LogModel::Errno), QStringLiteral("EPIPE"));
    QCOMPARE(cell(f, 1, LogModel::Bytes), QString());
    QCOMPARE(cell(f, 2, LogModel::Fd), QString());
}

void TestLogColumns::timeOfDay()
{
    PanelFixture f;
    const qint64 realMs = QDateTime(QDate(2026, 3, 5), QTime(23, 59, 59, 999)).toMSecsSinceEpoch();
    f.feed.setRealtimeOffsetNs(realMs * 1'000'000 - 5'000'000'000 + 123'456); // events begin at 5 s
    f.feed.append(f.maker.calls(2));
    f.model().setTimeFormat(TimeColumn::Format::TimeOfDay);
    QCOMPARE(cell(f, 0, LogModel::Time), QStringLiteral("23:59:59.999123"));
    QCOMPARE(cell(f, 1, LogModel::Time), QStringLiteral("00:00:00.000123"));
    const auto toolTip = [&f](int row) {
        return f.model().index(row, LogModel::Time).data(Qt::ToolTipRole).toString();
    };
    QVERIFY(toolTip(0).contains(QStringLiteral("5")) && toolTip(0).contains(QStringLiteral("2026")));
    QVERIFY(toolTip(1).contains(QStringLiteral("6")));
    QCOMPARE(title(f, LogModel::Time), QStringLiteral("Time of day"));
    f.model().setTimeFormat(TimeColumn::Format::SinceStart);
    QCOMPARE(cell(f, 1, LogModel::Time), QStringLiteral("0.001000"));
}

void TestLogColumns::timeReference()
{
    PanelFixture f;
    f.feed.append(f.maker.calls(10));
    PanelFixture::press(Qt::Key_R, Qt::ControlModifier);
    QVERIFY(!f.message().isEmpty()); // nothing is selected
    f.view().chooseEvent(5);
    PanelFixture::press(Qt::Key_R, Qt::ControlModifier);
    QCOMPARE(cell(f, 4, LogModel::Time), QStringLiteral("◎ 0.000000")); // marked
    QCOMPARE(f.model().index(4, LogModel::Time).data(Qt::AccessibleTextRole).toString(),
             QStringLiteral("0.000000, time reference"));
    QCOMPARE(cell(f, 6, LogModel::Time), QStringLiteral("0.002000"));
    QCOMPARE(cell(f, 2, LogModel::Time), QStringLiteral("−0.002000"));
    QVERIFY(title(f, LogModel::Time).contains(QStringLiteral("◎")));
    f.model().setTimeFormat(TimeColumn::Format::SinceStart);
    QCOMPARE(cell(f, 4, LogModel::Time), QStringLiteral("◎ 0.004000")); // the mark stays
    PanelFixture::press(Qt::Key_R, Qt::ControlModifier);                // the same again takes it away
    QCOMPARE(cell(f, 4, LogModel::Time), QStringLiteral("0.004000"));
    QCOMPARE(title(f, LogModel::Time), QStringLiteral("Time"));
}

void TestLogColumns::referenceOutlivesItsEvent()
{
    PanelFixture f(100);
    f.feed.append(f.maker.calls(100));
    f.model().setTimeReference(5);
    f.feed.append(f.maker.calls(10)); // the first ten go
    QCOMPARE(cell(f, 0, LogModel::Time), QStringLiteral("0.006000"));
    f.model().setTimeReference(3); // not kept
    QCOMPARE(f.model().timeColumn().reference, 5ULL);
}

void TestLogColumns::marksOfConnections()
{
    for (core::ConnectionId connection = 1; connection <= 20; ++connection) {
        QVERIFY(contrast(widgets::connectionColor(connection), widgets::connectionInk(connection)) >= 4.5);
        QCOMPARE(widgets::connectionColor(connection), widgets::connectionColor(connection));
        QVERIFY(widgets::connectionColor(connection) != widgets::connectionColor(connection + 1));
    }
    QImage image(60, 20, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    QCOMPARE(widgets::paintConnectionMark(painter, image.rect(), 0), 0);
    QVERIFY(widgets::paintConnectionMark(painter, image.rect(), 7) > 0);
    QCOMPARE(widgets::paintConnectionMark(painter, QRect(0, 0, 3, 20), 7), 0); // no room
    painter.end();
    QCOMPARE(image.pixelColor(1, 10), widgets::connectionColor(7));
}

void TestLogColumns::markIsPaintedInTheRow()
{
    PanelFixture f;
    f.feed.append(EventMaker::batch({f.maker.message(Side::Client, 3, core::Direction::Sent, "x")}));
    const auto pixels = [&f](const QColor& color) {
        const QRect room = f.view().visualRect(f.model().index(0, LogModel::Connection));
        const QImage image = f.view().viewport()->grab(room).toImage().convertToFormat(QImage::Format_RGB32);
        int count = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                count += image.pixelColor(x, y) == color ? 1 : 0;
        }
        return count;
    };
    QTRY_VERIFY(pixels(widgets::connectionColor(3)) > 50);
    f.view().selectRow(0); // the same when the row is selected
    QTRY_VERIFY(pixels(widgets::connectionColor(3)) > 50);
    QVERIFY(f.model()
                .index(0, LogModel::Connection)
                .data(Qt::AccessibleTextRole)
                .toString()
                .contains(QStringLiteral("connection 3")));
}

GUI_TEST(TestLogColumns)
#include "tst_log_columns.moc"
