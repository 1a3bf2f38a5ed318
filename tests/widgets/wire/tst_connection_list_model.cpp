// SPDX-License-Identifier: GPL-3.0-or-later
// The connections that can be chosen for the wire.
#include "tests/support/test_class.h"
#include "tests/widgets/wire/wire_events.h"
#include "widgets/wire/connection_list_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace wire_test;
using widgets::ConnectionListModel;
using widgets::EventFeed;

namespace {

QStringList texts(const ConnectionListModel& model)
{
    QStringList result;
    for (int row = 0; row < model.rowCount(); ++row)
        result << model.index(row).data().toString();
    return result;
}

} // namespace

class TestConnectionListModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsNewestFirst()
    {
        EventFeed feed(core::Recording::Limits{});
        ConnectionListModel model(feed);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(texts(model), QStringList{QStringLiteral("All connections")});
        QVERIFY(!model.connectionAt(0));

        Story s;
        tellEcho(s, 1);
        s.call(Side::Client, 3, Call::Connect, 9, {}, -1, address("::1", 9000), EINPROGRESS);
        s.call(Side::Server, 2, Call::Recv, 12, {1}, 0);
        feed.append(s.batch());
        QCOMPARE(texts(model),
                 (QStringList{QStringLiteral("All connections"), QStringLiteral("connection 3 · ? → 9000"),
                              QStringLiteral("connection 2"), QStringLiteral("connection 1 · 54321 → 8080")}));
        QCOMPARE(model.connectionAt(1), std::optional<core::ConnectionId>(3));
        QCOMPARE(model.rowOf(1), 3);
        QCOMPARE(model.rowOf(4), 0);
        QCOMPARE(model.index(3).data(ConnectionListModel::kConnectionRole).toInt(), 1);

        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        s.call(Side::Server, 2, Call::Getpeername, 12, {}, 0, address("::1", 40000));
        feed.append(s.batch());
        QCOMPARE(changed.count(), 1);
        QCOMPARE(model.index(2).data().toString(), QStringLiteral("connection 2 · 40000 → ?"));
    }

    void tellsEndsOfOtherPrograms()
    {
        EventFeed feed(core::Recording::Limits{});
        ConnectionListModel model(feed);
        QCOMPARE(model.endText({}, Side::Server), QString());
        Story s;
        s.call(Side::Client, 1, Call::Connect, 9, {}, -1, address("127.0.0.1", 9000), EINPROGRESS);
        s.add(core::EventKind::Packet, Side::Client, 1);
        s.add(core::EventKind::Packet, Side::Server, 1); // seen of it, not done by it
        s.state(Side::Server, 1, TcpState::SynRecv, TcpState::Established, core::Source::Kernel);
        feed.append(s.batch());
        QCOMPARE(model.endText(1, Side::Server), QStringLiteral("9000, not this program"));
        QCOMPARE(model.endText(1, Side::Client), QString());
        QCOMPARE(model.endText({}, Side::Server), QStringLiteral("not this program")); // none of them is
        QCOMPARE(model.endText({}, Side::Client), QString());
        QCOMPARE(model.endText(7, Side::Client), QString());

        QSignalSpy changed(&model, &ConnectionListModel::endsChanged);
        tellEcho(s, 2);
        feed.append(s.batch());
        QCOMPARE(changed.count(), 1);
        QCOMPARE(model.endText(2, Side::Server), QStringLiteral("8080"));
        QCOMPARE(model.endText(2, Side::Client), QStringLiteral("54321"));
        QCOMPARE(model.endText({}, Side::Server), QString()); // of some
        feed.clear();
        QCOMPARE(model.endText({}, Side::Server), QString());
    }

    void showsUnixNames()
    {
        EventFeed feed(core::Recording::Limits{});
        ConnectionListModel model(feed);
        Story s;
        s.call(Side::Client, 1, Call::Connect, 9, {}, 0, keep(core::Address::unixPath("/run/x.sock")->bytes()));
        feed.append(s.batch());
        QCOMPARE(model.index(1).data().toString(), QStringLiteral("connection 1 · ? → unix:/run/x.sock"));
    }

    void forgetsWhatHasNoEventsLeft()
    {
        EventFeed feed({.events = 100, .payloadBytes = 1 << 20});
        ConnectionListModel model(feed);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        Story s;
        for (core::ConnectionId id = 1; id <= 100; ++id)
            s.call(Side::Client, id, Call::Connect, 9, {}, 0);
        feed.append(s.batch());
        QCOMPARE(model.rowCount(), 101);
        for (core::ConnectionId id = 1; id <= 30; ++id)
            s.call(Side::Client, 50 + id, Call::Close, 9, {}, 0);
        feed.append(s.batch());
        const core::Recording& recording = feed.recording();
        const core::ConnectionId oldest = *model.connectionAt(model.rowCount() - 1);
        QVERIFY(oldest > 1);
        QVERIFY(oldest >= recording.at(0).connection);
        feed.clear();
        QCOMPARE(model.rowCount(), 1);
    }

    void isBounded()
    {
        EventFeed feed(core::Recording::Limits{});
        ConnectionListModel model(feed);
        Story s;
        for (core::ConnectionId id = 1; id <= ConnectionListModel::kMost + 10; ++id)
            s.call(Side::Client, id, Call::Connect, 9, {}, 0);
        feed.append(s.batch());
        QCOMPARE(model.rowCount(), static_cast<int>(ConnectionListModel::kMost) + 1);
        QCOMPARE(model.connectionAt(model.rowCount() - 1), std::optional<core::ConnectionId>(11));
    }
};

GUILESS_TEST(TestConnectionListModel)
#include "tst_connection_list_model.moc"
