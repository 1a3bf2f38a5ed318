// SPDX-License-Identifier: GPL-3.0-or-later
// When a connection reads its next request before it waits.
#include "core/event/recorder.h"
#include "core/event/recording.h"
#include "core/session/early_read.h"
#include "core/session/server_connection.h"
#include "core/sys/recording_sys.h"
#include "tests/core/session/silent_peer.h"

#include <QTest>
#include <array>
#include <cerrno>
#include <unistd.h>

using core::Call;
using core::EarlyRead;

namespace {

// Answers that took so long, each right after the one before it.
class Dialogue
{
public:
    bool answer(std::int64_t tookNs, std::int64_t pauseNs = 500)
    {
        m_now += pauseNs;
        const bool early = read.answered(m_now, tookNs);
        m_now += tookNs;
        return early;
    }
    void answerQuickly(int times)
    {
        for (int i = 0; i < times; ++i)
            answer(1'000);
    }

    EarlyRead read;

private:
    std::int64_t m_now = 1'000'000'000;
};

enum class PeerRuns {
    InSend, // so its next request is there when send returns
    InWait
};

// A kernel whose send takes long, and that lets the peer run when the test says.
class SlowSend final : public core::RealSys
{
public:
    SlowSend(core::Socket& peer, PeerRuns when, int requests) : m_peer(peer), m_when(when), m_requests(requests) {}

    core::SysReturn send(int fd, std::span<const std::byte> bytes, int flags) override
    {
        const std::int64_t started = core::monotonicNs();
        const core::SysReturn returned = RealSys::send(fd, bytes, flags);
        ++answers;
        takeAnswer();
        if (m_when == PeerRuns::InSend)
            goOn();
        while (core::monotonicNs() - started < EarlyRead::kLongNs) {
        }
        return returned;
    }
    core::SysReturn epollWait(int epoll, std::span<epoll_event> room, int timeoutMs) override
    {
        if (answers == 0 || m_when == PeerRuns::InWait)
            goOn();
        return RealSys::epollWait(epoll, room, timeoutMs);
    }

    int answers = 0;

private:
    void goOn()
    {
        if (m_asked > answers)
            return;
        if (m_asked == m_requests)
            return m_peer.close();
        ++m_asked;
        if (!m_peer.send(std::as_bytes(std::span("Hi", 2))))
            qFatal("The request was not sent.");
    }
    void takeAnswer() const
    {
        std::array<std::byte, 16> room{};
        core::Result<core::IoResult> read = m_peer.recv(room);
        while (read && read->status == core::IoStatus::WouldBlock)
            read = m_peer.recv(room);
        if (!read || read->bytes != 2)
            qFatal("The answer did not come.");
    }

