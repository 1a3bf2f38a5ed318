// SPDX-License-Identifier: GPL-3.0-or-later
// Everything about one event.
#include "core/text/errno_text.h"
#include "tests/support/test_class.h"
#include "tests/widgets/log/event_maker.h"
#include "tests/widgets/packets/packet_events.h"
#include "widgets/common/error_text.h"
#include "widgets/common/state_text.h"
#include "widgets/common/theme.h"
#include "widgets/log/event_details.h"
#include "widgets/log/hex_view.h"
#include "widgets/log/log_text.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QTest>
#include <QTextEdit>

using core::Call;
using core::Side;
using core::TcpState;
using widgets::EventDetails;
using widgets::EventFeed;

namespace {

struct EventDetailsFixture
{
    EventDetailsFixture()
    {
        details.resize(420, 500);
        details.show();
    }

    quint64 add(const core::Event& event)
    {
        feed.append(EventMaker::batch({event}));
        const quint64 number = feed.recording().firstNumber() + feed.recording().size() - 1;
        labels.learn(*feed.recording().find(number), number);
        details.setEvent(number);
        return number;
    }
    bool says(const QString& text) const { return details.text().contains(text); }
    QString notice() const
    {
        for (const QLabel* label : details.findChildren<QLabel*>()) {
            if (label->isVisible() && (label->text().contains(QStringLiteral("dropped")) ||
                                       label->text().contains(QStringLiteral("no longer in the log"))))
                return label->text();
        }
        return {};
    }

    EventMaker maker;
    EventFeed feed{{.events = 100, .payloadBytes = std::size_t{4} << 20}};
    widgets::ConnectionLabels labels;
    EventDetails details{feed, labels, [](quint16 track) { return QStringLiteral("thread %1").arg(track); }};
};

} // namespace

class TestEventDetails : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingSelected();
    void failedCall();
    void theFamilyChoosesTheWords();
    void successfulCallHasNoHelp();
    void socketErrorIsExplained();
    void states_data();
    void states();
    void inferredIsSaid();
    void dataIsShownWhole();
    void dataThatWasNotKept();
    void messages();
    void packets();
    void notes();
    void foreignTextIsNoMarkup();
    void eventThatIsLetGoMeanwhile();
    void eventThatWasLetGo();
    void clearedRecording();
    void copies();
    void followsThePalette();
};

void TestEventDetails::nothingSelected()
{
    EventDetailsFixture f;
    QVERIFY(f.says(QStringLiteral("Select an event")));
    QVERIFY(!f.details.hexView()->isVisible());
}

void TestEventDetails::failedCall()
{
    EventDetailsFixture f;
    f.add(f.maker.call(Call::Connect, Side::Client, 2, 10, 0, ECONNREFUSED, EventMaker::tcp(8081)));
    const core::ErrnoHelp help = core::errnoHelp(Call::Connect, ECONNREFUSED);
    QVERIFY(f.details.text().startsWith(QStringLiteral("connect(10, 127.0.0.1:8081) = -1 ECONNREFUSED\n")));
    QVERIFY(f.says(widgets::coreText(core::callSummary(Call::Connect))));
    QVERIFY(f.says(widgets::coreText(help.cause)));
    QVERIFY(f.says(QStringLiteral("Try\n") + widgets::coreText(help.remedy)));
    QVERIFY(f.says(QStringLiteral("addr\t127.0.0.1:8081")));
    QVERIFY(f.says(QStringLiteral("result\t-1")));
    QVERIFY(f.says(QStringLiteral("errno\t111 ECONNREFUSED")));
    QVERIFY(f.says(QStringLiteral("took\t41 µs")));
    QVERIFY(f.says(QStringLiteral("thread\tthread 0")));
    QVERIFY(f.says(QStringLiteral("manual\tconnect(2)")));
    QVERIFY(f.says(QStringLiteral("number\t1")));
    QVERIFY(f.says(QStringLiteral("connection\t→ 8081")));
    QVERIFY(f.says(widgets::sourceSentence(core::Source::Call)));
}

void TestEventDetails::theFamilyChoosesTheWords()
{
    EventDetailsFixture f;
    f.add(f.maker.call(Call::Connect, Side::Client, 2, 10, 0, ECONNREFUSED, *core::Address::unixPath("/tmp/x.sock")));
    QVERIFY(f.says(widgets::coreText(core::errnoHelp(Call::Connect, ECONNREFUSED, AF_UNIX).cause)));
    QVERIFY(!f.says(widgets::coreText(core::errnoHelp(Call::Connect, ECONNREFUSED).cause)));
}

