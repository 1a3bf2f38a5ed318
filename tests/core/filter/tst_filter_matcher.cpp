// SPDX-License-Identifier: GPL-3.0-or-later
// Which events pass which filter, and how much of an event is looked at for it.
#include "core/filter/event_value.h"
#include "core/filter/filter_matcher.h"
#include "core/filter/filter_parser.h"
#include "core/filter/filter_print.h"
#include "core/net/address.h"
#include "tests/support/test_class.h"

#include <QTest>
#include <cerrno>
#include <span>
#include <string>
#include <sys/socket.h>
#include <vector>

using core::Call;
using core::Event;
using core::EventKind;
using core::FilterCost;
using core::FilterKey;
using core::FilterMatcher;
using core::Side;

namespace {

/// Tells names as the window does, and counts how often the text of a row was made.
class Context : public core::FilterContext
{
public:
    void appendRow(std::string& out, const Event& event, std::uint64_t number) const override
    {
        ++m_rows;
        core::FilterContext::appendRow(out, event, number);
    }
    std::string connectionLabel(const Event& event, std::uint64_t number) const override
    {
        Q_UNUSED(number);
        return event.connection == 2 ? "54321 → 8081" : std::string();
    }
    std::string threadName(std::uint16_t thread) const override { return thread == 0 ? "server I/O" : "client I/O"; }
    std::int64_t originNs() const override { return 5'000'000'000; }

    int rows() const { return m_rows; }

private:
    mutable int m_rows = 0;
};

Event base(EventKind kind, Side side, core::ConnectionId connection, std::int64_t startMs)
{
    Event event;
    event.kind = kind;
    event.side = side;
    event.connection = connection;
    event.fd = side == Side::Server ? 7 : 9;
    event.thread = side == Side::Server ? 0 : 1;
    event.startNs = 5'000'000'000 + startMs * 1'000'000;
    return event;
}

Event call(Call call, Side side, core::ConnectionId connection, std::int64_t startMs, std::int32_t result, int error,
           std::int64_t tookNs)
{
    Event event = base(EventKind::Call, side, connection, startMs);
    event.call = call;
    event.result = result;
    event.error = static_cast<std::uint16_t>(error);
    event.tookNs = tookNs;
    return event;
}

void give(Event& event, std::span<const std::byte> bytes)
{
    event.payload = bytes.data();
    event.payloadSize = static_cast<std::uint32_t>(bytes.size());
}

/// 1 bind, 2 connect refused, 3 send of 6 bytes, 4 recv would block, 5 state, 6 message, 7 note, 8 epoll_wait
struct Events
{
    Events()
    {
        all.push_back(call(Call::Bind, Side::Server, 0, 0, 0, 0, 41'000));
        give(all.back(), address.bytes());
        all.push_back(call(Call::Connect, Side::Client, 2, 10, -1, ECONNREFUSED, 1'500'000));
        give(all.back(), address.bytes());
        all.push_back(call(Call::Send, Side::Client, 3, 20, 6, 0, 9'000));
        give(all.back(), std::as_bytes(std::span(hello)));
        all.push_back(call(Call::Recv, Side::Server, 3, 30, -1, EAGAIN, 700));
        all.push_back(base(EventKind::State, Side::Client, 3, 40));
        all.back().source = core::Source::Inferred;
        all.back().args = {static_cast<int>(core::TcpState::SynSent), static_cast<int>(core::TcpState::Established)};
        all.push_back(base(EventKind::Message, Side::Server, 3, 2000));
        all.back().args = {static_cast<int>(core::Direction::Received)};
        give(all.back(), std::as_bytes(std::span(greeting)));
        all.push_back(base(EventKind::Note, Side::Server, 0, 2500));
        all.back().args = {static_cast<int>(core::NoteCode::AcceptResumed)};
        all.back().fd = -1;
        all.push_back(call(Call::EpollWait, Side::Server, 0, -3, 1, 0, 3'000'000'000));
    }

    std::string hello = "Hello!";
    std::string greeting = std::string("GET /\0\xff", 7) + "Ärger";
    core::Address address = *core::Address::ip("127.0.0.1", 8080);
    std::vector<Event> all;
};

std::string passing(FilterMatcher& matcher, const Events& events, const Context& context)
{
    std::string numbers;
    for (std::size_t i = 0; i < events.all.size(); ++i) {
        if (matcher.matches(events.all[i], i + 1, context))
            numbers += std::to_string(i + 1);
    }
    return numbers;
}

} // namespace

class TestFilterMatcher : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void filters_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected");
        auto row = [](const char* name, const char* text, const char* expected) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(expected);
        };
        row("nothing asked", "", "12345678");
        row("word", "BIND", "1");
        row("word, not ASCII, other case", "ÄRGER", "6");
        row("words in any order", "8081 connect", "2");
        row("words in quotes", "\"= -1 econn\"", "2");
        row("no word spans two parts of a row", "\"0server\"", "");
        row("quotes and escapes as they are shown", "\"\\\"Hello!\\\"\"", "3");
        row("side in the row", "client", "235");
        row("side", "side:client", "235");
        row("kind", "kind:state,message", "56");
        row("call", "call:SEND", "3");
        row("calls", "call:send,recv", "34");
        row("call that was not made", "call:accept4", "");
        row("errno", "errno:ECONNREFUSED", "2");
        row("errno by number", "errno:11", "4");
        row("any errno", "errno:any", "24");
        row("no errno", "errno:none kind:call", "138");
        row("errno is another one", "errno!=EAGAIN", "1235678");
        row("errors that matter", "is:error", "2");
        row("waiting", "is:waiting", "8");
        row("either mark", "is:error,waiting", "28");
        row("state entered", "state:established", "5");
        row("state left", "state:syn-sent", "5");
        row("to", "to:SYN_SENT", "");
        row("from", "from:SYN_SENT", "5");
        row("source", "source:inferred", "5");
        row("connection", "conn:3", "3456");
        row("connection of none", "conn:0", "178");
        row("connections from a number on", "conn>=3", "3456");
        row("label", "conn:\"→ 8081\"", "2");
        row("label by a pattern", "conn~^5\\d+", "2");
        row("thread by name", "thread:CLIENT", "235");
        row("thread by number", "thread:0", "14678");
        row("thread by a pattern", "thread~^s", "14678");
        row("descriptor", "fd:9", "235");
        row("number", "number<=2", "12");
        row("number of several", "number:1,8", "18");
        row("result", "result<0", "24");
        row("result of a call only", "result>=0", "138");
        row("bytes", "bytes>=6", "36");
        row("bytes exactly", "bytes:6", "3");
        row("bytes other than", "bytes!=6 kind:call,message", "12468");
        row("took", "took>1ms", "28");
        row("took between", "took>=700ns took<41us", "34");
        row("took of what does not last", "not took>=0", "567");
        row("time", "time<2", "123458");
        row("time before the start", "time<0s", "8");
        row("time as shown", "time>=2.5", "7");
        row("text", "text:\"get /\"", "6");
        row("text with a zero", "text:\"/\\x00\\xff\"", "6");
        row("text that was sent", "text:hello", "3");
        row("text with a pattern", "text~\"^H.+!$\"", "3");
        row("pattern over bytes", "text~\\x00\\xff", "6");
        row("hex", "hex:48656c6c", "3");
        row("hex is exact", "hex:68656c6c", "");
        row("hex of an address", "hex:7f000001", "12");
        row("pattern", "~^bind|^recv", "14");
        row("pattern of calls", "call~^(send|recv)$", "34");
        row("pattern of errno values", "errno~refused", "2");
        row("not", "not kind:call", "567");
        row("and", "side:client and kind:call", "23");
        row("or", "kind:note or fd:9", "2357");
        row("all together", "(call:send or errno:any) and not (side:server or bytes>100)", "23");
    }
    void filters()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        const auto filter = core::parseFilter(text.toStdString());
        QVERIFY2(filter, filter ? "" : filter.error().message);
        FilterMatcher matcher(*filter);
        const Events events;
        const Context context;
        QCOMPARE(QByteArray::fromStdString(passing(matcher, events, context)), expected);
    }

    void costs_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<FilterCost>("cost");
        QTest::newRow("nothing") << QByteArray("") << FilterCost::Numbers;
        QTest::newRow("numbers") << QByteArray("side:server or not (errno:any took>1ms state:LISTEN conn:7)")
                                 << FilterCost::Numbers;
        QTest::newRow("pattern of names") << QByteArray("call~send") << FilterCost::Numbers;
        QTest::newRow("a word") << QByteArray("side:server connect") << FilterCost::Words;
        QTest::newRow("a label") << QByteArray("conn:\"→\"") << FilterCost::Words;
        QTest::newRow("bytes") << QByteArray("a or text:b") << FilterCost::Bytes;
        QTest::newRow("no bytes") << QByteArray("a or hex!=00") << FilterCost::Bytes;
    }
    void costs()
    {
        QFETCH(QByteArray, text);
        QFETCH(FilterCost, cost);
        QCOMPARE(FilterMatcher(*core::parseFilter(text.toStdString())).cost(), cost);
    }

