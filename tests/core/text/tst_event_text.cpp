// SPDX-License-Identifier: GPL-3.0-or-later
// Every kind of event as a line of text, its arguments, and that no event can break the line.
#include "core/net/address.h"
#include "core/text/event_text.h"
#include "tests/core/text/made_calls.h"
#include "tests/support/test_class.h"

#include <QTest>
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <random>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>

using core::Call;
using core::Event;
using core::EventKind;
using core::TcpState;

namespace {

constexpr int kEof = 0;

template <class T>
QByteArray raw(const T& value)
{
    return {reinterpret_cast<const char*>(&value), static_cast<qsizetype>(sizeof(value))};
}

Event lost(Event event, std::uint32_t bytes)
{
    event.payloadSize = bytes;
    return event;
}

Event state(TcpState from, TcpState to)
{
    return of(EventKind::State, static_cast<std::int32_t>(from), static_cast<std::int32_t>(to));
}

Event message(core::Direction direction, const QByteArray& bytes)
{
    return withPayload(of(EventKind::Message, static_cast<std::int32_t>(direction)), bytes);
}

QByteArray address(const char* host, int port)
{
    const auto made = core::Address::ip(host, static_cast<std::uint16_t>(port));
    return {reinterpret_cast<const char*>(made->bytes().data()), static_cast<qsizetype>(made->size())};
}

QByteArray ready(std::initializer_list<std::pair<int, std::uint32_t>> list)
{
    QByteArray bytes;
    for (const auto& [fd, events] : list) {
        epoll_event event{};
        event.events = events;
        event.data.u64 = static_cast<std::uint32_t>(fd) | std::uint64_t{5} << 32;
        bytes += raw(event);
    }
    return bytes;
}

QByteArray tcpInfo(std::uint8_t tcpState)
{
    tcp_info info{};
    info.tcpi_state = tcpState;
    info.tcpi_unacked = 1;
    info.tcpi_sacked = 128;
    info.tcpi_lost = 2;
    info.tcpi_rtt = 41;
    info.tcpi_rttvar = 20;
    info.tcpi_snd_cwnd = 10;
    info.tcpi_snd_mss = 32768;
    info.tcpi_total_retrans = 3;
    return raw(info);
}

} // namespace

class TestEventText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void text_data();
    void text();
    void argumentNames_data();
    void argumentNames();
    void textIsMadeOfArguments_data() { text_data(); }
    void textIsMadeOfArguments();
    void garbage();
    void everyPayloadSize();
};

