// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of the server panel: addresses, ports, and what is remembered of them.
#include "server_panel_test.h"
#include "tests/support/test_class.h"
#include "widgets/common/card.h"
#include "widgets/common/field_message.h"
#include "widgets/common/role_label.h"
#include "widgets/common/state_badge.h"
#include "widgets/server/connection_table_model.h"
#include "widgets/server/reply_box.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QStyle>
#include <QStyleOptionComboBox>
#include <cerrno>

Q_DECLARE_METATYPE(core::Address)

class TestServerFields : public ServerPanelTest
{
    Q_OBJECT
private Q_SLOTS:
    void init() { openPanel(); }
    void cleanup() { closePanel(); }
    void addresses_data();
    void addresses();
    void invalidAddress_data();
    void invalidAddress();
    void unixSockets_data();
    void unixSockets();
    void longPathShowsItsStart();
    void dualStack();
    void reply();
    void namesOfModesAreNotCut();
    void anEmptyAnswerSaysWhatItMeans();
    void wrongEscapeInTheAnswer();
    void everyInterface_data();
    void everyInterface();
    void kernelChoosesThePort();
    void portRange();
    void settings();
    void privateNetwork();

private:
    QLineEdit* answerField()
    {
        for (QLineEdit* each : m_panel->findChild<ReplyBox*>()->findChildren<QLineEdit*>()) {
            if (each->accessibleName() == QLatin1String("Fixed answer"))
                return each;
        }
        return nullptr;
    }
};

void TestServerFields::addresses_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("host");
    QTest::newRow("IPv4") << QStringLiteral("10.1.2.3") << QStringLiteral("10.1.2.3");
    QTest::newRow("white space around") << QStringLiteral("  127.0.0.1 ") << QStringLiteral("127.0.0.1");
    QTest::newRow("brackets") << QStringLiteral("[::1]") << QStringLiteral("::1");
    QTest::newRow("offered with words") << QStringLiteral("0.0.0.0 (every interface)") << QStringLiteral("0.0.0.0");
    QTest::newRow("mapped") << QStringLiteral("::ffff:127.0.0.1") << QStringLiteral("::ffff:127.0.0.1");
}

void TestServerFields::addresses()
{
    QFETCH(QString, typed);
    QFETCH(QString, host);
    QCOMPARE(address()->itemText(0), QStringLiteral("127.0.0.1"));
    QCOMPARE(address()->itemText(1), QStringLiteral("::1"));
    QCOMPARE(address()->itemData(address()->count() - 4).toString(), QStringLiteral("0.0.0.0"));
    QCOMPARE(address()->itemData(address()->count() - 3).toString(), QStringLiteral("::"));
    QSignalSpy listen(m_panel.get(), &ServerPanel::listenRequested);
    address()->lineEdit()->selectAll();
    QTest::keyClicks(address()->lineEdit(), typed);
    m_panel->toggle();
    QCOMPARE(listen.count(), 1);
    QCOMPARE(m_panel->address(), host);
    const auto request = listen[0][0].value<core::ListenRequest>();
    QVERIFY(request.address == *core::Address::ip(host.toStdString(), 8080));
}

void TestServerFields::invalidAddress_data()
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

void TestServerFields::invalidAddress()
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

void TestServerFields::unixSockets_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<core::Address>("expected"); // unspecified: a mistake
    const QString longest = QStringLiteral("unix:") + QString(107, QLatin1Char('x'));
    QTest::newRow("path") << QStringLiteral("unix:/run/x.sock") << *core::Address::unixPath("/run/x.sock");
    QTest::newRow("name") << QStringLiteral("unix:@x") << *core::Address::unixAbstract("x");
    QTest::newRow("escapes") << QStringLiteral("unix:\\x40x") << *core::Address::unixPath("@x");
    QTest::newRow("Japanese") << QStringLiteral("unix:/tmp/海") << *core::Address::unixPath("/tmp/海");
    QTest::newRow("longest") << longest << *core::Address::unixPath(std::string(107, 'x'));
    QTest::newRow("too long") << longest + QLatin1Char('x') << core::Address{};
    QTest::newRow("nothing") << QStringLiteral("unix:") << core::Address{};
    QTest::newRow("half an escape") << QStringLiteral("unix:\\x4") << core::Address{};
}

