// SPDX-License-Identifier: GPL-3.0-or-later
// The event of a line of a recording.
#include "core/file/recording_line.h"

#include "core/text/event_text.h"
#include "core/text/hex_digits.h"
#include "core/text/translatable.h"

#include <algorithm>
#include <cstring>
#include <initializer_list>
#include <optional>
#include <unordered_map>

namespace core {

namespace {

constexpr const char* kUnknownName = CORE_TR("The value of \"%1\" is not known.");
constexpr auto kLastCall = static_cast<Call>(kCalls.size() - 1);
constexpr int kMostErrno = 4095; // MAX_ERRNO of the kernel

// The value up to `last` that `nameOf` gives this name.
template <class Enum, class NameOf>
FileResult<Enum> named(const RecordingLine& line, LineKey key, Enum last, NameOf nameOf)
{
    for (unsigned value = 0; value <= static_cast<unsigned>(last); ++value) {
        if (line.text(key) == nameOf(static_cast<Enum>(value)))
            return static_cast<Enum>(value);
    }
    return tl::unexpected(RecordingLine::wrong(key, kUnknownName));
}

std::optional<std::uint16_t> errnoNamed(const std::string& name)
{
    static const auto kNumbers = [] {
        std::unordered_map<std::string, std::uint16_t> numbers;
        for (int error = 1; error <= kMostErrno; ++error) {
            if (const char* known = ::strerrorname_np(error))
                numbers.emplace(known, static_cast<std::uint16_t>(error));
        }
        return numbers;
    }();
    const auto found = kNumbers.find(name);
    return found == kNumbers.end() ? std::nullopt : std::optional(found->second);
}

FileResult<void> readNames(const RecordingLine& line, Event& event)
{
    const auto kind = named<EventKind>(line, LineKey::Kind, EventKind::Note, kindName);
    const auto source = named<Source>(line, LineKey::Source, Source::Inferred, sourceName);
    const auto side = named<Side>(line, LineKey::Side, Side::Client, sideName);
    if (!kind || !source || !side)
        return tl::unexpected(!kind ? kind.error() : !source ? source.error() : side.error());
    event.kind = *kind;
    event.source = *source;
    event.side = *side;
    if (line.has(LineKey::Call)) {
        const auto call = named<Call>(line, LineKey::Call, kLastCall, [](Call value) { return callInfo(value).name; });
        if (!call)
            return tl::unexpected(call.error());
        event.call = *call;
    }
    event.error = static_cast<std::uint16_t>(line.number(LineKey::Errno));
    if (const std::string& name = line.text(LineKey::Errno); !name.empty()) {
        const auto error = errnoNamed(name);
        if (!error)
            return tl::unexpected(RecordingLine::wrong(LineKey::Errno, kUnknownName));
        event.error = *error;
    }
    return {};
}

FileResult<bool> readPayload(const RecordingLine& line, std::vector<std::byte>& payload)
{
    const std::size_t before = payload.size();
    const auto size = static_cast<std::size_t>(line.number(LineKey::Size));
    if (!line.has(LineKey::Data) && !line.has(LineKey::DataHex))
        return false;
    if (line.has(LineKey::Data) && line.has(LineKey::DataHex))
        return tl::unexpected(
            RecordingLine::wrong(LineKey::DataHex, CORE_TR("\"data\" and \"%1\" exclude each other.")));
    if (!line.has(LineKey::Size))
        return tl::unexpected(RecordingLine::missing(LineKey::Size));
    const std::string& data = line.text(LineKey::Data);
    if (line.has(LineKey::Data)) {
        const auto bytes = std::as_bytes(std::span(data));
        payload.insert(payload.end(), bytes.begin(), bytes.end());
    } else if (!readHexDigits(line.text(LineKey::DataHex), payload)) {
        return tl::unexpected(
            RecordingLine::wrong(LineKey::DataHex, CORE_TR("\"%1\" holds something else than pairs of hex digits.")));
    }
    if (payload.size() - before != size)
        return tl::unexpected(RecordingLine::wrong(LineKey::Size, CORE_TR("\"%1\" is not the number of bytes.")));
    return size > 0;
}

} // namespace

FileResult<LineEvent> eventOf(const RecordingLine& line, std::vector<std::byte>& payload)
{
    for (const LineKey key :
         {LineKey::TimeNs, LineKey::TookNs, LineKey::Track, LineKey::Kind, LineKey::Source, LineKey::Side}) {
        if (!line.has(key))
            return tl::unexpected(RecordingLine::missing(key));
    }
    LineEvent result;
    Event& event = result.event;
    event.startNs = line.number(LineKey::TimeNs);
    event.tookNs = line.number(LineKey::TookNs);
    event.thread = static_cast<std::uint16_t>(line.number(LineKey::Track));
    event.connection = static_cast<ConnectionId>(line.number(LineKey::Connection));
    event.fd = line.has(LineKey::Fd) ? static_cast<std::int32_t>(line.number(LineKey::Fd)) : -1;
    event.args = line.rawArgs();
    event.result = static_cast<std::int32_t>(line.number(LineKey::Result));
    event.payloadSize = static_cast<std::uint32_t>(line.number(LineKey::Size));
    if (const auto names = readNames(line, event); !names)
        return tl::unexpected(names.error());
    if (event.kind == EventKind::Call) {
        for (const LineKey key : {LineKey::Call, LineKey::Result}) {
            if (!line.has(key))
                return tl::unexpected(RecordingLine::missing(key));
        }
    }
    const auto read = readPayload(line, payload);
    if (!read)
        return tl::unexpected(read.error());
    result.hasPayload = *read;
    return result;
}

} // namespace core