void TestEventText::text_data()
{
    QTest::addColumn<Event>("event");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char* name, const Event& event, const char* text) {
        QTest::newRow(name) << event << QByteArray(text);
    };
    const auto option = [](Call which, int level, int name, const QByteArray& value, int result = 0, int error = 0) {
        return withPayload(call(which, 7, {level, name, static_cast<std::int32_t>(value.size())}, result, error),
                           value);
    };

    // socket
    row("socket", call(Call::Socket, -1, {AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_TCP}, 7),
        "socket(AF_INET, SOCK_STREAM|SOCK_NONBLOCK|SOCK_CLOEXEC, IPPROTO_TCP) = 7");
    row("socket in the private network", call(Call::Socket, -1, {AF_INET, SOCK_STREAM, 0, 1}, 7),
        "socket(AF_INET, SOCK_STREAM, 0) = 7 (private network)");
    row("socket in a private network that is gone", call(Call::Socket, -1, {AF_INET, SOCK_STREAM, 0, 1}, -1, EPIPE),
        "socket(AF_INET, SOCK_STREAM, 0) = -1 EPIPE (private network)");
    row("socket IPv6", call(Call::Socket, -1, {AF_INET6, SOCK_DGRAM, IPPROTO_UDP}, 8),
        "socket(AF_INET6, SOCK_DGRAM, IPPROTO_UDP) = 8");
    row("socket UNIX", call(Call::Socket, -1, {AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0}, 8),
        "socket(AF_UNIX, SOCK_SEQPACKET|SOCK_CLOEXEC, 0) = 8");
    row("socket no descriptors", call(Call::Socket, -1, {AF_INET, SOCK_STREAM, 0}, -1, EMFILE),
        "socket(AF_INET, SOCK_STREAM, 0) = -1 EMFILE");
    row("socket unknown numbers", call(Call::Socket, -1, {99, 0x100f, 300}, -1, EAFNOSUPPORT),
        "socket(0x63, 0xf|0x1000, 0x12c) = -1 EAFNOSUPPORT");
    row("socket unknown protocol", call(Call::Socket, -1, {AF_INET, SOCK_STREAM, -1}, -1, EPROTONOSUPPORT),
        "socket(AF_INET, SOCK_STREAM, 0xffffffff) = -1 EPROTONOSUPPORT");

    // setsockopt, getsockopt
    row("SO_REUSEADDR", option(Call::Setsockopt, SOL_SOCKET, SO_REUSEADDR, raw(1)),
        "setsockopt(7, SOL_SOCKET, SO_REUSEADDR, [1], 4) = 0");
    row("TCP_NODELAY", option(Call::Setsockopt, IPPROTO_TCP, TCP_NODELAY, raw(1)),
        "setsockopt(7, IPPROTO_TCP, TCP_NODELAY, [1], 4) = 0");
    row("IPV6_V6ONLY", option(Call::Setsockopt, IPPROTO_IPV6, IPV6_V6ONLY, raw(0)),
        "setsockopt(7, IPPROTO_IPV6, IPV6_V6ONLY, [0], 4) = 0");
    row("IP_TTL", option(Call::Setsockopt, IPPROTO_IP, IP_TTL, raw(-1)),
        "setsockopt(7, IPPROTO_IP, IP_TTL, [-1], 4) = 0");
    row("SO_LINGER", option(Call::Setsockopt, SOL_SOCKET, SO_LINGER, raw(linger{1, 0})),
        "setsockopt(7, SOL_SOCKET, SO_LINGER, {l_onoff=1, l_linger=0}, 8) = 0");
    row("SO_LINGER cut", option(Call::Setsockopt, SOL_SOCKET, SO_LINGER, raw(1), -1, EINVAL),
        "setsockopt(7, SOL_SOCKET, SO_LINGER, [1], 4) = -1 EINVAL");
    row("SO_RCVTIMEO", option(Call::Setsockopt, SOL_SOCKET, SO_RCVTIMEO, raw(timeval{2, 500000})),
        "setsockopt(7, SOL_SOCKET, SO_RCVTIMEO, {tv_sec=2, tv_usec=500000}, 16) = 0");
    row("TCP_CONGESTION", option(Call::Setsockopt, IPPROTO_TCP, TCP_CONGESTION, "cubic"),
        "setsockopt(7, IPPROTO_TCP, TCP_CONGESTION, \"cubic\", 5) = 0");
    row("TCP_CONGESTION read", option(Call::Getsockopt, IPPROTO_TCP, TCP_CONGESTION, QByteArray("reno\0\0\0\0", 8)),
        "getsockopt(7, IPPROTO_TCP, TCP_CONGESTION, \"reno\", [8]) = 0");
    row("unknown option", option(Call::Setsockopt, SOL_SOCKET, 9999, raw(5), -1, ENOPROTOOPT),
        "setsockopt(7, SOL_SOCKET, 0x270f, [5], 4) = -1 ENOPROTOOPT");
    row("unknown level", option(Call::Setsockopt, 4711, 1, raw(5)), "setsockopt(7, 0x1267, 0x1, [5], 4) = 0");
    row("odd size", option(Call::Setsockopt, SOL_SOCKET, SO_REUSEADDR, QByteArray("\1\0\2", 3)),
        "setsockopt(7, SOL_SOCKET, SO_REUSEADDR, \"\\x01\\0\\x02\", 3) = 0");
    row("no value", call(Call::Setsockopt, 7, {SOL_SOCKET, SO_REUSEADDR, 0}, -1, EINVAL),
        "setsockopt(7, SOL_SOCKET, SO_REUSEADDR, \"\", 0) = -1 EINVAL");
    row("value not kept", lost(call(Call::Setsockopt, 7, {SOL_SOCKET, SO_REUSEADDR, 4}, 0), 4),
        "setsockopt(7, SOL_SOCKET, SO_REUSEADDR, 4 bytes not kept, 4) = 0");
    row("SO_ERROR none", option(Call::Getsockopt, SOL_SOCKET, SO_ERROR, raw(0)),
        "getsockopt(7, SOL_SOCKET, SO_ERROR, [0], [4]) = 0");
    row("SO_ERROR refused", option(Call::Getsockopt, SOL_SOCKET, SO_ERROR, raw(ECONNREFUSED)),
        "getsockopt(7, SOL_SOCKET, SO_ERROR, [ECONNREFUSED], [4]) = 0");
    row("SO_ERROR unknown", option(Call::Getsockopt, SOL_SOCKET, SO_ERROR, raw(4711)),
        "getsockopt(7, SOL_SOCKET, SO_ERROR, [errno 4711], [4]) = 0");
    row("SO_TYPE", option(Call::Getsockopt, SOL_SOCKET, SO_TYPE, raw(1)),
        "getsockopt(7, SOL_SOCKET, SO_TYPE, [SOCK_STREAM], [4]) = 0");
    row("SO_DOMAIN", option(Call::Getsockopt, SOL_SOCKET, SO_DOMAIN, raw(AF_INET6)),
        "getsockopt(7, SOL_SOCKET, SO_DOMAIN, [AF_INET6], [4]) = 0");
    row("SO_PROTOCOL", option(Call::Getsockopt, SOL_SOCKET, SO_PROTOCOL, raw(6)),
        "getsockopt(7, SOL_SOCKET, SO_PROTOCOL, [IPPROTO_TCP], [4]) = 0");
    row("SO_PEERCRED", option(Call::Getsockopt, SOL_SOCKET, SO_PEERCRED, raw(ucred{1, 2, 3})),
        "getsockopt(7, SOL_SOCKET, SO_PEERCRED, {pid=1, uid=2, gid=3}, [12]) = 0");
    row("TCP_INFO", option(Call::Getsockopt, IPPROTO_TCP, TCP_INFO, tcpInfo(TCP_ESTABLISHED)),
        "getsockopt(7, IPPROTO_TCP, TCP_INFO, {tcpi_state=TCP_ESTABLISHED, tcpi_unacked=1, tcpi_lost=2, tcpi_rtt=41, "
        "tcpi_rttvar=20, tcpi_snd_cwnd=10, tcpi_snd_mss=32768, tcpi_total_retrans=3, ...}, [104]) = 0");
    row("TCP_INFO of a listener", option(Call::Getsockopt, IPPROTO_TCP, TCP_INFO, tcpInfo(TCP_LISTEN)),
        "getsockopt(7, IPPROTO_TCP, TCP_INFO, {tcpi_state=TCP_LISTEN, tcpi_unacked=1, tcpi_sacked=128, ...}, [104]) = "
        "0");
    row("TCP_INFO one byte", option(Call::Getsockopt, IPPROTO_TCP, TCP_INFO, "\x07"),
        "getsockopt(7, IPPROTO_TCP, TCP_INFO, {tcpi_state=TCP_CLOSE, ...}, [1]) = 0");
    row("TCP_INFO unknown state", option(Call::Getsockopt, IPPROTO_TCP, TCP_INFO, "\x63"),
        "getsockopt(7, IPPROTO_TCP, TCP_INFO, {tcpi_state=0x63, ...}, [1]) = 0");
    row("getsockopt failed", call(Call::Getsockopt, 7, {SOL_SOCKET, SO_ERROR, 4}, -1, EBADF),
        "getsockopt(7, SOL_SOCKET, SO_ERROR, ..., [4]) = -1 EBADF");

    // addresses
    row("bind", withPayload(call(Call::Bind, 7, {}, 0), address("127.0.0.1", 8080)), "bind(7, 127.0.0.1:8080) = 0");
    row("bind IPv6", withPayload(call(Call::Bind, 7, {}, -1, EADDRINUSE), address("::", 8080)),
        "bind(7, [::]:8080) = -1 EADDRINUSE");
    row("bind nothing", call(Call::Bind, 7, {}, -1, EINVAL), "bind(7, ...) = -1 EINVAL");
    row("bind short address", withPayload(call(Call::Bind, 7, {}, -1, EINVAL), "\2"), "bind(7, ?) = -1 EINVAL");
    row("bind not kept", lost(call(Call::Bind, 7, {}, 0), 16), "bind(7, 16 bytes not kept) = 0");
    row("connect", withPayload(call(Call::Connect, 9, {}, -1, ECONNREFUSED), address("127.0.0.1", 8081)),
        "connect(9, 127.0.0.1:8081) = -1 ECONNREFUSED");
    row("getsockname", withPayload(call(Call::Getsockname, 7, {}, 0), address("127.0.0.1", 8080)),
        "getsockname(7, 127.0.0.1:8080) = 0");
    row("getpeername failed", call(Call::Getpeername, 9, {}, -1, ENOTCONN), "getpeername(9, ...) = -1 ENOTCONN");
    row("listen", call(Call::Listen, 7, {128}, 0), "listen(7, 128) = 0");
    row("listen negative", call(Call::Listen, 7, {-1}, 0), "listen(7, -1) = 0");
    row("accept4", withPayload(call(Call::Accept4, 7, {SOCK_NONBLOCK | SOCK_CLOEXEC}, 8), address("127.0.0.1", 54321)),
        "accept4(7, 127.0.0.1:54321, SOCK_NONBLOCK|SOCK_CLOEXEC) = 8");
    row("accept4 nothing", call(Call::Accept4, 7, {SOCK_NONBLOCK}, -1, EAGAIN),
        "accept4(7, ..., SOCK_NONBLOCK) = -1 EAGAIN");

    // data
    row("send", withPayload(call(Call::Send, 9, {6, MSG_NOSIGNAL}, 6), "Hello!"),
        "send(9, \"Hello!\", 6, MSG_NOSIGNAL) = 6");
    row("send in part", withPayload(call(Call::Send, 9, {6, MSG_NOSIGNAL}, 3), "Hel"),
        "send(9, \"Hel\"..., 6, MSG_NOSIGNAL) = 3");
    row("send long", withPayload(call(Call::Send, 9, {40, 0}, 40), QByteArray(40, 'x')),
        "send(9, \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"..., 40, 0) = 40");
    row("send failed", call(Call::Send, 9, {6, MSG_NOSIGNAL}, -1, EPIPE), "send(9, ..., 6, MSG_NOSIGNAL) = -1 EPIPE");
    row("send not kept", lost(call(Call::Send, 9, {65536, MSG_NOSIGNAL}, 65536), 65536),
        "send(9, 65536 bytes not kept, 65536, MSG_NOSIGNAL) = 65536");
    row("send one byte not kept", lost(call(Call::Send, 9, {1, 0}, 1), 1), "send(9, 1 byte not kept, 1, 0) = 1");
    row("send nothing", call(Call::Send, 9, {0, 0}, 0), "send(9, \"\", 0, 0) = 0");
    row("recv", withPayload(call(Call::Recv, 8, {65536, 0}, 6), "Hello!"), "recv(8, \"Hello!\", 65536, 0) = 6");
    row("recv UTF-8", withPayload(call(Call::Recv, 8, {65536, MSG_PEEK | MSG_DONTWAIT}, 15), "こんにちは"),
        "recv(8, \"こんにちは\", 65536, MSG_PEEK|MSG_DONTWAIT) = 15");
    row("recv foreign", withPayload(call(Call::Recv, 8, {65536, 0}, 6), QByteArray("\0\x1b[\xff\n\"", 6)),
        "recv(8, \"\\0\\x1b[\\xff\\n\\\"\", 65536, 0) = 6");
    row("recv end of stream", call(Call::Recv, 8, {65536, 0}, kEof), "recv(8, \"\", 65536, 0) = 0");
    row("recv nothing there", call(Call::Recv, 8, {65536, 0}, -1, EAGAIN), "recv(8, ..., 65536, 0) = -1 EAGAIN");
    row("recv unknown flags", call(Call::Recv, 8, {1, 0x08000000 | MSG_PEEK}, -1, EINVAL),
        "recv(8, ..., 1, MSG_PEEK|0x8000000) = -1 EINVAL");
    row("shutdown", call(Call::Shutdown, 9, {SHUT_WR}, 0), "shutdown(9, SHUT_WR) = 0");
    row("shutdown both", call(Call::Shutdown, 9, {SHUT_RDWR}, -1, ENOTCONN), "shutdown(9, SHUT_RDWR) = -1 ENOTCONN");
    row("shutdown unknown", call(Call::Shutdown, 9, {7}, -1, EINVAL), "shutdown(9, 0x7) = -1 EINVAL");
    row("close", call(Call::Close, 9, {}, 0), "close(9) = 0");
    row("close again", call(Call::Close, -1, {}, -1, EBADF), "close(-1) = -1 EBADF");

    // waiting
    row("epoll_create1", call(Call::EpollCreate1, -1, {EPOLL_CLOEXEC}, 3), "epoll_create1(EPOLL_CLOEXEC) = 3");
    row("epoll_ctl add", call(Call::EpollCtl, 3, {EPOLL_CTL_ADD, 7, EPOLLIN}, 0),
        "epoll_ctl(3, EPOLL_CTL_ADD, 7, EPOLLIN) = 0");
    row("epoll_ctl edge",
        call(Call::EpollCtl, 3,
             {EPOLL_CTL_MOD, 7, static_cast<std::int32_t>(EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET)}, 0),
        "epoll_ctl(3, EPOLL_CTL_MOD, 7, EPOLLIN|EPOLLOUT|EPOLLRDHUP|EPOLLET) = 0");
    row("epoll_ctl no events", call(Call::EpollCtl, 3, {EPOLL_CTL_MOD, 7, 0}, 0),
        "epoll_ctl(3, EPOLL_CTL_MOD, 7, 0) = 0");
    row("epoll_ctl delete", call(Call::EpollCtl, 3, {EPOLL_CTL_DEL, 7, 0}, -1, ENOENT),
        "epoll_ctl(3, EPOLL_CTL_DEL, 7, NULL) = -1 ENOENT");
    row("epoll_wait", withPayload(call(Call::EpollWait, 3, {64, -1}, 1), ready({{7, EPOLLIN}})),
        "epoll_wait(3, [fd 7 EPOLLIN], 64, -1) = 1");
    row("epoll_wait two",
        withPayload(call(Call::EpollWait, 3, {64, 50}, 2), ready({{7, EPOLLIN}, {9, EPOLLIN | EPOLLHUP}})),
        "epoll_wait(3, [fd 7 EPOLLIN, fd 9 EPOLLIN|EPOLLHUP], 64, 50) = 2");
    row("epoll_wait more than kept", withPayload(call(Call::EpollWait, 3, {64, -1}, 3), ready({{7, EPOLLIN}})),
        "epoll_wait(3, [fd 7 EPOLLIN, ...], 64, -1) = 3");
    row("epoll_wait cut", withPayload(call(Call::EpollWait, 3, {64, -1}, 1), "abc"),
        "epoll_wait(3, [...], 64, -1) = 1");
    row("epoll_wait timeout", call(Call::EpollWait, 3, {64, 100}, 0), "epoll_wait(3, [], 64, 100) = 0");
    row("epoll_wait interrupted", call(Call::EpollWait, 3, {64, -1}, -1, EINTR),
        "epoll_wait(3, ..., 64, -1) = -1 EINTR");
    row("eventfd", call(Call::Eventfd, -1, {0, EFD_NONBLOCK | EFD_CLOEXEC}, 4),
        "eventfd(0, EFD_NONBLOCK|EFD_CLOEXEC) = 4");
    row("read", withPayload(call(Call::Read, 4, {8}, 8), QByteArray("\1\0\0\0\0\0\0\0", 8)),
        "read(4, \"\\x01\\0\\0\\0\\0\\0\\0\\0\", 8) = 8");
    row("write", withPayload(call(Call::Write, 4, {8}, 8), QByteArray("\1\0\0\0\0\0\0\0", 8)),
        "write(4, \"\\x01\\0\\0\\0\\0\\0\\0\\0\", 8) = 8");
    row("read without its bytes", call(Call::Read, 4, {8}, 8), "read(4, ..., 8) = 8");

    // files
    row("lstat", withPayload(call(Call::Lstat, -1, {S_IFSOCK | 0600, 1000}, 0), "/run/x\x1b"),
        "lstat(\"/run/x\\x1b\", {st_mode=S_IFSOCK|0600, st_uid=1000, ...}) = 0");
    row("lstat of nothing", withPayload(call(Call::Lstat, -1, {}, -1, ENOENT), "/run/x"),
        "lstat(\"/run/x\", ...) = -1 ENOENT");
    row("chmod", withPayload(call(Call::Chmod, -1, {0600}, 0), "/run/x"), "chmod(\"/run/x\", 0600) = 0");
    row("chmod to nothing", withPayload(call(Call::Chmod, -1, {0}, 0), "x"), "chmod(\"x\", 0000) = 0");
    row("unlink", withPayload(call(Call::Unlink, -1, {}, 0), "@x"), "unlink(\"@x\") = 0");

    // an echo without copying
    row("pipe2", call(Call::Pipe2, -1, {12, 13, O_NONBLOCK | O_CLOEXEC}, 0),
        "pipe2([12, 13], O_NONBLOCK|O_CLOEXEC) = 0");
    row("pipe2 failed", call(Call::Pipe2, -1, {-1, -1, 0}, -1, EMFILE), "pipe2(..., 0) = -1 EMFILE");
    row("splice", call(Call::Splice, 9, {13, 65536, SPLICE_F_MOVE | SPLICE_F_NONBLOCK}, 6),
        "splice(9, NULL, 13, NULL, 65536, SPLICE_F_MOVE|SPLICE_F_NONBLOCK) = 6");
    row("splice has nothing", call(Call::Splice, 9, {13, 1, 0}, -1, EAGAIN),
        "splice(9, NULL, 13, NULL, 1, 0) = -1 EAGAIN");

    // rubbish
    row("unknown call", call(static_cast<Call>(200), 5, {1, -2, 3, 4}, 6), "?(5, 1, -2, 3, 4) = 6");
    row("no call", call(Call::None, -1, {}, 0), "?(-1, 0, 0, 0, 0) = 0");
    row("unknown errno", call(Call::Close, 9, {}, -1, 4711), "close(9) = -1 errno 4711");
    row("unknown kind", of(static_cast<EventKind>(99), 0), "?");

    // states, messages, notes
    row("state", state(TcpState::Closed, TcpState::Listen), "CLOSED → LISTEN");
    row("state unknown", state(TcpState::Unknown, static_cast<TcpState>(77)), "? → ?");
    row("sent", message(core::Direction::Sent, "Hello!"), "→ 6 bytes \"Hello!\"");
    row("received", message(core::Direction::Received, "x"), "← 1 byte \"x\"");
    row("received long", message(core::Direction::Received, QByteArray(30, 'a') + "こ"),
        "← 33 bytes \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"...");
    row("message empty", message(core::Direction::Sent, ""), "→ 0 bytes");
    row("message not kept", lost(of(EventKind::Message, 0), 70000), "→ 70000 bytes not kept");
    row("message unknown direction", withPayload(of(EventKind::Message, 9), "x"), "? 1 byte \"x\"");
    Event packet = of(EventKind::Packet, 7, 1);
    packet.args[2] = 0x12;
    packet.args[3] = 65483;
    packet.result = 3;
    row("packet", packet, "SYN+ACK seq 7 ack 1 win 65483 len 3");
    packet.args[2] = 0x2 | 0x10000 | 0x40000;
    row("packet again, scale unknown, no ACK", packet, "SYN seq 7 win 65483? len 3 retransmission");
    packet.args = {1, 1, 0x18, 0};
    const QByteArray headers = QByteArray::fromHex("4500002b00014000400600007f0000017f000001"
                                                   "d4311f900000000100000001501800000000"
                                                   "0000");
    row("packet with data, zero window", withPayload(packet, headers + "a\nb"),
        "PSH+ACK seq 1 ack 1 win 0 len 3 \"a\\nb\" zero window");
    packet.args[2] = 0x14;
    row("a reset has no window", packet, "RST+ACK seq 1 ack 1 win 0 len 3");
    row("note",
        withPayload(of(EventKind::Note, static_cast<int>(core::NoteCode::ConnectTimeout), 5000), address("::1", 8080)),
        "No answer from [::1]:8080 within 5000 ms: the attempt to connect was given up.");
}

