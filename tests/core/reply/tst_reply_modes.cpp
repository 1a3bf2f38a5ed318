// SPDX-License-Identifier: GPL-3.0-or-later
// What a server answers in each mode, over TCP and UNIX sockets, fast, slow, and when calls fail.
#include "core/reply/daytime.h"
#include "core/session/connection_table.h"
#include "tests/core/session/silent_peer.h"
#include "tests/support/io_probe.h"
#include "tests/support/test_class.h"

#include <QRegularExpression>
#include <QTest>
#include <algorithm>
#include <cerrno>
#include <csignal>
#include <poll.h>
#include <unistd.h>

using core::Address;
using core::Call;
using core::NoteCode;
using core::Pace;
using core::ReplyMode;
using core::ReplyRequest;
using core::Side;
using tests::IoProbe;
using tests::kLoopback;

Q_DECLARE_METATYPE(core::ReplyRequest)

namespace {

constexpr std::string_view kFixed = "No.\r\n";

std::vector<std::byte> bytesOf(std::string_view text)
{
    const auto bytes = std::as_bytes(std::span(text));
    return {bytes.begin(), bytes.end()};
}

/// A server with that reply, and client 1 connected to it.
struct Exchange
{
    IoProbe probe;

    explicit Exchange(const ReplyRequest& reply, const Address& address = kLoopback)
    {
        probe.onServer([&](core::Server& server) { server.start({address, 128, false, reply}); });
        probe.connect(1, {probe.server().address});
    }
    std::size_t bytes(Call call, std::size_t most = SIZE_MAX)
    {
        std::size_t sum = 0;
        probe.forEach([&](const core::Event& event) {
            if (event.side == Side::Server && event.call == call && event.result > 0)
                sum += std::min(most, static_cast<std::size_t>(event.result));
        });
        return sum;
    }
    core::ConnectionEnd end(Side side)
    {
        core::ConnectionTable table;
        probe.forEach([&table](const core::Event& event) { table.apply(event); });
        const core::ConnectionEnd* found = table.find(probe.client(1).connection, side);
        return found ? *found : core::ConnectionEnd{};
    }
};

} // namespace

