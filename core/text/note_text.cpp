// SPDX-License-Identifier: GPL-3.0-or-later
// The words of notes.
#include "core/text/note_text.h"

#include "core/net/address.h"
#include "core/text/bytes_text.h"
#include "core/text/errno_text.h"
#include "core/text/event_text.h"
#include "core/text/text_buffer.h"
#include "core/text/translatable.h"

#include <array>

namespace core {
namespace {

enum class Subject : std::uint8_t { None, Text, Address };
enum class Value : std::uint8_t { None, Duration, Milliseconds, Errno, Bytes, Events };

struct NoteRow
{
    const char* words;
    Subject subject; // what the payload holds
    Value value;     // what args[1] holds; Duration: tookNs
};

// In the order of enum NoteCode.
constexpr std::array kNotes{
    NoteRow{CORE_TR("Name looked up in %2: %1"), Subject::Text, Value::Duration},
    NoteRow{CORE_TR("The look-up of a name failed, after %2: %1"), Subject::Text, Value::Duration},
    NoteRow{CORE_TR("No answer from %1 within %2: the attempt to connect was given up."), Subject::Address,
            Value::Milliseconds},
    NoteRow{CORE_TR("The attempt to connect to %1 was cancelled."), Subject::Address, Value::None},
    NoteRow{CORE_TR("No connection is accepted until a descriptor is free: accept4 failed with %2."), Subject::None,
            Value::Errno},
    NoteRow{CORE_TR("No connection is accepted until another one ends: the last descriptors are kept for the program."),
            Subject::None, Value::None},
    NoteRow{CORE_TR("Connections are accepted again."), Subject::None, Value::None},
    NoteRow{CORE_TR("Reading is paused: the peer does not take what we send. Waiting: %2."), Subject::None,
            Value::Bytes},
    NoteRow{CORE_TR("Reading goes on: the peer takes what we send again. Still waiting: %2."), Subject::None,
            Value::Bytes},
    NoteRow{CORE_TR("Thrown away, because the connection was closed before the peer took it: %2."), Subject::None,
            Value::Bytes},
    NoteRow{CORE_TR("The message was not sent: the peer does not read. Waiting: %2."), Subject::None, Value::Bytes},
    NoteRow{CORE_TR("Not recorded, because events came faster than they could be stored: %2."), Subject::None,
            Value::Events},
    NoteRow{CORE_TR("A socket file without a server, left behind by a program that ended, was removed: %1"),
            Subject::Address, Value::None},
    NoteRow{
        CORE_TR("This server echoes by splice(2): the bytes stay in the kernel, so that only the calls and how many "
                "bytes they moved are recorded."),
        Subject::None, Value::None},
};
static_assert(kNotes.size() == static_cast<std::size_t>(NoteCode::BytesNotSeen) + 1, "a NoteCode has no row");

constexpr NoteRow kUnknown{CORE_TR("A note of an unknown kind: %1"), Subject::Text, Value::None};

const NoteRow& rowOf(NoteCode code)
{
    const auto index = static_cast<std::uint32_t>(code);
    return index < kNotes.size() ? kNotes[index] : kUnknown;
}

std::string counted(std::int32_t count, std::string_view one, std::string_view many)
{
    return fmt::format("{} {}", count, count == 1 ? one : many);
}

} // namespace

const char* noteTemplate(NoteCode code)
{
    return rowOf(code).words;
}

std::string noteSubject(const Event& note)
{
    const auto bytes = note.bytes();
    switch (rowOf(note.note()).subject) {
    case Subject::Text:
        return escapeBytes(bytes);
    case Subject::Address:
        return Address::fromBytes(bytes).text();
    case Subject::None:
        break;
    }
    return {};
}

std::string noteValue(const Event& note)
{
    const std::int32_t value = note.args[1];
    switch (rowOf(note.note()).value) {
    case Value::Duration:
        return durationText(note.tookNs);
    case Value::Milliseconds:
        return fmt::format("{} ms", value);
    case Value::Errno:
        return errnoName(value);
    case Value::Bytes:
        return counted(value, "byte", "bytes");
    case Value::Events:
        return counted(value, "event", "events");
    case Value::None:
        break;
    }
    return {};
}

std::string noteText(const Event& note)
{
    const std::string_view words = noteTemplate(note.note());
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string_view place = words.substr(i, 2);
        if (place == "%1" || place == "%2") {
            text += place == "%1" ? noteSubject(note) : noteValue(note);
            ++i;
        } else {
            text += words[i];
        }
    }
    return text;
}

std::string eventWords(const Event& event)
{
    return event.kind == EventKind::Note ? noteText(event) : eventText(event);
}

} // namespace core
