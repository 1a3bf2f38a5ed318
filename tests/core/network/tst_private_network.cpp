// SPDX-License-Identifier: GPL-3.0-or-later
// The private network: with shell commands that stand in for its helper and say what they should not, and with the real
// helper, in namespaces where this system has them and with the reason where it has not.
#include "core/network/network_sys.h"
#include "core/network/private_network.h"

#include "core/kernel/sock_diag.h"
#include "core/net/socket.h"
#include "tests/support/test_class.h"

#include <QtTest>
#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <mutex>
#include <netinet/tcp.h>
#include <poll.h>
#include <sched.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace core;
using Phase = NetworkStatus::Phase;

namespace {

// In the words of printf(1), little endian as the machines that this runs on.
std::string number(std::uint64_t value, int bytes)
{
    std::string text;
    for (int i = 0; i < bytes; ++i, value >>= 8) {
        const unsigned byte = value & 0xff;
        text += "\\" + std::to_string(byte / 64) + std::to_string(byte / 8 % 8) + std::to_string(byte % 8);
    }
    return text;
}

std::string reply(NetworkReplyKind kind, int error = 0, NetworkStep step = NetworkStep::None)
{
    return "SPNR" + number(1, 2) + number(static_cast<std::uint64_t>(kind), 2) +
           number(static_cast<std::uint64_t>(error), 4) + number(static_cast<std::uint64_t>(step), 4) + number(7, 8);
}

std::string say(const std::string& message)
{
    return "printf '" + message + "' >&0; ";
}

const std::string kReady = say(reply(NetworkReplyKind::Ready));
const std::string kAwaitRequest = "dd bs=64 count=1 of=/dev/null 2>/dev/null; "; // one datagram
const std::string kAwaitEnd = "exec cat >/dev/null";

struct Probe
{
    std::mutex mutex;
    std::vector<NetworkStatus> told;
    PrivateNetwork network{[this](const NetworkStatus& status) {
        const std::lock_guard lock(mutex);
        told.push_back(status);
    }};

    void startFake(const std::string& script) { network.start(std::vector<std::string>{"/bin/sh", "-c", script}); }
    void startReal() { network.start(std::vector{qEnvironmentVariable("NETWORK_HELPER").toStdString()}); }
    NetworkStatus status()
    {
        const std::lock_guard lock(mutex);
        return told.empty() ? NetworkStatus{} : told.back();
    }
    bool isDone() { return status().network == Network::Private && status().phase != Phase::Starting; }
    std::size_t count()
    {
        const std::lock_guard lock(mutex);
        return told.size();
    }
};

SysReturn streamFrom(PrivateNetwork& network)
{
    return network.socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_TCP);
}

// Does what the helper does, in a process of its own.
bool namespacesAreAllowed()
{
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit((::geteuid() == 0 && ::unshare(CLONE_NEWNET) == 0) || ::unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0 ? 0
                                                                                                                   : 1);
    int status = 1;
    return ::waitpid(child, &status, 0) == child && status == 0;
}

} // namespace

class TestPrivateNetwork : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fails_data();
    void fails();
    void tellsWhatDoesNotWork();
    void answers_data();
    void answers();
    void waitsUntilReady();
    void stopIsSilent();
    void startsAgain();
    void withoutNetworkNoSocket();
    void realOneOrItsReason();
    void carriesAConnection();
    void swallowsInSilence();
    void outlivesItsHelper();
    void refusesOtherSockets_data();
    void refusesOtherSockets();
    void kernelTellsItsSockets();
    void sysMakesSocketsWhereChosen();
    void cleanup();

private:
    const bool m_allowed = namespacesAreAllowed();
};

void TestPrivateNetwork::fails_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* name, const std::string& script, const char* words) {
        QTest::newRow(name) << QByteArray::fromStdString(script) << QString::fromLatin1(words);
    };
    const auto ready = [](int error, NetworkStep step) { return say(reply(NetworkReplyKind::Ready, error, step)); };
    row("ends at once", "exit 0", "its helper has ended before it was ready");
    row("killed at once", "kill -9 $$", "signal 9");
    row("unshare refused", ready(EPERM, NetworkStep::Namespace), "unshare failed with EPERM");
    row("no namespaces left", ready(ENOSPC, NetworkStep::Namespace), "unshare failed with ENOSPC");
    row("user not mapped", ready(EACCES, NetworkStep::MapUser), "gid_map) failed with EACCES");
    row("lo stays down", ready(EPERM, NetworkStep::Loopback), "SIOCSIFFLAGS");
    row("text", "echo Hello! >&0; " + kAwaitEnd, "cannot be understood");
    row("cut", say("SPNR") + kAwaitEnd, "cannot be understood");
    row("too long", say(reply(NetworkReplyKind::Ready) + "x") + kAwaitEnd, "cannot be understood");
    row("another kind", say(reply(NetworkReplyKind::Socket)) + kAwaitEnd, "cannot be understood");
    row("another version", say("SPNR" + number(2, 2) + number(1, 2) + number(0, 16)) + kAwaitEnd,
        "cannot be understood");
    row("errno out of range", say(reply(NetworkReplyKind::Ready, 5000)) + kAwaitEnd, "cannot be understood");
    row("step out of range", say(reply(NetworkReplyKind::Ready, 1, static_cast<NetworkStep>(9))) + kAwaitEnd,
        "cannot be understood");
}

