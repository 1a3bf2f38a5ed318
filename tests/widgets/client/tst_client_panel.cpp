// SPDX-License-Identifier: GPL-3.0-or-later
// One client by mouse and keys: connecting, failing, talking.
#include "client_events.h"
#include "tests/support/test_class.h"
#include "widgets/client/client_panel.h"
#include "widgets/client/conversation_list.h"
#include "widgets/client/conversation_view.h"
#include "widgets/client/message_edit.h"
#include "widgets/client/message_input.h"
#include "widgets/client/name_resolver.h"
#include "widgets/client/target_edit.h"
#include "widgets/common/accent_button.h"
#include "widgets/common/field_message.h"
#include "widgets/common/message_area.h"
#include "widgets/common/message_bar.h"

#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <cerrno>
#include <memory>

using namespace widgets;
using core::ClientStatus;
using core::ConnectRequest;
using Phase = core::ClientStatus::Phase;

class TestClientPanel final : public QObject
{
    Q_OBJECT
private:
    static constexpr core::ClientId kClient = 3;
    std::unique_ptr<EventFeed> m_feed;
    std::unique_ptr<ClientPanel> m_panel;
    std::unique_ptr<QSignalSpy> m_connects;

    QPushButton* connectButton()
    {
        for (auto* candidate : m_panel->findChildren<AccentButton*>())
            if (candidate->parentWidget() != message())
                return candidate;
        return nullptr;
    }
    TargetEdit* target() { return m_panel->findChild<TargetEdit*>(); }
    MessageEdit* message() { return m_panel->findChild<MessageEdit*>(); }
    MessageBar* error() { return m_panel->findChild<MessageBar*>(); }
    ConversationView* view() { return m_panel->findChild<ConversationView*>(); }
    void clickConnect() { QTest::mouseClick(connectButton(), Qt::LeftButton); }
    void typeTarget(const char* text)
    {
        target()->lineEdit()->selectAll();
        QTest::keyClicks(target(), QString::fromLatin1(text));
    }
    static ClientStatus status(Phase phase, core::ConnectionId connection = 1)
    {
        ClientStatus status;
        status.client = kClient;
        status.phase = phase;
        status.connection = connection;
        status.fd = phase == Phase::Idle ? -1 : 9;
        status.peer = *core::Address::ip("127.0.0.1", 8080);
        status.attempt = 1;
        status.attempts = 1;
        return status;
    }
    void connectNow()
    {
        clickConnect();
        m_panel->setStatus(status(Phase::Connecting));
        m_panel->setStatus(status(Phase::Connected));
        m_feed->append(ClientEvents(1).connected().take());
    }

private Q_SLOTS:
    void init()
    {
        m_feed = std::make_unique<EventFeed>(core::Recording::Limits{});
        m_panel = std::make_unique<ClientPanel>(kClient, *m_feed);
        m_connects = std::make_unique<QSignalSpy>(m_panel.get(), &ClientPanel::connectRequested);
        m_panel->resize(340, 500);
        m_panel->show();
        m_panel->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
    }
    void cleanup()
    {
        m_connects.reset();
        m_panel.reset();
        m_feed.reset();
    }

    void oneClickConnects()
    {
        clickConnect();
        QCOMPARE(m_connects->count(), 1);
        QCOMPARE(m_connects->at(0).at(0).toUInt(), kClient);
        const auto request = m_connects->at(0).at(1).value<ConnectRequest>();
        QCOMPARE(request.addresses.size(), std::size_t{1});
        QCOMPARE(QString::fromStdString(request.addresses[0].text()), QStringLiteral("127.0.0.1:8080"));
        QCOMPARE(request.timeout.count(), 5000);
    }

