// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of the kernel's sockets: their text, how they change in place, and their order.
#include "sampled_sockets.h"
#include "tests/support/test_class.h"
#include "widgets/kernel/kernel_socket_model.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QItemSelectionModel>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QtTest>
#include <algorithm>

using namespace widgets;
using core::TcpState;

namespace {

QString text(const KernelSocketModel& model, int row, SocketColumn column, int role = Qt::DisplayRole)
{
    return model.index(row, static_cast<int>(column)).data(role).toString();
}

QList<quint64> cookies(const KernelSocketModel& model)
{
    QList<quint64> all;
    for (int row = 0; row < model.rowCount(); ++row)
        all.append(model.socketAt(row)->socket.cookie);
    return all;
}

} // namespace

Q_DECLARE_METATYPE(widgets::SocketColumn)

class TestKernelSocketModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cells_data();
    void cells();
    void changesInPlace();
    void selectionStaysWithItsSocket();
    void sorts_data();
    void sorts();
    void randomSamples();
    void tellsOfASocketTwice();
    void queuesAreExplained();
    void tenThousand();
};

void TestKernelSocketModel::cells_data()
{
    QTest::addColumn<int>("row");
    QTest::addColumn<SocketColumn>("column");
    QTest::addColumn<QString>("shown");
    QTest::newRow("kind") << 0 << SocketColumn::Kind << QStringLiteral("TCP");
    QTest::newRow("listener") << 0 << SocketColumn::State << QStringLiteral("LISTEN");
    QTest::newRow("accept queue") << 0 << SocketColumn::AcceptQueue << QStringLiteral("3 of 128");
    QTest::newRow("no peer of a listener") << 0 << SocketColumn::Peer << QStringLiteral("–");
    QTest::newRow("local") << 0 << SocketColumn::Local << QStringLiteral("127.0.0.1:8080");
    QTest::newRow("ours") << 0 << SocketColumn::Owner << QStringLiteral("this program");
    QTest::newRow("full accept queue") << 1 << SocketColumn::AcceptQueue << QStringLiteral("2 of 1, full");
    QTest::newRow("received") << 2 << SocketColumn::ReceiveQueue << QStringLiteral("1");
    QTest::newRow("not acknowledged") << 2 << SocketColumn::SendQueue << QStringLiteral("4096");
    QTest::newRow("round trip") << 2 << SocketColumn::Rtt << QStringLiteral("41 µs");
    QTest::newRow("cwnd") << 2 << SocketColumn::CongestionWindow << QStringLiteral("10");
    QTest::newRow("resent") << 2 << SocketColumn::Retransmits << QStringLiteral("0");
    QTest::newRow("no timer") << 2 << SocketColumn::Timer << QStringLiteral("–");
    QTest::newRow("no accept queue") << 2 << SocketColumn::AcceptQueue << QStringLiteral("–");
    QTest::newRow("countdown") << 3 << SocketColumn::Timer << QStringLiteral("TIME_WAIT 58.3 s");
    QTest::newRow("nobody's") << 3 << SocketColumn::Owner << QStringLiteral("no descriptor");
    QTest::newRow("nothing measured") << 3 << SocketColumn::Rtt << QStringLiteral("–");
    QTest::newRow("program") << 4 << SocketColumn::Owner << QStringLiteral("ncat (pid 4711)");
    QTest::newRow("retransmit") << 4 << SocketColumn::Timer << QStringLiteral("retransmit 204 ms");
    QTest::newRow("another user") << 5 << SocketColumn::Owner << QStringLiteral("uid 1000");
    QTest::newRow("keepalive") << 5 << SocketColumn::Timer << QStringLiteral("keepalive 119 min");
    QTest::newRow("UNIX") << 6 << SocketColumn::Kind << QStringLiteral("UNIX stream");
    QTest::newRow("UNIX name") << 6 << SocketColumn::Local << QStringLiteral("unix:@na\\nme");
    QTest::newRow("UNIX peer") << 6 << SocketColumn::Peer << QStringLiteral("unix:/run/x, inode 78");
    QTest::newRow("UNIX state") << 6 << SocketColumn::State << QStringLiteral("UNCONNECTED");
}