void TestEventText::text()
{
    QFETCH(Event, event);
    QFETCH(QByteArray, text);
    QCOMPARE(QString::fromStdString(core::eventText(event)), QString::fromUtf8(text));
}

void TestEventText::textIsMadeOfArguments()
{
    QFETCH(Event, event);
    QFETCH(QByteArray, text);
    const auto arguments = core::arguments(event);
    if (event.kind != EventKind::Call) {
        QVERIFY(arguments.empty());
        return;
    }
    std::string joined;
    for (const core::Argument& argument : arguments) {
        QVERIFY(!argument.name.empty());
        joined += (joined.empty() ? "" : ", ") + argument.value;
    }
    const std::string expected =
        '(' + joined + ") = " + core::resultText(event) + (core::isInPrivateNetwork(event) ? " (private network)" : "");
    QVERIFY2(text.endsWith(QByteArray::fromStdString(expected)), expected.c_str());
}

void TestEventText::argumentNames_data()
{
    QTest::addColumn<int>("which");
    QTest::addColumn<QByteArray>("names");
    const auto row = [](Call which, const char* names) {
        QTest::newRow(core::callInfo(which).name) << static_cast<int>(which) << QByteArray(names);
    };
    row(Call::Socket, "domain type protocol");
    row(Call::Setsockopt, "sockfd level optname optval optlen");
    row(Call::Getsockopt, "sockfd level optname optval optlen");
    row(Call::Bind, "sockfd addr");
    row(Call::Getsockname, "sockfd addr");
    row(Call::Getpeername, "sockfd addr");
    row(Call::Listen, "sockfd backlog");
    row(Call::Accept4, "sockfd addr flags");
    row(Call::Connect, "sockfd addr");
    row(Call::Send, "sockfd buf len flags");
    row(Call::Recv, "sockfd buf len flags");
    row(Call::Shutdown, "sockfd how");
    row(Call::Close, "fd");
    row(Call::EpollCreate1, "flags");
    row(Call::EpollCtl, "epfd op fd event");
    row(Call::EpollWait, "epfd events maxevents timeout");
    row(Call::Eventfd, "initval flags");
    row(Call::Read, "fd buf count");
    row(Call::Write, "fd buf count");
    row(Call::Lstat, "pathname statbuf");
    row(Call::Chmod, "pathname mode");
    row(Call::Unlink, "pathname");
    row(Call::Pipe2, "pipefd flags");
    row(Call::Splice, "fd_in off_in fd_out off_out len flags");
}

