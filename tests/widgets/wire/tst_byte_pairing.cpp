// SPDX-License-Identifier: GPL-3.0-or-later
// Which sends became which recv.
#include "tests/support/test_class.h"
#include "tests/widgets/wire/wire_events.h"
#include "widgets/wire/byte_pairing.h"

#include <QTest>

using namespace wire_test;
using widgets::BytePairing;
using widgets::BytePairs;
using widgets::BytePart;

namespace {

// One call of a story: who, which, how many bytes.
struct Transfer
{
    Side side;
    Call call;
    int bytes; // below zero: an errno
    int flags = 0;
};

enum class Known { Both, ClientOnly, ServerOnly, Lost, LostByObserver, Refused };

constexpr Side kBytePairingServer = Side::Server;
constexpr Side kBytePairingClient = Side::Client;

QString describePairs(const BytePairs& pairs)
{
    QStringList parts;
    for (const BytePart& part : pairs.parts)
        parts << QStringLiteral("#%1[%2,%3)%4")
                     .arg(part.number)
                     .arg(part.begin)
                     .arg(part.end)
                     .arg(part.whole ? QStringLiteral("*") : QString());
    return QStringLiteral("%1-%2: %3").arg(pairs.begin).arg(pairs.end).arg(parts.join(QLatin1Char(' ')));
}

// Numbers: 1 connect, 2 accept4, then the transfers from 3 on.
std::vector<core::Event> tell(Known known, const std::vector<Transfer>& transfers)
{
    Story s;
    if (known != Known::ServerOnly)
        s.call(kBytePairingClient, 1, Call::Connect, 9, {}, -1, {},
               known == Known::Refused ? ECONNREFUSED : EINPROGRESS);
    else
        s.call(kBytePairingServer, 0, Call::Listen, 7, {128}, 0);
    if (known != Known::ClientOnly)
        s.call(kBytePairingServer, 1, Call::Accept4, 7, {}, 8);
    else
        s.call(kBytePairingClient, 1, Call::Getpeername, 9, {}, 0);
    for (const Transfer& transfer : transfers) {
        const bool failed = transfer.bytes < 0;
        s.call(transfer.side, 1, transfer.call, 9, {65536, transfer.flags}, failed ? -1 : transfer.bytes, {},
               failed ? -transfer.bytes : 0);
    }
    if (known == Known::Lost)
        s.note(kBytePairingServer, 0, core::NoteCode::EventsLost, {}, 3);
    if (known == Known::LostByObserver)
        s.note(kBytePairingServer, 0, core::NoteCode::EventsLost, {}, 3).source = core::Source::Kernel;
    return s.events;
}

void addAll(BytePairing& pairing, const std::vector<core::Event>& events)
{
    for (std::size_t i = 0; i < events.size(); ++i)
        pairing.add(i + 1, events[i]);
}

} // namespace

