// SPDX-License-Identifier: GPL-3.0-or-later
// The server panel by mouse and keys: what it asks for, and what it shows of the outcome.
#include "server_panel_test.h"
#include "tests/support/test_class.h"
#include "widgets/common/card.h"
#include "widgets/common/field_message.h"
#include "widgets/common/message_area.h"
#include "widgets/common/role_label.h"
#include "widgets/common/state_badge.h"
#include "widgets/server/connection_table_model.h"
#include "widgets/server/reply_box.h"

#include <QFocusFrame>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QToolButton>
#include <cerrno>

class TestServerPanel : public ServerPanelTest
{
    Q_OBJECT
private Q_SLOTS:
    void init() { openPanel(); }
    void cleanup() { closePanel(); }
    void firstLook();
    void startAndStopByMouse();
    void startByKeys();
    void listenersOfSeveralThreads();
    void toggledTwiceAsksOnce();
    void errors_data();
    void errors();
    void errorOfAUnixSocket();
    void errorRepeatedAndOver();
    void portHolder();
    void messageIsReadWhole_data();
    void messageIsReadWhole();
    void emptyListLeavesItsPlace();
    void acceptPaused();
    void tabOrder();
    void namesForAll();
};

void TestServerPanel::firstLook()
{
    QCOMPARE(m_panel->address(), QStringLiteral("127.0.0.1"));
    QCOMPARE(m_panel->port(), 8080);
    QCOMPARE(m_panel->backlog(), 128);
    QCOMPARE(m_panel->findChild<Card*>()->badge()->text(), QStringLiteral("CLOSED"));
    QVERIFY(button("Start server")->isEnabled());
    for (const char* name : {"Close", "Half-close", "Reset", "Close all"})
        QVERIFY2(!button(name)->isEnabled(), name);
}

void TestServerPanel::startAndStopByMouse()
{
    QSignalSpy listen(m_panel.get(), &ServerPanel::listenRequested);
    QSignalSpy stop(m_panel.get(), &ServerPanel::stopRequested);
    QTest::mouseClick(button("Start server"), Qt::LeftButton);
    QCOMPARE(listen.count(), 1);
    const auto request = listen[0][0].value<core::ListenRequest>();
    QCOMPARE(request.address.text(), std::string("127.0.0.1:8080"));
    QCOMPARE(request.backlog, 128);

    m_panel->setStatus(listening("127.0.0.1", 8080));
    Card* card = m_panel->findChild<Card*>();
    QCOMPARE(card->badge()->text(), QStringLiteral("LISTEN"));
    QCOMPARE(card->secondaryText(), QStringLiteral("fd 7"));
    for (QWidget* input :
         {static_cast<QWidget*>(address()), static_cast<QWidget*>(port()), static_cast<QWidget*>(field("Backlog"))})
        QVERIFY(!input->isEnabled());
    QVERIFY(!button("Start server"));

    QTest::mouseClick(button("Stop server"), Qt::LeftButton);
    QCOMPARE(stop.count(), 1);
    m_panel->setStatus({});
    QCOMPARE(card->badge()->text(), QStringLiteral("CLOSED"));
    QCOMPARE(card->secondaryText(), QString());
    QVERIFY(address()->isEnabled() && port()->isEnabled());
    QCOMPARE(listen.count(), 1);
}

void TestServerPanel::startByKeys()
{
    QSignalSpy listen(m_panel.get(), &ServerPanel::listenRequested);
    address()->setFocus();
    address()->lineEdit()->selectAll();
    QTest::keyClicks(address()->lineEdit(), QStringLiteral("::1"));
    QTest::keyClick(address()->lineEdit(), Qt::Key_Tab);
    QCOMPARE(m_panel->focusWidget(), port());
    port()->selectAll();
    QTest::keyClicks(port(), QStringLiteral("9090"));
    QTest::keyClick(port(), Qt::Key_Tab);
    QCOMPARE(m_panel->focusWidget(), field("Backlog"));
    field("Backlog")->selectAll();
    QTest::keyClicks(field("Backlog"), QStringLiteral("5"));
    for (int i = 0; i < 5; ++i) // over the threads, the reply, its delay and its chunk
        QTest::keyClick(m_panel->focusWidget(), Qt::Key_Tab);
    QCOMPARE(m_panel->focusWidget(), button("Start server"));
    QTest::keyClick(m_panel->focusWidget(), Qt::Key_Space);
    QCOMPARE(listen.count(), 1);
    const auto request = listen[0][0].value<core::ListenRequest>();
    QCOMPARE(request.address.text(), std::string("[::1]:9090"));
    QCOMPARE(request.backlog, 5);
    QCOMPARE(request.threads, 1);

    m_panel->setStatus({});
    address()->setFocus();
    QTest::keyClick(address()->lineEdit(), Qt::Key_Return); // Enter in the field starts, too
    QCOMPARE(listen.count(), 2);
    m_panel->setStatus(listening("::1", 9090));
    QCOMPARE(m_panel->focusWidget(), button("Stop server")); // the field is disabled now
}