void TestEventDetails::successfulCallHasNoHelp()
{
    EventDetailsFixture f;
    f.add(f.maker.call(Call::Listen, Side::Server, 0, 7));
    QVERIFY(f.says(QStringLiteral("result\t0")));
    QVERIFY(!f.says(QStringLiteral("errno\t")));
    QVERIFY(!f.says(QStringLiteral("Try")));
}

void TestEventDetails::socketErrorIsExplained()
{
    EventDetailsFixture f;
    const int error = ECONNREFUSED;
    core::Event event = f.maker.call(Call::Getsockopt, Side::Client, 2, 9, 0, 0, std::as_bytes(std::span(&error, 1)));
    event.args = {SOL_SOCKET, SO_ERROR, sizeof error, 0};
    f.add(event);
    QVERIFY(f.says(widgets::coreText(core::errnoHelp(Call::Connect, ECONNREFUSED).cause)));
    QVERIFY(f.says(QStringLiteral("result\t0")));
    QVERIFY(f.says(QStringLiteral("errno\t111 ECONNREFUSED")));
}

void TestEventDetails::states_data()
{
    QTest::addColumn<TcpState>("state");
    QTest::addColumn<QString>("name");
    const auto row = [](TcpState state, const char* name) {
        QTest::newRow(name) << state << QString::fromLatin1(name);
    };
    row(TcpState::Established, "ESTABLISHED");
    row(TcpState::SynSent, "SYN_SENT");
    row(TcpState::SynRecv, "SYN_RECV");
    row(TcpState::FinWait1, "FIN_WAIT1");
    row(TcpState::FinWait2, "FIN_WAIT2");
    row(TcpState::TimeWait, "TIME_WAIT");
    row(TcpState::Closed, "CLOSED");
    row(TcpState::CloseWait, "CLOSE_WAIT");
    row(TcpState::LastAck, "LAST_ACK");
    row(TcpState::Listen, "LISTEN");
    row(TcpState::Closing, "CLOSING");
}

void TestEventDetails::states()
{
    QFETCH(TcpState, state);
    QFETCH(QString, name);
    EventDetailsFixture f;
    f.add(f.maker.state(Side::Client, 2, 9, TcpState::Unknown, state));
    QVERIFY(f.says(QStringLiteral("to\t") + name));
    QVERIFY(f.says(widgets::stateSentence(state)));
    QVERIFY(widgets::stateSentence(state) != widgets::stateSentence(TcpState::Unknown));
    QVERIFY(f.says(widgets::sourceSentence(core::Source::Sampled)));
}

void TestEventDetails::inferredIsSaid()
{
    EventDetailsFixture f;
    f.add(f.maker.state(Side::Client, 2, 9, TcpState::SynSent, TcpState::Established, core::Source::Inferred));
    QVERIFY(f.says(QStringLiteral("Not observed")));
}

void TestEventDetails::dataIsShownWhole()
{
    EventDetailsFixture f;
    const std::string text(std::size_t{1} << 20, 'x');
    f.add(f.maker.data(Call::Send, Side::Client, 2, 9, text));
    QVERIFY(f.details.hexView()->isVisible());
    QCOMPARE(f.details.hexView()->bytes().size(), text.size());
    QVERIFY(f.details.text().size() < 2000); // only its beginning stands in the text
    f.add(f.maker.call(Call::Listen, Side::Server, 0, 7));
    QVERIFY(!f.details.hexView()->isVisible());
    QVERIFY(f.details.hexView()->bytes().empty());
}

void TestEventDetails::dataThatWasNotKept()
{
    EventDetailsFixture f;
    core::Event event = f.maker.data(Call::Recv, Side::Client, 2, 9, "Hello!");
    event.payload = nullptr;
    f.add(event);
    QVERIFY(f.says(QStringLiteral("bytes were not kept")));
    QVERIFY(!f.details.hexView()->isVisible());
}

void TestEventDetails::messages()
{
    EventDetailsFixture f;
    f.add(f.maker.message(Side::Client, 2, core::Direction::Sent, "Hello!"));
    QVERIFY(f.says(QStringLiteral("6 bytes")));
    QCOMPARE(f.details.hexView()->bytes().size(), std::size_t{6});
    f.add(f.maker.message(Side::Client, 2, core::Direction::Received, "Hello!"));
    QVERIFY(f.says(QStringLiteral("TCP is a stream")));
}

