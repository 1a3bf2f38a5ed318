// SPDX-License-Identifier: GPL-3.0-or-later
// Real sockets of this process and of children, as the kernel tells of them, compared with ss(8).
#include "core/kernel/socket_sampler.h"
#include "core/sys/real_sys.h"
#include "tests/support/test_class.h"

#include <QProcess>
#include <QtTest>
#include <algorithm>
#include <atomic>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace core;

namespace {

class Fd
{
public:
    explicit Fd(int fd = -1) : m_fd(fd) {}
    Fd(Fd&& other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}
    Fd& operator=(Fd&& other) noexcept
    {
        reset(std::exchange(other.m_fd, -1));
        return *this;
    }
    ~Fd() { reset(); }
    void reset(int fd = -1)
    {
        if (m_fd >= 0)
            ::close(m_fd);
        m_fd = fd;
    }
    int get() const { return m_fd; }

private:
    int m_fd;
};

Address nameOf(const Fd& fd)
{
    sockaddr_storage storage{};
    socklen_t size = sizeof storage;
    ::getsockname(fd.get(), reinterpret_cast<sockaddr*>(&storage), &size);
    return Address::fromBytes(std::as_bytes(std::span(&storage, 1)).first(size));
}

Fd bound(const char* host, std::uint16_t port = 0)
{
    const Address address = *Address::ip(host, port);
    Fd fd(::socket(address.family(), SOCK_STREAM | SOCK_CLOEXEC, 0));
    return ::bind(fd.get(), address.raw(), address.size()) == 0 ? std::move(fd) : Fd();
}

Fd listening(const char* host, int backlog = 7)
{
    Fd fd = bound(host);
    ::listen(fd.get(), backlog);
    return fd;
}

Fd connectedTo(const Address& address)
{
    Fd fd(::socket(address.family(), SOCK_STREAM | SOCK_CLOEXEC, 0));
    return ::connect(fd.get(), address.raw(), address.size()) == 0 ? std::move(fd) : Fd();
}

Event call(Call name, int fd, const Address& address)
{
    Event event;
    event.call = name;
    event.fd = fd;
    event.payload = address.bytes().data();
    event.payloadSize = static_cast<std::uint32_t>(address.bytes().size());
    return event;
}

std::shared_ptr<OwnEndpoints> listenedOn(const Address& address)
{
    auto endpoints = std::make_shared<OwnEndpoints>();
    endpoints->apply(call(Call::Bind, 5, address));
    Event listen;
    listen.call = Call::Listen;
    listen.fd = 5;
    endpoints->apply(listen);
    return endpoints;
}

std::vector<SampledSocket> ofPort(const SocketSample& sample, std::uint16_t port)
{
    std::vector<SampledSocket> found;
    for (const SampledSocket& sampled : sample.sockets) {
        if (sampled.socket.family != AF_UNIX &&
            (sampled.socket.local.port() == port || sampled.socket.peer.port() == port))
            found.push_back(sampled);
    }
    return found;
}

QString ssName(TcpState state)
{
    switch (state) {
    case TcpState::Established:
        return QStringLiteral("ESTAB");
    case TcpState::TimeWait:
        return QStringLiteral("TIME-WAIT");
    case TcpState::Listen:
        return QStringLiteral("LISTEN");
    case TcpState::FinWait2:
        return QStringLiteral("FIN-WAIT-2");
    case TcpState::CloseWait:
        return QStringLiteral("CLOSE-WAIT");
    default:
        return QStringLiteral("other");
    }
}

QStringList fromSs(std::uint16_t port)
{
    QProcess ss;
    ss.start(QStringLiteral("ss"),
             {QStringLiteral("-tanH"), QStringLiteral("( sport = :%1 or dport = :%1 )").arg(port)});
    if (!ss.waitForFinished())
        return {};
    QStringList lines;
    for (const QString& line :
         QString::fromLocal8Bit(ss.readAllStandardOutput()).split(QLatin1Char('\n'), Qt::SkipEmptyParts))
        lines.append(line.simplified());
    lines.sort();
    return lines;
}

QStringList asSs(const std::vector<SampledSocket>& sockets)
{
    QStringList lines;
    for (const SampledSocket& sampled : sockets) {
        const KernelSocket& socket = sampled.socket;
        const QString peer =
            socket.isListener() ? QStringLiteral("0.0.0.0:*") : QString::fromStdString(socket.peer.text());
        lines.append(QStringLiteral("%1 %2 %3 %4 %5")
                         .arg(ssName(socket.state))
                         .arg(socket.receiveQueue)
                         .arg(socket.sendQueue)
                         .arg(QString::fromStdString(socket.local.text()), peer));
    }
    lines.sort();
    return lines;
}

} // namespace

