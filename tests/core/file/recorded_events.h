// SPDX-License-Identifier: GPL-3.0-or-later
// Recordings for tests of files: every kind of event, every kind of payload.
#pragma once

#include "core/event/recording.h"
#include "core/file/recording_reader.h"
#include "core/file/save_events.h"

#include <QByteArray>
#include <QFile>
#include <QString>
#include <cerrno>
#include <cstring>
#include <memory>
#include <vector>

namespace tests {

/// Builds a batch event by event; the payload is copied into one chunk when it is taken.
class BatchMaker
{
public:
    core::Event& add(core::Event event, const QByteArray& payload = {})
    {
        event.payloadSize = static_cast<std::uint32_t>(payload.size());
        m_events.push_back(event);
        m_payloads.push_back(payload);
        return m_events.back();
    }
    /// Payload that was not kept.
    void addWithoutBytes(core::Event event, std::uint32_t size) { add(event).payloadSize = size; }

    core::Batch take()
    {
        core::Batch batch;
        qsizetype total = 0;
        for (const QByteArray& payload : m_payloads)
            total += payload.size();
        auto chunk = std::make_shared<core::PayloadChunk>(static_cast<std::size_t>(total));
        std::byte* place = chunk->data.get();
        for (std::size_t i = 0; i < m_events.size(); ++i) {
            const QByteArray& payload = m_payloads[i];
            if (payload.isEmpty())
                continue;
            std::memcpy(place, payload.constData(), static_cast<std::size_t>(payload.size()));
            m_events[i].payload = place;
            place += payload.size();
            ++chunk->events;
        }
        chunk->full.store(true);
        batch.events = std::move(m_events);
        if (chunk->events > 0)
            batch.chunks.push_back(std::move(chunk));
        m_events.clear();
        m_payloads.clear();
        return batch;
    }

private:
    std::vector<core::Event> m_events;
    std::vector<QByteArray> m_payloads;
};

inline core::Event callEvent(core::Call call, std::int64_t startNs, std::int32_t result = 0, int error = 0)
{
    core::Event event;
    event.call = call;
    event.startNs = startNs;
    event.tookNs = 41'000;
    event.fd = 7;
    event.connection = 3;
    event.result = result;
    event.error = static_cast<std::uint16_t>(error);
    return event;
}

inline core::Event kindEvent(core::EventKind kind, std::int64_t startNs, std::array<std::int32_t, 4> args = {})
{
    core::Event event;
    event.kind = kind;
    event.startNs = startNs;
    event.args = args;
    return event;
}

/// Every kind, source, side and call, all sorts of payload, the ends of every range.
inline core::Batch everything()
{
    using namespace core;
    BatchMaker make;
    std::int64_t time = 1'000'000'000;
    for (std::size_t call = 0; call < kCalls.size(); ++call)
        make.add(callEvent(static_cast<Call>(call), ++time, static_cast<std::int32_t>(call)));
    for (const int error : {EAGAIN, ECONNREFUSED, 133, 4095, 65535})
        make.add(callEvent(Call::Connect, ++time, -1, error));
    const QByteArray payloads[] = {
        "Hello!",
        "\"quotes\" and \\ and /",
        "tab\tline\r\nend",
        "日本語テキスト 😀",
        "soft\u00adhyphen, \u202eright to left, \u2028 line, \U000e0001 tag, \ufeff",
        QByteArray("NUL \0 inside", 12),
        "\x1b[31mred",
        "\xff\xfe not UTF-8",
        "\xed\xa0\x80 surrogate",
        "\xf4\x90\x80\x80",
        "cut \xe6\x97",
        QByteArray(1, '\0'),
        "\x7f",
        "\xc2\x85",
        "=1+1",
        QByteArray(70'000, 'x'),
        QByteArray(70'000, '\x80'),
    };
    for (const QByteArray& payload : payloads) {
        make.add(callEvent(Call::Send, ++time, 6), payload).args = {static_cast<std::int32_t>(payload.size()), 0x4000};
        make.add(kindEvent(EventKind::Message, ++time, {1}), payload).side = Side::Client;
    }
    QByteArray all;
    for (int byte = 0; byte < 256; ++byte)
        all.append(static_cast<char>(byte));
    make.add(kindEvent(EventKind::Message, ++time), all);
    make.addWithoutBytes(kindEvent(EventKind::Message, ++time), 4'000'000'000U);
    for (int from = 0; from < 12; ++from)
        make.add(kindEvent(EventKind::State, ++time, {from, 11 - from})).source = static_cast<Source>(from % 4);
    for (int note = 0; note <= static_cast<int>(NoteCode::AcceptFails) + 1; ++note)
        make.add(kindEvent(EventKind::Note, ++time, {note, 1}), "localhost -> ::1");
    Event packet = kindEvent(EventKind::Packet, ++time, {1, -1, 0x7'0018, 65'536});
    packet.source = Source::Kernel;
    packet.result = 6;
    make.add(packet, QByteArray("\x45\0\0\x28", 4) + QByteArray(36, '\1'));
    make.addWithoutBytes(packet, 60);
    Event huge = callEvent(Call::Recv, std::int64_t{1} << 61, std::numeric_limits<std::int32_t>::min());
    huge.tookNs = (std::int64_t{1} << 48) - 1;
    huge.connection = std::numeric_limits<std::uint32_t>::max();
    huge.fd = std::numeric_limits<std::int32_t>::max();
    huge.args.fill(std::numeric_limits<std::int32_t>::min());
    huge.thread = 65'535;
    huge.side = Side::Client;
    make.add(huge);
    make.add(callEvent(Call::Close, ++time)).fd = 0;
    Event none;
    none.startNs = -(std::int64_t{1} << 61);
    make.add(none);
    Event odd = kindEvent(EventKind::State, 5, {77, -1, 3, 4}); // no state has these numbers
    odd.call = Call::Close;
    odd.result = 5;
    odd.error = EPIPE;
    make.add(odd);
    return make.take();
}

inline core::RecordingFacts someFacts()
{
    core::RecordingFacts facts;
    facts.program = "Socket Playground 0.1.0";
    facts.system = "Linux 6.1.0 x86_64";
    facts.realtimeOffsetNs = 1'700'000'000'000'000'000;
    facts.lost = 12;
    facts.threads = {"server I/O", "", "=client \"I/O\"|\xff"};
    return facts;
}

/// What is different; empty: the same.
inline QString difference(const core::Event& a, const core::Event& b)
{
    const auto same = [](const core::Event& event) {
        return std::tuple(event.startNs, event.tookNs, event.payloadSize, event.payload != nullptr, event.connection,
                          event.fd, event.result, event.args, event.error, event.kind, event.source, event.side,
                          event.call, event.thread);
    };
    if (same(a) != same(b))
        return QStringLiteral("values");
    if (a.payload && std::memcmp(a.payload, b.payload, a.payloadSize) != 0)
        return QStringLiteral("payload");
    return {};
}

inline QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(none)");
}

inline void put(const QString& path, const QByteArray& content)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("a file of the test cannot be written");
}

} // namespace tests
