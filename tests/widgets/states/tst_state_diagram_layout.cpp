// SPDX-License-Identifier: GPL-3.0-or-later
// The figure: complete, inside its bounds, nothing on top of anything else.
#include "core/net/tcp_path.h"
#include "tests/support/test_class.h"
#include "widgets/common/theme.h"
#include "widgets/states/state_diagram_layout.h"
#include "widgets/states/state_words.h"

#include <QApplication>
#include <QTest>
#include <set>

using core::TcpState;
using widgets::DiagramEdge;
using widgets::DiagramNode;
using widgets::StateDiagramLayout;

class TestStateDiagramLayout final : public QObject
{
    Q_OBJECT

private:
    static void sizes()
    {
        QTest::addColumn<QSizeF>("size");
        QTest::newRow("wide") << QSizeF(1040, 320);
        QTest::newRow("usual") << QSizeF(900, 300);
        QTest::newRow("low") << QSizeF(900, 225);
        QTest::newRow("narrow") << QSizeF(600, 260);
    }

private Q_SLOTS:
    void initTestCase() { widgets::applyTheme(*qApp, false); }

    void everyStateOnce_data() { sizes(); }
    void everyStateOnce()
    {
        QFETCH(QSizeF, size);
        const StateDiagramLayout layout(size, qApp->font());
        std::set<TcpState> states;
        for (const DiagramNode& node : layout.nodes()) {
            QVERIFY(QRectF(QPointF(), size).contains(node.rect));
            QVERIFY(states.insert(node.state).second);
            QCOMPARE(layout.nodeAt(node.rect.center()), node.state);
            for (const core::Side side : {core::Side::Server, core::Side::Client})
                QVERIFY(QRectF(QPointF(), size).contains(layout.markRect(node.state, side)));
        }
        QCOMPARE(states.size(), std::size_t{11});
        QVERIFY(!states.contains(TcpState::Unknown));
        QCOMPARE(layout.nodeAt({1, 1}), TcpState::Unknown);
    }

    void everyEdgeFromNodeToNode_data() { sizes(); }
    void everyEdgeFromNodeToNode()
    {
        QFETCH(QSizeF, size);
        const StateDiagramLayout layout(size, qApp->font());
        QCOMPARE(layout.edges().size(), core::tcpEdges().size());
        for (const core::TcpEdge& wanted : core::tcpEdges()) {
            const DiagramEdge edge = layout.edge(wanted.from, wanted.to);
            QVERIFY(!edge.label.isEmpty());
            QVERIFY(!widgets::edgeSentence(edge.from, edge.to).isEmpty());
            const QRectF from = layout.nodeRect(edge.from).adjusted(-1, -1, 1, 1);
            const QRectF to = layout.nodeRect(edge.to).adjusted(-1, -1, 1, 1);
            QVERIFY(from.contains(edge.path.pointAtPercent(0)));
            QVERIFY(to.contains(edge.tip));
            for (const DiagramNode& node : layout.nodes()) { // between its own nodes it touches none
                for (int i = 2; i <= 98; ++i) {
                    QVERIFY(QRectF(QPointF(), size).contains(edge.path.pointAtPercent(i / 100.0)));
                    QVERIFY2(!node.rect.adjusted(1, 1, -1, -1).contains(edge.path.pointAtPercent(i / 100.0)),
                             qPrintable(widgets::stateWord(edge.from) + widgets::stateWord(edge.to)));
                }
            }
        }
    }

    void nothingOverlaps_data() { sizes(); }
    void nothingOverlaps()
    {
        QFETCH(QSizeF, size);
        const StateDiagramLayout layout(size, qApp->font());
        std::vector<std::pair<QRectF, QString>> all;
        for (const DiagramNode& node : layout.nodes())
            all.emplace_back(node.rect, widgets::stateWord(node.state));
        for (const DiagramEdge& edge : layout.edges())
            all.emplace_back(edge.label,
                             widgets::stateWord(edge.from) + QLatin1Char('>') + widgets::stateWord(edge.to));
        for (std::size_t i = 0; i < all.size(); ++i) {
            QVERIFY2(QRectF(QPointF(), size).contains(all[i].first), qPrintable(all[i].second));
            for (std::size_t j = i + 1; j < all.size(); ++j)
                QVERIFY2(!all[i].first.intersects(all[j].first),
                         qPrintable(all[i].second + QLatin1Char(' ') + all[j].second));
        }
    }

    void withoutRoomThereAreNoLabels()
    {
        const StateDiagramLayout layout({420, 150}, qApp->font());
        QCOMPARE(layout.nodes().size(), std::size_t{11});
        for (const DiagramEdge& edge : layout.edges())
            QVERIFY(edge.label.isEmpty());
    }

    void stepsBesideTheFigure()
    {
        const StateDiagramLayout layout({900, 300}, qApp->font());
        for (const TcpState from : {TcpState::Established, TcpState::Listen, TcpState::SynSent, TcpState::FinWait2}) {
            const DiagramEdge edge = layout.edge(from, TcpState::Closed);
            QVERIFY(edge.label.isEmpty());
            QVERIFY(layout.nodeRect(TcpState::Closed).adjusted(-1, -1, 1, 1).contains(edge.tip));
        }
        QVERIFY(layout.edge(TcpState::Unknown, TcpState::Established).path.isEmpty());
    }

    void neighbours_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<Qt::Key>("key");
        QTest::addColumn<int>("to");
        const auto row = [](TcpState from, Qt::Key key, TcpState to) {
            QTest::addRow("%d %d", int(from), int(key)) << int(from) << key << int(to);
        };
        row(TcpState::Established, Qt::Key_Left, TcpState::FinWait1);
        row(TcpState::Established, Qt::Key_Right, TcpState::CloseWait);
        row(TcpState::FinWait1, Qt::Key_Left, TcpState::FinWait2);
        row(TcpState::FinWait2, Qt::Key_Left, TcpState::FinWait2);
        row(TcpState::FinWait1, Qt::Key_Up, TcpState::Closing);
        row(TcpState::Listen, Qt::Key_Down, TcpState::SynRecv);
        row(TcpState::Listen, Qt::Key_Right, TcpState::SynSent);
        row(TcpState::CloseWait, Qt::Key_Up, TcpState::LastAck);
        row(TcpState::Closed, Qt::Key_Up, TcpState::Closed);
    }
    void neighbours()
    {
        QFETCH(int, from);
        QFETCH(Qt::Key, key);
        QFETCH(int, to);
        const StateDiagramLayout layout({900, 300}, qApp->font());
        QCOMPARE(int(layout.neighbour(TcpState(from), key)), to);
    }

    void keysReachEveryState()
    {
        const StateDiagramLayout layout({900, 300}, qApp->font());
        std::set<TcpState> reached{TcpState::Closed};
        std::vector<TcpState> next{TcpState::Closed};
        while (!next.empty()) {
            const TcpState state = next.back();
            next.pop_back();
            for (const Qt::Key key : {Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down}) {
                if (const TcpState to = layout.neighbour(state, key); reached.insert(to).second)
                    next.push_back(to);
            }
        }
        QCOMPARE(reached.size(), std::size_t{11});
    }
};

GUI_TEST(TestStateDiagramLayout)
#include "tst_state_diagram_layout.moc"