class TestSocketSample : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void asSsTells();
    void queues();
    void timeWaitCountsDown();
    void orphanAndFin();
    void dualStack();
    void unixPair();
    void onlyOursUnlessAsked();
    void ownEndpointsOfAClient();
    void portHolder_data();
    void portHolder();
    void portHeldByAnotherProgram();
    void nobodyHoldsIt();
    void conflicts_data();
    void conflicts();
    void samplerAnswersTheNewestRequest();
};

void TestSocketSample::asSsTells()
{
    const Fd listener = listening("127.0.0.1");
    const Address server = nameOf(listener);
    const Fd client = connectedTo(server);
    const Fd accepted(::accept(listener.get(), nullptr, nullptr));
    Fd shortLived = connectedTo(server);
    Fd itsServer(::accept(listener.get(), nullptr, nullptr));
    shortLived.reset();
    itsServer.reset(); // the client closed first: its end goes to TIME_WAIT
    RealSys sys;
    SocketSampling sampling(sys);
    const SampleQuery query{false, listenedOn(server)};
    const auto has = [&](TcpState state) {
        const auto found = ofPort(sampling.take(query), server.port());
        return std::any_of(found.begin(), found.end(), [&](const auto& one) { return one.socket.state == state; });
    };
    QTRY_VERIFY(has(TcpState::TimeWait));
    QCOMPARE(asSs(ofPort(sampling.take(query), server.port())), fromSs(server.port()));
    QCOMPARE(ofPort(sampling.take(query), server.port()).size(), std::size_t{4});
    for (const SampledSocket& one : ofPort(sampling.take(query), server.port())) {
        QCOMPARE(one.isOwn, one.socket.state != TcpState::TimeWait);
        QCOMPARE(one.socket.metrics.has_value(), one.socket.state == TcpState::Established);
        if (one.isOwn)
            QCOMPARE(one.socket.uid.value_or(~0U), ::geteuid());
    }
}

void TestSocketSample::queues()
{
    const Fd listener = listening("127.0.0.1", 7);
    const Address server = nameOf(listener);
    const Fd first = connectedTo(server);
    const Fd second = connectedTo(server);
    QCOMPARE(::send(first.get(), "Hello!", 6, 0), ssize_t{6});
    RealSys sys;
    SocketSampling sampling(sys);
    const SampleQuery query{false, listenedOn(server)};
    bool sawListener = false;
    bool sawBytes = false;
    const auto waitsAndHasBytes = [&] {
        for (const SampledSocket& one : ofPort(sampling.take(query), server.port())) {
            if (one.socket.isListener())
                sawListener = one.socket.receiveQueue == 2 && one.socket.sendQueue == 7;
            else if (one.socket.receiveQueue == 6) // not accepted: no descriptor, but the bytes have arrived
                sawBytes = one.socket.inode == 0 && !one.isOwn;
        }
        return sawListener && sawBytes;
    };
    QTRY_VERIFY(waitsAndHasBytes());
}

