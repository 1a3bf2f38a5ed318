// SPDX-License-Identifier: GPL-3.0-or-later
// The words of the wire: how a call gets shorter, and what is said in full.
#include "tests/support/test_class.h"
#include "tests/widgets/wire/wire_events.h"
#include "widgets/wire/ladder_text.h"
#include "widgets/wire/packet_text.h"

#include <QTest>

using namespace wire_test;

class TestLadderText final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fits_data()
    {
        QTest::addColumn<core::Event>("event");
        QTest::addColumn<int>("columns");
        QTest::addColumn<QString>("expected");
        Story s;
        const auto row = [&s](const char* name, int columns, const char16_t* expected) {
            QTest::newRow(name) << s.events.back() << columns << QString::fromUtf16(expected);
        };
        s.call(Side::Server, 0, Call::Socket, -1, {AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0}, 7);
        row("socket, all", 80, u"socket(AF_INET, SOCK_STREAM|SOCK_NONBLOCK|SOCK_CLOEXEC, 0) = 7");
        row("socket, flags cut", 40, u"socket(AF_INET, SOCK_STREAM…, 0) = 7");
        row("socket, protocol gone too", 34, u"socket(AF_INET, SOCK_STREAM…) = 7");
        row("socket, type gone", 32, u"socket(AF_INET, …) = 7");
        row("socket, name and result", 14, u"socket(…) = 7");
        row("socket, no room at all", 0, u"socket(…) = 7");

        s.call(Side::Client, 1, Call::Connect, 9, {}, -1, address("127.0.0.1", 8081), ECONNREFUSED);
        row("connect, all", 80, u"connect(9, 127.0.0.1:8081) = -1 ECONNREFUSED");
        row("connect, port stays", 40, u"connect(9, …:8081) = -1 ECONNREFUSED");
        row("connect, result stays", 30, u"connect(…) = -1 ECONNREFUSED");

        s.call(Side::Client, 1, Call::Send, 9, {26, 0}, 26, text("abcdefghijklmnopqrstuvwxyz"));
        row("send, all", 80, u"send(9, \"abcdefghijklmnopqrstuvwxyz\", 26, 0) = 26");
        row("send, tail of the arguments goes first", 48, u"send(9, \"abcdefghijklmnopqrstuvwxyz\", …) = 26");
        row("send, middle of the payload", 32, u"send(9, \"abcdefgh…wxyz\", …) = 26");
        row("send, payload at its shortest", 23, u"send(9, \"ab…z\", …) = 26");
        row("send, payload gone", 22, u"send(9, …) = 26");

        const int refused = ECONNREFUSED;
        s.call(Side::Client, 1, Call::Getsockopt, 9, {SOL_SOCKET, SO_ERROR, 4}, 0,
               keep(std::as_bytes(std::span(&refused, 1))));
        row("SO_ERROR, all", 80, u"getsockopt(9, SOL_SOCKET, SO_ERROR, [ECONNREFUSED], [4]) = 0");
        row("SO_ERROR, level gone", 48, u"getsockopt(9, …SO_ERROR, [ECONNREFUSED], …) = 0");
        row("SO_ERROR, the error stays", 40, u"getsockopt(…[ECONNREFUSED]…) = 0");
        row("SO_ERROR, name and result", 20, u"getsockopt(…) = 0");
        const int none = 0;
        s.call(Side::Client, 1, Call::Getsockopt, 9, {SOL_SOCKET, SO_ERROR, 4}, 0,
               keep(std::as_bytes(std::span(&none, 1))));
        row("SO_ERROR without one, the option stays", 32, u"getsockopt(9, …SO_ERROR, …) = 0");

        s.call(Side::Client, 1, Call::Send, 9, {4, 0}, 4, text("\n\x01\n\x02"));
        row("escapes are never cut", 29, u"send(9, \"\\n\\x01…\\x02\", …) = 4");
    }
    void fits()
    {
        QFETCH(core::Event, event);
        QFETCH(int, columns);
        const QString text = widgets::fitCall(event, [columns](const QString& t) { return t.size() <= columns; });
        QTEST(text, "expected");
    }

    void fitsPackets_data()
    {
        QTest::addColumn<core::Event>("event");
        QTest::addColumn<int>("columns");
        QTest::addColumn<QString>("expected");
        namespace flag = core::tcp_flag;
        Story s;
        test_support::SegmentSource wire;
        const auto row = [&s](const char* name, int columns, const char16_t* expected) {
            QTest::newRow(name) << s.events.back() << columns << QString::fromUtf16(expected);
        };
        s.packet(wire, Side::Client, flag::kSyn);
        row("SYN", 80, u"SYN · seq 0");
        row("SYN, flags only", 8, u"SYN");
        s.packetAgain(wire, Side::Client);
        row("SYN sent again", 80, u"retransmission · SYN · seq 0");
        row("SYN sent again, numbers go first", 20, u"retransmission · SYN");
        row("SYN sent again, the mark stays", 0, u"again · SYN");
        s.packet(wire, Side::Server, flag::kSyn);
        row("SYN+ACK", 80, u"SYN+ACK · seq 0 ack 1");
        s.packet(wire, Side::Client, flag::kPsh, "Hello, \n world");
        row("data, all", 80, u"PSH+ACK · 14 B · \"Hello, \\n world\" · seq 1 ack 1");
        row("data, numbers go first", 40, u"PSH+ACK · 14 B · \"Hello, \\n world\"");
        row("data, then the middle of the bytes", 28, u"PSH+ACK · 14 B · \"Hello,…ld\"");
        row("data, flags and length stay", 0, u"PSH+ACK · 14 B");
        core::Event& cut = s.events.back();
        cut.payloadSize -= 9; // what was captured of it
        row("data, not captured whole", 40, u"PSH+ACK · 14 B · \"Hello\"...");
        cut.payload = nullptr; // its bytes were dropped
        row("data, bytes not kept", 40, u"PSH+ACK · 14 B · seq 1 ack 1");
        s.packet(wire, Side::Server, flag::kAck, {}, 0);
        row("zero window", 80, u"zero window · ACK · seq 1 ack 15");
        s.packet(wire, Side::Server, flag::kRst, {}, 0);
        row("reset", 80, u"RST+ACK · seq 1 ack 15");
        s.packet(wire, Side::Server, flag::kPsh, std::string_view("\x1b[2J\xff", 5));
        row("foreign bytes", 80, u"PSH+ACK · 5 B · \"\\x1b[2J\\xff\" · seq 1 ack 15");
    }
    void fitsPackets()
    {
        QFETCH(core::Event, event);
        QFETCH(int, columns);
        const QString text = widgets::fitPacket(event, [columns](const QString& t) { return t.size() <= columns; });
        QTEST(text, "expected");
    }

    void tellsWhereBytesWent_data()
    {
        QTest::addColumn<core::Event>("event");
        QTest::addColumn<QList<quint64>>("parts"); // number, begin, end, whole (0 or 1), ...
        QTest::addColumn<QString>("label");
        QTest::addColumn<QString>("tag");
        Story s;
        const auto row = [&s](const char* name, const QList<quint64>& parts, const char16_t* label,
                              const char16_t* tag) {
            QTest::newRow(name) << s.events.back() << parts << QString::fromUtf16(label) << QString::fromUtf16(tag);
        };
        s.call(Side::Server, 1, Call::Recv, 8, {65536, 0}, 18);
        row("not known", {}, u"", u"");
        row("1 send", {3, 0, 18, 1}, u"bytes 4–21, 1 send", u"");
        row("3 sends", {3, 0, 6, 1, 4, 0, 6, 1, 5, 0, 6, 1}, u"bytes 4–21, 3 sends", u"3 sends");
        row("part of a send", {3, 2, 20, 0}, u"bytes 4–21, 1 send", u"part of 1 send");
        row("not all of it known", {3, 0, 12, 1}, u"bytes 4–21, 1 send", u"1 send");
        s.call(Side::Client, 1, Call::Send, 9, {18, 0}, 18);
        row("a send, 2 recvs", {6, 0, 6, 1, 7, 0, 12, 1}, u"bytes 4–21, 2 recvs", u"");
    }
    void tellsWhereBytesWent()
    {
        QFETCH(core::Event, event);
        QFETCH(QList<quint64>, parts);
        widgets::BytePairs pairs{4, 22, {}};
        for (qsizetype i = 0; i < parts.size(); i += 4)
            pairs.parts.push_back({parts[i], parts[i + 1], parts[i + 2], parts[i + 3] != 0});
        QTEST(widgets::pairingLabel(event, pairs), "label");
        QTEST(widgets::pairingTag(event, pairs), "tag");
        QFETCH(QString, label);
        QCOMPARE(widgets::spokenText(event, pairs).endsWith(QStringLiteral(", ") + label), !label.isEmpty());
        QVERIFY(widgets::toolTipHtml(event, 0, pairs).contains(label));
    }

    void marksPackets()
    {
        namespace flag = core::tcp_flag;
        using widgets::PacketMark;
        Story s;
        test_support::SegmentSource wire;
        const auto mark = [&s] { return widgets::packetMark(s.events.back()); };
        s.packet(wire, Side::Client, flag::kSyn);
        QCOMPARE(mark(), PacketMark::None);
        QVERIFY(!widgets::isMarked(s.events.back()));
        s.packetAgain(wire, Side::Client);
        QCOMPARE(mark(), PacketMark::Again);
        s.packet(wire, Side::Server, flag::kSyn, {}, 0);
        QCOMPARE(mark(), PacketMark::ZeroWindow);
        QVERIFY(widgets::toolTipHtml(s.events.back(), 0).contains(widgets::markSentence(PacketMark::ZeroWindow)));
        QVERIFY(widgets::spokenText(s.events.back()).endsWith(QStringLiteral(" zero window")));
        s.packet(wire, Side::Server, flag::kRst, {}, 0);
        QCOMPARE(mark(), PacketMark::Reset);
        QVERIFY(widgets::isMarked(s.events.back()));
        s.packet(wire, Side::Client, flag::kPsh, "a<b");
        QCOMPARE(widgets::spokenText(s.events.back()),
                 QStringLiteral("client to server, connection 1: PSH+ACK seq 1 ack 1 win 65483 len 3 \"a<b\""));
        QVERIFY(widgets::toolTipHtml(s.events.back(), 0).contains(QStringLiteral("captured on the network interface")));
    }

    void neverLongerThanAsked()
    {
        Story s;
        const int one = 1;
        s.call(Side::Server, 0, Call::Setsockopt, 7, {SOL_SOCKET, SO_REUSEADDR, 4}, 0,
               keep(std::as_bytes(std::span(&one, 1))));
        s.call(Side::Server, 1, Call::Accept4, 7, {SOCK_NONBLOCK | SOCK_CLOEXEC}, 8, address("::1", 54321));
        s.call(Side::Server, 1, Call::Recv, 8, {65536, 0}, 6, text("Hello!"));
        s.call(Side::Server, 1, Call::Recv, 8, {65536, 0}, 0);
        s.call(Side::Client, 1, Call::Bind, 8, {}, 0, keep(core::Address::unixPath("/run/a, \"b\"/c.sock")->bytes()));
        for (const core::Event& event : s.events) {
            const QString shortest = widgets::fitCall(event, [](const QString&) { return false; });
            QVERIFY2(shortest.contains(QStringLiteral("(…) = ")), qPrintable(shortest));
            for (qsizetype columns = shortest.size(); columns < 120; ++columns) {
                const QString text =
                    widgets::fitCall(event, [columns](const QString& t) { return t.size() <= columns; });
                QVERIFY2(text.size() <= columns, qPrintable(text));
            }
        }
    }

    void optionKeepsItsName()
    {
        Story s;
        const int one = 1;
        const core::Event& event = s.call(Side::Server, 0, Call::Setsockopt, 7, {SOL_SOCKET, SO_REUSEADDR, 4}, 0,
                                          keep(std::as_bytes(std::span(&one, 1))));
        const QString text = widgets::fitCall(event, [](const QString& t) { return t.size() <= 38; });
        QVERIFY2(text.startsWith(QStringLiteral("setsockopt(7, …SO_REUSEADDR")), qPrintable(text));
    }

    void foreignBytesStayText()
    {
        Story s;
        const core::Event event = s.message(Side::Client, 1, core::Direction::Received, text("<b>x</b>\x1b[31m\n"));
        const QString html = widgets::toolTipHtml(event, 0);
        QVERIFY(html.contains(QStringLiteral("&lt;b&gt;x&lt;/b&gt;")));
        QVERIFY(!html.contains(QChar(0x1b)));
        QVERIFY(!widgets::spokenText(event).contains(QLatin1Char('\n')));
    }

    void toolTipTellsTimeAndSource()
    {
        Story s;
        const core::Event event = s.state(Side::Client, 3, TcpState::Closed, TcpState::SynSent, core::Source::Inferred);
        const QString html = widgets::toolTipHtml(event, event.startNs - 1'204'431'000);
        QVERIFY2(html.contains(QStringLiteral("1.204431 s")), qPrintable(html));
        QVERIFY(html.contains(QStringLiteral("connection 3")));
        QVERIFY(html.contains(QStringLiteral("RFC 9293")));
        QVERIFY(html.contains(QStringLiteral("CLOSED → SYN_SENT")));
    }

    void spoken()
    {
        Story s;
        s.call(Side::Server, 0, Call::Listen, 7, {128}, 0);
        QCOMPARE(widgets::spokenText(s.events.back()), QStringLiteral("server: listen(7, 128) = 0"));
        s.state(Side::Client, 3, TcpState::Closed, TcpState::SynSent, core::Source::Inferred);
        QCOMPARE(widgets::spokenText(s.events.back()),
                 QStringLiteral("client, connection 3: CLOSED → SYN_SENT, inferred"));
    }

    void tellsWhatWaited()
    {
        Story s;
        core::Event event = s.call(Side::Server, 1, Call::Recv, 8, {65536, 0}, 18);
        QVERIFY(widgets::callTag(event, {}).isEmpty());
        event.tookNs = 3'200'000'000;
        QCOMPARE(widgets::callTag(event, {}), QStringLiteral("3.2 s"));
        QVERIFY(widgets::spokenText(event).endsWith(QStringLiteral(", waited 3.2 s")));
        const widgets::BytePairs pairs{0, 18, {{3, 0, 6, true}, {4, 0, 12, true}}};
        QCOMPARE(widgets::callTag(event, pairs), QStringLiteral("2 sends · 3.2 s"));
        event.kind = core::EventKind::Note;
        QVERIFY(widgets::callTag(event, {}).isEmpty());
    }

    void notePlaceholdersInForeignTextStay()
    {
        Story s;
        const core::Event event = s.note(Side::Client, 0, core::NoteCode::NameResolved, text("%2%1 -> ::1"));
        QVERIFY(widgets::fullText(event).contains(QStringLiteral("%2%1 -> ::1")));
    }

    void marks_data()
    {
        QTest::addColumn<core::Event>("event");
        QTest::addColumn<bool>("marked");
        Story s;
        const auto row = [&s](const char* name, bool marked) { QTest::newRow(name) << s.events.back() << marked; };
        s.call(Side::Client, 1, Call::Connect, 9, {}, -1, {}, ECONNREFUSED);
        row("refused", true);
        s.call(Side::Client, 1, Call::Connect, 9, {}, -1, {}, EINPROGRESS);
        row("in progress", false);
        s.call(Side::Client, 1, Call::Recv, 9, {1}, -1, {}, EAGAIN);
        row("nothing to read", false);
        s.call(Side::Client, 1, Call::Recv, 9, {1}, 0);
        row("end of the stream", false);
        s.note(Side::Client, 0, core::NoteCode::NameResolved);
        row("resolved", false);
        s.note(Side::Client, 0, core::NoteCode::NameNotFound);
        row("not resolved", true);
        s.note(Side::Client, 0, core::NoteCode::ConnectTimeout);
        row("timeout", true);
        s.note(Side::Server, 0, core::NoteCode::EventsLost);
        row("events lost", true);
        s.state(Side::Client, 1, TcpState::SynSent, TcpState::Closed, core::Source::Sampled);
        row("state", false);
    }
    void marks()
    {
        QFETCH(core::Event, event);
        QTEST(widgets::isMarked(event), "marked");
    }
};

GUILESS_TEST(TestLadderText)
#include "tst_ladder_text.moc"
