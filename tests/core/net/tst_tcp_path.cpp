// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/tcp_path.h"
#include "tests/support/test_class.h"

#include <QTest>
#include <algorithm>

using enum core::TcpState;
using States = std::vector<core::TcpState>;
Q_DECLARE_METATYPE(States)
Q_DECLARE_METATYPE(core::TcpState)

namespace {

States pathOf(core::TcpState from, core::TcpState to)
{
    const std::span<const core::TcpState> path = core::tcpPath(from, to);
    return {path.begin(), path.end()};
}

} // namespace

class TestTcpPath : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void path_data()
    {
        QTest::addColumn<core::TcpState>("from");
        QTest::addColumn<core::TcpState>("to");
        QTest::addColumn<States>("path");
        QTest::newRow("nothing changed") << Established << Established << States{};
        QTest::newRow("active open, seen late") << Closed << Established << States{SynSent, Established};
        QTest::newRow("passive open") << Listen << Established << States{SynRecv, Established};
        QTest::newRow("listen") << Closed << Listen << States{Listen};
        QTest::newRow("active close, acknowledged") << Established << FinWait2 << States{FinWait1, FinWait2};
        QTest::newRow("active close, whole") << Established << TimeWait << States{FinWait1, FinWait2, TimeWait};
        QTest::newRow("passive close") << Established << CloseWait << States{CloseWait};
        QTest::newRow("last ack") << CloseWait << Closed << States{Closed};
        QTest::newRow("passive close, whole") << Established << LastAck << States{CloseWait, LastAck};
        QTest::newRow("after last ack") << LastAck << Closed << States{Closed};
        QTest::newRow("simultaneous close") << FinWait1 << Closing << States{Closing};
        QTest::newRow("reset") << Established << Closed << States{Closed};
        QTest::newRow("refused") << SynSent << Closed << States{Closed};
        QTest::newRow("accepted, and the peer has closed already")
            << Listen << CloseWait << States{SynRecv, Established, CloseWait};
        QTest::newRow("connected, and the peer has closed already")
            << Closed << CloseWait << States{SynSent, Established, CloseWait};
        QTest::newRow("no way back: only what was seen") << CloseWait << Established << States{Established};
    }
    void path()
    {
        QFETCH(core::TcpState, from);
        QFETCH(core::TcpState, to);
        QFETCH(States, path);
        QCOMPARE(pathOf(from, to), path);
    }

    void everyEdgeIsTheShortestWay()
    {
        int others = 0;
        for (int from = 1; from <= int(Closing); ++from) {
            for (int to = 1; to <= int(Closing); ++to) {
                const core::TcpEdge edge{core::TcpState(from), core::TcpState(to)};
                const auto edges = core::tcpEdges();
                const auto found = std::count(edges.begin(), edges.end(), edge);
                QVERIFY(found <= 1);
                if (found == 1)
                    QCOMPARE(pathOf(edge.from, edge.to), States{edge.to});
                else
                    ++others;
            }
        }
        QCOMPARE(core::tcpEdges().size() + std::size_t(others), std::size_t{11 * 11});
    }

    void everyPairEndsAtItsGoal()
    {
        for (int from = 0; from <= int(Closing); ++from) {
            for (int to = 1; to <= int(Closing); ++to) {
                const States path = pathOf(core::TcpState(from), core::TcpState(to));
                if (from != to)
                    QCOMPARE(path.back(), core::TcpState(to));
                QVERIFY(path.size() <= 6);
            }
        }
    }
};

GUILESS_TEST(TestTcpPath)
#include "tst_tcp_path.moc"
