// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/connection_ids.h"
#include "core/net/reactor.h"
#include "tests/support/faulty_sys.h"
#include "tests/support/test_class.h"

#include <QTest>
#include <atomic>
#include <cerrno>
#include <functional>
#include <thread>
#include <vector>

using core::Call;
using core::Reactor;
using namespace std::chrono_literals;

namespace {

struct ReactorFixture
{
    tests::FaultySys sys;
    Reactor reactor{sys, sys};
};

struct Calls final : core::Watcher
{
    std::function<void(std::uint32_t)> act;
    void onReady(std::uint32_t events) override { act(events); }
};

} // namespace

class TestReactor : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void openFails_data()
    {
        QTest::addColumn<int>("call");
        QTest::addColumn<int>("error");
        for (const int error : {EINVAL, EMFILE, ENFILE, ENOMEM})
            QTest::addRow("epoll_create1 %s", strerrorname_np(error)) << int(Call::EpollCreate1) << error;
        for (const int error : {EINVAL, EMFILE, ENFILE, ENODEV, ENOMEM})
            QTest::addRow("eventfd %s", strerrorname_np(error)) << int(Call::Eventfd) << error;
        for (const int error : {EBADF, EEXIST, EINVAL, ELOOP, ENOENT, ENOMEM, ENOSPC, EPERM})
            QTest::addRow("epoll_ctl %s", strerrorname_np(error)) << int(Call::EpollCtl) << error;
    }
    void openFails()
    {
        QFETCH(int, call);
        QFETCH(int, error);
        tests::FaultySys sys;
        {
            Reactor reactor(sys, sys);
            sys.fail(static_cast<Call>(call), error);
            const core::Result<void> opened = reactor.open();
            QVERIFY(!opened);
            QCOMPARE(opened.error(), (core::SysError{core::callInfo(Call(call)).name, error}));
        }
        QCOMPARE(sys.closed(), sys.opened());
    }

    // The epoll descriptor was closed by another part of the program, or its number belongs to another file.
    void epollWaitFailsAndTheLoopGoesOn_data()
    {
        QTest::addColumn<int>("error");
        QTest::addColumn<int>("times");
        for (const int error : {EBADF, EINVAL}) {
            QTest::addRow("once %s", strerrorname_np(error)) << error << 1;
            QTest::addRow("several times %s", strerrorname_np(error)) << error << 3;
        }
    }
    void epollWaitFailsAndTheLoopGoesOn()
    {
        QFETCH(int, error);
        QFETCH(int, times);
        ReactorFixture f;
        QVERIFY(f.reactor.open());
        f.sys.fail(Call::EpollWait, error, times);
        const int opened = f.sys.calls(Call::EpollCreate1);
        std::vector<core::SysError> told;
        bool done = false;
        f.reactor.after(350ms, [&] {
            done = true;
            f.reactor.requestStop();
        });
        f.reactor.run([&](const core::SysError& failed) { told.push_back(failed); });
        QVERIFY(done);
        QCOMPARE(int(told.size()), times);
        QCOMPARE(told.front(), (core::SysError{"epoll_wait", error}));
        QCOMPARE(f.sys.calls(Call::EpollCreate1) - opened, 1);
    }

    void tasksRunInOrderAlsoThoseBeforeStop()
    {
        ReactorFixture f;
        QVERIFY(f.reactor.open());
        std::vector<int> order;
        std::thread other([&] {
            for (int i = 0; i < 1000; ++i)
                f.reactor.post([&order, i] { order.push_back(i); });
            f.reactor.requestStop();
        });
        f.reactor.run();
        other.join();
        QCOMPARE(order.size(), std::size_t(1000));
        QVERIFY(std::is_sorted(order.begin(), order.end()));
    }

    void whatWasPostedBeforeOpenRuns()
    {
        ReactorFixture f;
        bool ran = false;
        f.reactor.post([&] {
            ran = true;
            f.reactor.requestStop();
        });
        QVERIFY(f.reactor.open());
        f.reactor.run();
        QVERIFY(ran);
    }

    void aTaskPostedByATaskRuns()
    {
        ReactorFixture f;
        QVERIFY(f.reactor.open());
        bool ran = false;
        f.reactor.post([&] {
            f.reactor.post([&] {
                ran = true;
                f.reactor.requestStop();
            });
        });
        f.reactor.run();
        QVERIFY(ran);
    }

    void timersRunInTheirOrderAndCanBeCancelled()
    {
        ReactorFixture f;
        QVERIFY(f.reactor.open());
        std::vector<int> order;
        f.reactor.after(20ms, [&] {
            order.push_back(20);
            f.reactor.requestStop();
        });
        f.reactor.after(5ms, [&] { order.push_back(5); });
        f.reactor.cancel(f.reactor.after(1ms, [&] { order.push_back(1); }));
        f.reactor.cancel({});
        f.reactor.run();
        QCOMPARE(order, (std::vector<int>{5, 20}));
    }

    void interruptedWaitGoesOn()
    {
        ReactorFixture f;
        QVERIFY(f.reactor.open());
        f.sys.fail(Call::EpollWait, EINTR, 3);
        bool ran = false;
        f.reactor.post([&] {
            ran = true;
            f.reactor.requestStop();
        });
        f.reactor.run();
        QVERIFY(ran);
    }

    // Two descriptors are ready in one turn; the first watcher closes both and another descriptor gets the same number.
    void staleReadinessIsNotDelivered()
    {
        ReactorFixture f;
        QVERIFY(f.reactor.open());
        const int a = f.sys.eventfd(1, 0).fd();
        const int b = f.sys.eventfd(1, 0).fd();
        Calls first;
        Calls second;
        int reused = -1;
        int stale = 0;
        const auto closeAndReuse = [&](int mine, int other) {
            return [&f, &reused, &stale, &second, mine, other](std::uint32_t) {
                f.reactor.unwatch(mine);
                f.reactor.unwatch(other);
                static_cast<void>(f.sys.close(other));
                reused = f.sys.eventfd(0, 0).fd(); // the lowest free number: that of `other`
                second.act = [&stale](std::uint32_t) { ++stale; };
                if (!f.reactor.watch(reused, EPOLLIN, second))
                    qFatal("The reused descriptor could not be watched.");
                f.reactor.requestStop();
            };
        };
        first.act = closeAndReuse(a, b);
        second.act = closeAndReuse(b, a);
        QVERIFY(f.reactor.watch(a, EPOLLIN, first));
        QVERIFY(f.reactor.watch(b, EPOLLIN, second));
        f.reactor.run();
        QCOMPARE(stale, 0);
        QVERIFY(reused == a || reused == b);
    }

    void bothEndsGetTheSameNumber()
    {
        core::ConnectionIds ids;
        const core::Address server = *core::Address::ip("127.0.0.1", 8080);
        const core::Address client = *core::Address::ip("127.0.0.1", 54321);
        const core::ConnectionId id = ids.next();
        {
            core::ConnectionIds::Connecting connecting(ids);
            connecting.claim(client, server, id);
        }
        QCOMPARE(ids.accepted(server, client), id);
        const core::ConnectionId foreign = ids.accepted(server, *core::Address::ip("127.0.0.1", 54322));
        QVERIFY(foreign != id && foreign != 0);
    }

    void mappedIpv4IsTheSameAddress()
    {
        core::ConnectionIds ids;
        const core::ConnectionId id = ids.next();
        {
            core::ConnectionIds::Connecting connecting(ids);
            connecting.claim(*core::Address::ip("127.0.0.1", 5), *core::Address::ip("127.0.0.1", 80), id);
        }
        QCOMPARE(ids.accepted(*core::Address::ip("::ffff:127.0.0.1", 80), *core::Address::ip("::ffff:127.0.0.1", 5)),
                 id);
    }

    void aClientThatClosedBeforeItWasAcceptedIsStillKnown()
    {
        core::ConnectionIds ids;
        const core::Address server = *core::Address::ip("::1", 8080);
        const core::Address client = *core::Address::ip("::1", 54321);
        const core::ConnectionId id = ids.next();
        {
            core::ConnectionIds::Connecting connecting(ids);
            connecting.claim(client, server, id);
        }
        ids.clientClosed(client, server);
        QCOMPARE(ids.accepted(server, client), id);
        QVERIFY(ids.accepted(server, client) != id); // the same addresses again: another connection
    }
};

GUILESS_TEST(TestReactor)
#include "tst_reactor.moc"