void TestServerPanel::listenersOfSeveralThreads()
{
    core::ServerStatus status = listening("127.0.0.1", 8080, 24);
    status.fds = {24, 27, 30, 33};
    m_panel->setStatus(status);
    const Card* card = m_panel->findChild<Card*>();
    QCOMPARE(card->secondaryText(), QStringLiteral("fd 24 and 3 more"));
    PastTables tables;
    tables.listenerFds = {24, 27};
    m_panel->showMoment(Moment{.number = 5, .tables = &tables});
    QVERIFY2(card->secondaryText().startsWith(QStringLiteral("fd 24, … · ")), qPrintable(card->secondaryText()));
    QCOMPARE(card->badge()->text(), QStringLiteral("LISTEN"));
}

void TestServerPanel::toggledTwiceAsksOnce()
{
    QSignalSpy listen(m_panel.get(), &ServerPanel::listenRequested);
    QSignalSpy stop(m_panel.get(), &ServerPanel::stopRequested);
    m_panel->toggle();
    m_panel->toggle();
    QCOMPARE(listen.count(), 1);
    m_panel->setStatus(listening("127.0.0.1", 8080));
    m_panel->toggle();
    m_panel->toggle();
    QCOMPARE(stop.count(), 1);
    QCOMPARE(listen.count(), 1);
    m_panel->setStatus({});
    m_panel->toggle();
    QCOMPARE(listen.count(), 2);
}

void TestServerPanel::errors_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("portNumber");
    QTest::addColumn<QByteArray>("call");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char* name, const char* host, int portNumber, const char* call, int code,
                        const char* sentence) {
        QTest::newRow(name) << QString::fromUtf8(host) << portNumber << QByteArray(call) << code
                            << QString::fromUtf8(sentence);
    };
    row("port taken", "127.0.0.1", 8080, "bind", EADDRINUSE,
        "Listening on 127.0.0.1:8080: bind() failed: Address already in use (EADDRINUSE)");
    row("port below 1024", "127.0.0.1", 80, "bind", EACCES,
        "Listening on 127.0.0.1:80: bind() failed: Permission denied (EACCES)");
    row("address of another machine", "192.0.2.1", 8080, "bind", EADDRNOTAVAIL,
        "Listening on 192.0.2.1:8080: bind() failed: Cannot assign requested address (EADDRNOTAVAIL)");
    row("no IPv6", "::1", 8080, "socket", EAFNOSUPPORT,
        "Listening on [::1]:8080: socket() failed: Address family not supported by protocol (EAFNOSUPPORT)");
    row("out of descriptors", "127.0.0.1", 8080, "socket", EMFILE,
        "Listening on 127.0.0.1:8080: socket() failed: Too many open files (EMFILE)");
}

void TestServerPanel::errors()
{
    QFETCH(QString, host);
    QFETCH(int, portNumber);
    QFETCH(QByteArray, call);
    QFETCH(int, code);
    QFETCH(QString, sentence);
    m_panel->setAddress(host);
    m_panel->setPort(portNumber);
    QTest::mouseClick(button("Start server"), Qt::LeftButton);
    m_panel->setStatus(failed(host.toUtf8().constData(), static_cast<std::uint16_t>(portNumber), {call, code}));
    MessageBar* message = bar(MessageBar::Kind::Error);
    QVERIFY(message && message->isVisible());
    QCOMPARE(message->sentence(), sentence);
    QVERIFY(message->help().contains(QLatin1Char('\n'))); // cause and remedy
    QVERIFY(button("Start server")->isEnabled());
    QCOMPARE(m_panel->address(), host);
    QCOMPARE(m_panel->port(), portNumber);
}

