// SPDX-License-Identifier: GPL-3.0-or-later
// Answers of the kernel as bytes: whole ones, cut ones and ones that lie about their length.
#include "core/kernel/sock_diag_parser.h"
#include "netlink_bytes.h"
#include "tests/support/test_class.h"

#include <QtTest>
#include <cerrno>

using namespace core;

Q_DECLARE_METATYPE(NetlinkBytes)

class TestSockDiagParser : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void inetSocket();
    void states_data();
    void states();
    void listenerHasNoMetrics();
    void olderTcpInfo();
    void noDescriptorNoUser();
    void unixSocket_data();
    void unixSocket();
    void everyCutIsSafe();
    void malformed_data();
    void malformed();
    void endings_data();
    void endings();
    void interrupted();
    void otherRequestsArePassedOver();
    void flippedBytesAreSafe();
};

void TestSockDiagParser::inetSocket()
{
    const auto socket = parseInetSocket(inetPayload());
    QVERIFY(socket);
    QCOMPARE(socket->family, AF_INET);
    QVERIFY(socket->state == TcpState::Established);
    QVERIFY(socket->timer == SocketTimer::Retransmit);
    QCOMPARE(socket->timerMs, 250U);
    QCOMPARE(int{socket->timerRetries}, 2);
    QCOMPARE(socket->receiveQueue, 5U);
    QCOMPARE(socket->sendQueue, 7U);
    QCOMPARE(socket->inode, 4711U);
    QCOMPARE(socket->uid.value_or(0), 1000U);
    QCOMPARE(socket->cookie, (std::uint64_t{1} << 32) + 9);
    QCOMPARE(socket->local.text(), std::string("127.0.0.1:8080"));
    QCOMPARE(socket->peer.text(), std::string("127.0.0.1:54321"));
    QVERIFY(socket->metrics == (TcpMetrics{41, 20, 10, 32768, 3}));
}

void TestSockDiagParser::states_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<int>("state");
    QTest::newRow("TIME_WAIT") << 6 << static_cast<int>(TcpState::TimeWait);
    QTest::newRow("CLOSING, the last") << 11 << static_cast<int>(TcpState::Closing);
    QTest::newRow("the kernel's own SYN_RECV") << 12 << static_cast<int>(TcpState::SynRecv);
    QTest::newRow("only bound") << 13 << static_cast<int>(TcpState::Closed);
    QTest::newRow("of a later kernel") << 200 << static_cast<int>(TcpState::Unknown);
}

void TestSockDiagParser::states()
{
    QFETCH(int, number);
    const auto socket = parseInetSocket(inetPayload(static_cast<std::uint8_t>(number)));
    QVERIFY(socket);
    QTEST(static_cast<int>(socket->state), "state");
}

void TestSockDiagParser::listenerHasNoMetrics()
{
    const auto socket = parseInetSocket(inetPayload(10));
    QVERIFY(socket && socket->isListener());
    QVERIFY(!socket->metrics);
}

void TestSockDiagParser::olderTcpInfo()
{
    NetlinkBytes payload = asBytes(inet_diag_msg{});
    payload[0] = std::byte{AF_INET};
    payload[1] = std::byte{1};
    tcp_info info{};
    info.tcpi_snd_cwnd = 4;
    info.tcpi_total_retrans = 99;
    const NetlinkBytes bytes = asBytes(info);
    addAttribute(payload, INET_DIAG_INFO, std::span(bytes).first(offsetof(tcp_info, tcpi_advmss)));
    const auto socket = parseInetSocket(payload);
    QVERIFY(socket && socket->metrics);
    QCOMPARE(socket->metrics->congestionWindow, 4U);
    QCOMPARE(socket->metrics->totalRetransmits, 0U);
}

