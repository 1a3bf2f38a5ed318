// SPDX-License-Identifier: GPL-3.0-or-later
// Looking for a row while rows come and go.
#include "tests/support/test_class.h"
#include "tests/widgets/log/event_maker.h"
#include "widgets/log/log_model.h"
#include "widgets/log/moving/row_search.h"

#include <QSignalSpy>
#include <QTest>

using widgets::EventFeed;
using widgets::LogModel;
using widgets::RowSearch;
using widgets::SearchDirection;

namespace {

struct RowSearchFixture
{
    explicit RowSearchFixture(std::size_t limit = 1000) : feed({.events = limit, .payloadBytes = 1 << 20}) {}

    RowSearch::Test isOneOf(QList<quint64> numbers)
    {
        return [this, numbers = std::move(numbers)](int row) { return numbers.contains(model.numberAt(row)); };
    }

    EventMaker maker;
    EventFeed feed;
    LogModel model{feed};
    RowSearch search{model};
    QSignalSpy found{&search, &RowSearch::found};
    QSignalSpy notFound{&search, &RowSearch::notFound};
};

} // namespace

class TestRowSearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheNearest_data();
    void findsTheNearest();
    void manyRowsAreLookedAtInSlices();
    void canBeStopped();
    void goesOnWhenItsPlaceIsLetGo();
};

void TestRowSearch::findsTheNearest_data()
{
    QTest::addColumn<QList<quint64>>("hits");
    QTest::addColumn<quint64>("from");
    QTest::addColumn<SearchDirection>("direction");
    QTest::addColumn<bool>("wraps");
    QTest::addColumn<quint64>("expected"); // 0: none
    QTest::addColumn<bool>("wrapped");
    using enum SearchDirection;
    using Hits = QList<quint64>;
    QTest::newRow("next") << Hits{3, 7} << 3ULL << Down << true << 7ULL << false;
    QTest::newRow("previous") << Hits{3, 7} << 7ULL << Up << true << 3ULL << false;
    QTest::newRow("next round the end") << Hits{3, 7} << 8ULL << Down << true << 3ULL << true;
    QTest::newRow("previous round the start") << Hits{3, 7} << 2ULL << Up << true << 7ULL << true;
    QTest::newRow("not round the end") << Hits{3, 7} << 8ULL << Down << false << 0ULL << false;
    QTest::newRow("the only one again, down") << Hits{5} << 5ULL << Down << true << 5ULL << true;
    QTest::newRow("the only one again, up") << Hits{5} << 5ULL << Up << true << 5ULL << true;
    QTest::newRow("the first row from nowhere") << Hits{1} << 0ULL << Down << true << 1ULL << false;
    QTest::newRow("the last row from behind the end") << Hits{10} << 11ULL << Up << true << 10ULL << false;
    QTest::newRow("none, down") << Hits{} << 5ULL << Down << true << 0ULL << false;
    QTest::newRow("none, up") << Hits{} << 5ULL << Up << true << 0ULL << false;
}

void TestRowSearch::findsTheNearest()
{
    QFETCH(QList<quint64>, hits);
    QFETCH(quint64, from);
    QFETCH(SearchDirection, direction);
    QFETCH(bool, wraps);
    QFETCH(quint64, expected);
    QFETCH(bool, wrapped);
    RowSearchFixture f;
    f.feed.append(f.maker.calls(10));
    f.search.start({.from = from, .direction = direction, .wraps = wraps, .test = f.isOneOf(hits)});
    QVERIFY(!f.search.isRunning()); // so few rows are done at once
    QCOMPARE(f.found.count(), expected > 0 ? 1 : 0);
    QCOMPARE(f.notFound.count(), expected > 0 ? 0 : 1);
    if (expected > 0) {
        QCOMPARE(f.found.first().at(0).toULongLong(), expected);
        QCOMPARE(f.found.first().at(1).toBool(), wrapped);
    }
}

void TestRowSearch::manyRowsAreLookedAtInSlices()
{
    RowSearchFixture f(400'000);
    f.feed.append(f.maker.calls(300'000));
    QTRY_COMPARE(f.model.rowCount(), 300'000);
    QSignalSpy progressed(&f.search, &RowSearch::progressed);
    f.search.start({.from = 0, .test = f.isOneOf({300'000})});
    QVERIFY2(f.search.isRunning(), "too fast to test the slices: raise the number of events");
    QCOMPARE(f.found.count(), 0);
    QTRY_COMPARE(f.found.count(), 1);
    QVERIFY(progressed.count() > 1);
    QVERIFY(!f.search.isRunning());
}

void TestRowSearch::canBeStopped()
{
    RowSearchFixture f(400'000);
    f.feed.append(f.maker.calls(300'000));
    f.search.start({.from = 0, .test = f.isOneOf({300'000})});
    QVERIFY(f.search.isRunning());
    f.search.stop();
    QTest::qWait(0);
    QCOMPARE(f.found.count() + f.notFound.count(), 0);
}

void TestRowSearch::goesOnWhenItsPlaceIsLetGo()
{
    RowSearchFixture f(200'000);
    f.feed.append(f.maker.calls(200'000));
    QTRY_COMPARE(f.model.rowCount(), 200'000);
    f.search.start({.from = 0, .test = f.isOneOf({350'000})});
    QVERIFY(f.search.isRunning());
    f.feed.append(f.maker.calls(160'000)); // what it has looked at goes, and what it looks for comes
    QTRY_COMPARE(f.found.count(), 1);
    QCOMPARE(f.found.first().at(0).toULongLong(), 350'000ULL);
}

GUILESS_TEST(TestRowSearch)
#include "tst_row_search.moc"
