// SPDX-License-Identifier: GPL-3.0-or-later
// What must have crossed when nothing was captured.
#include "tests/support/test_class.h"
#include "tests/widgets/wire/wire_events.h"
#include "widgets/wire/segment_inference.h"

#include <QTest>

using namespace wire_test;
using core::Source;
using widgets::Crossed;
using widgets::CrossedKind;
using widgets::SegmentInference;

namespace {

constexpr Side kSegmentInferenceServer = Side::Server;
constexpr Side kSegmentInferenceClient = Side::Client;

// "C:SYN* S:DATA": sender and kind; * for what the event made its side send.
QString describeSegments(const std::vector<core::Event>& events)
{
    static constexpr std::array kNames{"SYN", "SYN+ACK", "ACK", "FIN", "RST", "DATA"};
    SegmentInference inference;
    QStringList all;
    for (std::size_t i = 0; i < events.size(); ++i) {
        for (const Crossed& crossed : inference.add(i + 1, events[i]))
            all << QStringLiteral("%1:%2%3")
                       .arg(crossed.sender == kSegmentInferenceServer ? QLatin1Char('S') : QLatin1Char('C'))
                       .arg(QLatin1String(kNames[static_cast<std::size_t>(crossed.kind)]))
                       .arg(crossed.after ? QStringLiteral("*") : QString());
    }
    return all.join(QLatin1Char(' '));
}

} // namespace