void TestSockDiagParser::noDescriptorNoUser()
{
    NetlinkBytes payload = inetPayload(6);
    std::memset(payload.data() + offsetof(inet_diag_msg, idiag_inode), 0, 4);
    const auto socket = parseInetSocket(payload);
    QVERIFY(socket);
    QCOMPARE(socket->inode, 0U);
    QVERIFY(!socket->uid); // the kernel says 0 there, which would be root
}

void TestSockDiagParser::unixSocket_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("path with its NUL") << QByteArray("/run/x.sock\0", 12) << QByteArray("unix:/run/x.sock");
    QTest::newRow("path without") << QByteArray("/run/x.sock") << QByteArray("unix:/run/x.sock");
    QTest::newRow("abstract") << QByteArray("\0name", 5) << QByteArray("unix:@name");
    QTest::newRow("escape in it") << QByteArray("\0a\x1b[2J", 6) << QByteArray("unix:@a\\x1b[2J");
    QTest::newRow("none") << QByteArray() << QByteArray("unix:(unnamed)");
    QTest::newRow("too long is cut") << QByteArray(300, 'x') << "unix:" + QByteArray(108, 'x');
}

void TestSockDiagParser::unixSocket()
{
    QFETCH(QByteArray, name);
    const auto socket = parseUnixSocket(unixPayload(name.toStdString()));
    QVERIFY(socket);
    QTEST(QByteArray::fromStdString(socket->local.text()), "text");
    QVERIFY(socket->isListener());
    QCOMPARE(socket->inode, 77U);
    QCOMPARE(socket->peerInode, 78U);
    QCOMPARE(socket->receiveQueue, 1U);
    QCOMPARE(socket->sendQueue, 5U);
    QCOMPARE(socket->uid.value_or(0), 1001U);
}

void TestSockDiagParser::everyCutIsSafe()
{
    NetlinkBytes datagram = message(SOCK_DIAG_BY_FAMILY, 1, inetPayload());
    append(datagram, message(SOCK_DIAG_BY_FAMILY, 1, unixPayload("/x")));
    append(datagram, message(NLMSG_DONE, 1, asBytes(std::int32_t{0})));
    SocketDump whole;
    parseDatagram(datagram, 1, whole);
    QCOMPARE(whole.sockets.size(), std::size_t{2});
    QVERIFY(whole.done);
    QCOMPARE(whole.malformed, std::size_t{0});
    for (std::size_t length = 0; length < datagram.size(); ++length) {
        const NetlinkBytes cut(datagram.begin(), datagram.begin() + static_cast<std::ptrdiff_t>(length)); // own memory
        SocketDump dump;
        parseDatagram(cut, 1, dump);
        QVERIFY(!dump.done);
        QVERIFY(dump.sockets.size() <= 2);
    }
}

void TestSockDiagParser::malformed_data()
{
    QTest::addColumn<NetlinkBytes>("datagram");
    NetlinkBytes attribute = asBytes(inet_diag_msg{});
    attribute[0] = std::byte{AF_INET};
    NetlinkBytes zeroLength = attribute;
    append(zeroLength, asBytes(nlattr{0, INET_DIAG_INFO}));
    append(attribute, asBytes(nlattr{4000, INET_DIAG_INFO}));
    QTest::newRow("attribute longer than its message") << message(SOCK_DIAG_BY_FAMILY, 1, attribute);
    QTest::newRow("attribute of no length") << message(SOCK_DIAG_BY_FAMILY, 1, zeroLength);
    QTest::newRow("payload of one byte") << message(SOCK_DIAG_BY_FAMILY, 1, {std::byte{AF_INET}});
    QTest::newRow("no payload") << message(SOCK_DIAG_BY_FAMILY, 1, {});
    QTest::newRow("unknown family") << message(SOCK_DIAG_BY_FAMILY, 1, NetlinkBytes(200, std::byte{44}));
    QTest::newRow("UNIX cut") << message(SOCK_DIAG_BY_FAMILY, 1, NetlinkBytes(8, std::byte{AF_UNIX}));
    QTest::newRow("message of no length") << asBytes(nlmsghdr{0, SOCK_DIAG_BY_FAMILY, 0, 1, 0});
    QTest::newRow("message longer than the datagram") << asBytes(nlmsghdr{1000, SOCK_DIAG_BY_FAMILY, 0, 1, 0});
    QTest::newRow("length of 4 GiB") << asBytes(nlmsghdr{~0U, SOCK_DIAG_BY_FAMILY, 0, 1, 0});
    QTest::newRow("three bytes") << NetlinkBytes(3);
}

