// SPDX-License-Identifier: GPL-3.0-or-later
// Tables, charts and words show what was counted, only while they are seen.
#include "tests/support/test_class.h"
#include "tests/widgets/log/event_maker.h"
#include "widgets/statistics/call_statistics_model.h"
#include "widgets/statistics/connection_statistics_model.h"
#include "widgets/statistics/rate_chart.h"
#include "widgets/statistics/rate_charts.h"
#include "widgets/statistics/statistics_panel.h"
#include "widgets/statistics/statistics_reader.h"
#include "widgets/statistics/statistics_view.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QLayout>
#include <QSignalSpy>
#include <QTest>
#include <ctime>
#include <memory>

using core::Call;
using core::Side;
using widgets::CallStatisticsModel;
using widgets::ConnectionStatisticsModel;
using widgets::EventFeed;
using widgets::StatisticsPanel;
using widgets::StatisticsView;

class TestStatisticsPanel : public QObject
{
    Q_OBJECT

    EventMaker m_make;
    std::unique_ptr<EventFeed> m_feed;
    std::unique_ptr<widgets::ConnectionLabels> m_labels;
    std::unique_ptr<StatisticsPanel> m_panel;

    void open()
    {
        m_panel.reset();
        m_feed = std::make_unique<EventFeed>(core::Recording::Limits{});
        m_labels = std::make_unique<widgets::ConnectionLabels>();
        m_panel = std::make_unique<StatisticsPanel>(*m_feed, *m_labels);
        m_panel->resize(1200, 500);
    }

    core::Batch echo(core::ConnectionId connection, std::string_view text)
    {
        return EventMaker::batch({m_make.call(Call::Connect, Side::Client, connection, 9, 0, 0, EventMaker::tcp(8080)),
                                  m_make.data(Call::Send, Side::Client, connection, 9, text),
                                  m_make.data(Call::Recv, Side::Server, connection, 8, text),
                                  m_make.data(Call::Send, Side::Server, connection, 8, text),
                                  m_make.data(Call::Recv, Side::Client, connection, 9, text)});
    }

    static QStringList row(const StatisticsView& view, int row)
    {
        QStringList cells;
        for (int column = 0; column < view.model()->columnCount(); ++column)
            cells.append(view.model()->index(row, column).data().toString());
        return cells;
    }

private Q_SLOTS:
    void cleanup() { m_panel.reset(); }

    void anEmptyPanelSaysWhatToDo()
    {
        open();
        m_panel->show();
        QVERIFY(!m_panel->connections().isVisible());
        m_feed->append(echo(1, "Hello!"));
        m_panel->refresh();
        QVERIFY(m_panel->connections().isVisible());
        m_feed->clear();
    }

    void tablesShowWhatWasCounted()
    {
        open();
        m_panel->show();
        QAbstractItemModelTester connections(m_panel->connections().model());
        QAbstractItemModelTester calls(m_panel->calls().model());
        m_feed->append(echo(1, "Hello!"));
        m_feed->append(echo(2, "Hi"));
        m_panel->refresh();
        QCOMPARE(row(m_panel->connections(), 0).first(4),
                 QStringList({QStringLiteral("2"), QStringLiteral("? → ?"), QStringLiteral("5"), QStringLiteral("0")}));
        const QStringList hello = row(m_panel->connections(), 1);
        QCOMPARE(hello[ConnectionStatisticsModel::ToServer], QStringLiteral("6"));
        QCOMPARE(hello[ConnectionStatisticsModel::ToClient], QStringLiteral("6"));
        QCOMPARE(hello[ConnectionStatisticsModel::RoundTrips], QStringLiteral("1"));
        QCOMPARE(hello[ConnectionStatisticsModel::P50], QStringLiteral("3.04 ms"));
        QCOMPARE(hello[ConnectionStatisticsModel::SmoothedRtt], QStringLiteral("—"));
        QCOMPARE(m_panel->calls().model()->rowCount(), 3);
        QCOMPARE(m_panel->summary(), QStringLiteral("events: 10 · connections: 2 · bytes: → 8, ← 8 · answers: 2"));
        QCOMPARE(m_panel->charts().roundTripWords(),
                 QStringLiteral("Answers: 2, median 3.04 ms, p99 3.04 ms, longest 3.04 ms."));
    }

