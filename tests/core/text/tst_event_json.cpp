// SPDX-License-Identifier: GPL-3.0-or-later
// Events as lines of JSON: all keys, in order, for every kind of event.
#include "core/net/address.h"
#include "core/text/event_json.h"
#include "tests/core/text/made_calls.h"
#include "tests/support/test_class.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <cerrno>
#include <limits>
#include <netinet/in.h>
#include <random>
#include <sys/socket.h>

using core::Call;
using core::Event;
using core::EventKind;

namespace {

constexpr const char* kKeys[] = {"seq",  "time_ns", "took_ns", "thread", "kind", "source", "side",  "connection", "fd",
                                 "call", "args",    "result",  "errno",  "from", "to",     "bytes", "text"};
constexpr const char* kPacketKeys[] = {"flags", "tcp_seq", "ack", "win", "len"}; // after those of every event

std::vector<const char*> keysOf(EventKind kind)
{
    std::vector<const char*> keys(std::begin(kKeys), std::end(kKeys));
    if (kind == EventKind::Packet)
        keys.insert(keys.end(), std::begin(kPacketKeys), std::end(kPacketKeys));
    return keys;
}

QByteArray json(const Event& event, std::string_view thread = "server I/O")
{
    return QByteArray::fromStdString(core::eventJson(event, 1, thread));
}

} // namespace

class TestEventJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wholeLine();
    void values_data();
    void values();
    void numbersAreExact();
    void garbage();
};

void TestEventJson::wholeLine()
{
    const auto address = core::Address::ip("127.0.0.1", 8081);
    Event event = withPayload(call(Call::Connect, 9, {}, -1, ECONNREFUSED),
                              {reinterpret_cast<const char*>(address->bytes().data()), int(address->size())});
    event.startNs = 12345678901234;
    event.tookNs = 44000;
    event.connection = 3;
    event.side = core::Side::Client;
    QCOMPARE(QByteArray::fromStdString(core::eventJson(event, 12, "client I/O")),
             QByteArray("{\"seq\":12,\"time_ns\":12345678901234,\"took_ns\":44000,\"thread\":\"client I/O\","
                        "\"kind\":\"call\",\"source\":\"call\",\"side\":\"client\",\"connection\":3,\"fd\":9,"
                        "\"call\":\"connect\",\"args\":[\"9\",\"127.0.0.1:8081\"],\"result\":-1,"
                        "\"errno\":\"ECONNREFUSED\",\"from\":null,\"to\":null,\"bytes\":null,\"text\":null}"));
}

void TestEventJson::values_data()
{
    QTest::addColumn<Event>("event");
    QTest::addColumn<QByteArray>("expected"); // an object with the keys that are not null; the fixed ones left out
    const auto row = [](const char* name, const Event& event, const char* expected) {
        QTest::newRow(name) << event << QByteArray(expected);
    };
    row("socket in the private network", call(Call::Socket, -1, {AF_INET, SOCK_STREAM, IPPROTO_TCP, 1}, 7),
        R"({"call":"socket","args":["AF_INET","SOCK_STREAM","IPPROTO_TCP"],"result":7,"text":"in the private network"})");
    row("socket", call(Call::Socket, -1, {AF_INET, SOCK_STREAM, IPPROTO_TCP}, 7),
        R"({"call":"socket","args":["AF_INET","SOCK_STREAM","IPPROTO_TCP"],"result":7})");
    row("send", withPayload(call(Call::Send, 9, {6, MSG_NOSIGNAL}, 6), "Hello!"),
        R"({"fd":9,"call":"send","args":["9","\"Hello!\"","6","MSG_NOSIGNAL"],"result":6,"bytes":6})");
    row("recv end of stream", call(Call::Recv, 9, {64, 0}, 0),
        R"({"fd":9,"call":"recv","args":["9","\"\"","64","0"],"result":0,"bytes":0})");
    row("recv nothing there", call(Call::Recv, 9, {64, 0}, -1, EAGAIN),
        R"({"fd":9,"call":"recv","args":["9","...","64","0"],"result":-1,"errno":"EAGAIN"})");
    row("close", call(Call::Close, 9, {}, 0), R"({"fd":9,"call":"close","args":["9"],"result":0})");
    row("no call", call(Call::None, -1, {}, 0), R"({"args":["-1","0","0","0","0"],"result":0})");
    row("unknown call", call(static_cast<Call>(99), 1, {}, 0), R"({"fd":1,"args":["1","0","0","0","0"],"result":0})");
    row("state", of(EventKind::State, 7, 10), R"({"kind":"state","from":"CLOSED","to":"LISTEN"})");
    row("message", withPayload(of(EventKind::Message, 0), "Hé\n\xff\""),
        R"({"kind":"message","bytes":6,"text":"Hé\\n\\xff\\\""})");
    row("message empty", of(EventKind::Message, 1), R"({"kind":"message","bytes":0,"text":""})");
    Event lost = of(EventKind::Message, 1);
    lost.payloadSize = 70000;
    row("message not kept", lost, R"({"kind":"message","bytes":70000})");
    row("note", of(EventKind::Note, static_cast<int>(core::NoteCode::EventsLost), 3),
        R"({"kind":"note","text":"Not recorded, because events came faster than they could be stored: 3 events."})");
    Event packet = withPayload(of(EventKind::Packet, 1, -1), "abc");
    packet.args[2] = 0x18;
    packet.args[3] = 65536;
    packet.result = 6;
    row("packet", packet,
        R"({"kind":"packet","bytes":3,"flags":"PSH+ACK","tcp_seq":1,"ack":4294967295,"win":65536,"len":6})");
    row("packet without ACK", of(EventKind::Packet, 0, 7),
        R"({"kind":"packet","bytes":0,"flags":"none","tcp_seq":0,"win":0,"len":0})");
    Event sampled = of(EventKind::State, 2, 1);
    sampled.source = core::Source::Inferred;
    sampled.side = core::Side::Client;
    sampled.connection = 4'000'000'000U;
    sampled.fd = 0;
    row("all of the fixed ones", sampled,
        R"({"kind":"state","source":"inferred","side":"client","connection":4000000000,"fd":0,)"
        R"("from":"SYN_SENT","to":"ESTABLISHED"})");
}