    void clickTypeEnter()
    {
        QSignalSpy sent(m_panel.get(), &ClientPanel::sendRequested);
        QVERIFY(view()->emptyText().contains(QStringLiteral("Connect (F6)")));
        connectNow();
        QVERIFY(message()->input()->hasFocus()); // "click, type, Enter" needs no other click
        QVERIFY(view()->emptyText().contains(QStringLiteral("Type a message")));
        const QString japanese = QString::fromUtf8("こんにちは");
        for (const QChar c : japanese)
            QTest::sendKeyEvent(QTest::Click, QApplication::focusWidget(), Qt::Key_unknown, QString(c), Qt::NoModifier);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QCOMPARE(sent.count(), 1);
        QCOMPARE(sent[0][0].toUInt(), kClient);
        const auto bytes = sent[0][1].value<std::vector<std::byte>>();
        QCOMPARE(bytes.size(), std::size_t{15});
        m_feed->append(ClientEvents(1).sent(japanese.toUtf8()).received(japanese.toUtf8()).take());
        const auto* model = view()->list()->model();
        QCOMPARE(model->rowCount(), 3); // connected, sent, received
        QCOMPARE(model->index(2, 0).data().toString(), japanese);
    }

    void targetInUseIsHeld()
    {
        typeTarget("localhost:8080");
        m_panel->followServer(*core::Address::ip("127.0.0.1", 8080));
        target()->setText(QStringLiteral("127.0.0.1:8080")); // follows the server again
        QVERIFY(target()->isFollowing());
        connectNow();
        QVERIFY(!target()->isEnabled());
        m_panel->followServer(*core::Address::ip("127.0.0.1", 9090)); // another server now
        QCOMPARE(target()->currentText(), QStringLiteral("127.0.0.1:8080"));
        m_panel->setStatus(status(Phase::Disconnecting));
        QVERIFY(!target()->isEnabled());
        m_panel->setStatus(status(Phase::Idle));
        QVERIFY(target()->isEnabled());
        QCOMPARE(target()->currentText(), QStringLiteral("127.0.0.1:9090"));
    }

    void focusComesBackToTheTarget()
    {
        target()->setFocus();
        QTest::keyClick(target(), Qt::Key_Return);
        QVERIFY(!target()->isEnabled());
        QVERIFY(connectButton()->hasFocus());
        ClientStatus refused = status(Phase::Idle);
        refused.error = core::SysError{"connect", ECONNREFUSED};
        m_panel->setStatus(refused);
        QVERIFY(target()->hasFocus() || target()->lineEdit()->hasFocus());
    }

    void errorIsWhole()
    {
        connectNow();
        m_feed->append(ClientEvents(1).sent("Hello!").received("Hello!").take());
        m_panel->setStatus(status(Phase::Idle));
        clickConnect();
        ClientStatus refused = status(Phase::Idle, 2);
        refused.error = core::SysError{"connect", ECONNREFUSED};
        m_panel->resize(338, 370); // as in a window of 1400 x 900
        m_panel->setStatus(refused);
        QVERIFY(error()->isVisible());
        QTRY_VERIFY2(error()->height() >= error()->heightForWidth(error()->width()),
                     qPrintable(QString::number(error()->height())));
        QCOMPARE(error()->toolTip(), QString());
        QVERIFY(view()->list()->height() >= view()->list()->fontMetrics().lineSpacing());
    }