class TestSegmentInference final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void infers_data()
    {
        QTest::addColumn<std::vector<core::Event>>("events");
        QTest::addColumn<QString>("expected");
        Story s;
        const auto row = [&s](const char* name, const char* expected) {
            QTest::newRow(name) << std::exchange(s.events, {}) << QString::fromLatin1(expected);
        };
        tellEcho(s);
        row("both ends, an echo", "C:SYN* S:SYN+ACK C:ACK* C:DATA S:DATA");
        s.state(kSegmentInferenceServer, 1, TcpState::Listen, TcpState::SynRecv, Source::Inferred);
        s.state(kSegmentInferenceServer, 1, TcpState::SynRecv, TcpState::Established, Source::Sampled);
        s.state(kSegmentInferenceClient, 1, TcpState::Closed, TcpState::SynSent, Source::Inferred);
        s.state(kSegmentInferenceClient, 1, TcpState::SynSent, TcpState::Established, Source::Sampled);
        row("the server tells first", "C:SYN S:SYN+ACK* C:ACK");
        s.state(kSegmentInferenceServer, 0, TcpState::Closed, TcpState::Listen, Source::Sampled);
        row("listening", "");
        s.state(kSegmentInferenceClient, 1, TcpState::Established, TcpState::FinWait1, Source::Inferred);
        s.call(kSegmentInferenceServer, 1, Call::Recv, 9, {100, 0}, 0);
        s.state(kSegmentInferenceServer, 1, TcpState::Established, TcpState::CloseWait, Source::Sampled);
        s.state(kSegmentInferenceClient, 1, TcpState::FinWait1, TcpState::FinWait2, Source::Sampled);
        s.state(kSegmentInferenceServer, 1, TcpState::CloseWait, TcpState::LastAck, Source::Inferred);
        s.call(kSegmentInferenceClient, 1, Call::Recv, 10, {100, 0}, 0);
        s.state(kSegmentInferenceClient, 1, TcpState::FinWait2, TcpState::TimeWait, Source::Inferred);
        s.state(kSegmentInferenceServer, 1, TcpState::LastAck, TcpState::Closed, Source::Sampled);
        row("an ordinary close", "C:FIN* S:ACK* S:FIN* C:ACK*");
        const auto foreignClientHasClosed = [&s] {
            s.state(kSegmentInferenceServer, 1, TcpState::SynRecv, TcpState::Established, Source::Inferred);
            s.state(kSegmentInferenceServer, 1, TcpState::Established, TcpState::CloseWait, Source::Sampled);
        };
        foreignClientHasClosed();
        s.call(kSegmentInferenceServer, 1, Call::Recv, 9, {100, 0}, 6);
        s.call(kSegmentInferenceServer, 1, Call::Recv, 9, {100, 0}, -1, {}, EAGAIN);
        s.call(kSegmentInferenceServer, 1, Call::Recv, 9, {100, 0}, 4);
        s.call(kSegmentInferenceServer, 1, Call::Recv, 9, {100, 0}, 0);
        row("a FIN comes behind the bytes that are still to be read", "C:ACK C:DATA C:DATA C:FIN S:ACK*");
        foreignClientHasClosed();
        s.call(kSegmentInferenceServer, 1, Call::Splice, 9,
               {7, 100, 0, static_cast<std::int32_t>(core::Direction::Received)}, 6);
        s.call(kSegmentInferenceServer, 1, Call::Splice, 7,
               {9, 100, 0, static_cast<std::int32_t>(core::Direction::Sent)}, 0);
        s.call(kSegmentInferenceServer, 1, Call::Splice, 9,
               {7, 100, 0, static_cast<std::int32_t>(core::Direction::Received)}, 0);
        row("the same with splice", "C:ACK C:DATA C:FIN S:ACK*");
        foreignClientHasClosed();
        s.call(kSegmentInferenceServer, 1, Call::Recv, 9, {100, 0}, -1, {}, ECONNRESET);
        row("a FIN, then a reset", "C:ACK C:FIN S:ACK* C:RST");
        s.state(kSegmentInferenceServer, 1, TcpState::SynRecv, TcpState::Established, Source::Sampled);
        s.state(kSegmentInferenceServer, 1, TcpState::Established, TcpState::CloseWait, Source::Sampled);
        s.call(kSegmentInferenceServer, 1, Call::Close, 9, {}, 0);
        s.state(kSegmentInferenceServer, 1, TcpState::CloseWait, TcpState::LastAck, Source::Inferred);
        s.state(kSegmentInferenceServer, 1, TcpState::LastAck, TcpState::Closed, Source::Inferred);
        row("a foreign client closes", "C:ACK C:FIN S:ACK* S:FIN* C:ACK");
        s.state(kSegmentInferenceClient, 1, TcpState::Closed, TcpState::SynSent, Source::Inferred);
        s.call(kSegmentInferenceClient, 1, Call::Connect, 9, {}, -1, {}, ECONNREFUSED);
        s.state(kSegmentInferenceClient, 1, TcpState::SynSent, TcpState::Closed, Source::Sampled);
        row("refused", "C:SYN* S:RST");
        s.call(kSegmentInferenceClient, 1, Call::Connect, 9, {}, -1, {}, ECONNREFUSED);
        row("a UNIX socket is refused without a segment", "");
        s.state(kSegmentInferenceClient, 1, TcpState::SynSent, TcpState::Established, Source::Sampled);
        s.call(kSegmentInferenceClient, 1, Call::Recv, 9, {100, 0}, -1, {}, ECONNRESET);
        s.call(kSegmentInferenceClient, 1, Call::Send, 9, {100, 0}, -1, {}, ECONNRESET);
        row("one reset", "S:SYN+ACK C:ACK* S:RST");
        s.call(kSegmentInferenceClient, 1, Call::Recv, 9, {100, MSG_PEEK}, 6);
        s.call(kSegmentInferenceClient, 1, Call::Recv, 9, {100, 0}, 0);
        s.call(kSegmentInferenceClient, 1, Call::Recv, 9, {100, 0}, -1, {}, EAGAIN);
        s.call(kSegmentInferenceClient, 1, Call::Send, 9, {6, 0}, 6);
        s.call(kSegmentInferenceClient, 1, Call::Recv, 9, {100, 0}, 6).tookNs = widgets::kWaitedNs;
        row("no bytes came, or nobody knows when", "");
        tellObserved(s);
        row("observed: packets are captured", "");
        test_support::SegmentSource wire;
        s.state(kSegmentInferenceClient, 1, TcpState::Closed, TcpState::SynSent, Source::Inferred);
        s.packet(wire, kSegmentInferenceServer, core::tcp_flag::kAck);
        s.state(kSegmentInferenceClient, 1, TcpState::SynSent, TcpState::Established, Source::Sampled);
        s.call(kSegmentInferenceClient, 1, Call::Recv, 9, {100, 0}, 6);
        s.call(kSegmentInferenceClient, 2, Call::Recv, 10, {100, 0}, 6);
        row("from the first packet on nothing more, of that connection", "C:SYN* S:DATA");
    }
    void infers()
    {
        QFETCH(std::vector<core::Event>, events);
        QTEST(describeSegments(events), "expected");
    }

    void forgetsWhatIsGone()
    {
        Story s;
        s.state(kSegmentInferenceClient, 1, TcpState::Closed, TcpState::SynSent, Source::Inferred);
        SegmentInference inference;
        QCOMPARE(inference.add(1, s.events[0]).size(), 1U);
        QCOMPARE(inference.add(2, s.events[0]).size(), 0U);
        inference.dropBefore(2);
        QCOMPARE(inference.add(3, s.events[0]).size(), 0U);
        inference.dropBefore(4);
        QCOMPARE(inference.add(5, s.events[0]).size(), 1U);
        inference.clear();
        QCOMPARE(inference.add(6, s.events[0]).size(), 1U);
    }
};

GUILESS_TEST(TestSegmentInference)
#include "tst_segment_inference.moc"