void TestServerFields::unixSockets()
{
    QFETCH(QString, typed);
    QFETCH(core::Address, expected);
    QSignalSpy listen(m_panel.get(), &ServerPanel::listenRequested);
    m_panel->setAddress(typed);
    QVERIFY(!port()->isEnabled()); // it has none
    m_panel->toggle();
    QCOMPARE(listen.count(), expected.isValid() ? 1 : 0);
    if (expected.isValid()) {
        QVERIFY(listen[0][0].value<core::ListenRequest>().address == expected);
        core::ServerStatus status;
        status.phase = core::ServerStatus::Phase::Listening;
        status.address = expected;
        m_panel->setStatus(status);
        QCOMPARE(m_panel->port(), 8080); // for the next time
        m_panel->setStatus({});
        QVERIFY(!port()->isEnabled());
    } else {
        auto* message = m_panel->findChild<FieldMessage*>();
        QVERIFY(message->isVisible() && !message->text().isEmpty());
    }
    m_panel->setAddress(QStringLiteral("127.0.0.1"));
    QVERIFY(port()->isEnabled());
}

void TestServerFields::longPathShowsItsStart()
{
    address()->setFocus();
    address()->lineEdit()->selectAll();
    QTest::keyClicks(address()->lineEdit(), QStringLiteral("unix:/run/") + QString(60, QLatin1Char('x')));
    QCOMPARE(address()->lineEdit()->cursorPosition(), 70);
    QTest::keyClick(address()->lineEdit(), Qt::Key_Tab);
    QCOMPARE(address()->lineEdit()->cursorPosition(), 0);
}

void TestServerFields::dualStack()
{
    auto* both = m_panel->findChild<QCheckBox*>();
    QVERIFY(!both->isVisible()); // 127.0.0.1
    QSignalSpy listen(m_panel.get(), &ServerPanel::listenRequested);
    m_panel->setAddress(QStringLiteral("::"));
    QVERIFY(both->isVisible());
    both->click();
    m_panel->toggle();
    QVERIFY(listen[0][0].value<core::ListenRequest>().dualStack);
    m_panel->setStatus(failed("::", 8080, {"bind", EADDRINUSE}));
    m_panel->setAddress(QStringLiteral("0.0.0.0"));
    QVERIFY(!both->isVisible());
    m_panel->toggle();
    QVERIFY(!listen[1][0].value<core::ListenRequest>().dualStack);
}

void TestServerFields::reply()
{
    auto* box = m_panel->findChild<ReplyBox*>();
    auto* mode = box->findChild<QComboBox*>();
    QCOMPARE(mode->count(), int(core::kReplyModes.size()));
    QLineEdit* answer = answerField();
    QVERIFY(answer && !answer->isVisible());
    QSignalSpy listen(m_panel.get(), &ServerPanel::listenRequested);
    m_panel->toggle();
    const auto first = listen[0][0].value<core::ListenRequest>();
    QVERIFY(first.reply.mode == core::ReplyMode::Echo && !first.reply.pace.waits() && first.reply.pace.chunk == 0);
    m_panel->setStatus(listening("127.0.0.1", 8080));
    QVERIFY(!mode->isEnabled());
    m_panel->setReply({core::ReplyMode::Discard, {}, {}}); // not while it listens
    QVERIFY(m_panel->reply()->mode == core::ReplyMode::Echo);
    m_panel->setStatus({});

    mode->setFocus();
    QTest::keyClicks(mode, QStringLiteral("fi"));
    QVERIFY(answer->isVisible());
    QTest::keyClicks(answer, QStringLiteral("No\\n"));
    const auto numbers = box->findChildren<QSpinBox*>();
    QCOMPARE(numbers.size(), 2);
    numbers[0]->setValue(250);
    numbers[1]->setValue(3);
    m_panel->toggle();
    const auto second = listen[1][0].value<core::ListenRequest>();
    QVERIFY(second.reply.mode == core::ReplyMode::Fixed);
    QCOMPARE(second.reply.answer, (std::vector<std::byte>{std::byte{'N'}, std::byte{'o'}, std::byte{'\n'}}));
    QCOMPARE(second.reply.pace.delay, std::chrono::milliseconds(250));
    QCOMPARE(second.reply.pace.chunk, std::size_t(3));
}

