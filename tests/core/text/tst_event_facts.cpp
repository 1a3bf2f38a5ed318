// SPDX-License-Identifier: GPL-3.0-or-later
// The error that an event carries, names of states and kinds, and durations.
#include "core/text/event_text.h"
#include "tests/core/text/made_calls.h"
#include "tests/support/test_class.h"

#include <QTest>
#include <array>
#include <cerrno>
#include <cstring>
#include <limits>
#include <netinet/in.h>
#include <sys/socket.h>

using core::Call;
using core::Event;
using core::EventKind;
using core::TcpState;

namespace {

// A getsockopt that returned the value; the value outlives the event.
Event option(int level, int name, const std::int32_t& value, std::uint32_t size = sizeof(std::int32_t))
{
    Event event = call(Call::Getsockopt, 9, {level, name, static_cast<std::int32_t>(size)}, 0);
    event.payload = reinterpret_cast<const std::byte*>(&value);
    event.payloadSize = size;
    return event;
}

Event withoutBytes(Event event)
{
    event.payload = nullptr;
    return event;
}

Event ofCall(Event event, Call which)
{
    event.call = which;
    return event;
}

Event ofKind(Event event, EventKind kind)
{
    event.kind = kind;
    return event;
}

} // namespace

class TestEventFacts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void errorOf_data();
    void errorOf();
    void names();
    void duration_data();
    void duration();
};

void TestEventFacts::errorOf_data()
{
    QTest::addColumn<Event>("event");
    QTest::addColumn<int>("error");
    QTest::addColumn<bool>("trouble");
    const auto row = [](const char* name, const Event& event, int error, bool trouble) {
        QTest::newRow(name) << event << error << trouble;
    };
    static constexpr std::int32_t kNone = 0;
    static constexpr std::int32_t kRefused = ECONNREFUSED;
    const Event pending = option(SOL_SOCKET, SO_ERROR, kRefused);
    row("none", call(Call::Bind, 9, {}, 0), 0, false);
    row("in use", call(Call::Bind, 9, {}, -1, EADDRINUSE), EADDRINUSE, true);
    row("would block", call(Call::Recv, 9, {}, -1, EAGAIN), EAGAIN, false);
    row("in progress", call(Call::Connect, 9, {}, -1, EINPROGRESS), EINPROGRESS, false);
    row("interrupted", call(Call::EpollWait, 9, {}, -1, EINTR), EINTR, false);
    row("pending", pending, ECONNREFUSED, true);
    row("nothing pending", option(SOL_SOCKET, SO_ERROR, kNone), 0, false);
    row("other level", option(IPPROTO_TCP, SO_ERROR, kRefused), 0, false);
    row("other option", option(SOL_SOCKET, SO_TYPE, kRefused), 0, false);
    row("pending, cut", option(SOL_SOCKET, SO_ERROR, kRefused, 3), 0, false);
    row("pending, not kept", withoutBytes(pending), 0, false);
    row("set, not got", ofCall(pending, Call::Setsockopt), 0, false);
    row("getsockopt failed", call(Call::Getsockopt, 9, {SOL_SOCKET, SO_ERROR, 4}, -1, EBADF), EBADF, true);
    row("state", ofKind(call(Call::None, 9, {7, 10}, 0), EventKind::State), 0, false);
    row("no call carries an error", ofKind(call(Call::None, 9, {}, -1, EBADF), EventKind::Note), 0, false);
}

void TestEventFacts::errorOf()
{
    QFETCH(Event, event);
    QFETCH(int, error);
    QFETCH(bool, trouble);
    QCOMPARE(core::errorOf(event), error);
    QCOMPARE(core::isTrouble(event), trouble);
}

void TestEventFacts::names()
{
    const std::pair<TcpState, std::string_view> states[] = {
        {TcpState::Unknown, "?"},          {TcpState::Established, "ESTABLISHED"}, {TcpState::SynSent, "SYN_SENT"},
        {TcpState::SynRecv, "SYN_RECV"},   {TcpState::FinWait1, "FIN_WAIT1"},      {TcpState::FinWait2, "FIN_WAIT2"},
        {TcpState::TimeWait, "TIME_WAIT"}, {TcpState::Closed, "CLOSED"},           {TcpState::CloseWait, "CLOSE_WAIT"},
        {TcpState::LastAck, "LAST_ACK"},   {TcpState::Listen, "LISTEN"},           {TcpState::Closing, "CLOSING"}};
    for (const auto& [which, name] : states)
        QCOMPARE(core::stateName(which), name);
    QCOMPARE(core::stateName(static_cast<TcpState>(255)), std::string_view("?"));
    QCOMPARE(core::kindName(EventKind::Call), std::string_view("call"));
    QCOMPARE(core::kindName(EventKind::State), std::string_view("state"));
    QCOMPARE(core::kindName(EventKind::Message), std::string_view("message"));
    QCOMPARE(core::kindName(EventKind::Packet), std::string_view("packet"));
    QCOMPARE(core::kindName(EventKind::Note), std::string_view("note"));
    QCOMPARE(core::sourceName(core::Source::Call), std::string_view("call"));
    QCOMPARE(core::sourceName(core::Source::Kernel), std::string_view("kernel"));
    QCOMPARE(core::sourceName(core::Source::Sampled), std::string_view("sampled"));
    QCOMPARE(core::sourceName(core::Source::Inferred), std::string_view("inferred"));
    QCOMPARE(core::sideName(core::Side::Server), std::string_view("server"));
    QCOMPARE(core::sideName(core::Side::Client), std::string_view("client"));
}

void TestEventFacts::duration_data()
{
    QTest::addColumn<qlonglong>("ns");
    QTest::addColumn<QString>("text");
    const auto row = [](qlonglong ns, const char* text) { QTest::addRow("%lld", ns) << ns << QString::fromUtf8(text); };
    row(0, "0");
    row(1, "1 ns");
    row(999, "999 ns");
    row(1'000, "1.0 µs");
    row(1'249, "1.2 µs");
    row(9'949, "9.9 µs");
    row(9'950, "10 µs");
    row(41'000, "41 µs");
    row(999'499, "999 µs");
    row(999'500, "1.00 ms");
    row(1'200'000, "1.20 ms");
    row(9'994'999, "9.99 ms");
    row(9'995'000, "10.0 ms");
    row(99'949'999, "99.9 ms");
    row(99'950'000, "100 ms");
    row(999'499'999, "999 ms");
    row(999'500'000, "1.0 s");
    row(3'200'000'000, "3.2 s");
    row(99'949'999'999, "99.9 s");
    row(99'950'000'000, "1.7 min");
    row(3'596'999'999'999, "59.9 min");
    row(3'597'000'000'000, "1.0 h");
    row(359'819'999'999'999, "99.9 h");
    row(359'820'000'000'000, "100 h");
    row(std::numeric_limits<qlonglong>::max(), "2562048 h");
    row(-41'000, "-41 µs");
    row(std::numeric_limits<qlonglong>::min(), "-2562048 h");
}

void TestEventFacts::duration()
{
    QFETCH(qlonglong, ns);
    QFETCH(QString, text);
    QCOMPARE(QString::fromStdString(core::durationText(ns)), text);
}

GUILESS_TEST(TestEventFacts)
#include "tst_event_facts.moc"
