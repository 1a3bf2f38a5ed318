// SPDX-License-Identifier: GPL-3.0-or-later
// One line of a recording, read and checked key by key. Internal to core/file.
#pragma once

#include "core/event/event.h"
#include "core/file/file_error.h"

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace core {

/// The keys of docs/recording-format.md that a reader looks at, in the order in which they are written.
enum class LineKey : std::uint8_t {
    Format,
    Version,
    Program,
    System,
    First,
    Events,
    LetGo,
    Lost,
    OriginNs,
    RealtimeOffsetNs,
    Seq,
    TimeNs,
    TookNs,
    Track,
    Thread,
    Kind,
    Source,
    Side,
    Connection,
    Fd,
    Call,
    RawArgs,
    Result,
    Errno,
    Size,
    Data,
    DataHex,
    Bookmark,
    Count,
};

/// What parse() finds stays until the next parse(); the object keeps its memory. One thread.
class RecordingLine
{
public:
    /// One JSON object. Fails with a column where it is no JSON; line numbers are the caller's. A known key that comes
    /// twice, has the wrong type or is out of range fails in check().
    FileResult<void> parse(std::string_view line);
    /// What is wrong with the known keys.
    FileResult<void> check() const;

    bool has(LineKey key) const { return m_seen[index(key)]; }
    /// Of a key that is there and is a number; 0 else.
    std::int64_t number(LineKey key) const { return m_numbers[index(key)]; }
    /// Of a key that is there and is a string; empty else.
    const std::string& text(LineKey key) const { return m_texts[index(key)]; }
    const std::array<std::int32_t, 4>& rawArgs() const { return m_rawArgs; }

    /// The error of a line that lacks `key`, or in which its value cannot be.
    static FileError missing(LineKey key);
    static FileError wrong(LineKey key, const char* reason);

private:
    friend class LineHandler;
    static constexpr std::size_t index(LineKey key) { return static_cast<std::size_t>(key); }
    static constexpr std::size_t kKeys = static_cast<std::size_t>(LineKey::Count);

    std::bitset<kKeys> m_seen;
    std::array<std::int64_t, kKeys> m_numbers{};
    std::array<std::string, kKeys> m_texts;
    std::array<std::int32_t, 4> m_rawArgs{};
    FileError m_problem; // reason empty: none
};

/// The event of a line that has passed check(), but for its payload: that is appended to `payload`. An event whose
/// bytes were kept has a payload of `payloadSize` bytes there.
struct LineEvent
{
    Event event;
    bool hasPayload = false;
};
FileResult<LineEvent> eventOf(const RecordingLine& line, std::vector<std::byte>& payload);

} // namespace core
