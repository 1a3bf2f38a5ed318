// SPDX-License-Identifier: GPL-3.0-or-later
// Every call that goes through the seam becomes one event with its arguments, result, errno and bytes.
#include "core/event/recorder.h"
#include "core/net/address.h"
#include "core/sys/recording_sys.h"
#include "tests/support/faulty_sys.h"
#include "tests/support/test_class.h"

#include <QTest>
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <functional>
#include <netinet/in.h>
#include <netinet/tcp.h>

using core::Call;
using core::Event;
using core::SysReturn;

namespace {

struct Fixture
{
    tests::FaultySys faulty;
    core::Recorder recorder;
    core::EventTrack& track = recorder.addTrack("test", core::Side::Client);
    core::RecordingSys sys{faulty, track};
    std::vector<core::Batch> batches;

    /// The one event that was recorded since the last call.
    Event take()
    {
        batches.push_back(recorder.collectAll());
        if (batches.back().events.size() != 1)
            qFatal("%zu events instead of one", batches.back().events.size());
        return batches.back().events.front();
    }
};

struct Expectation
{
    Call call;
    std::function<SysReturn(core::Sys&)> make;
    int fd;
    std::array<std::int32_t, 4> args;
    std::size_t payload; ///< Bytes recorded also when the call fails (what we gave to it).
};

std::vector<Expectation> expectations()
{
    static std::array<std::byte, 100> room{};
    static epoll_event interest{};
    interest.events = EPOLLIN;
    static std::array<epoll_event, 4> ready{};
    static sockaddr_storage storage{};
    static socklen_t length = 0;
    static const core::Address address = *core::Address::ip("127.0.0.1", 1);
    static const int value = 1;
    static int got = 0;
    static struct stat info;
    static std::array<int, 2> ends{};
    const auto withRoom = [](auto make) {
        return [make](core::Sys& sys) {
            length = sizeof storage;
            return make(sys);
        };
    };
    const std::int32_t intLength = sizeof(int);
    return {
        {Call::Socket,
         [](core::Sys& s) { return s.socket(AF_INET, SOCK_STREAM, 0); },
         -1,
         {AF_INET, SOCK_STREAM, 0, 0},
         0},
        {Call::Setsockopt,
         [](core::Sys& s) { return s.setsockopt(900, SOL_SOCKET, SO_REUSEADDR, &value, sizeof value); },
         900,
         {SOL_SOCKET, SO_REUSEADDR, intLength, 0},
         sizeof value},
        {Call::Getsockopt,
         [](core::Sys& s) {
             length = sizeof got;
             return s.getsockopt(900, SOL_SOCKET, SO_ERROR, &got, &length);
         },
         900,
         {SOL_SOCKET, SO_ERROR, intLength, 0},
         0},
        {Call::Bind,
         [](core::Sys& s) { return s.bind(900, address.raw(), address.size()); },
         900,
         {},
         sizeof(sockaddr_in)},
        {Call::Getsockname,
         withRoom([](core::Sys& s) { return s.getsockname(900, reinterpret_cast<sockaddr*>(&storage), &length); }),
         900,
         {},
         0},
        {Call::Getpeername,
         withRoom([](core::Sys& s) { return s.getpeername(900, reinterpret_cast<sockaddr*>(&storage), &length); }),
         900,
         {},
         0},
        {Call::Listen, [](core::Sys& s) { return s.listen(900, 128); }, 900, {128, 0, 0, 0}, 0},
        {Call::Accept4,
         withRoom(
             [](core::Sys& s) { return s.accept4(900, reinterpret_cast<sockaddr*>(&storage), &length, SOCK_CLOEXEC); }),
         900,
         {SOCK_CLOEXEC, 0, 0, 0},
         0},
        {Call::Connect,
         [](core::Sys& s) { return s.connect(900, address.raw(), address.size()); },
         900,
         {},
         sizeof(sockaddr_in)},
        {Call::Send, [](core::Sys& s) { return s.send(900, room, MSG_NOSIGNAL); }, 900, {100, MSG_NOSIGNAL, 0, 0}, 0},
        {Call::Recv, [](core::Sys& s) { return s.recv(900, room, 0); }, 900, {100, 0, 0, 0}, 0},
        {Call::Shutdown, [](core::Sys& s) { return s.shutdown(900, SHUT_WR); }, 900, {SHUT_WR, 0, 0, 0}, 0},
        {Call::Close, [](core::Sys& s) { return s.close(900); }, 900, {}, 0},
        {Call::EpollCreate1,
         [](core::Sys& s) { return s.epollCreate1(EPOLL_CLOEXEC); },
         -1,
         {EPOLL_CLOEXEC, 0, 0, 0},
         0},
        {Call::EpollCtl,
         [](core::Sys& s) { return s.epollCtl(901, EPOLL_CTL_ADD, 900, &interest); },
         901,
         {EPOLL_CTL_ADD, 900, EPOLLIN, 0},
         0},
        {Call::EpollWait, [](core::Sys& s) { return s.epollWait(901, ready, 5); }, 901, {4, 5, 0, 0}, 0},
        {Call::Eventfd, [](core::Sys& s) { return s.eventfd(3, 0); }, -1, {3, 0, 0, 0}, 0},
        {Call::Read, [](core::Sys& s) { return s.read(900, room); }, 900, {100, 0, 0, 0}, 0},
        {Call::Write, [](core::Sys& s) { return s.write(900, room); }, 900, {100, 0, 0, 0}, 0},
        {Call::Lstat, [](core::Sys& s) { return s.lstat("/a/b", &info); }, -1, {}, 4},
        {Call::Chmod, [](core::Sys& s) { return s.chmod("/a/b", 0600); }, -1, {0600, 0, 0, 0}, 4},
        {Call::Unlink, [](core::Sys& s) { return s.unlink("/a/b"); }, -1, {}, 4},
        {Call::Pipe2, [](core::Sys& s) { return s.pipe2(ends.data(), 0); }, -1, {-1, -1, 0, 0}, 0},
        {Call::Splice,
         [](core::Sys& s) { return s.splice(900, 901, 100, SPLICE_F_NONBLOCK); },
         900,
         {901, 100, SPLICE_F_NONBLOCK, 0},
         0},
    };
}

} // namespace