class TestReplyModes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void names()
    {
        for (const ReplyMode mode : core::kReplyModes)
            QVERIFY(core::replyModeOf(core::replyModeName(mode)) == mode);
        QVERIFY(!core::replyModeOf("Echo"));
        QVERIFY(!core::replyModeOf(""));
    }

    void answers_data()
    {
        QTest::addColumn<ReplyRequest>("reply");
        QTest::addColumn<bool>("overUnix");
        QTest::addColumn<QByteArray>("answer");
        const QByteArray capitals("STRA\xc3\x9f"
                                  "E {0}\xff");
        for (const bool overUnix : {false, true}) {
            const auto row = [&](const char* name, const ReplyRequest& reply, const QByteArray& answer) {
                QTest::addRow("%s over %s", name, overUnix ? "UNIX" : "TCP") << reply << overUnix << answer;
            };
            row("echo", {},
                "stra\xc3\x9f"
                "e {0}\xff");
            row("splice", {ReplyMode::Splice, {}, {}},
                "stra\xc3\x9f"
                "e {0}\xff");
            row("upper-case", {ReplyMode::UpperCase, {}, {}}, capitals);
            row("fixed", {ReplyMode::Fixed, bytesOf(kFixed), {}}, QByteArray(kFixed.data(), kFixed.size()));
            row("echo in chunks", {ReplyMode::Echo, {}, {std::chrono::milliseconds(0), 1}},
                "stra\xc3\x9f"
                "e {0}\xff");
            row("splice, slow", {ReplyMode::Splice, {}, {std::chrono::milliseconds(1), 2}},
                "stra\xc3\x9f"
                "e {0}\xff");
            row("upper-case, slow", {ReplyMode::UpperCase, {}, {std::chrono::milliseconds(1), 3}}, capitals);
        }
    }
    void answers()
    {
        QFETCH(ReplyRequest, reply);
        QFETCH(bool, overUnix);
        QFETCH(QByteArray, answer);
        Exchange e(reply,
                   overUnix ? *Address::unixAbstract("tst_reply_modes " + std::to_string(::getpid())) : kLoopback);
        QTRY_VERIFY(e.probe.connected(1));
        e.probe.send(1, "stra\xc3\x9f"
                        "e {0}\xff");
        QTRY_COMPARE(QByteArray::fromStdString(e.probe.received(1)), answer);
        // The recording has what was received, not what was made of it.
        if (reply.mode != ReplyMode::Splice) {
            std::string recorded;
            e.probe.forEach([&recorded](const core::Event& event) {
                if (event.side == Side::Server && event.call == Call::Recv && event.payload)
                    recorded.append(reinterpret_cast<const char*>(event.payload), event.payloadSize);
            });
            QCOMPARE(QByteArray::fromStdString(recorded), QByteArray("stra\xc3\x9f"
                                                                     "e {0}\xff"));
        }
        // Half-closed by the client: the whole answer, then the end.
        e.probe.onClient(1, [](core::Client& client) { client.disconnect(); });
        QTRY_VERIFY(e.probe.idle(1));
        QTRY_COMPARE(e.probe.connectionCount(), std::size_t(0));
        QCOMPARE(e.probe.countNotes(NoteCode::BytesDropped), 0);
        QCOMPARE(e.probe.countNotes(NoteCode::BytesNotSeen), reply.mode == ReplyMode::Splice ? 1 : 0);
        QCOMPARE(e.end(Side::Server).bytesOut, static_cast<std::uint64_t>(answer.size()));
        QCOMPARE(e.end(Side::Client).bytesIn, static_cast<std::uint64_t>(answer.size()));
        e.probe.stop();
        QCOMPARE(e.probe.serverSys().opened() - e.probe.serverSys().closed(), 2); // epoll and eventfd
    }

    // A slow answer that is still due when the client has ended its side comes whole.
    void slowAnswerAfterHalfClose()
    {
        Exchange e({ReplyMode::Echo, {}, {std::chrono::milliseconds(5), 1}});
        QTRY_VERIFY(e.probe.connected(1));
        e.probe.send(1, "0123456789");
        e.probe.onClient(1, [](core::Client& client) { client.disconnect(); });
        QTRY_COMPARE(e.probe.received(1), std::string("0123456789"));
        QTRY_COMPARE(e.probe.connectionCount(), std::size_t(0));
        QCOMPARE(e.probe.count(Call::Send, Side::Server), 10);
    }

    void delayIsKept()
    {
        Exchange e({ReplyMode::Echo, {}, {std::chrono::milliseconds(60), 0}});
        QTRY_VERIFY(e.probe.connected(1));
        e.probe.send(1, "x");
        QTRY_COMPARE(e.probe.received(1), std::string("x"));
        std::int64_t received = 0;
        std::int64_t sent = 0;
        e.probe.forEach([&](const core::Event& event) {
            if (event.side == Side::Server && event.call == Call::Recv && event.result > 0)
                received = event.startNs;
            if (event.side == Side::Server && event.call == Call::Send)
                sent = event.startNs;
        });
        QVERIFY2(sent - received >= 59'000'000, qPrintable(QString::number(sent - received)));
    }

    // The bytes are in no event; how many there were is.
    void spliceHidesTheBytes()
    {
        Exchange e({ReplyMode::Splice, {}, {}});
        QTRY_VERIFY(e.probe.connected(1));
        const std::string message(1'000'000, 'x');
        e.probe.send(1, message);
        QTRY_COMPARE(e.probe.received(1).size(), message.size());
        QCOMPARE(e.probe.received(1), message);
        QCOMPARE(e.bytes(Call::Splice), 2 * message.size()); // in and out
        QCOMPARE(e.probe.count(Call::Recv, Side::Server), 0);
        QCOMPARE(e.probe.count(Call::Send, Side::Server), 0);
        QCOMPARE(e.end(Side::Server).bytesIn, message.size());
        QCOMPARE(e.end(Side::Server).bytesOut, message.size());
        e.probe.forEach([&](const core::Event& event) {
            if (event.call == Call::Splice || event.call == Call::Pipe2) {
                QCOMPARE(event.connection, e.probe.client(1).connection);
                QCOMPARE(event.payloadSize, 0U);
            }
        });
    }

    void discardReadsAndSaysNothing()
    {
        Exchange e({ReplyMode::Discard, {}, {}});
        QTRY_VERIFY(e.probe.connected(1));
        e.probe.send(1, std::string(300'000, 'x'));
        QTRY_COMPARE(e.bytes(Call::Recv), std::size_t(300'000));
        QCOMPARE(e.bytes(Call::Send), std::size_t(0));
        QVERIFY(e.probe.received(1).empty());
    }

    void characterGenerator()
    {
        Exchange e(
            {ReplyMode::CharacterGenerator, {}, {std::chrono::milliseconds(1), 0}}); // slower than it is recorded
        QTRY_VERIFY(e.probe.received(1).size() > 95 * 74 * 2);
        const std::string text = e.probe.received(1);
        QCOMPARE(text.substr(0, 74), std::string(" !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]"
                                                 "^_`abcdefg\r\n"));
        QCOMPARE(text.substr(74, 3), std::string("!\"#"));
        QCOMPARE(text.substr(94 * 74, 74), text.substr(94 * 74, 1) + text.substr(0, 71) + "\r\n");
        QCOMPARE(text.substr(95 * 74, 95 * 74), text.substr(0, 95 * 74));
        e.probe.onServer([&](core::Server& server) { server.halfClose({e.probe.client(1).connection}); });
        QTRY_VERIFY(e.probe.client(1).peerClosed);
    }

    // A peer that does not read costs no memory and no turns of the loop.
    void characterGeneratorWaitsForItsPeer()
    {
        IoProbe probe;
        probe.onServer([](core::Server& server) {
            server.start({kLoopback, 128, false, {ReplyMode::CharacterGenerator, {}, {}}});
        });
        core::RealSys sys;
        core::Socket peer = *core::Socket::openStream(sys, AF_INET);
        QVERIFY(peer.connect(probe.server().address));
        int before = -1;
        const auto isQuiet = [&] {
            const int now = probe.serverSys().calls(Call::Send);
            return std::exchange(before, now) == now && now > 1;
        };
        QTRY_VERIFY(isQuiet());
    }

    void daytime_data()
    {
        QTest::addColumn<Pace>("pace");
        QTest::newRow("at once") << Pace{};
        QTest::newRow("slow") << Pace{std::chrono::milliseconds(1), 7};
    }
    void daytime()
    {
        QCOMPARE(core::daytimeText(1'764'061'445), std::string("Tuesday, November 25, 2025 09:04:05-UTC\r\n"));
        QFETCH(Pace, pace);
        Exchange e({ReplyMode::Daytime, {}, pace});
        QTRY_VERIFY(e.probe.client(1).peerClosed);
        const QRegularExpression form(QStringLiteral("^[A-Z][a-z]+day, [A-Z][a-z]+ \\d\\d, \\d{4} "
                                                     "\\d\\d:\\d\\d:\\d\\d-UTC\r\n$"));
        const auto text = [&] { return QString::fromStdString(e.probe.received(1)); };
        QTRY_VERIFY2(form.match(text()).hasMatch(), qPrintable(text()));
        QTRY_COMPARE(e.probe.connectionCount(), std::size_t(0));
    }

    void backPressure_data()
    {
        QTest::addColumn<ReplyRequest>("reply");
        QTest::newRow("echo") << ReplyRequest{};
        QTest::newRow("upper-case") << ReplyRequest{ReplyMode::UpperCase, {}, {}};
        QTest::newRow("splice") << ReplyRequest{ReplyMode::Splice, {}, {}};
        QTest::newRow("slow echo") << ReplyRequest{ReplyMode::Echo, {}, {std::chrono::milliseconds(20), 100'000}};
    }
    // The peer sends more than fits anywhere and reads nothing: the server stops reading. Then it gets all of it.
    void backPressure()
    {
        QFETCH(ReplyRequest, reply);
        IoProbe probe;
        probe.onServer([&](core::Server& server) { server.start({kLoopback, 128, false, reply}); });
        core::RealSys sys;
        core::Socket peer = *core::Socket::openStream(sys, AF_INET);
        QVERIFY(peer.connect(probe.server().address));
        const std::vector<std::byte> block(100'000, std::byte{'A'});
        std::size_t sent = 0;
        const auto nothingFits = [&] {
            const std::size_t before = sent;
            for (;;) {
                const auto result = peer.send(block);
                if (!result || result->status == core::IoStatus::WouldBlock)
                    return result && sent == before;
                sent += result->bytes;
            }
        };
        QTRY_VERIFY(nothingFits());
        QVERIFY(sent < std::size_t{64} << 20);
        QVERIFY(peer.shutdownWrite());
        std::size_t received = 0;
        std::vector<std::byte> room(1 << 20);
        pollfd readable{peer.fd(), POLLIN, 0};
        for (bool closed = false; !closed;) {
            QCOMPARE(::poll(&readable, 1, 10'000), 1);
            const auto result = peer.recv(room);
            QVERIFY(result);
            received += result->bytes;
            closed = result->status == core::IoStatus::PeerClosed;
        }
        QCOMPARE(received, sent);
    }

    void faults_data()
    {
        QTest::addColumn<int>("call");
        QTest::addColumn<int>("error");
        for (const int error : {EMFILE, ENFILE, ENOMEM, EINVAL, EFAULT})
            QTest::addRow("pipe2 %s", strerrorname_np(error)) << int(Call::Pipe2) << error;
        for (const int error : {EBADF, EINVAL, ENOMEM, ESPIPE, EPIPE, ECONNRESET})
            QTest::addRow("splice %s", strerrorname_np(error)) << int(Call::Splice) << error;
    }
    void faults()
    {
        QFETCH(int, call);
        QFETCH(int, error);
        Exchange e({ReplyMode::Splice, {}, {}});
        QTRY_VERIFY(e.probe.connected(1));
        QTRY_COMPARE(e.probe.connectionCount(), std::size_t(1));
        e.probe.serverSys().fail(static_cast<Call>(call), error);
        if (static_cast<Call>(call) == Call::Pipe2)
            e.probe.connect(2, {e.probe.server().address});
        else
            e.probe.send(1, "x");
        QTRY_COMPARE(e.probe.connectionCount(), std::size_t(static_cast<Call>(call) == Call::Pipe2 ? 1 : 0));
        QCOMPARE(e.probe.server().phase, core::ServerStatus::Phase::Listening);
        e.probe.stop();
        QCOMPARE(e.probe.serverSys().opened() - e.probe.serverSys().closed(), 2);
    }

    // splice(2) knows no MSG_NOSIGNAL: when it is the first to meet a reset, the signal goes to its thread.
    void sigpipeEndsNoProgram()
    {
        Exchange e({ReplyMode::Splice, {}, {}});
        e.probe.onServer([](core::Server&) { QCOMPARE(::raise(SIGPIPE), 0); });
        QTRY_VERIFY(e.probe.connected(1));
        e.probe.send(1, "x");
        QTRY_COMPARE(e.probe.received(1), std::string("x"));
    }

    void resetWhileBytesWait()
    {
        Exchange e({ReplyMode::Splice, {}, {std::chrono::milliseconds(30), 1}});
        QTRY_VERIFY(e.probe.connected(1));
        e.probe.send(1, "many bytes, of which one comes back at a time");
        QTRY_VERIFY(!e.probe.received(1).empty());
        e.probe.onClient(1, [](core::Client& client) {
            client.connect({{*Address::ip("127.0.0.1", 1)}, std::chrono::seconds(1)});
        });
        QTRY_COMPARE(e.probe.connectionCount(), std::size_t(0));
    }
};

GUILESS_TEST(TestReplyModes)
#include "tst_reply_modes.moc"
