// SPDX-License-Identifier: GPL-3.0-or-later
// The connections in the server panel: choosing them, closing them, and how they fit.
#include "server_panel_test.h"
#include "tests/support/test_class.h"
#include "widgets/common/card.h"
#include "widgets/common/field_message.h"
#include "widgets/common/role_label.h"
#include "widgets/common/state_badge.h"
#include "widgets/server/connection_delegate.h"
#include "widgets/server/connection_table_model.h"

#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <cerrno>

class TestServerConnections : public ServerPanelTest
{
    Q_OBJECT
private Q_SLOTS:
    void init() { openPanel(); }
    void cleanup() { closePanel(); }
    void emptyText_data();
    void emptyText();
    void selectedConnections_data();
    void selectedConnections();
    void keysInTheTable();
    void closeAll();
    void activated();
    void narrow();
    void columnsGiveWay();
};

void TestServerConnections::emptyText_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("command");
    QTest::newRow("IPv4") << QStringLiteral("127.0.0.1") << QStringLiteral("ncat 127.0.0.1 4711");
    QTest::newRow("IPv6") << QStringLiteral("::1") << QStringLiteral("ncat ::1 4711");
    QTest::newRow("every IPv4 interface") << QStringLiteral("0.0.0.0") << QStringLiteral("ncat 127.0.0.1 4711");
    QTest::newRow("every interface") << QStringLiteral("::") << QStringLiteral("ncat ::1 4711");
}

void TestServerConnections::emptyText()
{
    QFETCH(QString, host);
    QFETCH(QString, command);
    const auto commandLabel = [this, &command]() -> QLabel* {
        for (QLabel* label : m_panel->connections()->findChildren<QLabel*>()) {
            if (label->text() == command)
                return label;
        }
        return nullptr;
    };
    QVERIFY(!commandLabel());
    m_panel->setStatus(listening(host.toUtf8().constData(), 4711));
    QVERIFY(commandLabel() && commandLabel()->isVisible());
    QVERIFY(commandLabel()->textInteractionFlags().testFlag(Qt::TextSelectableByMouse));
    QVERIFY(!view()->isVisible());
    accept(1);
    QVERIFY(!commandLabel()->isVisible());
    QVERIFY(view()->isVisible());
    m_panel->setStatus({});
    QVERIFY(!commandLabel());
}

void TestServerConnections::selectedConnections_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("signal");
    QTest::newRow("close") << QByteArray("Close")
                           << QByteArray(SIGNAL(closeRequested(std::vector<core::ConnectionId>)));
    QTest::newRow("half-close") << QByteArray("Half-close")
                                << QByteArray(SIGNAL(halfCloseRequested(std::vector<core::ConnectionId>)));
    QTest::newRow("reset") << QByteArray("Reset")
                           << QByteArray(SIGNAL(resetRequested(std::vector<core::ConnectionId>)));
}

void TestServerConnections::selectedConnections()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, signal);
    accept(4);
    QSignalSpy asked(m_panel.get(), signal.constData());
    QVERIFY(!button(text)->isEnabled());
    const auto clickRow = [this](int row, Qt::KeyboardModifiers modifiers) {
        const QRect cell = view()->visualRect(view()->model()->index(row, 0));
        QTest::mouseClick(view()->viewport(), Qt::LeftButton, modifiers, cell.center());
    };
    clickRow(3, Qt::NoModifier); // connection 1
    QTest::mouseClick(button(text), Qt::LeftButton);
    clickRow(1, Qt::ControlModifier); // and 3
    QTest::mouseClick(button(text), Qt::LeftButton);
    QCOMPARE(asked.count(), 2);
    QCOMPARE(asked[0][0].value<Connections>(), Connections{1});
    QCOMPARE(asked[1][0].value<Connections>(), (Connections{3, 1}));

    m_events.close(3); // what is closed is not asked for again
    m_feed->append(m_events.take());
    QTest::mouseClick(button(text), Qt::LeftButton);
    QCOMPARE(asked[2][0].value<Connections>(), Connections{1});
    m_events.close(1);
    m_feed->append(m_events.take());
    QVERIFY(!button(text)->isEnabled());
}