    void rowIsMadeOnceAndOnlyWhenNeeded()
    {
        const Events events;
        const Context words;
        FilterMatcher three(*core::parseFilter("~nothing or has or \"this word\""));
        QCOMPARE(passing(three, events, words), std::string());
        QCOMPARE(words.rows(), static_cast<int>(events.all.size()));
        const Context numbers;
        FilterMatcher cheapFirst(*core::parseFilter("connect and ~refused and kind:note"));
        QCOMPARE(passing(cheapFirst, events, numbers), std::string());
        QCOMPARE(numbers.rows(), 1); // the only note
    }

    void termsOfAnEvent_data()
    {
        QTest::addColumn<int>("number");
        QTest::addColumn<FilterKey>("key");
        QTest::addColumn<QByteArray>("expected");
        auto row = [](const char* name, int number, FilterKey key, const char* expected) {
            QTest::newRow(name) << number << key << QByteArray(expected);
        };
        row("call", 2, FilterKey::Call, "call:connect");
        row("errno", 2, FilterKey::Errno, "errno:ECONNREFUSED");
        row("no errno", 1, FilterKey::Errno, "");
        row("side", 2, FilterKey::Side, "side:client");
        row("connection", 2, FilterKey::Conn, "conn:2");
        row("thread", 1, FilterKey::Thread, "thread:\"server I/O\"");
        row("descriptor", 1, FilterKey::Fd, "fd:7");
        row("no descriptor", 7, FilterKey::Fd, "");
        row("took", 1, FilterKey::Took, "took>=41us");
        row("took nothing", 6, FilterKey::Took, "");
        row("time", 6, FilterKey::Time, "time>=2s");
        row("time before the start", 8, FilterKey::Time, "time>=-3ms");
        row("state", 5, FilterKey::State, "state:ESTABLISHED");
        row("bytes", 3, FilterKey::Bytes, "bytes:6");
        row("text", 3, FilterKey::Text, "text:\"Hello!\"");
        row("text of an address", 1, FilterKey::Text, "");
        row("number", 4, FilterKey::Number, "number:4");
        row("kind", 7, FilterKey::Kind, "kind:note");
    }
    void termsOfAnEvent()
    {
        QFETCH(int, number);
        QFETCH(FilterKey, key);
        QFETCH(QByteArray, expected);
        const Events events;
        const Context context;
        const Event& event = events.all[static_cast<std::size_t>(number) - 1];
        const auto term = core::termOf(key, event, static_cast<std::uint64_t>(number), context);
        QCOMPARE(term ? QByteArray::fromStdString(core::printTerm(*term)) : QByteArray(), expected);
        if (!term)
            return;
        FilterMatcher matcher(*core::parseFilter(core::printTerm(*term)));
        QVERIFY(matcher.matches(event, static_cast<std::uint64_t>(number), context));
    }

    void packetsCountTheirData()
    {
        Event packet = base(EventKind::Packet, Side::Client, 1, 0);
        const std::string captured(60, 'x');
        give(packet, std::as_bytes(std::span(captured)));
        packet.result = 6;
        const Context context;
        FilterMatcher matcher(*core::parseFilter("bytes:6"));
        QVERIFY(matcher.matches(packet, 1, context));
    }

    void errorThatTheKernelHandsOver()
    {
        Event event = call(Call::Getsockopt, Side::Client, 1, 0, 0, 0, 100);
        event.args = {SOL_SOCKET, SO_ERROR, 4};
        const int pending = ECONNREFUSED;
        give(event, std::as_bytes(std::span(&pending, 1)));
        const Context context;
        FilterMatcher matcher(*core::parseFilter("errno:ECONNREFUSED is:error"));
        QVERIFY(matcher.matches(event, 1, context));
    }
};

GUILESS_TEST(TestFilterMatcher)
#include "tst_filter_matcher.moc"