void TestSocketSample::timeWaitCountsDown()
{
    const Fd listener = listening("127.0.0.1");
    const Address server = nameOf(listener);
    Fd client = connectedTo(server);
    Fd accepted(::accept(listener.get(), nullptr, nullptr));
    const Address end = nameOf(client);
    RealSys sys;
    SocketSampling sampling(sys);
    const SampleQuery query{false, listenedOn(server)};
    const auto ofClient = [&]() -> std::optional<KernelSocket> {
        for (const SampledSocket& one : ofPort(sampling.take(query), server.port())) {
            if (one.socket.local == end)
                return one.socket;
        }
        return std::nullopt;
    };
    const std::uint64_t cookie = ofClient()->cookie;
    client.reset();
    accepted.reset();
    QTRY_VERIFY(ofClient() && ofClient()->state == TcpState::TimeWait);
    const KernelSocket first = *ofClient();
    QCOMPARE(first.cookie, cookie); // the same row, although its descriptor is gone
    QVERIFY(first.timer == SocketTimer::TimeWait);
    QVERIFY(first.timerMs > 50'000 && first.timerMs <= 61'000);
    QTRY_VERIFY(ofClient()->timerMs < first.timerMs);
    QCOMPARE(first.inode, 0U);
    QVERIFY(!first.uid);
}

void TestSocketSample::orphanAndFin()
{
    const Fd listener = listening("127.0.0.1");
    const Address server = nameOf(listener);
    Fd client = connectedTo(server);
    const Address end = nameOf(client);
    const Fd accepted(::accept(listener.get(), nullptr, nullptr));
    client.reset(); // the server does not close
    RealSys sys;
    SocketSampling sampling(sys);
    const SampleQuery query{false, listenedOn(server)};
    bool orphan = false;
    bool fin = false;
    const auto both = [&] {
        for (const SampledSocket& one : ofPort(sampling.take(query), server.port())) {
            if (one.socket.local == end)
                orphan = one.socket.state == TcpState::FinWait2 && one.socket.inode == 0 && one.socket.timerMs > 0;
            else if (one.socket.peer == end)
                fin = one.socket.state == TcpState::CloseWait && one.socket.receiveQueue == 1;
        }
        return orphan && fin;
    };
    QTRY_VERIFY(both());
}

void TestSocketSample::dualStack()
{
    const Fd listener = listening("::");
    QVERIFY(listener.get() >= 0);
    const std::uint16_t port = nameOf(listener).port();
    const Fd client = connectedTo(*Address::ip("127.0.0.1", port));
    QVERIFY(client.get() >= 0);
    RealSys sys;
    SocketSampling sampling(sys);
    const SocketSample sample = sampling.take({false, listenedOn(nameOf(listener))});
    const std::uint16_t clientPort = nameOf(client).port();
    int families[2] = {0, 0};
    for (const SampledSocket& one : ofPort(sample, port)) {
        // Another connection to a port of this number may still be in TIME_WAIT.
        const bool isThisOne = one.socket.local.port() == clientPort || one.socket.peer.port() == clientPort;
        if (one.socket.state == TcpState::Listen || isThisOne)
            ++families[one.socket.family == AF_INET6 ? 1 : 0];
    }
    QCOMPARE(families[0], 1); // the client's end
    QCOMPARE(families[1], 2); // the listener and the server's end
}