void TestSockDiagParser::malformed()
{
    QFETCH(NetlinkBytes, datagram);
    SocketDump dump;
    parseDatagram(datagram, 1, dump);
    QCOMPARE(dump.malformed, std::size_t{1});
    QVERIFY(dump.sockets.empty());
    QVERIFY(!dump.done);
}

void TestSockDiagParser::endings_data()
{
    QTest::addColumn<NetlinkBytes>("datagram");
    QTest::addColumn<bool>("done");
    QTest::addColumn<int>("error");
    QTest::newRow("done") << message(NLMSG_DONE, 1, asBytes(std::int32_t{0})) << true << 0;
    QTest::newRow("done with an error") << message(NLMSG_DONE, 1, asBytes(std::int32_t{-ENOENT})) << true << ENOENT;
    QTest::newRow("error") << message(NLMSG_ERROR, 1, asBytes(nlmsgerr{-EPERM, {}})) << false << EPERM;
    QTest::newRow("error without a number") << message(NLMSG_ERROR, 1, {}) << false << EPROTO;
    QTest::newRow("error with a senseless number")
        << message(NLMSG_ERROR, 1, asBytes(nlmsgerr{INT32_MIN, {}})) << false << EPROTO;
    QTest::newRow("nothing to do") << message(NLMSG_NOOP, 1, {}) << false << 0;
}

void TestSockDiagParser::endings()
{
    QFETCH(NetlinkBytes, datagram);
    append(datagram, message(SOCK_DIAG_BY_FAMILY, 2, inetPayload())); // of another request
    SocketDump dump;
    parseDatagram(datagram, 1, dump);
    QTEST(dump.done, "done");
    QTEST(dump.error, "error");
    QCOMPARE(dump.malformed, std::size_t{0});
}

void TestSockDiagParser::interrupted()
{
    SocketDump dump;
    parseDatagram(message(SOCK_DIAG_BY_FAMILY, 1, inetPayload(), NLM_F_MULTI | NLM_F_DUMP_INTR), 1, dump);
    QVERIFY(dump.interrupted);
    QCOMPARE(dump.sockets.size(), std::size_t{1});
}

void TestSockDiagParser::otherRequestsArePassedOver()
{
    NetlinkBytes datagram = message(NLMSG_DONE, 6, asBytes(std::int32_t{0}));
    append(datagram, message(SOCK_DIAG_BY_FAMILY, 6, inetPayload()));
    append(datagram, message(SOCK_DIAG_BY_FAMILY, 7, inetPayload()));
    SocketDump dump;
    parseDatagram(datagram, 7, dump);
    QVERIFY(!dump.done);
    QCOMPARE(dump.sockets.size(), std::size_t{1});
}

void TestSockDiagParser::flippedBytesAreSafe()
{
    NetlinkBytes whole = message(SOCK_DIAG_BY_FAMILY, 1, inetPayload());
    append(whole, message(SOCK_DIAG_BY_FAMILY, 1, unixPayload("/run/x")));
    for (std::size_t at = 0; at < whole.size(); ++at) {
        for (const int value : {0, 1, 127, 128, 255}) {
            NetlinkBytes flipped = whole;
            flipped[at] = static_cast<std::byte>(value);
            SocketDump dump;
            parseDatagram(flipped, 1, dump);
            QVERIFY(dump.sockets.size() <= 2);
        }
    }
}

GUILESS_TEST(TestSockDiagParser)
#include "tst_sock_diag_parser.moc"