void TestKernelSocketModel::cells()
{
    std::vector<core::SampledSocket> all{
        tcpSocket(1, TcpState::Listen, 8080, 0),    tcpSocket(2, TcpState::Listen, 8081, 0),
        tcpSocket(3, TcpState::CloseWait, 8082, 1), tcpSocket(4, TcpState::TimeWait, 8083, 1),
        tcpSocket(5, TcpState::FinWait1, 8084, 1),  tcpSocket(6, TcpState::Established, 8085, 1),
        tcpSocket(7, TcpState::Closed, 1, 1),
    };
    all[0].socket.receiveQueue = 3;
    all[0].socket.sendQueue = 128;
    all[1].socket.receiveQueue = 2;
    all[1].socket.sendQueue = 1;
    all[2].socket.receiveQueue = 1;
    all[2].socket.sendQueue = 4096;
    all[4].isOwn = all[5].isOwn = false;
    all[4].owner = core::ProcessOwner{4711, "ncat", 0};
    all[4].socket.timer = core::SocketTimer::Retransmit;
    all[4].socket.timerMs = 204;
    all[5].socket.timer = core::SocketTimer::Keepalive;
    all[5].socket.timerMs = 7'190'000;
    all[6].socket.family = AF_UNIX;
    all[6].socket.local = *core::Address::unixAbstract("na\nme");
    all[6].socket.peer = *core::Address::unixPath("/run/x");
    all[6].socket.peerInode = 78;
    KernelSocketModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setSockets(all);
    QFETCH(int, row);
    QFETCH(SocketColumn, column);
    QTEST(text(model, row, column), "shown");
    QVERIFY(!text(model, row, column, Qt::ToolTipRole).isEmpty() || isBlank(*model.socketAt(row), column));
    const int alignment = model.index(row, static_cast<int>(column)).data(Qt::TextAlignmentRole).toInt();
    const bool isText = column == SocketColumn::Kind || column == SocketColumn::State ||
                        column == SocketColumn::Local || column == SocketColumn::Peer || column == SocketColumn::Owner;
    QCOMPARE((alignment & Qt::AlignRight) != 0, !isText);
}

void TestKernelSocketModel::changesInPlace()
{
    KernelSocketModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    std::vector<core::SampledSocket> sockets{tcpSocket(1, TcpState::Listen, 80, 0),
                                             tcpSocket(2, TcpState::Established, 81, 1)};
    model.setSockets(sockets);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    QSignalSpy moved(&model, &QAbstractItemModel::layoutChanged);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.setSockets(sockets);
    QCOMPARE(changed.size() + inserted.size() + removed.size() + moved.size() + reset.size(), 0);
    sockets[1] = tcpSocket(2, TcpState::TimeWait, 81, 1);
    model.setSockets(sockets);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.front().front().toModelIndex().row(), 1);
    QCOMPARE(inserted.size() + removed.size() + moved.size() + reset.size(), 0);
    model.setSockets({});
    QCOMPARE(removed.size(), 1);
    QCOMPARE(model.rowCount(), 0);
}