    void aSelectedConnectionNarrowsTheCalls()
    {
        open();
        m_panel->show();
        m_feed->append(echo(1, "Hello!"));
        m_feed->append(echo(2, "Hi"));
        m_panel->refresh();
        StatisticsView& connections = m_panel->connections();
        connections.sortByColumn(ConnectionStatisticsModel::ToServer, Qt::AscendingOrder);
        connections.setFocus();
        QTest::keyClick(&connections, Qt::Key_Down);
        connections.setCurrentIndex(connections.model()->index(0, 0));
        QCOMPARE(connections.currentId(), 2U);
        auto* calls = qobject_cast<CallStatisticsModel*>(m_panel->calls().model());
        QCOMPARE(calls->connection(), 2U);
        const int send = calls->rowOf(static_cast<quint64>(Call::Send));
        QCOMPARE(calls->index(send, CallStatisticsModel::BytesOut).data().toString(), QStringLiteral("4"));
        // The row stays selected when it moves.
        m_feed->append(echo(2, "A long message"));
        m_panel->refresh();
        QCOMPARE(connections.currentId(), 2U);
        QCOMPARE(connections.currentIndex().row(), 1);

        QSignalSpy activated(m_panel.get(), &StatisticsPanel::connectionActivated);
        QTest::keyClick(&connections, Qt::Key_Return);
        QCOMPARE(activated.count(), 1);
        QCOMPARE(activated.last().first().value<core::ConnectionId>(), 2U);
        const QPoint first = connections.visualRect(connections.model()->index(0, 1)).center();
        QTest::mouseDClick(connections.viewport(), Qt::LeftButton, {}, first);
        QCOMPARE(activated.last().first().value<core::ConnectionId>(), 1U);
        QSignalSpy called(m_panel.get(), &StatisticsPanel::callActivated);
        m_panel->calls().setCurrentIndex(m_panel->calls().model()->index(0, 0));
        QTest::keyClick(&m_panel->calls(), Qt::Key_Return);
        QCOMPARE(called.count(), 1);
    }

    void tablesAreCopied()
    {
        open();
        m_panel->show();
        m_feed->append(echo(1, "Hello!"));
        m_panel->refresh();
        m_panel->calls().sortByColumn(CallStatisticsModel::Name, Qt::AscendingOrder);
        const auto* calls = qobject_cast<CallStatisticsModel*>(m_panel->calls().model());
        QCOMPARE(calls->csv(),
                 QStringLiteral("Call,Calls,Errors,Again,Bytes out,Bytes in,min ns,p50 ns,p90 ns,p99 ns,max ns\n"
                                "connect,1,0,0,0,0,41000,41000,41000,41000,41000\n"
                                "recv,2,0,0,0,12,41000,41000,41000,41000,41000\n"
                                "send,2,0,0,12,0,41000,41000,41000,41000,41000\n"));
        m_panel->calls().setFocus();
        QTest::keyClick(&m_panel->calls(), Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QGuiApplication::clipboard()->text().contains(
            QStringLiteral("| send | 2 | 0 | 0 | 12 | 0 | 41 µs | 41 µs | 41 µs | 41 µs | 41 µs |\n")));
    }