void TestPrivateNetwork::fails()
{
    QFETCH(QByteArray, script);
    QFETCH(QString, words);
    Probe probe;
    probe.startFake(script.toStdString());
    QTRY_VERIFY(probe.isDone());
    QVERIFY(probe.status().phase == Phase::Failed);
    const QString reason = QString::fromStdString(english(probe.status().reason));
    QVERIFY2(reason.startsWith(QStringLiteral("There is no private network")), qPrintable(reason));
    QVERIFY2(reason.contains(words), qPrintable(reason));
    QCOMPARE(probe.status().helper, std::int64_t{-1});
    QCOMPARE(streamFrom(probe.network).error, EPIPE);
}

void TestPrivateNetwork::tellsWhatDoesNotWork()
{
    Probe probe;
    probe.startFake(say(reply(NetworkReplyKind::Ready, EOPNOTSUPP, NetworkStep::SilentRoute)) + kAwaitEnd);
    QTRY_VERIFY(probe.isDone());
    QVERIFY(probe.status().phase == Phase::Ready);
    QVERIFY(english(probe.status().reason).find("EOPNOTSUPP") != std::string::npos);
}

void TestPrivateNetwork::answers_data()
{
    QTest::addColumn<QByteArray>("script"); // after it was ready
    QTest::addColumn<int>("error");
    QTest::addColumn<bool>("ends");
    const auto row = [](const char* name, const std::string& script, int error, bool ends) {
        QTest::newRow(name) << QByteArray::fromStdString(script) << error << ends;
    };
    row("an error", say(reply(NetworkReplyKind::Socket, EAFNOSUPPORT)) + kAwaitEnd, EAFNOSUPPORT, false);
    row("no descriptor", say(reply(NetworkReplyKind::Socket)) + kAwaitEnd, EBADMSG, false);
    row("text", "echo no; " + say("no") + kAwaitEnd, EBADMSG, true);
    row("ready again", say(reply(NetworkReplyKind::Ready)) + kAwaitEnd, EBADMSG, true);
    row("no answer but the end", "exit 0", EPIPE, true);
    row("killed", "kill -9 $$", EPIPE, true);
}

void TestPrivateNetwork::answers()
{
    QFETCH(QByteArray, script);
    QFETCH(int, error);
    QFETCH(bool, ends);
    Probe probe;
    probe.startFake(kReady + kAwaitRequest + script.toStdString());
    const SysReturn returned = streamFrom(probe.network);
    QCOMPARE(returned.value, std::int64_t{-1});
    QCOMPARE(returned.error, error);
    QVERIFY(returned.isPrivate);
    if (!ends) {
        QTRY_VERIFY(probe.status().phase == Phase::Ready); // told by another thread than the one that asked
        return;
    }
    QTRY_VERIFY(probe.status().phase == Phase::Ended);
    QVERIFY(english(probe.status().reason).find("live on") != std::string::npos);
    QCOMPARE(streamFrom(probe.network).error, EPIPE);
    QVERIFY(!probe.network.inside({"/bin/true"}));
}

void TestPrivateNetwork::waitsUntilReady()
{
    Probe probe;
    probe.startFake("sleep 0.2; " + kReady + kAwaitRequest + say(reply(NetworkReplyKind::Socket, ENFILE)) + kAwaitEnd);
    QCOMPARE(streamFrom(probe.network).error, ENFILE);
    const auto inside = probe.network.inside({"/bin/true", "x"});
    QVERIFY(inside.has_value());
    QTRY_VERIFY(probe.isDone()); // told by another thread than the one that asked
    QCOMPARE(inside->at(1), std::string("--enter"));
    QCOMPARE(inside->at(2), std::to_string(probe.status().helper));
    QCOMPARE(inside->at(3), std::string("7"));
    QCOMPARE(inside->back(), std::string("x"));
}