void TestKernelSocketModel::selectionStaysWithItsSocket()
{
    KernelSocketModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setSockets({tcpSocket(1, TcpState::Established, 80, 1), tcpSocket(2, TcpState::Established, 81, 1),
                      tcpSocket(3, TcpState::Established, 82, 1)});
    QItemSelectionModel selection(&model);
    selection.select(model.index(1, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    const auto selected = [&] { return model.socketAt(selection.selectedRows().value(0).row())->socket.cookie; };
    model.sort(static_cast<int>(SocketColumn::Local), Qt::DescendingOrder);
    QCOMPARE(selected(), 2U);
    model.setSockets({tcpSocket(9, TcpState::Established, 99, 1), tcpSocket(2, TcpState::TimeWait, 81, 1),
                      tcpSocket(8, TcpState::Established, 8, 1)});
    QCOMPARE(cookies(model), (QList<quint64>{9, 2, 8}));
    QCOMPARE(selection.selectedRows().size(), 1);
    QCOMPARE(selected(), 2U);
    model.setSockets({tcpSocket(9, TcpState::Established, 99, 1)});
    QVERIFY(!selection.hasSelection());
}

void TestKernelSocketModel::sorts_data()
{
    QTest::addColumn<SocketColumn>("column");
    QTest::addColumn<QList<quint64>>("ascending");
    QTest::addColumn<QList<quint64>>("descending");
    QTest::newRow("numbers as numbers") << SocketColumn::ReceiveQueue << QList<quint64>{3, 1, 2}
                                        << QList<quint64>{2, 1, 3};
    QTest::newRow("ports as numbers") << SocketColumn::Local << QList<quint64>{2, 1, 3} << QList<quint64>{3, 1, 2};
    QTest::newRow("what is blank comes last")
        << SocketColumn::Timer << QList<quint64>{2, 1, 3} << QList<quint64>{2, 1, 3};
    QTest::newRow("state by name") << SocketColumn::State << QList<quint64>{1, 3, 2} << QList<quint64>{2, 3, 1};
    QTest::newRow("ours first") << SocketColumn::Owner << QList<quint64>{1, 3, 2} << QList<quint64>{2, 3, 1};
}

void TestKernelSocketModel::sorts()
{
    std::vector<core::SampledSocket> sockets{tcpSocket(1, TcpState::Established, 900, 1),
                                             tcpSocket(2, TcpState::TimeWait, 80, 1),
                                             tcpSocket(3, TcpState::Listen, 8080, 0)};
    sockets[0].socket.receiveQueue = 9;
    sockets[1].socket.receiveQueue = 10;
    sockets[2].isOwn = false;
    sockets[2].owner = core::ProcessOwner{1, "a", 0};
    KernelSocketModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setSockets(sockets);
    QFETCH(SocketColumn, column);
    model.sort(static_cast<int>(column), Qt::AscendingOrder);
    QTEST(cookies(model), "ascending");
    model.sort(static_cast<int>(column), Qt::DescendingOrder);
    QTEST(cookies(model), "descending");
    model.sort(-1); // no column
    QTEST(cookies(model), "descending");
}

void TestKernelSocketModel::randomSamples()
{
    KernelSocketModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QRandomGenerator random(7);
    for (int round = 0; round < 60; ++round) {
        const QModelIndex any = model.index(model.rowCount() / 2, 0);
        const QPersistentModelIndex kept(any);
        const quint64 cookie = any.isValid() ? model.socketAt(any.row())->socket.cookie : 0;
        std::vector<core::SampledSocket> sockets;
        for (std::uint64_t i = 1; i <= 60; ++i) {
            if (random.bounded(2) == 0) {
                sockets.push_back(
                    tcpSocket(i, TcpState::Established, static_cast<std::uint16_t>(random.bounded(1, 99)), 1));
                sockets.back().socket.timerMs = random.generate() % 5;
            }
        }
        model.sort(random.bounded(model.columnCount()), random.bounded(2) ? Qt::AscendingOrder : Qt::DescendingOrder);
        model.setSockets(sockets);
        QList<quint64> expected;
        for (const auto& socket : sockets)
            expected.append(socket.socket.cookie);
        QList<quint64> shown = cookies(model);
        if (expected.contains(cookie))
            QCOMPARE(model.socketAt(kept.row())->socket.cookie, cookie);
        else
            QVERIFY(!kept.isValid());
        std::sort(shown.begin(), shown.end());
        QCOMPARE(shown, expected);
    }
}

void TestKernelSocketModel::tellsOfASocketTwice()
{
    KernelSocketModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto socket = tcpSocket(1, TcpState::Established, 80, 1);
    for (int i = 0; i < 2; ++i) {
        model.setSockets({socket, socket});
        QCOMPARE(model.rowCount(), 1);
    }
}

void TestKernelSocketModel::queuesAreExplained()
{
    KernelSocketModel model;
    model.setSockets({tcpSocket(1, TcpState::Listen, 80, 0), tcpSocket(2, TcpState::Established, 81, 1)});
    QVERIFY(text(model, 0, SocketColumn::ReceiveQueue, Qt::ToolTipRole).contains(QStringLiteral("accept4()")));
    QVERIFY(text(model, 0, SocketColumn::SendQueue, Qt::ToolTipRole).contains(QStringLiteral("listen()")));
    QVERIFY(text(model, 1, SocketColumn::ReceiveQueue, Qt::ToolTipRole).contains(QStringLiteral("FIN counts as 1")));
    QVERIFY(text(model, 1, SocketColumn::SendQueue, Qt::ToolTipRole).contains(QStringLiteral("acknowledged")));
}

void TestKernelSocketModel::tenThousand()
{
    KernelSocketModel model;
    std::vector<core::SampledSocket> sockets;
    for (std::uint64_t i = 1; i <= 10'000; ++i)
        sockets.push_back(tcpSocket(i, TcpState::Established, static_cast<std::uint16_t>(i), 1));
    model.setSockets(sockets);
    model.sort(static_cast<int>(SocketColumn::Local), Qt::DescendingOrder);
    std::vector<core::SampledSocket> half;
    for (std::size_t i = 0; i < sockets.size(); i += 2)
        half.push_back(sockets[i]); // every other one goes
    QElapsedTimer timer;
    timer.start();
    model.setSockets(half);
    model.setSockets(sockets);
    model.setSockets(sockets);
    qInfo("three samples of 10,000: %lld ms", static_cast<long long>(timer.elapsed()));
    QVERIFY(timer.elapsed() < 3000);
    QCOMPARE(model.rowCount(), 10'000);
}

GUI_TEST(TestKernelSocketModel)
#include "tst_kernel_socket_model.moc"