class TestRecordingSys : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyCallIsInTheTable() { QCOMPARE(expectations().size(), std::size_t(Call::Count) - 1); }

    void failedCall_data()
    {
        QTest::addColumn<int>("row");
        for (std::size_t i = 0; i < expectations().size(); ++i)
            QTest::addRow("%s", core::callInfo(expectations()[i].call).name) << int(i);
    }
    void failedCall()
    {
        QFETCH(int, row);
        const Expectation expected = expectations()[std::size_t(row)];
        Fixture fixture;
        fixture.faulty.fail(expected.call, EIO);
        const std::int64_t before = core::monotonicNs();
        const SysReturn returned = expected.make(fixture.sys);
        const std::int64_t after = core::monotonicNs();
        QCOMPARE(returned.value, std::int64_t(-1));
        QCOMPARE(returned.error, EIO);

        const Event event = fixture.take();
        QCOMPARE(event.kind, core::EventKind::Call);
        QCOMPARE(event.source, core::Source::Call);
        QCOMPARE(event.side, core::Side::Client);
        QCOMPARE(int(event.call), int(expected.call));
        QCOMPARE(event.fd, expected.fd);
        QVERIFY(event.args == expected.args);
        QCOMPARE(event.result, -1);
        QCOMPARE(int(event.error), EIO);
        QCOMPARE(std::size_t(event.payloadSize), expected.payload);
        QVERIFY(event.startNs >= before && event.tookNs >= 0 && event.startNs + event.tookNs <= after);
    }

    void bytesAreThoseThatWereMoved()
    {
        Fixture fixture;
        core::RealSys real;
        const SysReturn epoll = real.epollCreate1(0);
        const SysReturn counter = fixture.sys.eventfd(7, 0);
        QCOMPARE(fixture.take().result, counter.fd());
        std::array<std::byte, 32> room{};
        QCOMPARE(fixture.sys.read(counter.fd(), room).value, std::int64_t(8));
        const Event read = fixture.take();
        QCOMPARE(read.result, 8);
        std::uint64_t value = 0;
        QCOMPARE(read.bytes().size(), sizeof value);
        std::memcpy(&value, read.bytes().data(), sizeof value);
        QCOMPARE(value, std::uint64_t(7));
        static_cast<void>(real.close(counter.fd()));
        static_cast<void>(real.close(epoll.fd()));
    }

    void sentAndReceivedBytesAreThoseOfTheKernel()
    {
        Fixture fixture;
        core::RealSys real;
        std::array<int, 2> ends{};
        QCOMPARE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends.data()), 0);
        const std::array<std::byte, 3> hello{std::byte{'a'}, std::byte{'b'}, std::byte{'c'}};
        std::array<std::byte, 10> room{};

        QCOMPARE(fixture.sys.recv(ends[1], room, 0).error, EAGAIN);
        const Event nothing = fixture.take();
        QCOMPARE(int(nothing.error), EAGAIN);
        QVERIFY(nothing.bytes().empty());

        QCOMPARE(fixture.sys.send(ends[0], hello, MSG_NOSIGNAL).value, std::int64_t(3));
        const Event sent = fixture.take();
        QCOMPARE(sent.args, (std::array<std::int32_t, 4>{3, MSG_NOSIGNAL, 0, 0}));
        QVERIFY(std::ranges::equal(sent.bytes(), hello));

        const SysReturn epoll = real.epollCreate1(EPOLL_CLOEXEC);
        epoll_event interest{};
        interest.events = EPOLLIN;
        interest.data.fd = ends[1];
        QVERIFY(fixture.sys.epollCtl(epoll.fd(), EPOLL_CTL_ADD, ends[1], &interest).ok());
        QCOMPARE(fixture.take().args, (std::array<std::int32_t, 4>{EPOLL_CTL_ADD, ends[1], EPOLLIN, 0}));
        std::array<epoll_event, 4> ready{};
        QCOMPARE(fixture.sys.epollWait(epoll.fd(), ready, 0).value, std::int64_t(1));
        const Event waited = fixture.take();
        QCOMPARE(waited.args, (std::array<std::int32_t, 4>{4, 0, 0, 0}));
        QCOMPARE(waited.bytes().size(), sizeof(epoll_event));
        QVERIFY(std::memcmp(waited.bytes().data(), ready.data(), sizeof(epoll_event)) == 0);

        QCOMPARE(fixture.sys.recv(ends[1], room, 0).value, std::int64_t(3));
        const Event received = fixture.take();
        QCOMPARE(received.result, 3);
        QVERIFY(std::ranges::equal(received.bytes(), hello));

        std::array<int, 2> pipe{};
        QVERIFY(fixture.sys.pipe2(pipe.data(), O_NONBLOCK).ok());
        QCOMPARE(fixture.take().args, (std::array<std::int32_t, 4>{pipe[0], pipe[1], O_NONBLOCK, 0}));
        fixture.track.label(ends[1], 42);
        QVERIFY(real.send(ends[0], hello, 0).ok());
        QCOMPARE(fixture.sys.splice(ends[1], pipe[1], 10, 0).value, std::int64_t(3));
        const Event spliced = fixture.take();
        QCOMPARE(spliced.args,
                 (std::array<std::int32_t, 4>{pipe[1], 10, 0, static_cast<std::int32_t>(core::Direction::Received)}));
        QCOMPARE(spliced.connection, core::ConnectionId{42});
        for (const int fd : {ends[0], ends[1], pipe[0], pipe[1], epoll.fd()})
            static_cast<void>(real.close(fd));
    }

    void addressesAreThoseOfTheKernel()
    {
        Fixture fixture;
        core::RealSys real;
        const int fd = fixture.sys.socket(AF_INET, SOCK_STREAM, 0).fd();
        fixture.take();
        const core::Address any = *core::Address::ip("127.0.0.1", 0);
        QVERIFY(fixture.sys.bind(fd, any.raw(), any.size()).ok());
        QCOMPARE(core::Address::fromBytes(fixture.take().bytes()), any);
        sockaddr_storage storage{};
        socklen_t length = sizeof storage;
        QVERIFY(fixture.sys.getsockname(fd, reinterpret_cast<sockaddr*>(&storage), &length).ok());
        const core::Address bound = core::Address::fromBytes(fixture.take().bytes());
        QVERIFY(bound.port() != 0);
        QCOMPARE(bound.host(), std::string("127.0.0.1"));
        static_cast<void>(real.close(fd));
    }
};

GUILESS_TEST(TestRecordingSys)
#include "tst_recording_sys.moc"