void TestServerFields::namesOfModesAreNotCut()
{
    m_panel->resize(m_panel->minimumSizeHint().width(), 500);
    auto* mode = m_panel->findChild<ReplyBox*>()->findChild<QComboBox*>();
    QStyleOptionComboBox option;
    option.initFrom(mode);
    const int room =
        mode->style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, mode).width();
    for (int i = 0; i < mode->count(); ++i)
        QVERIFY2(mode->fontMetrics().horizontalAdvance(mode->itemText(i)) <= room, qPrintable(mode->itemText(i)));
}

void TestServerFields::anEmptyAnswerSaysWhatItMeans()
{
    m_panel->setReply({core::ReplyMode::Fixed, {}, {}});
    m_panel->resize(m_panel->minimumSizeHint().width(), 500);
    m_panel->show();
    QLineEdit* answer = answerField();
    const QString hint = answer->placeholderText();
    QVERIFY(hint.contains(QLatin1String("nothing")));
    QVERIFY(answer->fontMetrics().horizontalAdvance(hint) + 8 <= answer->width());
}

void TestServerFields::wrongEscapeInTheAnswer()
{
    auto* box = m_panel->findChild<ReplyBox*>();
    auto* mode = box->findChild<QComboBox*>();
    auto* message = box->findChild<FieldMessage*>();
    QLineEdit* answer = answerField();
    QSignalSpy listen(m_panel.get(), &ServerPanel::listenRequested);
    m_panel->setReply({core::ReplyMode::Fixed, {}, {}});
    QTest::keyClicks(answer, QStringLiteral("No\\q"));
    QVERIFY(!message->isVisible()); // it may become something yet
    QTRY_VERIFY(message->isVisible());
    QVERIFY(message->text().startsWith(QStringLiteral("Character 3:")));
    QVERIFY(!m_panel->toggle());
    QCOMPARE(listen.count(), 0);
    QVERIFY(!m_panel->reply());
    QVERIFY(answer->hasFocus());
    QCOMPARE(answer->selectedText(), QStringLiteral("\\q"));
    QTest::keyClicks(answer, QStringLiteral("\\n")); // over it
    QVERIFY(!message->isVisible());
    QVERIFY(m_panel->toggle());
    QCOMPARE(listen[0][0].value<core::ListenRequest>().reply.answer.size(), std::size_t(3));
    m_panel->setStatus({});

    answer->setText(QStringLiteral("\\x4"));
    QVERIFY(!m_panel->toggle()); // at once
    QVERIFY(message->text().startsWith(QStringLiteral("Character 1:")));
    mode->setCurrentIndex(0); // an echo has no answer, so nothing is wrong
    QVERIFY(!message->isVisible());
    QVERIFY(m_panel->toggle());
    QCOMPARE(listen.count(), 2);
}

void TestServerFields::everyInterface_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("warned");
    QTest::newRow("IPv4") << QStringLiteral("0.0.0.0") << true;
    QTest::newRow("IPv6") << QStringLiteral("::") << true;
    QTest::newRow("IPv6 written out") << QStringLiteral("0:0:0:0:0:0:0:0") << true;
    QTest::newRow("loopback") << QStringLiteral("127.0.0.1") << false;
    QTest::newRow("other") << QStringLiteral("10.0.0.1") << false;
}

void TestServerFields::everyInterface()
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

void TestServerFields::kernelChoosesThePort()
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

void TestServerFields::portRange()
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

void TestServerFields::settings()
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

void TestServerFields::privateNetwork()
{
    m_panel->setPrivateNetwork(true);
    QStringList offered;
    for (int i = 0; i < address()->count() - 2; ++i) // the last two are UNIX domain sockets
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

GUI_TEST(TestServerFields)
#include "tst_server_fields.moc"