void TestServerPanel::errorOfAUnixSocket()
{
    core::ServerStatus status;
    status.address = *core::Address::unixPath("/tmp/x.sock");
    status.error = core::SysError{"bind", EADDRINUSE};
    m_panel->setStatus(status);
    const QString help = bar(MessageBar::Kind::Error)->help();
    QVERIFY2(help.contains(QStringLiteral("A file stands at this path")) && !help.contains(QStringLiteral("port")),
             qPrintable(help));
}

void TestServerPanel::errorRepeatedAndOver()
{
    for (int i = 0; i < 3; ++i) {
        m_panel->toggle();
        m_panel->setStatus(failed("127.0.0.1", 8080, {"bind", EADDRINUSE}));
    }
    QCOMPARE(bar(MessageBar::Kind::Error)->count(), 3);
    m_panel->toggle();
    m_panel->setStatus(listening("127.0.0.1", 8080));
    QVERIFY(!bar(MessageBar::Kind::Error));
}

void TestServerPanel::portHolder()
{
    ServerPanel& panel = *m_panel;
    QSignalSpy asked(&panel, &ServerPanel::portHolderRequested);
    panel.setStatus(failed("127.0.0.1", 80, {"bind", EACCES}));
    QVERIFY(asked.isEmpty());
    panel.setStatus(failed("127.0.0.1", 8080, {"bind", EADDRINUSE}));
    QCOMPARE(asked.size(), 1);
    MessageBar* message = bar(MessageBar::Kind::Error);
    const core::Address wanted = *core::Address::ip("127.0.0.1", 8080);
    core::PortHolder holder;
    holder.socket.local = wanted;
    holder.socket.inode = 7;
    holder.owner = core::ProcessOwner{4711, "ncat", 0};
    panel.setPortHolder(*core::Address::ip("127.0.0.1", 8081), holder); // of an earlier error
    QVERIFY(message->addition().isEmpty());
    panel.setPortHolder(wanted, std::nullopt); // gone meanwhile
    QVERIFY(message->addition().isEmpty());
    panel.setPortHolder(wanted, holder);
    QVERIFY(message->addition().contains(QStringLiteral("ncat (pid 4711)")));
    QVERIFY(message->accessibleDescription().startsWith(message->addition()));
    panel.setStatus(failed("127.0.0.1", 8080, {"bind", EADDRINUSE})); // who holds it may have changed
    QCOMPARE(message->count(), 2);
    QVERIFY(message->addition().isEmpty());
    panel.setPortHolder(wanted, holder);
    panel.setStatus(listening("127.0.0.1", 8080));
    QVERIFY(message->addition().isEmpty());
    panel.setPortHolder(wanted, holder); // the answer comes late
    QVERIFY(message->addition().isEmpty());
}

void TestServerPanel::messageIsReadWhole_data()
{
    QTest::addColumn<int>("height");
    QTest::addColumn<core::ConnectionId>("connections");
    QTest::addColumn<bool>("scrolled");
    QTest::newRow("much room") << 600 << core::ConnectionId{0} << false;
    QTest::newRow("little room") << 330 << core::ConnectionId{0} << true;
    QTest::newRow("beside connections") << 420 << core::ConnectionId{3} << true;
}

void TestServerPanel::messageIsReadWhole()
{
    QFETCH(int, height);
    QFETCH(core::ConnectionId, connections);
    QFETCH(bool, scrolled);
    m_panel->resize(330, height);
    accept(connections);
    m_panel->setStatus(failed("127.0.0.1", 8080, {"bind", EADDRINUSE}));
    core::PortHolder holder;
    holder.socket.local = *core::Address::ip("127.0.0.1", 8080);
    holder.owner = core::ProcessOwner{4711, "ncat", 0};
    m_panel->setPortHolder(holder.socket.local, holder);
    auto* area = m_panel->findChild<MessageArea*>();
    const MessageBar* message = bar(MessageBar::Kind::Error);
    QTRY_COMPARE(area->verticalScrollBar()->maximum() > 0, scrolled);
    QTRY_VERIFY(message->height() >= message->heightForWidth(message->width())); // no line is cut
    QCOMPARE(area->focusPolicy() != Qt::NoFocus, scrolled);                      // the keys reach its end
    if (scrolled) {
        area->setFocus(Qt::TabFocusReason);
        const auto* ring = m_panel->findChild<QFocusFrame*>();
        QVERIFY(ring && ring->isVisible());
        QTest::keyClick(area, Qt::Key_PageDown);
        QVERIFY(area->verticalScrollBar()->value() > 0);
        button("Start server")->setFocus();
        QVERIFY(!ring->isVisible());
    }
    QTRY_VERIFY(area->viewport()->height() + area->verticalScrollBar()->maximum() >= message->height());
    QCOMPARE(m_panel->height(), height);
    QVERIFY(m_panel->connections()->geometry().bottom() < height);
}

