// SPDX-License-Identifier: GPL-3.0-or-later
// Which events become lines of a conversation, and what is kept of them.
#include "client_events.h"
#include "tests/support/test_class.h"
#include "widgets/client/conversation_model.h"
#include "widgets/common/tool_tip.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>
#include <cerrno>

using Model = widgets::ConversationModel;
using Kind = widgets::ConversationEntry::Kind;
using widgets::EventFeed;

class TestConversationModel final : public QObject
{
    Q_OBJECT
private:
    static QStringList lines(const Model& model, int role = Qt::DisplayRole)
    {
        QStringList texts;
        for (int row = 0; row < model.rowCount(); ++row)
            texts.append(model.index(row).data(role).toString());
        return texts;
    }

private Q_SLOTS:
    void messages()
    {
        EventFeed feed({});
        Model model(feed);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy inserted(&model, &Model::rowsInserted);
        model.addConnection(1, QStringLiteral("127.0.0.1:8080"));
        feed.append(ClientEvents(1, 1'000'000'000)
                        .sent("Hello!")
                        .at(1'000'310'000)
                        .received("Hello!")
                        .at(4'200'000'000)
                        .sent("こんにちは")
                        .at(9'700'000'000)
                        .received(QByteArray("\0\xff\x1b\x5b", 4))
                        .take());
        QCOMPARE(inserted.count(), 1); // one insert a batch
        QCOMPARE(lines(model), QStringList({QStringLiteral("Hello!"), QStringLiteral("Hello!"),
                                            QString::fromUtf8("こんにちは"), QStringLiteral("00 ff 1b 5b")}));
        QCOMPARE(lines(model, Model::MetaRole),
                 QStringList({QStringLiteral("6 B · 0.000 s"), QString::fromUtf8("6 B · +310 µs"),
                              QStringLiteral("15 B · 3.200 s"), QStringLiteral("4 B hex · +5.5 s")}));
        QCOMPARE(model.entry(0).kind, Kind::Sent);
        QCOMPARE(model.entry(1).kind, Kind::Received);
        QCOMPARE(model.entry(0).answerNs, -1);
        QCOMPARE(model.entry(1).number, quint64{2});
        QVERIFY(model.index(0).data(Qt::AccessibleTextRole).toString().startsWith(QStringLiteral("Sent 6 B")));
        QVERIFY(model.index(1).data(Qt::AccessibleTextRole).toString().startsWith(QStringLiteral("Received 6 B")));
        QCOMPARE(model.totals().messagesOut, quint64{2});
        QCOMPARE(model.totals().messagesBack, quint64{2});
        QCOMPARE(model.totals().bytesOut, quint64{21});
        QCOMPARE(model.totals().bytesBack, quint64{10});
    }

    void foreignEventsStayOut()
    {
        EventFeed feed({});
        Model model(feed);
        feed.append(ClientEvents(1).sent("before any connection").take());
        model.addConnection(2, {});
        QCOMPARE(model.rowCount(), 0);
        feed.append(ClientEvents(3)
                        .sent("other client")
                        .on(0)
                        .sent("no connection")
                        .on(2)
                        .message(core::Direction::Received, "server", core::Side::Server)
                        .call(core::Call::Send, 6)
                        .call(core::Call::Recv, -1, EAGAIN, 64)
                        .take());
        QCOMPARE(lines(model), QStringList());
    }

    void eventsThatCameBeforeTheirConnection()
    {
        EventFeed feed({});
        Model model(feed);
        feed.append(ClientEvents(7).connected().sent("early").take());
        model.addConnection(7, QStringLiteral("[::1]:80"));
        model.addConnection(7, QStringLiteral("[::1]:80")); // asked twice
        QCOMPARE(lines(model), QStringList({QStringLiteral("Connected to [::1]:80"), QStringLiteral("early")}));
        feed.append(ClientEvents(7).received("later").take());
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.rowOf(2), 1);
        QCOMPARE(model.rowOf(9), -1);
    }

    void notices_data()
    {
        QTest::addColumn<bool>("connected");
        QTest::addColumn<int>("call");
        QTest::addColumn<int>("result");
        QTest::addColumn<int>("error");
        QTest::addColumn<int>("argument");
        QTest::addColumn<QString>("line"); // empty: none
        const auto row = [](const char* name, bool connected, core::Call call, int result, int error, int argument,
                            const char* line) {
            QTest::newRow(name) << connected << static_cast<int>(call) << result << error << argument
                                << QString::fromLatin1(line);
        };
        using core::Call;
        row("end of the peer", true, Call::Recv, 0, 0, 64, "The peer closed its side");
        row("reset while reading", true, Call::Recv, -1, ECONNRESET, 64, "The peer reset the connection: ECONNRESET");
        row("reset while writing", true, Call::Send, -1, ECONNRESET, 6, "The peer reset the connection: ECONNRESET");
        row("broken pipe", true, Call::Send, -1, EPIPE, 6, "send() failed: EPIPE");
        row("nothing to read", true, Call::Recv, -1, EAGAIN, 64, "");
        row("close", true, Call::Close, 0, 0, 0, "Disconnected");
        row("close of what never was connected", false, Call::Close, 0, 0, 0, "");
        row("refused", false, Call::Connect, -1, ECONNREFUSED, 0, "No connection to 10.0.0.1:80: ECONNREFUSED");
        row("accept queue full", false, Call::Connect, -1, EAGAIN, 0, "No connection to 10.0.0.1:80: EAGAIN");
        row("connected at once", false, Call::Connect, 0, 0, 0, "Connected to 10.0.0.1:80");
        row("under way", false, Call::Connect, -1, EINPROGRESS, 0, "");
    }
    void notices()
    {
        QFETCH(bool, connected);
        QFETCH(int, call);
        QFETCH(int, result);
        QFETCH(int, error);
        QFETCH(int, argument);
        QFETCH(QString, line);
        EventFeed feed({});
        Model model(feed);
        model.addConnection(1, QStringLiteral("10.0.0.1:80"));
        if (connected)
            feed.append(ClientEvents().connected().take());
        const int before = model.rowCount();
        QCOMPARE(before, connected ? 1 : 0);
        feed.append(ClientEvents().call(static_cast<core::Call>(call), result, error, argument).take());
        QCOMPARE(model.rowCount(), before + (line.isEmpty() ? 0 : 1));
        if (!line.isEmpty()) {
            QCOMPARE(model.index(before).data().toString(), line);
            QCOMPARE(model.entry(before).kind, Kind::Notice);
            QVERIFY(!model.bytes(before));
        }
    }

    void connectedIsSaidOnce()
    {
        EventFeed feed({});
        Model model(feed);
        model.addConnection(1, {});
        feed.append(ClientEvents().connected().connected().call(core::Call::Close, 0).take());
        QCOMPARE(model.rowCount(), 2);
        feed.append(ClientEvents().call(core::Call::Connect, 0).connected().call(core::Call::Close, 0).take());
        QCOMPARE(model.rowCount(), 4);
    }

    void answersBelongToTheirConnection()
    {
        EventFeed feed({});
        Model model(feed);
        model.addConnection(1, {});
        model.addConnection(2, {});
        feed.append(ClientEvents(1).sent("a").on(2).received("greeting").take());
        QCOMPARE(model.entry(1).answerNs, -1);
        QVERIFY(model.index(1).data(Model::MetaRole).toString().endsWith(QStringLiteral("0.001 s")));
    }

    void stateOfTheNewestConnection()
    {
        EventFeed feed({});
        Model model(feed);
        QSignalSpy changed(&model, &Model::stateChanged);
        model.addConnection(1, {});
        QCOMPARE(model.state(), core::TcpState::Unknown);
        feed.append(ClientEvents(1).connected().take());
        QCOMPARE(model.state(), core::TcpState::Established);
        QCOMPARE(changed.count(), 1);
        model.addConnection(2, {});
        QCOMPARE(model.state(), core::TcpState::Unknown);
        feed.append(ClientEvents(1).state(core::TcpState::Established, core::TcpState::TimeWait).take());
        QCOMPARE(model.state(), core::TcpState::Unknown);
    }

    void longMessageOutlivesItsEvent()
    {
        EventFeed feed({100, 64 * 1024 * 1024});
        Model model(feed);
        model.addConnection(1, {});
        const QByteArray large(1024 * 1024, 'x');
        feed.append(ClientEvents().sent(large).sent("short").take());
        QCOMPARE(model.entry(0).prefix.size(), Model::kPrefixBytes);
        QCOMPARE(model.entry(0).size, static_cast<quint64>(large.size()));
        QCOMPARE(*model.bytes(0), large);
        ClientEvents others(5);
        for (int i = 0; i < 200; ++i)
            others.sent("y");
        feed.append(others.take());
        QVERIFY(!feed.recording().find(1));
        QCOMPARE(model.rowCount(), 2);
        QVERIFY(!model.bytes(0));
        QCOMPARE(*model.bytes(1), QByteArray("short"));
        QVERIFY(lines(model)[0].endsWith(QChar(0x2026)));
    }

    void isBounded()
    {
        EventFeed feed({});
        Model model(feed, nullptr, 100);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.addConnection(1, {});
        for (int batch = 0; batch < 15; ++batch) {
            ClientEvents events;
            for (int i = 0; i < 10; ++i)
                events.sent(QByteArray::number(batch * 10 + i));
            feed.append(events.take());
            QVERIFY(model.rowCount() <= 100);
        }
        QCOMPARE(model.letGo(), quint64{50});
        QCOMPARE(model.index(0).data().toString(), QStringLiteral("50"));
        QCOMPARE(model.totals().messagesOut, quint64{150});

        ClientEvents many;
        for (int i = 0; i < 250; ++i)
            many.sent(QByteArray::number(i));
        feed.append(many.take()); // alone more than it holds
        QCOMPARE(model.rowCount(), 100);
        QCOMPARE(model.index(0).data().toString(), QStringLiteral("150"));
        QCOMPARE(model.letGo(), quint64{300});
    }

    void outlivesTheRecording()
    {
        EventFeed feed({});
        Model model(feed);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.addConnection(1, {});
        const QByteArray large(1000, 'x');
        feed.append(ClientEvents().connected().sent("a").sent(large).take());
        QCOMPARE(*model.bytes(2), large);
        QCOMPARE(model.index(2).data(Qt::ToolTipRole).toString(), QString());
        const QStringList before = lines(model);
        feed.clear(); // the log is emptied, not what was said
        QCOMPARE(lines(model), before);
        QCOMPARE(model.totals().messagesOut, quint64{2});
        QCOMPARE(*model.bytes(1), QByteArray("a"));
        QVERIFY(!model.bytes(2)); // only the first bytes were kept
        QVERIFY(model.index(2).data(Qt::ToolTipRole).toString().contains(QStringLiteral("are no longer recorded")));
        feed.append(ClientEvents().received("b").take());
        QCOMPARE(model.rowCount(), 4); // still the same connection
        QCOMPARE(model.rowOf(model.entry(3).number), 3);
        QCOMPARE(model.state(), core::TcpState::Established);
    }

    void noticesAreWholeInTheToolTip()
    {
        EventFeed feed({});
        Model model(feed);
        model.addConnection(1, QStringLiteral("<b>127.0.0.1:8080"));
        feed.append(ClientEvents().connected().take());
        QCOMPARE(model.index(0).data(Qt::ToolTipRole).toString(), widgets::plainToolTip(lines(model).first()));
    }
};

GUILESS_TEST(TestConversationModel)
#include "tst_conversation_model.moc"
