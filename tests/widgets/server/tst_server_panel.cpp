// SPDX-License-Identifier: GPL-3.0-or-later
// The server panel by mouse and keys: what it asks for, and what it shows of the outcome.
#include "server_events.h"
#include "widgets/common/card.h"
#include "widgets/common/field_message.h"
#include "widgets/common/message_bar.h"
#include "widgets/common/role_label.h"
#include "widgets/common/state_badge.h"
#include "widgets/feed/event_feed.h"
#include "widgets/server/address_box.h"
#include "widgets/server/connection_list.h"
#include "widgets/server/connection_table_model.h"
#include "widgets/server/server_panel.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QtTest>
#include <cerrno>
#include <memory>

using namespace widgets;
using Connections = std::vector<core::ConnectionId>;

namespace {

core::ServerStatus listening(const char* host, std::uint16_t port, int fd = 7)
{
    core::ServerStatus status;
    status.phase = core::ServerStatus::Phase::Listening;
    status.address = *core::Address::ip(host, port);
    status.fd = fd;
    return status;
}

core::ServerStatus failed(const char* host, std::uint16_t port, core::SysError error)
{
    core::ServerStatus status;
    status.address = *core::Address::ip(host, port);
    status.error = error;
    return status;
}

} // namespace

class TestServerPanel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void firstLook();
    void startAndStopByMouse();
    void startByKeys();
    void toggledTwiceAsksOnce();
    void addresses_data();
    void addresses();
    void invalidAddress_data();
    void invalidAddress();
    void everyInterface_data();
    void everyInterface();
    void kernelChoosesThePort();
    void portRange();
    void settings();
    void errors_data();
    void errors();
    void errorRepeatedAndOver();
    void portHolder();
    void acceptPaused();
    void privateNetwork();
    void emptyText_data();
    void emptyText();
    void selectedConnections_data();
    void selectedConnections();
    void keysInTheTable();
    void closeAll();
    void activated();
    void tabOrder();
    void namesForAll();
    void narrow();
    void columnsGiveWay();

private:
    AddressBox* address() { return m_panel->findChild<AddressBox*>(); }
    QSpinBox* field(const char* name)
    {
        for (QSpinBox* box : m_panel->findChildren<QSpinBox*>()) {
            if (box->accessibleName() == QLatin1String(name))
                return box;
        }
        return nullptr;
    }
    QSpinBox* port() { return field("Port to listen on"); }
    QPushButton* button(const char* text)
    {
        for (QPushButton* each : m_panel->findChildren<QPushButton*>()) {
            if (each->text().remove(QLatin1Char('&')) == QLatin1String(text))
                return each;
        }
        return nullptr;
    }
    MessageBar* bar(MessageBar::Kind kind)
    {
        for (MessageBar* each : m_panel->findChildren<MessageBar*>()) {
            if (each->hasMessage() && each->kind() == kind)
                return each;
        }
        return nullptr;
    }
    QTableView* view() { return m_panel->connections()->view(); }
    void accept(core::ConnectionId last);

    std::unique_ptr<EventFeed> m_feed;
    std::unique_ptr<ServerPanel> m_panel;
    ServerEvents m_events;
};

void TestServerPanel::init()
{
    m_feed = std::make_unique<EventFeed>(core::Recording::Limits{});
    m_panel = std::make_unique<ServerPanel>(*m_feed);
    m_panel->resize(330, 500);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
}

void TestServerPanel::cleanup()
{
    m_panel.reset();
    m_feed.reset();
}

void TestServerPanel::accept(core::ConnectionId last)
{
    for (core::ConnectionId id = 1; id <= last; ++id)
        m_events.accept(id, 8);
    m_feed->append(m_events.take());
}

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
    QTest::keyClick(field("Backlog"), Qt::Key_Tab);
    QCOMPARE(m_panel->focusWidget(), button("Start server"));
    QTest::keyClick(m_panel->focusWidget(), Qt::Key_Space);
    QCOMPARE(listen.count(), 1);
    const auto request = listen[0][0].value<core::ListenRequest>();
    QCOMPARE(request.address.text(), std::string("[::1]:9090"));
    QCOMPARE(request.backlog, 5);

    m_panel->setStatus({});
    address()->setFocus();
    QTest::keyClick(address()->lineEdit(), Qt::Key_Return); // Enter in the field starts, too
    QCOMPARE(listen.count(), 2);
    m_panel->setStatus(listening("::1", 9090));
    QCOMPARE(m_panel->focusWidget(), button("Stop server")); // the field is disabled now
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