void TestEventDetails::packets()
{
    EventDetailsFixture f;
    PacketEvents packets;
    const core::Event data = packets.handshakeAndHello().events[3];
    f.add(data);
    QVERIFY(f.details.text().startsWith(QStringLiteral("PSH+ACK seq 1 ack 1 win 65536 len 6 \"Hello!\"")));
    for (const char* part : {"IPv4 header: 20 bytes", "sequence number\t1 (raw 1001)", "window\t65,536 bytes (512",
                             "PSH\thand the data", "Data: 6 bytes", "Reported by the kernel"})
        QVERIFY2(f.says(QLatin1String(part)), part);
    QCOMPARE(f.details.hexView()->bytes().size(), std::size_t{6}); // the data, not the headers
    core::Event gone = data;
    gone.payload = nullptr;
    f.add(gone);
    QVERIFY(f.says(QStringLiteral("not kept")));
    QVERIFY(f.details.hexView()->bytes().empty());
}

void TestEventDetails::notes()
{
    EventDetailsFixture f;
    const core::Event note = f.maker.note(Side::Client, core::NoteCode::NameNotFound, 0, "no.example: %2 unknown");
    f.add(note);
    QVERIFY(f.details.text().startsWith(widgets::eventLine(note)));
    QVERIFY(f.says(QStringLiteral("no.example: %2 unknown")));
    QVERIFY(f.says(QStringLiteral("A note of this program")));
}

void TestEventDetails::foreignTextIsNoMarkup()
{
    EventDetailsFixture f;
    f.add(f.maker.message(Side::Client, 2, core::Direction::Received, "<b>x</b>&amp;\xe2\x80\xae"));
    QVERIFY(f.says(QStringLiteral("<b>x</b>&amp;")));
    QVERIFY(!f.says(QString(QChar(0x202e))));
}

void TestEventDetails::eventThatIsLetGoMeanwhile()
{
    EventDetailsFixture f;
    f.add(f.maker.data(Call::Send, Side::Client, 2, 9, "Hello!"));
    QCOMPARE(f.notice(), QString());
    const QString before = f.details.text();
    f.feed.append(f.maker.calls(100));
    QVERIFY(f.details.hexView()->bytes().empty());
    QVERIFY(!f.details.hexView()->isVisible());
    QVERIFY(f.notice().contains(QLatin1Char('1')));
    QCOMPARE(f.details.text(), before);
}

void TestEventDetails::eventThatWasLetGo()
{
    EventDetailsFixture f;
    f.feed.append(f.maker.calls(150));
    f.details.setEvent(3);
    QVERIFY(f.notice().contains(QLatin1Char('3')));
    QVERIFY(!f.says(QStringLiteral("listen")));
}

void TestEventDetails::clearedRecording()
{
    EventDetailsFixture f;
    f.add(f.maker.data(Call::Send, Side::Client, 2, 9, "Hello!"));
    f.feed.clear();
    QVERIFY(f.details.hexView()->bytes().empty());
    QVERIFY(f.says(QStringLiteral("Select an event"))); // nothing went wrong: no notice
    QVERIFY(!f.says(QStringLiteral("send")));
    QCOMPARE(f.notice(), QString());
}

void TestEventDetails::copies()
{
    EventDetailsFixture f;
    f.add(f.maker.data(Call::Send, Side::Client, 2, 9, "Hello!"));
    f.details.copyAll();
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY(copied.startsWith(f.details.text()));
    QVERIFY(copied.contains(QStringLiteral("48 65 6c 6c 6f 21")));
}

void TestEventDetails::followsThePalette()
{
    EventDetailsFixture f;
    f.add(f.maker.call(Call::Connect, Side::Client, 2, 10, 0, ECONNREFUSED, EventMaker::tcp(8081)));
    const auto titleColor = [&f] {
        QTextCursor cursor(f.details.findChild<QTextEdit*>()->document());
        cursor.movePosition(QTextCursor::Right);
        return cursor.charFormat().foreground().color();
    };
    for (const bool dark : {true, false}) {
        widgets::applyTheme(*qApp, dark);
        QTRY_COMPARE(titleColor(), widgets::color(widgets::Role::Error, qApp->palette()));
    }
}

GUI_TEST(TestEventDetails)
#include "tst_event_details.moc"