    void typingElsewhereIsNotInterrupted()
    {
        clickConnect();
        QLineEdit elsewhere;
        elsewhere.show();
        elsewhere.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&elsewhere));
        elsewhere.setFocus();
        m_panel->setStatus(status(Phase::Connected));
        QVERIFY(elsewhere.hasFocus());
        QVERIFY(!message()->input()->hasFocus());
    }

    void buttonFollowsThePhase()
    {
        QSignalSpy cancelled(m_panel.get(), &ClientPanel::cancelRequested);
        QSignalSpy disconnected(m_panel.get(), &ClientPanel::disconnectRequested);
        QCOMPARE(m_panel->actionText(), QStringLiteral("Connect"));
        clickConnect();
        QCOMPARE(m_panel->actionText(), QStringLiteral("Cancel"));
        m_panel->setStatus(status(Phase::Connecting));
        QCOMPARE(connectButton()->text().remove(QLatin1Char('&')), QStringLiteral("Cancel"));
        clickConnect();
        QCOMPARE(cancelled.count(), 1);
        m_panel->setStatus(status(Phase::Idle));
        QCOMPARE(m_panel->actionText(), QStringLiteral("Connect"));
        QVERIFY(!error()->hasMessage()); // cancelling is no error
        clickConnect();
        m_panel->setStatus(status(Phase::Connected, 2));
        QCOMPARE(connectButton()->text().remove(QLatin1Char('&')), QStringLiteral("Disconnect"));
        QCOMPARE(m_panel->fdText(), QStringLiteral("fd 9"));
        m_panel->toggleConnect();
        QCOMPARE(disconnected.count(), 1);
        m_panel->setStatus(status(Phase::Disconnecting, 2));
        QVERIFY(!connectButton()->isEnabled());
        m_panel->toggleConnect();
        QCOMPARE(disconnected.count(), 1);
        m_panel->setStatus(status(Phase::Idle, 2));
        QVERIFY(connectButton()->isEnabled());
        QCOMPARE(m_panel->fdText(), QString());
        QCOMPARE(m_connects->count(), 2);
    }

    void doubleClickConnectsOnce()
    {
        QSignalSpy cancelled(m_panel.get(), &ClientPanel::cancelRequested);
        clickConnect();
        QTest::mouseDClick(connectButton(), Qt::LeftButton);
        QTest::mouseRelease(connectButton(), Qt::LeftButton);
        QCOMPARE(m_connects->count(), 1);
        QCOMPARE(cancelled.count(), 0); // "Cancel" stood on the button at the second click
    }

    void stateAndBadge()
    {
        QCOMPARE(m_panel->stateText(), QString());
        clickConnect();
        m_panel->setStatus(status(Phase::Connecting));
        m_feed->append(ClientEvents(1).state(core::TcpState::Closed, core::TcpState::SynSent).take());
        QCOMPARE(m_panel->stateText(), QStringLiteral("SYN_SENT"));
        m_panel->setStatus(status(Phase::Connected));
        m_feed->append(ClientEvents(1).state(core::TcpState::SynSent, core::TcpState::Established).take());
        QCOMPARE(m_panel->stateText(), QStringLiteral("ESTABLISHED"));
        m_feed->append(ClientEvents(1).state(core::TcpState::Established, core::TcpState::TimeWait).take());
        m_panel->setStatus(status(Phase::Idle));
        QCOMPARE(m_panel->stateText(), QStringLiteral("TIME_WAIT"));
        QVERIFY(m_panel->isStateOver());
        auto* timeWait = m_panel->findChild<QTimer*>(QStringLiteral("timeWait"));
        QCOMPARE(timeWait->interval(), 60'000);
        QSignalSpy changed(m_panel.get(), &ClientPanel::headerChanged);
        timeWait->start(0); // as if the time had passed
        QTRY_COMPARE(changed.count(), 1);
        QCOMPARE(m_panel->stateText(), QStringLiteral("CLOSED"));
    }

    void badgeOfAUnixSocket()
    {
        ClientStatus unixStatus = status(Phase::Connecting);
        unixStatus.peer = *core::Address::unixPath("/run/x.sock");
        clickConnect();
        m_panel->setStatus(unixStatus);
        QCOMPARE(m_panel->stateText(), QString());
        unixStatus.phase = Phase::Connected;
        m_panel->setStatus(unixStatus);
        QCOMPARE(m_panel->stateText(), QStringLiteral("open"));
        QVERIFY(!m_panel->isStateOver());
        unixStatus.phase = Phase::Idle;
        m_panel->setStatus(unixStatus);
        QCOMPARE(m_panel->stateText(), QString());
    }

    void goesToTheNewestWhenTheUserActs()
    {
        connectNow();
        ConversationList* list = view()->list();
        ClientEvents events(1);
        for (int i = 0; i < 100; ++i)
            events.sent("line");
        m_feed->append(events.take());
        const auto toThePast = [&] {
            QTRY_VERIFY(list->verticalScrollBar()->maximum() > 0);
            list->verticalScrollBar()->setValue(0);
            QVERIFY(!list->isFollowing());
        };
        const PastTables tables;
        toThePast();
        m_panel->showMoment(Moment{.number = 5, .tables = &tables});
        QVERIFY(!list->isFollowing());
        m_panel->showMoment(std::nullopt);
        QVERIFY(list->isFollowing());
        QTRY_COMPARE(list->verticalScrollBar()->value(), list->verticalScrollBar()->maximum());

        toThePast();
        message()->input()->setFocus();
        QTest::keyClicks(message()->input(), QStringLiteral("more"));
        QTest::keyClick(message()->input(), Qt::Key_Return);
        QVERIFY(list->isFollowing());

        toThePast();
        m_panel->setStatus(status(Phase::Idle));
        clickConnect();
        QVERIFY(list->isFollowing());
    }

    void errorIsReadWholeInALowWindow()
    {
        m_panel->resize(340, 260);
        clickConnect();
        ClientStatus refused = status(Phase::Idle);
        refused.error = core::SysError{"connect", ECONNREFUSED};
        m_panel->setStatus(refused);
        auto* area = m_panel->findChild<MessageArea*>();
        QTRY_VERIFY(area->verticalScrollBar()->maximum() > 0);
        QTRY_VERIFY(error()->height() >= error()->heightForWidth(error()->width())); // no line is cut
        QCOMPARE(m_panel->height(), 260);
    }

    void errorOfAnotherTargetGoes()
    {
        clickConnect();
        ClientStatus ended = status(Phase::Idle);
        ended.error = core::SysError{"connect", ECONNREFUSED};
        m_panel->setStatus(ended);
        QVERIFY(error()->hasMessage());
        auto* target = m_panel->findChild<widgets::TargetEdit*>();
        target->setText(QStringLiteral("127.0.0.1:9"));
        clickConnect();
        QVERIFY(!error()->hasMessage());
    }

    void severalAddresses()
    {
        clickConnect();
        ClientStatus trying = status(Phase::Connecting);
        trying.peer = *core::Address::ip("::1", 8080);
        trying.attempts = 2;
        m_panel->setStatus(trying);
        bool found = false;
        for (const auto* label : m_panel->findChildren<QLabel*>())
            found = found || (label->isVisible() && label->text().contains(QStringLiteral("[::1]:8080, 1 of 2")));
        QVERIFY(found);
    }

    void errorOfAUnixSocket()
    {
        clickConnect();
        ClientStatus ended = status(Phase::Idle);
        ended.peer = *core::Address::unixPath("/tmp/x.sock");
        ended.error = core::SysError{"connect", ECONNREFUSED};
        m_panel->setStatus(ended);
        QVERIFY2(error()->help().contains(QStringLiteral("No server listens at that path")),
                 qPrintable(error()->help()));
    }
    void errors_data()
    {
        QTest::addColumn<bool>("wasConnected");
        QTest::addColumn<QByteArray>("call");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("sentence");
        QTest::addColumn<QString>("help");
        const auto row = [](const char* name, bool connected, const char* call, int code, const char* sentence,
                            const char* help) {
            QTest::newRow(name) << connected << QByteArray(call) << code << QString::fromLatin1(sentence)
                                << QString::fromLatin1(help);
        };
        row("refused", false, "connect", ECONNREFUSED, "ECONNREFUSED", "");
        row("timeout", false, "connect", ETIMEDOUT, "127.0.0.1:8080: no answer within the time limit of 5 s",
            "ETIMEDOUT");
        row("unreachable", false, "connect", ENETUNREACH, "ENETUNREACH", "");
        row("no descriptor", false, "socket", EMFILE, "EMFILE", "");
        row("reset", true, "recv", ECONNRESET, "Connection with 127.0.0.1:8080: recv() failed", "");
    }
    void errors()
    {
        QFETCH(bool, wasConnected);
        QFETCH(QByteArray, call);
        QFETCH(int, code);
        QFETCH(QString, sentence);
        QFETCH(QString, help);
        clickConnect();
        m_panel->setStatus(status(Phase::Connecting));
        if (wasConnected)
            m_panel->setStatus(status(Phase::Connected));
        ClientStatus ended = status(Phase::Idle);
        ended.error = core::SysError{call.constData(), code};
        if (code == ETIMEDOUT)
            ended.limitReached = std::chrono::milliseconds(5000);
        m_panel->setStatus(ended);
        QVERIFY(error()->isVisible());
        QVERIFY2(error()->sentence().contains(sentence), qPrintable(error()->sentence()));
        QVERIFY2(error()->help().contains(help), qPrintable(error()->help()));
        QVERIFY(!error()->help().isEmpty());
        QCOMPARE(m_panel->actionText(), QStringLiteral("Connect"));

        m_panel->setStatus(ended); // told again: the same error
        QCOMPARE(error()->count(), 1);
        if (!wasConnected) {
            clickConnect();
            m_panel->setStatus(ended); // the next attempt failed the same way
            QCOMPARE(error()->count(), 2);
        }
        clickConnect();
        m_panel->setStatus(status(Phase::Connected, 5));
        QVERIFY(!error()->hasMessage());
    }

    void badTargetAsksForNothing()
    {
        typeTarget("localhost:");
        clickConnect();
        QCOMPARE(m_connects->count(), 0);
        auto* hint = m_panel->findChild<FieldMessage*>(QString(), Qt::FindDirectChildrenOnly);
        QVERIFY(hint && hint->isVisible());
        QVERIFY(hint->text().contains(QStringLiteral("port is missing")));
        QVERIFY(target()->lineEdit()->hasFocus());
        QTest::keyClicks(target(), QStringLiteral("80"));
        QVERIFY(!hint->isVisible());
    }

    void nameIsLookedUp()
    {
        QSignalSpy looked(m_panel.get(), &ClientPanel::nameLookupFinished);
        typeTarget("localhost:8081");
        QTest::keyClick(target(), Qt::Key_Return);
        QCOMPARE(m_panel->actionText(), QStringLiteral("Cancel"));
        QTRY_COMPARE(m_connects->count(), 1);
        QCOMPARE(looked.count(), 1);
        QVERIFY(looked[0][0].toString().startsWith(QStringLiteral("localhost -> ")));
        QCOMPARE(looked[0][2].toBool(), true);
        const auto request = m_connects->at(0).at(1).value<ConnectRequest>();
        QVERIFY(!request.addresses.empty());
        QCOMPARE(request.addresses[0].port(), std::uint16_t{8081});
        QCOMPARE(target()->history().value(0), QStringLiteral("localhost:8081"));
    }

    void unknownName()
    {
        QSignalSpy looked(m_panel.get(), &ClientPanel::nameLookupFinished);
        typeTarget("no-such-host.invalid:80");
        clickConnect();
        QTRY_COMPARE_WITH_TIMEOUT(looked.count(), 1, 60'000);
        QVERIFY(looked[0][0].toString().startsWith(QStringLiteral("no-such-host.invalid: ")));
        QCOMPARE(looked[0][2].toBool(), false);
        QCOMPARE(m_connects->count(), 0);
        QVERIFY(error()->isVisible());
        QVERIFY(error()->sentence().contains(QStringLiteral("no-such-host.invalid")));
        QVERIFY(!error()->help().isEmpty());
        QCOMPARE(m_panel->actionText(), QStringLiteral("Connect"));
    }

    void lookupFailures_data()
    {
        QTest::addColumn<bool>("temporary");
        QTest::addColumn<QString>("help");
        QTest::newRow("no such name") << false << QStringLiteral("Check the spelling");
        QTest::newRow("no server answered") << true << QStringLiteral("/etc/resolv.conf");
    }
    void lookupFailures()
    {
        QFETCH(bool, temporary);
        QFETCH(QString, help);
        QSignalSpy told(m_panel.get(), &ClientPanel::nameLookupFinished);
        auto* resolver = m_panel->findChild<widgets::NameResolver*>();
        QVERIFY(resolver);
        Q_EMIT resolver->failed(QStringLiteral("EAI_X (reason)"), temporary, 7);
        QVERIFY(error()->sentence().contains(QStringLiteral("EAI_X (reason)")));
        QVERIFY2(error()->help().contains(help), qPrintable(error()->help()));
        QCOMPARE(told.count(), 1);
        QCOMPARE(told[0][1].toLongLong(), 7);
        QCOMPARE(told[0][2].toBool(), false);
    }

    void lookupIsCancelled()
    {
        QSignalSpy cancelled(m_panel.get(), &ClientPanel::cancelRequested);
        typeTarget("localhost:8081");
        clickConnect();
        clickConnect(); // now "Cancel"
        QCOMPARE(m_panel->actionText(), QStringLiteral("Connect"));
        QCOMPARE(cancelled.count(), 0); // the session was not asked for anything yet
        typeTarget("127.0.0.1:1");
        clickConnect();
        QCOMPARE(m_connects->count(), 1);
    }

    void notConnectedKeepsTheMessage()
    {
        QSignalSpy sent(m_panel.get(), &ClientPanel::sendRequested);
        m_panel->focusMessage();
        QTest::keyClicks(message()->input(), QStringLiteral("Hello!"));
        QTest::keyClick(message()->input(), Qt::Key_Return);
        QCOMPARE(sent.count(), 0);
        QCOMPARE(message()->text(), QStringLiteral("Hello!"));
        QVERIFY(!message()->hint().isEmpty());
        connectNow();
        QTest::keyClick(message()->input(), Qt::Key_Return);
        QCOMPARE(sent.count(), 1);
    }

    void sendAgain()
    {
        QSignalSpy sent(m_panel.get(), &ClientPanel::sendRequested);
        Q_EMIT view()->sendAgainRequested("x");
        QCOMPARE(sent.count(), 0);
        QVERIFY(error()->isVisible());
        connectNow();
        Q_EMIT view()->sendAgainRequested("x");
        QCOMPARE(sent.count(), 1);
    }

    void settingsComeBack()
    {
        ClientSettings settings;
        settings.target = QStringLiteral("[::1]:9000");
        settings.history = QStringList{QStringLiteral("a:1"), QStringLiteral("b:2")};
        settings.mode = MessageMode::Hex;
        settings.lineEnding = LineEnding::CrLf;
        settings.timeout = std::chrono::milliseconds(2500);
        settings.optionsShown = true;
        m_panel->setSettings(settings);
        QCOMPARE(m_panel->settings(), settings);
        m_panel->followServer(*core::Address::ip("127.0.0.1", 1));
        QCOMPARE(target()->currentText(), QStringLiteral("[::1]:9000"));
        clickConnect();
        QCOMPARE(m_connects->at(0).at(1).value<ConnectRequest>().timeout.count(), 2500);
    }

    void followingIsRemembered()
    {
        m_panel->followServer(*core::Address::ip("127.0.0.1", 4711));
        QCOMPARE(m_panel->settings().target, QString());
        QCOMPARE(target()->currentText(), QStringLiteral("127.0.0.1:4711"));
    }

    void optionsFold()
    {
        auto* box = m_panel->findChild<QDoubleSpinBox*>();
        QVERIFY(!box->isVisible());
        for (auto* fold : m_panel->findChildren<QToolButton*>())
            if (fold->isCheckable())
                QTest::mouseClick(fold, Qt::LeftButton);
        QVERIFY(box->isVisible());
    }

    void fitsInANarrowWindow()
    {
        QVERIFY2(m_panel->minimumSizeHint().width() <= 300,
                 qPrintable(QString::number(m_panel->minimumSizeHint().width())));
        error()->showMessage(MessageBar::Kind::Error, QString(200, QLatin1Char('m')));
        QVERIFY(m_panel->minimumSizeHint().width() <= 300);
    }
};

GUI_TEST(TestClientPanel)
#include "tst_client_panel.moc"
