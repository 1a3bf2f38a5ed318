// SPDX-License-Identifier: GPL-3.0-or-later
// When a connection reads its next request before it waits.
#include "core/event/recorder.h"
#include "core/session/early_read.h"
#include "core/session/server_connection.h"
#include "core/sys/real_sys.h"
#include "tests/support/test_class.h"

#include <QTest>
#include <array>
#include <cerrno>
#include <sys/socket.h>

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

// What a test lets the kernel do, and how long its calls take.
struct Kernel
{
    enum class PeerRuns { InSend, InWait }; // in send: the next request is there when it returns
    PeerRuns peerRuns = PeerRuns::InSend;
    std::int64_t sendNs = EarlyRead::kLongNs;
    std::int64_t recvNs = 300;
    std::int64_t waitNs = 4'000;
};

// Makes the calls, lets the peer run when the test says, and records them with the times that the test says.
class MadeTimes final : public core::RealSys
{
public:
    MadeTimes(core::EventTrack& track, core::Socket& peer, Kernel kernel, int requests)
        : m_track(track), m_peer(peer), m_kernel(kernel), m_requests(requests)
    {
    }

    core::SysReturn send(int fd, std::span<const std::byte> bytes, int flags) override
    {
        const core::SysReturn returned = RealSys::send(fd, bytes, flags);
        std::array<std::byte, 16> room{};
        if (const auto answer = m_peer.recv(room); !answer || answer->bytes != 2)
            qFatal("The answer did not come.");
        if (m_kernel.peerRuns == Kernel::PeerRuns::InSend)
            runPeer();
        return record(Call::Send, returned, m_kernel.sendNs);
    }
    core::SysReturn recv(int fd, std::span<std::byte> room, int flags) override
    {
        const core::SysReturn returned = RealSys::recv(fd, room, flags);
        served += returned.ok() && returned.bytes() > 0;
        early += returned.ok() && m_last == Call::Send;
        futile += returned.error == EAGAIN;
        return record(Call::Recv, returned, m_kernel.recvNs);
    }
    core::SysReturn epollWait(int epoll, std::span<epoll_event> room, int timeoutMs) override
    {
        if (served == 0 || m_kernel.peerRuns == Kernel::PeerRuns::InWait)
            runPeer();
        return record(Call::EpollWait, RealSys::epollWait(epoll, room, timeoutMs), m_kernel.waitNs);
    }

    int served = 0;
    int early = 0;  // reads without an epoll_wait since the answer before them, that brought a request or the end
    int futile = 0; // reads that said EAGAIN

private:
    // Asks once for each answer, and goes when it has all.
    void runPeer()
    {
        if (m_asked > served)
            return;
        if (m_asked == m_requests)
            return m_peer.close();
        ++m_asked;
        if (!m_peer.send(std::as_bytes(std::span("Hi", 2))))
            qFatal("The request was not sent.");
    }
    core::SysReturn record(Call call, core::SysReturn returned, std::int64_t tookNs)
    {
        core::Event event;
        event.call = call;
        event.startNs = m_nowNs;
        event.tookNs = tookNs;
        m_track.add(event);
        m_nowNs += tookNs + 100;
        m_last = call;
        return returned;
    }

    core::EventTrack& m_track;
    core::Socket& m_peer;
    const Kernel m_kernel;
    const int m_requests;
    int m_asked = 0;
    Call m_last = Call::None;
    std::int64_t m_nowNs = 1'000'000'000;
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

    // The first 32 answers and then every 16th are followed by a wait, so that others get their turn.
    void theConnectionReadsBeforeItWaits()
    {
        const Reads reads = talk(1'000, {});
        QCOMPARE(reads.early, 60 * 15 + 8); // the last one brings the end
        QCOMPARE(reads.futile, 0);
    }
    void nothingIsReadEarlyAtFirst() { QCOMPARE(talk(EarlyRead::kTrusted, {}).early, 0); }
    void afterAShortSendItWaits()
    {
        const Reads reads = talk(1'000, {.sendNs = EarlyRead::kLongNs - 1});
        QCOMPARE(reads.early, 0);
        QCOMPARE(reads.futile, 0);
    }
    void whenRequestsComeSlowlyItWaits()
    {
        const Reads reads = talk(1'000, {.peerRuns = Kernel::PeerRuns::InWait, .waitNs = EarlyRead::kQuickNs});
        QCOMPARE(reads.early, 0);
        QCOMPARE(reads.futile, 0);
    }
    void readsThatFindNothingAreFew()
    {
        const Reads reads = talk(1'000, {.peerRuns = Kernel::PeerRuns::InWait});
        QCOMPARE(reads.early, 0);
        QCOMPARE(reads.futile, 61); // after the 33rd answer and every 16th from there
    }
    void whoDoesNotAnswerWaits()
    {
        const Reads reads =
            talk(1'000, {.peerRuns = Kernel::PeerRuns::InWait, .recvNs = EarlyRead::kLongNs}, core::ReplyMode::Discard);
        QCOMPARE(reads.futile, 0);
    }
    void withoutRecordingItWaits()
    {
        const Reads reads = talk(1'000, {}, core::ReplyMode::Echo, false);
        QCOMPARE(reads.early, 0);
        QCOMPARE(reads.futile, 0);
    }

private:
    struct Reads
    {
        int early = 0;
        int futile = 0;
    };

    /// So many requests to a connection, each after the one before it was served.
    static Reads talk(int requests, Kernel kernel, core::ReplyMode mode = core::ReplyMode::Echo, bool records = true)
    {
        std::array<int, 2> ends{};
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends.data()) != 0)
            qFatal("socketpair");
        core::RealSys real;
        core::Socket peer(real, ends[0], {AF_UNIX});
        core::Recorder recorder(records);
        core::EventTrack& track = recorder.addTrack("server I/O", core::Side::Server);
        MadeTimes sys(track, peer, kernel, requests);
        core::Reactor reactor(sys, real);
        core::ConnectionIds ids;
        core::UsedPorts ports;
        core::IoContext io{sys, track, reactor, ids, ports};
        StopsAtTheEnd owner(reactor);
        core::ReplyRequest reply;
        reply.mode = mode;
        core::ServerConnection connection(io, owner, core::Socket(sys, ends[1], {AF_UNIX}), 1, 0, reply);
        if (!reactor.open() || !connection.start())
            qFatal("The server did not start.");
        reactor.run();
        if (sys.served != requests)
            qFatal("Not every request was served.");
        return {sys.early, sys.futile};
    }
};

APPLESS_TEST(TestEarlyRead)
#include "tst_early_read.moc"