void TestPrivateNetwork::stopIsSilent()
{
    Probe probe;
    probe.startFake(kReady + kAwaitEnd);
    QTRY_VERIFY(probe.isDone());
    const auto helper = static_cast<pid_t>(probe.status().helper);
    const std::size_t told = probe.count();
    probe.network.stop();
    QTRY_COMPARE(::kill(helper, 0), -1); // and it was waited for
    QCOMPARE(probe.count(), told);
}

void TestPrivateNetwork::startsAgain()
{
    Probe probe;
    for (int i = 0; i < 3; ++i)
        probe.startFake("sleep 60 >/dev/null 2>&1");
    probe.startFake(kReady + kAwaitEnd);
    QTRY_VERIFY(probe.isDone());
    QVERIFY(probe.status().phase == Phase::Ready);
}

void TestPrivateNetwork::withoutNetworkNoSocket()
{
    Probe probe;
    QCOMPARE(streamFrom(probe.network).error, EPIPE);
    QVERIFY(!probe.network.inside({"/bin/true"}));
    probe.network.start(tl::unexpected(Sentence("Not installed.")));
    QCOMPARE(english(probe.status().reason), std::string("Not installed."));
    QVERIFY(probe.status().phase == Phase::Failed);
    probe.network.start(std::vector<std::string>{"/nonexistent/helper"});
    QTRY_VERIFY(english(probe.status().reason).find("could not be started (ENOENT)") != std::string::npos);
    // No test program has the helper beside it.
    QVERIFY(!PrivateNetwork::helperCommand());
}

void TestPrivateNetwork::realOneOrItsReason()
{
    Probe probe;
    probe.startReal();
    QTRY_VERIFY(probe.isDone());
    if (m_allowed) {
        QVERIFY2(probe.status().phase == Phase::Ready, english(probe.status().reason).c_str());
        QVERIFY2(probe.status().reason.empty(), english(probe.status().reason).c_str());
    } else {
        QVERIFY(probe.status().phase == Phase::Failed);
        QVERIFY2(english(probe.status().reason).find("unshare failed with E") != std::string::npos,
                 english(probe.status().reason).c_str());
    }
}