void TestServerConnections::keysInTheTable()
{
    accept(3);
    QSignalSpy closed(m_panel.get(), &ServerPanel::closeRequested);
    view()->setFocus();
    QTest::keyClick(view(), Qt::Key_Delete); // nothing selected
    QCOMPARE(closed.count(), 0);
    QTest::keySequence(view(), QKeySequence::SelectAll);
    QTest::keyClick(view(), Qt::Key_Delete);
    QCOMPARE(closed.count(), 1);
    QCOMPARE(closed[0][0].value<Connections>(), (Connections{3, 2, 1}));
    QTest::keyClick(view(), Qt::Key_Tab); // leaves the table
    QVERIFY(!view()->hasFocus());
}

void TestServerConnections::closeAll()
{
    QSignalSpy asked(m_panel.get(), &ServerPanel::closeAllRequested);
    accept(2);
    QTest::mouseClick(button("Close all"), Qt::LeftButton);
    QCOMPARE(asked.count(), 1);
    m_events.close(1);
    m_feed->append(m_events.take());
    QVERIFY(button("Close all")->isEnabled());
    m_events.close(2);
    m_feed->append(m_events.take());
    QVERIFY(!button("Close all")->isEnabled());
}

void TestServerConnections::activated()
{
    accept(2);
    QSignalSpy asked(m_panel.get(), &ServerPanel::connectionActivated);
    view()->setFocus();
    view()->selectRow(1);
    QTest::keyClick(view(), Qt::Key_Return);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked[0][0].value<core::ConnectionId>(), 1U);
}

void TestServerConnections::narrow()
{
    m_panel->setAddress(QStringLiteral("0.0.0.0"));
    m_panel->setPort(0);
    m_panel->setStatus(failed("0.0.0.0", 0, {"bind", EADDRINUSE}));
    accept(5);
    QVERIFY2(m_panel->minimumSizeHint().width() <= 300,
             qPrintable(QString::number(m_panel->minimumSizeHint().width())));
}

void TestServerConnections::columnsGiveWay()
{
    m_events.accept(1, 8, "127.0.0.1", 54321);
    m_events.state(1, core::TcpState::Established);
    m_events.received(1, 1 << 20);
    m_events.sent(1, 1 << 20);
    m_feed->append(m_events.take());
    const auto width = [this](int column) { return view()->columnWidth(column); };
    const auto bytesAreWhole = [&] {
        const QString text = view()->model()->index(0, ConnectionTableModel::BytesColumn).data().toString();
        return width(ConnectionTableModel::BytesColumn) >= ConnectionDelegate::widthOfText(text, view()->fontMetrics());
    };
    m_panel->resize(600, 500);
    QTRY_VERIFY(!view()->isColumnHidden(ConnectionTableModel::AgeColumn));
    const int longState = width(ConnectionTableModel::StateColumn);
    const int peer = view()->fontMetrics().horizontalAdvance(QStringLiteral("127.0.0.1:54321"));
    QVERIFY(width(ConnectionTableModel::PeerColumn) > peer);
    m_panel->resize(330, 500);
    QTRY_VERIFY(width(ConnectionTableModel::PeerColumn) < 200);
    QVERIFY(!view()->isColumnHidden(ConnectionTableModel::AgeColumn));
    QVERIFY(width(ConnectionTableModel::PeerColumn) > peer);
    QVERIFY(bytesAreWhole());
    m_events.sent(1, 1 << 30); // another unit makes it wide: the age goes, the counts stay
    m_events.received(1, 900 << 20);
    m_feed->append(m_events.take());
    QVERIFY(!view()->isColumnHidden(ConnectionTableModel::AgeColumn)); // once for all that changes in this pass
    for (int i = 0; i < 10; ++i)
        QCoreApplication::processEvents(); // in the very next ones, long before the ages are read again
    QVERIFY(view()->isColumnHidden(ConnectionTableModel::AgeColumn));
    QVERIFY(bytesAreWhole());
    QVERIFY(width(ConnectionTableModel::PeerColumn) > peer);
    m_panel->resize(300, 500);
    QTRY_VERIFY(width(ConnectionTableModel::PeerColumn) + width(ConnectionTableModel::StateColumn) < 280);
    QVERIFY(width(ConnectionTableModel::StateColumn) < longState); // ESTAB
    QVERIFY(width(ConnectionTableModel::PeerColumn) > peer);
}

GUI_TEST(TestServerConnections)
#include "tst_server_connections.moc"