void TestServerPanel::addresses_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("host");
    QTest::newRow("IPv4") << QStringLiteral("10.1.2.3") << QStringLiteral("10.1.2.3");
    QTest::newRow("white space around") << QStringLiteral("  127.0.0.1 ") << QStringLiteral("127.0.0.1");
    QTest::newRow("brackets") << QStringLiteral("[::1]") << QStringLiteral("::1");
    QTest::newRow("offered with words") << QStringLiteral("0.0.0.0 (every interface)") << QStringLiteral("0.0.0.0");
    QTest::newRow("mapped") << QStringLiteral("::ffff:127.0.0.1") << QStringLiteral("::ffff:127.0.0.1");
}

void TestServerPanel::addresses()
{
    QFETCH(QString, typed);
    QFETCH(QString, host);
    QCOMPARE(address()->itemText(0), QStringLiteral("127.0.0.1"));
    QCOMPARE(address()->itemText(1), QStringLiteral("::1"));
    QCOMPARE(address()->itemData(address()->count() - 2).toString(), QStringLiteral("0.0.0.0"));
    QCOMPARE(address()->itemData(address()->count() - 1).toString(), QStringLiteral("::"));
    QSignalSpy listen(m_panel.get(), &ServerPanel::listenRequested);
    address()->lineEdit()->selectAll();
    QTest::keyClicks(address()->lineEdit(), typed);
    m_panel->toggle();
    QCOMPARE(listen.count(), 1);
    QCOMPARE(m_panel->address(), host);
    const auto request = listen[0][0].value<core::ListenRequest>();
    QVERIFY(request.address == *core::Address::ip(host.toStdString(), 8080));
}

void TestServerPanel::invalidAddress_data()
{
    QTest::addColumn<QString>("typed");
    QTest::newRow("empty") << QString();
    QTest::newRow("number too big") << QStringLiteral("300.1.2.3");
    QTest::newRow("name") << QStringLiteral("example.org");
    QTest::newRow("with port") << QStringLiteral("127.0.0.1:80");
    QTest::newRow("markup") << QStringLiteral("<b>x</b>");
    QTest::newRow("unbalanced bracket") << QStringLiteral("[::1");
    QTest::newRow("only brackets") << QStringLiteral("[]");
}

void TestServerPanel::invalidAddress()
{
    QFETCH(QString, typed);
    QSignalSpy listen(m_panel.get(), &ServerPanel::listenRequested);
    m_panel->setStatus(failed("127.0.0.1", 8080, {"bind", EADDRINUSE}));
    auto* older = m_panel->findChild<MessageBar*>();
    QVERIFY(older->isVisible());
    address()->lineEdit()->selectAll();
    QTest::keyClick(address()->lineEdit(), Qt::Key_Delete);
    QTest::keyClicks(address()->lineEdit(), typed);
    QTest::mouseClick(button("Start server"), Qt::LeftButton);
    QCOMPARE(listen.count(), 0);
    QCOMPARE(address()->currentText(), typed); // what was typed is kept
    auto* message = m_panel->findChild<FieldMessage*>();
    QVERIFY(message->isVisible());
    QVERIFY(!older->isVisible()); // that was another try
    QVERIFY(!message->text().isEmpty());
    QCOMPARE(address()->accessibleDescription(), message->text());
    QVERIFY(address()->hasFocus() || address()->lineEdit()->hasFocus());
    QCOMPARE(m_panel->findChild<Card*>()->badge()->text(), QStringLiteral("CLOSED"));

    address()->lineEdit()->selectAll();
    QTest::keyClicks(address()->lineEdit(), QStringLiteral("127.0.0.1"));
    QVERIFY(!message->isVisible());
    QTest::mouseClick(button("Start server"), Qt::LeftButton);
    QCOMPARE(listen.count(), 1);
}

