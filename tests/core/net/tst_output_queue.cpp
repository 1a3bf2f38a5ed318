// SPDX-License-Identifier: GPL-3.0-or-later
// What the kernel does not take at once waits, and leaves later in order.
#include "core/net/output_queue.h"
#include "tests/support/faulty_sys.h"
#include "tests/support/test_class.h"

#include <QTest>
#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <vector>

using core::IoStatus;
using core::OutputQueue;

namespace {

struct OutputQueuePair
{
    OutputQueuePair()
    {
        std::array<int, 2> ends{};
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends.data()) != 0)
            qFatal("socketpair: %s", std::strerror(errno));
        ours = core::Socket(sys, ends[0], {AF_UNIX, SOCK_STREAM});
        peer = core::Socket(sys, ends[1], {AF_UNIX, SOCK_STREAM});
    }
    /// Takes all that has arrived at the peer.
    void receiveInto(std::vector<std::byte>& bytes)
    {
        std::array<std::byte, 65536> room{};
        for (;;) {
            const auto taken = peer.recv(room);
            if (!taken || taken->status != IoStatus::Done)
                return;
            bytes.insert(bytes.end(), room.begin(), room.begin() + std::ptrdiff_t(taken->bytes));
        }
    }

    tests::FaultySys sys;
    core::Socket ours;
    core::Socket peer;
};

std::vector<std::byte> numbered(std::size_t size, unsigned first)
{
    std::vector<std::byte> bytes(size);
    std::ranges::generate(bytes, [&first] { return static_cast<std::byte>(first++ * 31 >> 3 & 0xff); });
    return bytes;
}

} // namespace

class TestOutputQueue : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsNotTakenWaitsAndLeavesInOrder()
    {
        OutputQueuePair pair;
        OutputQueue queue;
        std::vector<std::byte> expected = numbered(std::size_t{4} << 20, 0);
        QVERIFY(queue.send(pair.ours, expected).has_value());
        QVERIFY(queue.size() > 0 && queue.size() < expected.size()); // the kernel took a part
        const std::vector<std::byte> more = numbered(1000, 7);
        const int calls = pair.sys.calls(core::Call::Send);
        QVERIFY(queue.send(pair.ours, more).has_value());
        QCOMPARE(pair.sys.calls(core::Call::Send), calls); // not before what waits
        expected.insert(expected.end(), more.begin(), more.end());

        std::vector<std::byte> received;
        core::Result<IoStatus> flushed = IoStatus::WouldBlock;
        for (int i = 0; i < 10'000 && flushed && *flushed != IoStatus::Done; ++i) {
            pair.receiveInto(received);
            flushed = queue.flush(pair.ours);
        }
        pair.receiveInto(received);
        QVERIFY(queue.empty());
        QVERIFY(received == expected);
    }

    void whatIsTakenAtOnceDoesNotWait()
    {
        OutputQueuePair pair;
        OutputQueue queue;
        const std::vector<std::byte> bytes = numbered(1000, 0);
        QVERIFY(queue.send(pair.ours, bytes, 300).has_value());
        QCOMPARE(pair.sys.calls(core::Call::Send), 4);
        QVERIFY(queue.empty());
        std::vector<std::byte> received;
        pair.receiveInto(received);
        QVERIFY(received == bytes);
    }

    void aFailureIsTold()
    {
        OutputQueuePair pair;
        OutputQueue queue;
        pair.sys.fail(core::Call::Send, ECONNRESET);
        const core::Result<void> sent = queue.send(pair.ours, numbered(10, 0));
        QVERIFY(!sent);
        QCOMPARE(sent.error(), (core::SysError{"send", ECONNRESET}));
    }
};

GUILESS_TEST(TestOutputQueue)
#include "tst_output_queue.moc"