void TestEventText::argumentNames()
{
    QFETCH(int, which);
    QFETCH(QByteArray, names);
    QByteArrayList found;
    for (const core::Argument& argument : core::arguments(call(static_cast<Call>(which), 3, {}, 0)))
        found << QByteArray::fromStdString(argument.name);
    QCOMPARE(found.join(' '), names);
}

// Random events of every call: the text stays one line of visible UTF-8. The payload is a heap block of exactly its
// size, so that a sanitizer sees every read beyond it.
void TestEventText::garbage()
{
    std::mt19937 random(5);
    const auto any = [&] { return static_cast<std::int32_t>(random()); };
    for (int i = 0; i < 30000; ++i) {
        Event event;
        event.kind = static_cast<EventKind>(i % 10 == 0 ? random() % 8 : 0);
        event.call = static_cast<Call>(random() % (static_cast<unsigned>(Call::Count) + 2));
        event.fd = any();
        event.result = random() % 2 ? any() : static_cast<std::int32_t>(random() % 20);
        event.error = static_cast<std::uint16_t>(random() % 2 ? random() % 140 : random());
        for (auto& argument : event.args)
            argument = random() % 2 ? any() : static_cast<std::int32_t>(random() % 45);
        event.tookNs = any();
        std::vector<std::byte> payload(random() % (random() % 8 == 0 ? 3000 : 40));
        payload.shrink_to_fit();
        for (auto& byte : payload)
            byte = static_cast<std::byte>(random() % 2 ? random() : random() % 11);
        const bool kept = random() % 8 != 0;
        event.payload = kept && !payload.empty() ? payload.data() : nullptr;
        event.payloadSize = static_cast<std::uint32_t>(kept ? payload.size() : random());
        const std::string text = core::eventText(event);
        const QString line = QString::fromStdString(text);
        QCOMPARE(line.toStdString(), text);
        const auto isForeign = [](QChar c) {
            return c.category() == QChar::Other_Control || c.category() == QChar::Separator_Line ||
                   c.category() == QChar::Separator_Paragraph || (c >= QChar(0x202a) && c <= QChar(0x202e)) ||
                   (c >= QChar(0x2066) && c <= QChar(0x2069));
        };
        QVERIFY2(std::none_of(line.begin(), line.end(), isForeign), text.c_str());
        if (event.kind == EventKind::Call)
            QVERIFY(core::arguments(event).size() >= 1);
        core::errorOf(event);
    }
}

// Structures cut at every length.
void TestEventText::everyPayloadSize()
{
    const QByteArray whole(300, '\2');
    const std::pair<int, int> options[] = {{SOL_SOCKET, SO_ERROR},    {SOL_SOCKET, SO_LINGER},
                                           {SOL_SOCKET, SO_RCVTIMEO}, {SOL_SOCKET, SO_PEERCRED},
                                           {IPPROTO_TCP, TCP_INFO},   {IPPROTO_TCP, TCP_CONGESTION}};
    for (int size = 0; size <= 300; ++size) {
        std::vector<std::byte> payload(static_cast<std::size_t>(size), std::byte{2});
        payload.shrink_to_fit();
        for (unsigned which = 0; which < static_cast<unsigned>(Call::Count); ++which) {
            for (const auto& [level, name] : options) {
                Event event = call(static_cast<Call>(which), 3, {level, name, size}, size);
                event.payload = payload.empty() ? nullptr : payload.data();
                event.payloadSize = static_cast<std::uint32_t>(size);
                QVERIFY(!core::eventText(event).empty());
                core::errorOf(event);
            }
        }
    }
}

GUILESS_TEST(TestEventText)
#include "tst_event_text.moc"