void TestEventJson::values()
{
    QFETCH(Event, event);
    QFETCH(QByteArray, expected);
    const QByteArray line = json(event);
    QVERIFY(!line.contains('\n'));
    QJsonParseError error{};
    const QJsonObject object = QJsonDocument::fromJson(line, &error).object();
    QCOMPARE(error.error, QJsonParseError::NoError);
    QJsonObject wanted = QJsonDocument::fromJson(expected, &error).object();
    QVERIFY2(error.error == QJsonParseError::NoError, expected.constData());
    const QJsonObject fixed{{QStringLiteral("seq"), 1},
                            {QStringLiteral("time_ns"), 0},
                            {QStringLiteral("took_ns"), 0},
                            {QStringLiteral("thread"), QStringLiteral("server I/O")},
                            {QStringLiteral("kind"), QStringLiteral("call")},
                            {QStringLiteral("source"), QStringLiteral("call")},
                            {QStringLiteral("side"), QStringLiteral("server")}};
    qsizetype place = -1;
    for (const char* key : keysOf(event.kind)) {
        const QString name = QLatin1String(key);
        QVERIFY2(object.contains(name), key);
        const QJsonValue otherwise = fixed.contains(name) ? fixed.value(name) : QJsonValue(QJsonValue::Null);
        const QJsonValue value = wanted.contains(name) ? wanted.value(name) : otherwise;
        QVERIFY2(object.value(name) == value, line.constData());
        const qsizetype found = line.indexOf('"' + QByteArray(key) + "\":", std::max<qsizetype>(place, 0));
        QVERIFY2(found > place, key);
        place = found;
    }
    QCOMPARE(object.size(), static_cast<qsizetype>(keysOf(event.kind).size()));
}

void TestEventJson::numbersAreExact()
{
    Event event = call(Call::Close, 9, {}, 0);
    event.startNs = std::numeric_limits<std::int64_t>::max();
    const std::string line = core::eventJson(event, std::numeric_limits<std::uint64_t>::max(), "");
    QVERIFY(line.find("\"seq\":18446744073709551615,\"time_ns\":9223372036854775807,") != std::string::npos);
}

void TestEventJson::garbage()
{
    std::mt19937 random(6);
    for (int i = 0; i < 5000; ++i) {
        Event event;
        event.kind = static_cast<EventKind>(random() % 6);
        event.call = static_cast<Call>(random() % (static_cast<unsigned>(Call::Count) + 2));
        event.source = static_cast<core::Source>(random());
        event.side = static_cast<core::Side>(random());
        event.error = static_cast<std::uint16_t>(random() % 140);
        for (auto& argument : event.args)
            argument = static_cast<std::int32_t>(random() % 2 ? random() : random() % 20);
        std::vector<std::byte> payload(random() % 100);
        for (auto& byte : payload)
            byte = static_cast<std::byte>(random());
        event.payload = payload.empty() ? nullptr : payload.data();
        event.payloadSize = static_cast<std::uint32_t>(payload.size());
        const QByteArray line = json(event, "thread \xff\n");
        QJsonParseError error{};
        const QJsonObject object = QJsonDocument::fromJson(line, &error).object();
        QVERIFY2(error.error == QJsonParseError::NoError, line.constData());
        QVERIFY(!line.contains('\n'));
        QCOMPARE(object.size(), static_cast<qsizetype>(keysOf(event.kind).size()));
    }
}

GUILESS_TEST(TestEventJson)
#include "tst_event_json.moc"
