// SPDX-License-Identifier: GPL-3.0-or-later
// States of one end, read from real sockets at moments that a running program meets only by chance.
#include "core/event/recorder.h"
#include "core/net/end_state.h"
#include "tests/support/faulty_sys.h"
#include "tests/support/test_class.h"

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
struct EndStatePair
{
    tests::FaultySys sys;
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
        far.emplace(sys, accepted.fd(), listener->kind());
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
    void closeSendsAFin();
    void closeWithUnreadBytesResets();
    void kernelTellsInstead();

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
    EndStatePair pair;
    QVERIFY(pair.open());
    core::Recorder recorder;
    core::EndState end(recorder.addTrack("test", core::Side::Client), TcpState::Established);
    pair.sys.after(core::Call::Shutdown, [&pair] {
        pair.far->close();
        QVERIFY(pair.waitFor(TcpState::Closed)); // TIME_WAIT, but TCP_INFO says CLOSE
    });

    QVERIFY(end.shutdownWrite(*pair.near, false));
    QVERIFY(changes(recorder) == (std::vector{Change{TcpState::Established, TcpState::FinWait1, Source::Inferred}}));
    end.sample(*pair.near, true);
    QVERIFY(changes(recorder) == (std::vector{Change{TcpState::FinWait1, TcpState::FinWait2, Source::Inferred},
                                              Change{TcpState::FinWait2, TcpState::TimeWait, Source::Inferred}}));
}

void TestEndState::peerWaitsAfterAShutdown()
{
    EndStatePair pair;
    QVERIFY(pair.open());
    core::Recorder recorder;
    core::EndState end(recorder.addTrack("test", core::Side::Client), TcpState::Established);
    pair.sys.after(core::Call::Shutdown, [&pair] { QVERIFY(pair.waitFor(TcpState::FinWait2)); });

    QVERIFY(end.shutdownWrite(*pair.near, false));
    QVERIFY(changes(recorder) == (std::vector{Change{TcpState::Established, TcpState::FinWait1, Source::Inferred},
                                              Change{TcpState::FinWait1, TcpState::FinWait2, Source::Sampled}}));
}

void TestEndState::peerResets()
{
    EndStatePair pair;
    QVERIFY(pair.open());
    core::Recorder recorder;
    core::EndState end(recorder.addTrack("test", core::Side::Client), TcpState::Established);
    QVERIFY(pair.far->setResetOnClose());
    pair.far->close();
    QVERIFY(pair.waitFor(TcpState::Closed));

    end.sample(*pair.near);
    QVERIFY(changes(recorder) == (std::vector{Change{TcpState::Established, TcpState::Closed, Source::Sampled}}));
}

void TestEndState::closeSendsAFin()
{
    EndStatePair pair;
    QVERIFY(pair.open());
    core::Recorder recorder;
    core::EndState end(recorder.addTrack("test", core::Side::Client), TcpState::Established);
    end.close(*pair.near);
    QVERIFY(!pair.near->isOpen());
    QVERIFY(changes(recorder) == (std::vector{Change{TcpState::Established, TcpState::FinWait1, Source::Inferred}}));
    std::array<std::byte, 1> room{};
    QTRY_COMPARE(pair.far->recv(room)->status, core::IoStatus::PeerClosed);
}

void TestEndState::closeWithUnreadBytesResets()
{
    EndStatePair pair;
    QVERIFY(pair.open());
    core::Recorder recorder;
    core::EndState end(recorder.addTrack("test", core::Side::Client), TcpState::Established);
    const std::array<std::byte, 3> bytes{};
    QVERIFY(pair.far->send(bytes));
    QTRY_VERIFY(*pair.near->hasUnread());
    end.close(*pair.near);
    QVERIFY(changes(recorder) == (std::vector{Change{TcpState::Established, TcpState::Closed, Source::Inferred}}));
    std::array<std::byte, 1> room{};
    bool reset = false; // the kernel agrees: the peer was reset
    QTRY_VERIFY((reset = reset || !pair.far->recv(room)));
}

void TestEndState::kernelTellsInstead()
{
    EndStatePair pair;
    QVERIFY(pair.open());
    core::Recorder recorder;
    core::EventTrack& track = recorder.addTrack("test", core::Side::Client);
    std::bitset<65536> ports;
    ports.set(8080);
    track.setKernelTellsStates(ports);
    core::EndState elsewhere(track, TcpState::Established); // what is not observed is sampled as before
    elsewhere.setPorts(40000, 8081);
    elsewhere.sample(*pair.near);
    QVERIFY(elsewhere.now() == TcpState::Established);

    core::EndState end(track, TcpState::Established);
    end.setPorts(40000, 8080);
    end.sample(*pair.near);
    end.infer(pair.near->fd(), TcpState::Closed);
    QVERIFY(end.now() == TcpState::Unknown);
    QVERIFY(changes(recorder).empty());

    // Afterwards what is read first is the beginning, not a change; what follows is a change.
    track.setKernelTellsStates({});
    end.infer(pair.near->fd(), TcpState::Closed);
    end.resume(*pair.near);
    QVERIFY(end.now() == TcpState::Established);
    QVERIFY(changes(recorder).empty());
    end.close(*pair.near);
    QVERIFY(changes(recorder) == (std::vector{Change{TcpState::Established, TcpState::FinWait1, Source::Inferred}}));

    EndStatePair other;
    QVERIFY(other.open());
    core::EndState second(track, TcpState::Established);
    second.setPorts(8080, 40000);
    track.setKernelTellsStates(ports);
    QVERIFY(second.shutdownWrite(*other.near, false));
    second.close(*other.near);
    QVERIFY(changes(recorder).empty());
}

GUILESS_TEST(TestEndState)
#include "tst_end_state.moc"