class TestBytePairing final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pairs_data()
    {
        QTest::addColumn<std::vector<core::Event>>("events");
        QTest::addColumn<quint64>("number");
        QTest::addColumn<QString>("expected"); // * marks calls that are covered wholly
        const auto row = [](const char* name, quint64 number, const char* expected, std::vector<Transfer> transfers,
                            Known known = Known::Both) {
            QTest::newRow(name) << tell(known, transfers) << number << QString::fromLatin1(expected);
        };
        const Transfer send6{kBytePairingClient, Call::Send, 6};
        const Transfer recv6{kBytePairingServer, Call::Recv, 6};
        row("1 send, 1 recv", 4, "0-6: #3[0,6)*", {send6, recv6});
        row("1 send, 1 recv, from the send", 3, "0-6: #4[0,6)*", {send6, recv6});
        row("3 sends became 1 recv", 6, "0-18: #3[0,6)* #4[0,6)* #5[0,6)*",
            {send6, send6, send6, {kBytePairingServer, Call::Recv, 18}});
        row("3 sends became 1 recv, from the second send", 4, "6-12: #6[6,12)",
            {send6, send6, send6, {kBytePairingServer, Call::Recv, 18}});
        row("1 send became 3 recvs, the last", 6, "12-18: #3[12,18)",
            {{kBytePairingClient, Call::Send, 18}, recv6, recv6, recv6});
        row("1 send became 3 recvs, from the send", 3, "0-18: #4[0,6)* #5[0,6)* #6[0,6)*",
            {{kBytePairingClient, Call::Send, 18}, recv6, recv6, recv6});
        row("borders do not meet", 6, "4-12: #3[4,6) #4[0,6)*",
            {send6, send6, {kBytePairingServer, Call::Recv, 4}, {kBytePairingServer, Call::Recv, 8}});
        row("partly received until now", 3, "0-18: #4[0,6)*", {{kBytePairingClient, Call::Send, 18}, recv6});
        row("not yet received", 3, "0-6: ", {send6});
        row("directions are counted apart", 6, "0-4: #5[0,4)*",
            {send6, recv6, {kBytePairingServer, Call::Send, 4}, {kBytePairingClient, Call::Recv, 4}});
        row("a recv that waited stands before its send", 3, "0-6: #4[0,6)*", {recv6, send6});
        row("what failed moves nothing", 6, "0-6: #4[0,6)*",
            {{kBytePairingClient, Call::Send, -EAGAIN}, send6, {kBytePairingServer, Call::Recv, -EAGAIN}, recv6});
        row("the end of the stream is no byte", 4, "0-0: ", {send6, {kBytePairingServer, Call::Recv, 0}});
        row("a look ahead takes nothing", 5, "0-6: #3[0,6)*",
            {send6, {kBytePairingServer, Call::Recv, 6, MSG_PEEK}, recv6});
        row("a look ahead is not paired", 4, "0-0: ", {send6, {kBytePairingServer, Call::Recv, 6, MSG_PEEK}});
        row("urgent data", 5, "0-0: ", {{kBytePairingClient, Call::Send, 1, MSG_OOB}, send6, recv6});
        row("only the client is ours", 3, "0-0: ", {send6, {kBytePairingClient, Call::Recv, 6}}, Known::ClientOnly);
        row("only the server is ours", 3, "0-0: ", {recv6, {kBytePairingServer, Call::Send, 6}}, Known::ServerOnly);
        row("events were lost", 4, "0-0: ", {send6, recv6}, Known::Lost);
        row("packets were lost", 4, "0-6: #3[0,6)*", {send6, recv6}, Known::LostByObserver);
        row("never connected", 4, "0-0: ", {send6, recv6}, Known::Refused);
        row("no transfer", 1, "0-0: ", {send6, recv6});
    }
    void pairs()
    {
        QFETCH(std::vector<core::Event>, events);
        QFETCH(quint64, number);
        BytePairing pairing;
        addAll(pairing, events);
        QTEST(describePairs(pairing.of(number, events[number - 1])), "expected");
    }

    void oneToOne()
    {
        const auto events = tell(Known::Both, {{kBytePairingClient, Call::Send, 6},
                                               {kBytePairingServer, Call::Recv, 6},
                                               {kBytePairingClient, Call::Send, 6},
                                               {kBytePairingServer, Call::Recv, 4},
                                               {kBytePairingServer, Call::Recv, 2}});
        BytePairing pairing;
        addAll(pairing, events);
        const std::vector<bool> expected{true, true, false, false, false};
        for (std::size_t i = 0; i < expected.size(); ++i)
            QCOMPARE(pairing.of(i + 3, events[i + 2]).oneToOne(), expected[i]);
        QVERIFY(!BytePairs{}.oneToOne());
    }

    void oldTransfersGoTheRestStays()
    {
        const auto events = tell(Known::Both, {{kBytePairingClient, Call::Send, 6},
                                               {kBytePairingServer, Call::Recv, 6},
                                               {kBytePairingClient, Call::Send, 5},
                                               {kBytePairingServer, Call::Recv, 5}});
        BytePairing pairing;
        for (const bool swept : {false, true}) { // the same before and after memory was given back
            const auto sweep = [&pairing, swept] {
                for (std::uint64_t i = 0; swept && i < 1000; ++i)
                    pairing.add(1000 + i, {});
            };
            pairing = {};
            pairing.dropBefore(1); // it looks at this connection first, and once more only after many events
            addAll(pairing, events);
            pairing.dropBefore(4);
            QVERIFY(!pairing.of(3, events[2]).known()); // a send whose recv is still there
            pairing.dropBefore(5);
            sweep();
            QVERIFY(!pairing.of(4, events[3]).known());
            QCOMPARE(describePairs(pairing.of(6, events[5])), QStringLiteral("6-11: #5[0,5)*"));
            pairing.dropBefore(6); // the send is gone
            sweep();
            QVERIFY(!pairing.of(6, events[5]).known());
            pairing.dropBefore(100);
            sweep();
            QVERIFY(!pairing.of(6, events[5]).known());
            // The same number again is another connection; what came before the two ends began is not of it.
            pairing.add(200, events[4]);
            pairing.add(201, events[0]);
            pairing.add(202, events[1]);
            pairing.add(203, events[4]);
            pairing.add(204, events[5]);
            QCOMPARE(describePairs(pairing.of(204, events[5])), QStringLiteral("0-5: #203[0,5)*"));
        }
    }

    void memoryIsGivenBackWithTheEventsThatCome()
    {
        Story s;
        for (core::ConnectionId id = 1; id <= 2; ++id)
            s.call(kBytePairingServer, id, Call::Accept4, 7, {}, 8);
        for (int i = 0; i < 1000; ++i)
            s.call(kBytePairingServer, 2, Call::Recv, 8, {}, 1);
        const auto events = s.batch().events;
        BytePairing pairing;
        addAll(pairing, events);
        QCOMPARE(pairing.connectionCount(), std::size_t{2});
        QCOMPARE(pairing.transferCount(), std::size_t{1000});
        pairing.dropBefore(events.size() - 99); // a hundred are left
        for (std::uint64_t i = 0; i < 1000; ++i)
            pairing.add(events.size() + 1 + i, {});
        QCOMPARE(pairing.connectionCount(), std::size_t{1});
        QCOMPARE(pairing.transferCount(), std::size_t{100});
    }

    void afterClearNothingIsTrusted()
    {
        auto events = tell(Known::Both, {{kBytePairingClient, Call::Send, 6}, {kBytePairingServer, Call::Recv, 6}});
        BytePairing pairing;
        addAll(pairing, events);
        pairing.clear();
        pairing.add(5, events[2]); // in the middle of its stream: bytes may be under way
        pairing.add(6, events[3]);
        QVERIFY(!pairing.of(6, events[3]).known());
    }

    void connectionsAreApart()
    {
        Story s;
        for (core::ConnectionId id = 1; id <= 2; ++id) {
            s.call(kBytePairingClient, id, Call::Connect, 9, {}, 0);
            s.call(kBytePairingServer, id, Call::Accept4, 7, {}, 8);
        }
        s.call(kBytePairingClient, 1, Call::Send, 9, {6, 0}, 6);
        s.call(kBytePairingClient, 2, Call::Send, 10, {6, 0}, 6);
        s.call(kBytePairingServer, 2, Call::Recv, 8, {6, 0}, 6);
        BytePairing pairing;
        addAll(pairing, s.events);
        QCOMPARE(describePairs(pairing.of(7, s.events[6])), QStringLiteral("0-6: #6[0,6)*"));
    }
};

GUILESS_TEST(TestBytePairing)
#include "tst_byte_pairing.moc"