void TestServerPanel::emptyListLeavesItsPlace()
{
    QVERIFY(m_panel->connections()->isVisible());
    m_panel->setStatus(failed("127.0.0.1", 8080, {"bind", EADDRINUSE}));
    QVERIFY(!m_panel->connections()->isVisible());
    accept(1);
    QVERIFY(m_panel->connections()->isVisible());
    m_events.close(1);
    m_feed->append(m_events.take());
    m_feed->clear();
    QVERIFY(!m_panel->connections()->isVisible());
    QTest::mouseClick(bar(MessageBar::Kind::Error)->findChild<QToolButton*>(), Qt::LeftButton);
    QVERIFY(m_panel->connections()->isVisible());
    QVERIFY(m_panel->findChild<MessageArea*>()->isHidden());
}

void TestServerPanel::acceptPaused()
{
    core::ServerStatus status = listening("127.0.0.1", 8080);
    m_panel->setStatus(status);
    QVERIFY(!bar(MessageBar::Kind::Notice));
    status.acceptPaused = true;
    status.error = core::SysError{"accept4", EMFILE};
    m_panel->setStatus(status);
    m_panel->setStatus(status); // said once
    MessageBar* notice = bar(MessageBar::Kind::Notice);
    QVERIFY(notice && notice->isVisible());
    QCOMPARE(notice->count(), 1);
    QVERIFY(notice->help().contains(QLatin1String("accept4() failed: Too many open files (EMFILE)")));
    QVERIFY(!bar(MessageBar::Kind::Error));
    status.acceptPaused = false;
    status.error.reset();
    m_panel->setStatus(status);
    QVERIFY(!bar(MessageBar::Kind::Notice));
}

void TestServerPanel::tabOrder()
{
    accept(1);
    view()->selectRow(0);
    address()->setFocus();
    const auto numbers = m_panel->findChild<ReplyBox*>()->findChildren<QSpinBox*>();
    const QList<QWidget*> expected{port(),
                                   field("Backlog"),
                                   field("Threads of the server"),
                                   m_panel->findChild<ReplyBox*>()->findChild<QComboBox*>(),
                                   numbers[0],
                                   numbers[1],
                                   button("Start server"),
                                   view(),
                                   button("Close"),
                                   button("Half-close"),
                                   button("Reset"),
                                   button("Close all")};
    for (QWidget* widget : expected) {
        QTest::keyClick(m_panel->focusWidget(), Qt::Key_Tab);
        QVERIFY2(m_panel->focusWidget() == widget, qPrintable(m_panel->focusWidget()->accessibleName()));
    }
}

void TestServerPanel::namesForAll()
{
    QSet<QString> letters;
    for (QPushButton* each : m_panel->findChildren<QPushButton*>()) {
        const qsizetype at = each->text().indexOf(QLatin1Char('&'));
        QVERIFY2(at >= 0, qPrintable(each->text()));
        const QString letter = each->text().mid(at + 1, 1).toLower();
        QVERIFY2(!letters.contains(letter), qPrintable(each->text()));
        letters.insert(letter);
    }
    for (QLabel* label : m_panel->findChildren<QLabel*>()) {
        if (!label->buddy())
            continue;
        QVERIFY(!label->buddy()->accessibleName().isEmpty());
        const qsizetype at = label->text().indexOf(QLatin1Char('&'));
        if (at < 0)
            continue; // the letters do not suffice for all; it is reached with Tab
        const QString letter = label->text().mid(at + 1, 1).toLower();
        QVERIFY2(!letters.contains(letter), qPrintable(label->text()));
        letters.insert(letter);
    }
    QCOMPARE(letters.size(), 11);
    QCOMPARE(address()->lineEdit()->accessibleName(), address()->accessibleName());
    QVERIFY(!view()->accessibleName().isEmpty());
}

GUI_TEST(TestServerPanel)
#include "tst_server_panel.moc"