void TestServerPanel::everyInterface_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("warned");
    QTest::newRow("IPv4") << QStringLiteral("0.0.0.0") << true;
    QTest::newRow("IPv6") << QStringLiteral("::") << true;
    QTest::newRow("IPv6 written out") << QStringLiteral("0:0:0:0:0:0:0:0") << true;
    QTest::newRow("loopback") << QStringLiteral("127.0.0.1") << false;
    QTest::newRow("other") << QStringLiteral("10.0.0.1") << false;
}

void TestServerPanel::everyInterface()
{
    QFETCH(QString, host);
    QFETCH(bool, warned);
    m_panel->setAddress(host);
    QCOMPARE(m_panel->address(), host);
    const auto badges = m_panel->findChildren<StateBadge*>();
    const auto shown = [&badges] {
        return std::any_of(badges.begin(), badges.end(), [](const StateBadge* badge) {
            return badge->isVisible() && badge->text().contains(QLatin1String("every interface"));
        });
    };
    QCOMPARE(shown(), warned);
    m_panel->setStatus(listening(host.toUtf8().constData(), 8080));
    QCOMPARE(shown(), warned); // also while listening
}

void TestServerPanel::kernelChoosesThePort()
{
    QSignalSpy listen(m_panel.get(), &ServerPanel::listenRequested);
    m_panel->setPort(0);
    m_panel->toggle();
    QCOMPARE(listen[0][0].value<core::ListenRequest>().address.port(), std::uint16_t{0});
    m_panel->setStatus(listening("127.0.0.1", 43210));
    QCOMPARE(port()->value(), 43210); // the real one is shown
    QCOMPARE(m_panel->port(), 0);     // what was asked for is saved
    m_panel->setStatus({});
    QCOMPARE(port()->value(), 0);
}

void TestServerPanel::portRange()
{
    QCOMPARE(port()->minimum(), 0);
    QSignalSpy listen(m_panel.get(), &ServerPanel::listenRequested);
    const auto mistake = [this] { return port()->accessibleDescription(); };
    port()->selectAll();
    QTest::keyClicks(port(), QStringLiteral("65535"));
    QCOMPARE(mistake(), QString());
    QTest::keyClicks(port(), QStringLiteral("9"));
    QCOMPARE(port()->text(), QStringLiteral("655359")); // no digit is dropped without a word
    QVERIFY(mistake().contains(QStringLiteral("65535")));
    m_panel->toggle();
    QCOMPARE(listen.count(), 0);
    QVERIFY(port()->hasFocus());
    QTest::keyClicks(port(), QStringLiteral("80")); // it is selected
    QCOMPARE(mistake(), QString());
    m_panel->toggle();
    QCOMPARE(listen.count(), 1);
    QCOMPARE(listen[0][0].value<core::ListenRequest>().address.port(), std::uint16_t{80});
}

void TestServerPanel::settings()
{
    m_panel->setAddress(QStringLiteral("203.0.113.7"));
    m_panel->setPort(65535);
    m_panel->setBacklog(1);
    QCOMPARE(m_panel->address(), QStringLiteral("203.0.113.7"));
    QCOMPARE(m_panel->port(), 65535);
    QCOMPARE(m_panel->backlog(), 1);
    m_panel->toggle();
    m_panel->setStatus(listening("203.0.113.7", 65535));
    m_panel->setAddress(QStringLiteral("127.0.0.1"));
    m_panel->setPort(1);
    m_panel->setBacklog(2);
    QCOMPARE(m_panel->address(), QStringLiteral("203.0.113.7"));
    QCOMPARE(m_panel->port(), 65535);
    QCOMPARE(m_panel->backlog(), 1);
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

void TestServerPanel::privateNetwork()
{
    m_panel->setPrivateNetwork(true);
    QStringList offered;
    for (int i = 0; i < address()->count(); ++i)
        offered << address()->itemData(i).toString();
    QCOMPARE(offered, (QStringList{QStringLiteral("127.0.0.1"), QStringLiteral("::1"), QStringLiteral("0.0.0.0"),
                                   QStringLiteral("::")}));
    QCOMPARE(address()->host(), QStringLiteral("127.0.0.1"));
    m_panel->setAddress(QStringLiteral("0.0.0.0")); // every interface is lo here: no warning
    for (const QLabel* label : m_panel->findChildren<QLabel*>())
        QVERIFY(!label->isVisible() || !label->text().contains(QStringLiteral("very interface")));
    m_panel->setPrivateNetwork(false);
    QCOMPARE(address()->host(), QStringLiteral("0.0.0.0"));
}

void TestServerPanel::emptyText_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("command");
    QTest::newRow("IPv4") << QStringLiteral("127.0.0.1") << QStringLiteral("ncat 127.0.0.1 4711");
    QTest::newRow("IPv6") << QStringLiteral("::1") << QStringLiteral("ncat ::1 4711");
    QTest::newRow("every IPv4 interface") << QStringLiteral("0.0.0.0") << QStringLiteral("ncat 127.0.0.1 4711");
    QTest::newRow("every interface") << QStringLiteral("::") << QStringLiteral("ncat ::1 4711");
}