    core::Socket& m_peer;
    const PeerRuns m_when;
    const int m_requests;
    int m_asked = 0;
};

class StopsAtTheEnd final : public core::ServerConnectionOwner
{
public:
    explicit StopsAtTheEnd(core::Reactor& reactor) : m_reactor(reactor) {}
    void connectionEnded(core::ConnectionId /*connection*/) override { m_reactor.requestStop(); }

private:
    core::Reactor& m_reactor;
};

} // namespace

class TestEarlyRead : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void afterManyQuickRequestsALongAnswerIsFollowedByARead()
    {
        Dialogue dialogue;
        dialogue.answerQuickly(EarlyRead::kTrusted);
        QVERIFY(!dialogue.answer(EarlyRead::kLongNs - 1));
        QVERIFY(dialogue.answer(EarlyRead::kLongNs));
    }
    void fewRequestsAreNotEnough()
    {
        Dialogue dialogue;
        for (int i = 0; i < EarlyRead::kTrusted; ++i) // the first one follows no answer
            QVERIFY(!dialogue.answer(EarlyRead::kLongNs));
        QVERIFY(dialogue.answer(EarlyRead::kLongNs));
    }
    void aPauseBeginsAnew()
    {
        Dialogue dialogue;
        dialogue.answerQuickly(EarlyRead::kMostTrust);
        QVERIFY(!dialogue.answer(EarlyRead::kLongNs, EarlyRead::kQuickNs + 1));
        dialogue.answerQuickly(EarlyRead::kTrusted - 1);
        QVERIFY(dialogue.answer(EarlyRead::kLongNs, EarlyRead::kQuickNs));
    }
    void whoFindsNothingTriesLessOften()
    {
        Dialogue dialogue;
        int tries = 0;
        for (int i = 0; i < 1'000; ++i) {
            if (dialogue.answer(EarlyRead::kLongNs)) {
                ++tries;
                dialogue.read.foundNothing();
            }
        }
        QVERIFY(tries > 0);
        QVERIFY2(tries <= 1'000 / EarlyRead::kPrice, qPrintable(QString::number(tries)));
    }
    void oneThatFoundNothingAmongManyChangesNothing()
    {
        Dialogue dialogue;
        dialogue.answerQuickly(EarlyRead::kMostTrust + 10);
        dialogue.read.foundNothing();
        QVERIFY(dialogue.answer(EarlyRead::kLongNs));
    }

    void nothingIsReadEarlyAtFirst()
    {
        const Reads reads = talk(EarlyRead::kTrusted - 1, PeerRuns::InSend);
        QCOMPARE(reads.early, 0);
        QCOMPARE(reads.futile, 0);
    }
    // How long a call takes is the machine's to say: what was recorded says when a read should have come early.
    void theConnectionReadsBeforeItWaits()
    {
        const Reads reads = talk(20'000, PeerRuns::InSend);
        QCOMPARE(reads.early + reads.futile, reads.expected);
        if (reads.expected == 0)
            QSKIP("No 32 requests came quickly enough one after another.");
        QVERIFY(reads.early > 0);
    }
    void readsThatFindNothingAreFew()
    {
        const Reads reads = talk(20'000, PeerRuns::InWait);
        QCOMPARE(reads.early, 0);
        QCOMPARE(reads.futile, reads.expected);
        QVERIFY2(reads.futile <= 20'000 / EarlyRead::kPrice, qPrintable(QString::number(reads.futile)));
        if (reads.expected == 0)
            QSKIP("No 32 requests came quickly enough one after another.");
    }

private:
    struct Reads
    {
        int early = 0;    // without an epoll_wait since the answer before it; brought a request, or the end
        int futile = 0;   // said EAGAIN
        int expected = 0; // early or futile, by the times of the answers
    };

    /// So many requests to a connection that echoes, each after the answer to the one before it. All are answered.
    static Reads talk(int requests, PeerRuns when)
    {
        core::RealSys real;
        tests::SilentPeer place;
        core::Socket peer = *core::Socket::openStream(real, AF_INET);
        if (!peer.connect(place.address))
            qFatal("The peer did not connect.");
        const int accepted = ::dup(place.accept().fd());
        SlowSend sys(peer, when, requests);
        core::Recorder recorder;
        core::EventTrack& track = recorder.addTrack("server I/O", core::Side::Server);
        core::RecordingSys recording(sys, track);
        core::Reactor reactor(recording, real);
        core::ConnectionIds ids;
        core::UsedPorts ports;
        core::IoContext io{recording, track, reactor, ids, ports};
        StopsAtTheEnd owner(reactor);
        core::ServerConnection connection(io, owner, core::Socket(recording, accepted, place.listener.kind()), 1,
                                          place.address.port(), {});
        if (!reactor.open() || !connection.start())
            qFatal("The server did not start.");
        reactor.run();
        if (sys.answers != requests)
            qFatal("Not every request was answered.");

        core::Recording events;
        events.append(recorder.collectAll());
        Reads reads;
        EarlyRead model;
        Call last = Call::None;
        int inTurn = 0; // reads since the last epoll_wait
        for (std::size_t i = 0; i < events.size(); ++i) {
            const core::Event& event = events.at(i);
            if (event.kind != core::EventKind::Call)
                continue;
            reads.early += event.call == Call::Recv && event.result >= 0 && last == Call::Send;
            if (event.call == Call::Recv && event.error == EAGAIN) {
                ++reads.futile;
                model.foundNothing();
            }
            inTurn = event.call == Call::EpollWait ? 0 : inTurn + (event.call == Call::Recv ? 1 : 0);
            constexpr int kMost = 16; // reads before others get their turn
            if (event.call == Call::Send && model.answered(event.startNs, event.tookNs) && inTurn < kMost)
                ++reads.expected;
            last = event.call;
        }
        return reads;
    }
};

QTEST_APPLESS_MAIN(TestEarlyRead)
#include "tst_early_read.moc"
