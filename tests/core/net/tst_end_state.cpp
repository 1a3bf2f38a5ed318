// SPDX-License-Identifier: GPL-3.0-or-later
// States of one end, read from real sockets at moments that a running program meets only by chance.
#include "core/event/recorder.h"
#include "core/net/end_state.h"
#include "core/sys/real_sys.h"

#include <QtTest>

#include <optional>
#include <sys/socket.h>
#include <vector>

using core::Source;
using core::TcpState;

namespace {

struct Change
{
    TcpState from;
    TcpState to;
    Source source;

    friend bool operator==(const Change& a, const Change& b) = default;
};

// A connection over loopback whose both ends are ours.
struct Pair
{
    core::RealSys sys;
    std::optional<core::Socket> near;
    std::optional<core::Socket> far;

    bool open()
    {
        core::Result<core::Socket> listener = core::Socket::openStream(sys, AF_INET);
        if (!listener || !listener->bind(*core::Address::ip("127.0.0.1", 0)) || !listener->listen(1))
            return false;
        const core::Result<core::Address> address = listener->localAddress();
        core::Result<core::Socket> client = core::Socket::openStream(sys, AF_INET);
        if (!address || !client || !client->connect(*address))
            return false;
        near.emplace(std::move(*client));
        core::SysReturn accepted;
        if (!QTest::qWaitFor([&] {
                accepted = sys.accept4(listener->fd(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
                return accepted.ok();
            }))
            return false;
        far.emplace(sys, accepted.fd());
        return true;
    }
    bool waitFor(TcpState state)
    {
        return QTest::qWaitFor([&] { return near->tcpState() == core::Result<TcpState>(state); });
    }
};

} // namespace

class TestEndState : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void peerAnswersAShutdownAtOnce();
    void peerWaitsAfterAShutdown();
    void peerResets();

private:
    static std::vector<Change> changes(core::Recorder& recorder)
    {
        std::vector<Change> result;
        for (const core::Event& event : recorder.collectAll().events)
            result.push_back({event.from(), event.to(), event.source});
        return result;
    }
};

void TestEndState::peerAnswersAShutdownAtOnce()
{
    Pair pair;
    QVERIFY(pair.open());
    core::Recorder recorder;
    core::EndState end(recorder.addTrack("test", core::Side::Client), TcpState::Established);
    QVERIFY(pair.near->shutdownWrite());
    pair.far->close();
    QVERIFY(pair.waitFor(TcpState::Closed)); // TIME_WAIT, but TCP_INFO says CLOSE

    end.sampleAfterShutdown(*pair.near, false);
    QVERIFY(changes(recorder) == (std::vector{Change{TcpState::Established, TcpState::FinWait1, Source::Inferred}}));
    end.sample(*pair.near, true);
    QVERIFY(changes(recorder) == (std::vector{Change{TcpState::FinWait1, TcpState::FinWait2, Source::Inferred},
                                              Change{TcpState::FinWait2, TcpState::TimeWait, Source::Inferred}}));
}

void TestEndState::peerWaitsAfterAShutdown()
{
    Pair pair;
    QVERIFY(pair.open());
    core::Recorder recorder;
    core::EndState end(recorder.addTrack("test", core::Side::Client), TcpState::Established);
    QVERIFY(pair.near->shutdownWrite());
    QVERIFY(pair.waitFor(TcpState::FinWait2));

    end.sampleAfterShutdown(*pair.near, false);
    QVERIFY(changes(recorder) == (std::vector{Change{TcpState::Established, TcpState::FinWait1, Source::Inferred},
                                              Change{TcpState::FinWait1, TcpState::FinWait2, Source::Sampled}}));
}

void TestEndState::peerResets()
{
    Pair pair;
    QVERIFY(pair.open());
    core::Recorder recorder;
    core::EndState end(recorder.addTrack("test", core::Side::Client), TcpState::Established);
    QVERIFY(pair.far->setResetOnClose());
    pair.far->close();
    QVERIFY(pair.waitFor(TcpState::Closed));

    end.sample(*pair.near);
    QVERIFY(changes(recorder) == (std::vector{Change{TcpState::Established, TcpState::Closed, Source::Sampled}}));
}

QTEST_GUILESS_MAIN(TestEndState)
#include "tst_end_state.moc"