void TestServerPanel::emptyText()
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

void TestServerPanel::selectedConnections_data()
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

void TestServerPanel::selectedConnections()
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

void TestServerPanel::keysInTheTable()
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

void TestServerPanel::closeAll()
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

void TestServerPanel::activated()
{
    accept(2);
    QSignalSpy asked(m_panel.get(), &ServerPanel::connectionActivated);
    view()->setFocus();
    view()->selectRow(1);
    QTest::keyClick(view(), Qt::Key_Return);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked[0][0].value<core::ConnectionId>(), 1U);
}

void TestServerPanel::tabOrder()
{
    accept(1);
    view()->selectRow(0);
    address()->setFocus();
    const QList<QWidget*> expected{port(),          field("Backlog"),     button("Start server"), view(),
                                   button("Close"), button("Half-close"), button("Reset"),        button("Close all")};
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
        const QString letter = label->text().mid(label->text().indexOf(QLatin1Char('&')) + 1, 1).toLower();
        QVERIFY2(!letters.contains(letter), qPrintable(label->text()));
        letters.insert(letter);
        QVERIFY(!label->buddy()->accessibleName().isEmpty());
    }
    QCOMPARE(letters.size(), 8);
    QCOMPARE(address()->lineEdit()->accessibleName(), address()->accessibleName());
    QVERIFY(!view()->accessibleName().isEmpty());
}

void TestServerPanel::narrow()
{
    m_panel->setAddress(QStringLiteral("0.0.0.0"));
    m_panel->setPort(0);
    m_panel->setStatus(failed("0.0.0.0", 0, {"bind", EADDRINUSE}));
    accept(5);
    QVERIFY2(m_panel->minimumSizeHint().width() <= 300,
             qPrintable(QString::number(m_panel->minimumSizeHint().width())));
}

void TestServerPanel::columnsGiveWay()
{
    m_events.accept(1, 8, "127.0.0.1", 54321);
    m_events.state(1, core::TcpState::Established);
    m_events.received(1, 1 << 20);
    m_events.sent(1, 1 << 20);
    m_feed->append(m_events.take());
    const auto width = [this](int column) { return view()->columnWidth(column); };
    m_panel->resize(600, 500);
    QTRY_VERIFY(!view()->isColumnHidden(ConnectionTableModel::AgeColumn));
    const int longState = width(ConnectionTableModel::StateColumn);
    const int peer = view()->fontMetrics().horizontalAdvance(QStringLiteral("127.0.0.1:54321"));
    QVERIFY(width(ConnectionTableModel::PeerColumn) > peer);
    m_panel->resize(360, 500);
    m_events.received(1, 999 << 20); // a wide row takes nothing from the ages
    m_events.sent(1, 999 << 20);
    m_feed->append(m_events.take());
    QTRY_VERIFY(width(ConnectionTableModel::PeerColumn) < 200);
    QVERIFY(!view()->isColumnHidden(ConnectionTableModel::AgeColumn));
    QVERIFY(width(ConnectionTableModel::PeerColumn) > peer);
    m_panel->resize(300, 500);
    QTRY_VERIFY(width(ConnectionTableModel::PeerColumn) + width(ConnectionTableModel::StateColumn) < 280);
    QVERIFY(width(ConnectionTableModel::StateColumn) < longState); // ESTAB
    QVERIFY(width(ConnectionTableModel::PeerColumn) > peer);
}

QTEST_MAIN(TestServerPanel)
#include "tst_server_panel.moc"