void TestPrivateNetwork::carriesAConnection()
{
    Probe probe;
    probe.startReal();
    if (!m_allowed) {
        QCOMPARE(streamFrom(probe.network).error, EPIPE);
        return;
    }
    NetworkSys sys(probe.network);
    sys.choose(Network::Private);
    for (const char* host : {"127.0.0.1", "::1"}) {
        const auto address = Address::ip(host, 80); // an ordinary user may, too: it owns the network
        auto listener = Socket::openStream(sys, address->family());
        QVERIFY(listener.has_value());
        QVERIFY((::fcntl(listener->fd(), F_GETFD) & FD_CLOEXEC) != 0);
        QVERIFY(listener->bind(*address).has_value());
        QVERIFY(listener->listen(1).has_value());
        auto client = Socket::openStream(sys, address->family());
        QVERIFY(client->connect(*address).has_value());
        const int accepted = ::accept4(listener->fd(), nullptr, nullptr, SOCK_CLOEXEC);
        QVERIFY(accepted >= 0);
        QCOMPARE(::write(accepted, "hi", 2), ssize_t{2});
        std::array<std::byte, 8> room{};
        pollfd readable{client->fd(), POLLIN, 0};
        QCOMPARE(::poll(&readable, 1, 10'000), 1);
        QCOMPARE(client->recv(room)->bytes, std::size_t{2});
        ::close(accepted);
        // The same address is free in the network of this computer, or another's.
        sys.choose(Network::ThisComputer);
        auto outside = Socket::openStream(sys, address->family());
        QVERIFY(outside->connect(*address)
                    .map([](ConnectStatus status) { return status != ConnectStatus::Connected; })
                    .value_or(true));
        sys.choose(Network::Private);
    }
}

void TestPrivateNetwork::swallowsInSilence()
{
    Probe probe;
    probe.startReal();
    if (!m_allowed) {
        QCOMPARE(streamFrom(probe.network).error, EPIPE);
        return;
    }
    const auto address = Address::ip("192.0.2.1", 80);
    const SysReturn made = streamFrom(probe.network);
    QVERIFY(made.ok());
    QCOMPARE(::connect(made.fd(), address->raw(), address->size()), -1);
    QCOMPARE(errno, EINPROGRESS);
    const auto info = [&] {
        tcp_info now{};
        socklen_t length = sizeof now;
        ::getsockopt(made.fd(), IPPROTO_TCP, TCP_INFO, &now, &length);
        return now;
    };
    QTRY_VERIFY(info().tcpi_retransmits >= 1); // no answer to the first SYN
    QCOMPARE(int{info().tcpi_state}, int{TCP_SYN_SENT});
    ::close(made.fd());
}

void TestPrivateNetwork::outlivesItsHelper()
{
    Probe probe;
    probe.startReal();
    if (!m_allowed) {
        QCOMPARE(streamFrom(probe.network).error, EPIPE);
        return;
    }
    const SysReturn made = streamFrom(probe.network);
    QVERIFY(made.ok());
    QTRY_VERIFY(probe.status().phase == Phase::Ready);
    QCOMPARE(::kill(static_cast<pid_t>(probe.status().helper), SIGKILL), 0);
    QTRY_VERIFY(probe.status().phase == Phase::Ended);
    QVERIFY2(english(probe.status().reason).find("signal 9") != std::string::npos,
             english(probe.status().reason).c_str());
    QCOMPARE(streamFrom(probe.network).error, EPIPE);

    const auto address = Address::ip("127.0.0.1", 81);
    QCOMPARE(::bind(made.fd(), address->raw(), address->size()), 0); // it lives on in its network
    QCOMPARE(::listen(made.fd(), 1), 0);
    ::close(made.fd());

    probe.startReal();
    const SysReturn again = streamFrom(probe.network);
    QVERIFY(again.ok());
    ::close(again.fd());
}

void TestPrivateNetwork::refusesOtherSockets_data()
{
    QTest::addColumn<int>("domain");
    QTest::addColumn<int>("type");
    QTest::addColumn<int>("protocol");
    QTest::newRow("packets") << AF_PACKET << int{SOCK_RAW} << 0x300;
    QTest::newRow("raw") << AF_INET << int{SOCK_RAW} << int{IPPROTO_TCP};
    QTest::newRow("routes") << AF_NETLINK << int{SOCK_RAW} << 0;
    QTest::newRow("nonsense") << -1 << -1 << -1;
}

void TestPrivateNetwork::refusesOtherSockets()
{
    QFETCH(int, domain);
    QFETCH(int, type);
    QFETCH(int, protocol);
    Probe probe;
    probe.startReal();
    QCOMPARE(probe.network.socket(domain, type, protocol).error, m_allowed ? EPERM : EPIPE);
    // And goes on with the next.
    const SysReturn made = streamFrom(probe.network);
    QCOMPARE(made.ok(), m_allowed);
    if (made.ok())
        ::close(made.fd());
}

void TestPrivateNetwork::kernelTellsItsSockets()
{
    Probe probe;
    probe.startReal();
    NetworkSys sys(probe.network);
    sys.choose(Network::Private);
    auto diag = SockDiag::open(sys);
    QCOMPARE(diag.has_value(), m_allowed);
    if (!m_allowed) {
        QCOMPARE(diag.error().code, EPIPE);
        return;
    }
    auto listener = Socket::openStream(sys, AF_INET);
    QVERIFY(listener->bind(*Address::ip("127.0.0.1", 7)).has_value());
    QVERIFY(listener->listen(5).has_value());
    const auto dump = diag->dump(AF_INET);
    QVERIFY(dump.has_value());
    QCOMPARE(dump->sockets.size(), std::size_t{1}); // nobody else is in it
    QCOMPARE(dump->sockets.front().local.text(), std::string("127.0.0.1:7"));
    sys.choose(Network::ThisComputer);
    auto outside = SockDiag::open(sys);
    const auto others = outside->dump(AF_INET);
    QVERIFY(std::none_of(others->sockets.begin(), others->sockets.end(),
                         [&](const KernelSocket& socket) { return socket.inode == dump->sockets.front().inode; }));
}

void TestPrivateNetwork::sysMakesSocketsWhereChosen()
{
    Probe probe;
    NetworkSys sys(probe.network);
    QVERIFY(sys.chosen() == Network::ThisComputer);
    const SysReturn here = sys.socket(AF_INET, SOCK_STREAM, 0);
    QVERIFY(here.ok() && !here.isPrivate);
    QVERIFY(sys.close(here.fd()).ok());
    sys.choose(Network::Private);
    const SysReturn there = sys.socket(AF_INET, SOCK_STREAM, 0);
    QVERIFY(!there.ok() && there.isPrivate); // never silently on this computer instead
}

void TestPrivateNetwork::cleanup()
{
    // No zombie, no child left.
    QCOMPARE(::waitpid(-1, nullptr, WNOHANG), -1);
    QCOMPARE(errno, ECHILD);
}

GUILESS_TEST(TestPrivateNetwork)
#include "tst_private_network.moc"