    void chartsShowBothWaysInAUnitThatFits()
    {
        open();
        m_panel->show();
        for (core::ConnectionId id = 1; id <= 50; ++id)
            m_feed->append(echo(id, std::string(100'000, 'x')));
        m_panel->refresh();
        const widgets::RateChart& throughput = m_panel->charts().throughput();
        QCOMPARE(throughput.valueTitle(), QStringLiteral("MB/s"));
        QVERIFY(throughput.pointCount(0) > 0);
        QVERIFY(throughput.pointCount(0) <= static_cast<int>(core::RateSeries::kBins) + 2);
        QVERIFY(throughput.lineStyle(0) != throughput.lineStyle(1));
        QCOMPARE(throughput.accessibleDescription(), m_panel->charts().throughputWords());
        QCOMPARE(m_panel->charts().roundTrips().valueTitle(), QStringLiteral("ms"));
        QVERIFY(m_panel->charts().throughputWords().contains(QStringLiteral("MB/s")));
    }

    void nothingIsShownWhileHiddenButAllIsCounted()
    {
        open();
        m_feed->append(echo(1, "Hello!"));
        QCOMPARE(m_panel->connections().model()->rowCount(), 0);
        QCOMPARE(m_panel->reader().statistics().events(), 5U);
        m_panel->show();
        QCOMPARE(m_panel->connections().model()->rowCount(), 1);
    }

    void thousandsOfConnectionsAreShownQuickly()
    {
        open();
        m_panel->show();
        core::Batch batch;
        for (core::ConnectionId id = 1; id <= core::Statistics::kConnections; ++id) {
            const core::Batch one = echo(id, "x");
            batch.events.insert(batch.events.end(), one.events.begin(), one.events.end());
        }
        m_feed->append(std::move(batch));
        QTRY_VERIFY(m_panel->reader().isComplete());
        m_panel->refresh();
        QVERIFY(!m_panel->grab().isNull()); // fonts are loaded
        QCOMPARE(m_panel->connections().model()->rowCount(), static_cast<int>(core::Statistics::kConnections));
        m_panel->connections().sortByColumn(ConnectionStatisticsModel::P99, Qt::DescendingOrder);
        m_feed->append(echo(7, "x"));
        // CPU time: what other tests take meanwhile does not count.
        const std::clock_t before = std::clock();
        m_panel->refresh();
        const std::clock_t refreshed = std::clock();
        QVERIFY(!m_panel->charts().grab().isNull());
        const std::clock_t charts = std::clock();
        QVERIFY(!m_panel->connections().grab().isNull());
        const std::clock_t table = std::clock();
        const auto ms = [](std::clock_t span) { return static_cast<double>(span) * 1000 / CLOCKS_PER_SEC; };
        qInfo("%.1f ms to refresh, %.1f ms to draw the charts, %.1f ms to draw the table", ms(refreshed - before),
              ms(charts - refreshed), ms(table - charts));
        QVERIFY2(ms(refreshed - before) < 500, "as long as if each comparison looked through a histogram");
    }

    void wordsBelowAChartDoNotCoverIt()
    {
        core::Statistics statistics;
        std::uint64_t number = 0;
        for (const core::Event& event : echo(1, "Hello!").events)
            statistics.add(event, ++number);
        widgets::RateCharts charts;
        charts.resize(450, 276); // in a window of 1280 x 800
        charts.show();
        charts.showStatistics(statistics, 6'000'000'000, true);
        QCoreApplication::processEvents(); // lays out
        QCOMPARE(charts.size(), QSize(450, 276));
        int above = 0;
        for (int i = 0; i < charts.layout()->count(); ++i) {
            const QRect part = charts.layout()->itemAt(i)->widget()->geometry();
            QVERIFY2(part.top() >= above && part.bottom() < charts.height(), qPrintable(QString::number(i)));
            above = part.bottom() + 1;
        }
    }

    void aMillionEventsAreCountedInSlices()
    {
        m_panel.reset();
        m_feed = std::make_unique<EventFeed>(core::Recording::Limits{1'000'000, 1U << 30U});
        core::Batch batch;
        for (core::ConnectionId id = 1; id <= 1000; ++id) {
            const core::Batch one = echo(id, "x");
            batch.events.insert(batch.events.end(), one.events.begin(), one.events.end());
        }
        for (int i = 0; i < 100; ++i) {
            core::Batch copy;
            copy.events = batch.events;
            m_feed->append(std::move(copy));
        }
        widgets::StatisticsReader reader(*m_feed);
        QVERIFY(!reader.isComplete());
        QTRY_VERIFY_WITH_TIMEOUT(reader.isComplete(), 60'000);
        QCOMPARE(reader.statistics().events(), 500'000U);
        QCOMPARE(reader.missed(), 0U);
    }
};

GUI_TEST(TestStatisticsPanel)
#include "tst_statistics_panel.moc"