void TestSocketSample::unixPair()
{
    const std::string name = "socket-sample-" + std::to_string(::getpid());
    const Address address = *Address::unixAbstract(name);
    const Fd listener(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    QCOMPARE(::bind(listener.get(), address.raw(), address.size()), 0);
    QCOMPARE(::listen(listener.get(), 3), 0);
    const Fd client = connectedTo(address);
    const Fd accepted(::accept(listener.get(), nullptr, nullptr));
    RealSys sys;
    SocketSampling sampling(sys);
    const SocketSample sample = sampling.take({});
    bool sawListener = false;
    bool sawClient = false;
    for (const SampledSocket& one : sample.sockets) {
        QVERIFY(one.isOwn);
        if (one.socket.isListener() && one.socket.local.text() == "unix:@" + name)
            sawListener = one.socket.sendQueue == 3;
        else if (one.socket.peer.isValid() && one.socket.peer.text() == "unix:@" + name)
            sawClient = one.socket.peerInode != 0 && one.socket.local.text() == "unix:(unnamed)";
    }
    QVERIFY(sawListener);
    QVERIFY(sawClient);
}

void TestSocketSample::onlyOursUnlessAsked()
{
    QProcess python;
    python.start(QStringLiteral("python3"),
                 {QStringLiteral("-c"), QStringLiteral("import socket,sys\n"
                                                       "s=socket.create_server(('127.0.0.1',0))\n"
                                                       "print(s.getsockname()[1],flush=True)\nsys.stdin.read()")});
    QVERIFY(python.waitForReadyRead());
    const auto port = static_cast<std::uint16_t>(python.readLine().trimmed().toInt());
    RealSys sys;
    SocketSampling sampling(sys);
    QVERIFY(ofPort(sampling.take({false, std::make_shared<OwnEndpoints>()}), port).empty());
    const SocketSample all = sampling.take({true, nullptr});
    const auto found = ofPort(all, port);
    QCOMPARE(found.size(), std::size_t{1});
    QVERIFY(!found.front().isOwn);
    QVERIFY(found.front().owner);
    QCOMPARE(found.front().owner->pid, static_cast<int>(python.processId()));
    QVERIFY(found.front().owner->name.starts_with("python3"));
    QVERIFY(all.wholeMachine);
    QCOMPARE(all.total, all.sockets.size());
    QVERIFY(!all.error);
    QCOMPARE(all.malformed, std::size_t{0});
    python.closeWriteChannel();
    QVERIFY(python.waitForFinished());
}

void TestSocketSample::ownEndpointsOfAClient()
{
    const Address local = *Address::ip("127.0.0.1", 40000);
    const Address peer = *Address::ip("10.0.0.1", 443);
    OwnEndpoints endpoints;
    QVERIFY(!endpoints.apply(call(Call::Connect, 7, peer)));
    QVERIFY(endpoints.apply(call(Call::Getsockname, 7, local)));
    QVERIFY(!endpoints.apply(call(Call::Getsockname, 7, local))); // known
    KernelSocket socket;
    socket.family = AF_INET;
    socket.local = local;
    socket.peer = peer;
    QVERIFY(endpoints.contains(socket));
    std::swap(socket.local, socket.peer);
    QVERIFY(endpoints.contains(socket));
    socket.peer = *Address::ip("127.0.0.1", 40001); // another program's connection to the same server
    QVERIFY(!endpoints.contains(socket));
    // The descriptor is used again: its old addresses are no longer its own.
    endpoints.apply(call(Call::Close, 7, {}));
    QVERIFY(!endpoints.apply(call(Call::Getsockname, 7, *Address::ip("127.0.0.1", 40001))));
    // What listens on every address is reached by a loopback peer, not by a stranger's connection to the same port.
    const auto any = listenedOn(*Address::ip("0.0.0.0", 8080));
    socket.local = *Address::ip("192.0.2.1", 5000);
    socket.peer = *Address::ip("198.51.100.1", 8080);
    QVERIFY(!any->contains(socket));
    socket.peer = *Address::ip("::ffff:127.0.0.1", 8080);
    QVERIFY(any->contains(socket));
    socket.local = *Address::ip("192.0.2.1", 8080);
    QVERIFY(any->contains(socket));
}

void TestSocketSample::portHolder_data()
{
    QTest::addColumn<bool>("listens");
    QTest::addColumn<QByteArray>("host");
    QTest::newRow("listener") << true << QByteArray("127.0.0.1");
    QTest::newRow("listener, every address is wanted") << true << QByteArray("0.0.0.0");
    QTest::newRow("listener, both families are wanted") << true << QByteArray("::");
    QTest::newRow("only bound") << false << QByteArray("127.0.0.1");
}

void TestSocketSample::portHolder()
{
    QFETCH(bool, listens);
    QFETCH(QByteArray, host);
    const Fd holder = listens ? listening("127.0.0.1") : bound("127.0.0.1");
    const Address wanted = nameOf(holder);
    RealSys sys;
    SocketSampling sampling(sys);
    const auto found = sampling.findHolder(*Address::ip(host.toStdString(), wanted.port()));
    QVERIFY(found.has_value());
    if (!listens && !*found)
        return; // a kernel before 6.8 does not tell of sockets that are only bound
    QVERIFY(*found);
    QVERIFY((*found)->isThisProgram);
    QVERIFY((*found)->socket.local == wanted);
    QVERIFY((*found)->socket.state == (listens ? TcpState::Listen : TcpState::Closed));
}

void TestSocketSample::portHeldByAnotherProgram()
{
    QProcess python;
    python.start(QStringLiteral("python3"),
                 {QStringLiteral("-c"), QStringLiteral("import socket,sys\n"
                                                       "s=socket.create_server(('127.0.0.1',0))\n"
                                                       "print(s.getsockname()[1],flush=True)\nsys.stdin.read()")});
    QVERIFY(python.waitForReadyRead());
    const auto port = static_cast<std::uint16_t>(python.readLine().trimmed().toInt());
    RealSys sys;
    SocketSampling sampling(sys);
    const auto found = sampling.findHolder(*Address::ip("127.0.0.1", port));
    QVERIFY(found.has_value() && *found && (*found)->owner);
    QVERIFY(!(*found)->isThisProgram);
    QCOMPARE((*found)->owner->pid, static_cast<int>(python.processId()));
    python.closeWriteChannel();
    QVERIFY(python.waitForFinished());
}

void TestSocketSample::nobodyHoldsIt()
{
    Fd holder = bound("127.0.0.1");
    const Address wanted = nameOf(holder);
    holder.reset();
    RealSys sys;
    SocketSampling sampling(sys);
    const auto found = sampling.findHolder(wanted);
    QVERIFY(found.has_value());
    QVERIFY(!*found);
}

void TestSocketSample::conflicts_data()
{
    QTest::addColumn<QByteArray>("wanted");
    QTest::addColumn<QByteArray>("held");
    QTest::addColumn<bool>("conflict");
    QTest::newRow("same") << QByteArray("127.0.0.1") << QByteArray("127.0.0.1") << true;
    QTest::newRow("another address") << QByteArray("127.0.0.1") << QByteArray("127.0.0.2") << false;
    QTest::newRow("held on every address") << QByteArray("127.0.0.1") << QByteArray("0.0.0.0") << true;
    QTest::newRow("held on both families") << QByteArray("127.0.0.1") << QByteArray("::") << true;
    QTest::newRow("both families wanted") << QByteArray("::") << QByteArray("127.0.0.1") << true;
    QTest::newRow("another family") << QByteArray("::1") << QByteArray("127.0.0.1") << false;
    QTest::newRow("every IPv4 address does not meet IPv6") << QByteArray("::1") << QByteArray("0.0.0.0") << false;
    QTest::newRow("IPv6 does not meet every IPv4 address") << QByteArray("0.0.0.0") << QByteArray("::1") << false;
}

void TestSocketSample::conflicts()
{
    QFETCH(QByteArray, wanted);
    QFETCH(QByteArray, held);
    KernelSocket socket;
    socket.local = *Address::ip(held.toStdString(), 80);
    socket.family = socket.local.family();
    socket.inode = 3;
    std::vector<KernelSocket> sockets{socket, socket, socket};
    sockets[0].state = TcpState::Established;
    sockets[1].state = TcpState::Listen;
    sockets[2].state = TcpState::TimeWait;
    const KernelSocket* found = conflictingSocket(*Address::ip(wanted.toStdString(), 80), sockets);
    QFETCH(bool, conflict);
    QCOMPARE(found, conflict ? &sockets[1] : nullptr);
    QVERIFY(!conflictingSocket(*Address::ip(wanted.toStdString(), 81), sockets));
}

void TestSocketSample::samplerAnswersTheNewestRequest()
{
    std::atomic<int> samples{0};
    std::atomic<bool> lastIsWhole{false};
    std::atomic<int> holders{0};
    {
        RealSys sys;
        SocketSampler sampler(sys, {[&](const std::shared_ptr<const SocketSample>& sample) {
                                        lastIsWhole = sample->wholeMachine;
                                        ++samples;
                                    },
                                    [&](const Address& wanted, const std::optional<PortHolder>&) {
                                        holders += wanted.port() == 9 ? 1 : 0;
                                    }});
        for (int i = 0; i < 1000; ++i)
            sampler.requestSample({i == 999, nullptr});
        sampler.requestHolder(*Address::ip("127.0.0.1", 9));
        QTRY_VERIFY(lastIsWhole && holders == 1);
        QVERIFY(samples < 1000);
    }
    RealSys sys;
    RealSys other;
    SocketSampler unused(other, {});
}

GUILESS_TEST(TestSocketSample)
#include "tst_socket_sample.moc"
