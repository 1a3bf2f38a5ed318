// SPDX-License-Identifier: GPL-3.0-or-later
// The words of notes.
#include "core/text/note_text.h"

#include "core/net/address.h"
#include "core/text/bytes_text.h"
#include "core/text/errno_text.h"
#include "core/text/event_text.h"

#include <array>

namespace core {
namespace {

enum class Subject : std::uint8_t { None, Text, Address };
enum class Value : std::uint8_t { None, Duration, Number, Errno };

// %1 stands for the payload, %2 for the value; args[1] is the count of words that have one.
struct NoteRow
{
    Words words;
    Subject subject = Subject::None; // what the payload holds
    Value value = Value::None;       // what args[1] holds; Duration: tookNs
};

// In the order of enum NoteCode.
constexpr std::array kNotes{
    NoteRow{CORE_TR("Name looked up in %2: %1"), Subject::Text, Value::Duration},
    NoteRow{CORE_TR("The look-up of a name failed, after %2: %1"), Subject::Text, Value::Duration},
    NoteRow{CORE_TR("No answer from %1 within %2 ms: the attempt to connect was given up."), Subject::Address,
            Value::Number},
    NoteRow{CORE_TR("The attempt to connect to %1 was cancelled."), Subject::Address, Value::None},
    NoteRow{CORE_TR("No connection is accepted until a descriptor is free: accept4 failed with %2."), Subject::None,
            Value::Errno},
    NoteRow{CORE_TR("No connection is accepted until another one ends: the last descriptors are kept for the program."),
            Subject::None, Value::None},
    NoteRow{CORE_TR("Connections are accepted again."), Subject::None, Value::None},
    NoteRow{CORE_TR_N("Reading is paused: the peer does not take what we send. Waiting: %n byte.",
                      "Reading is paused: the peer does not take what we send. Waiting: %n bytes."),
            Subject::None, Value::None},
    NoteRow{CORE_TR_N("Reading goes on: the peer takes what we send again. Still waiting: %n byte.",
                      "Reading goes on: the peer takes what we send again. Still waiting: %n bytes."),
            Subject::None, Value::None},
    NoteRow{CORE_TR_N("Thrown away, because the connection was closed before the peer took it: %n byte.",
                      "Thrown away, because the connection was closed before the peer took it: %n bytes."),
            Subject::None, Value::None},
    NoteRow{CORE_TR_N("The message was not sent: the peer does not read. Waiting: %n byte.",
                      "The message was not sent: the peer does not read. Waiting: %n bytes."),
            Subject::None, Value::None},
    NoteRow{CORE_TR_N("Not recorded, because events came faster than they could be stored: %n event.",
                      "Not recorded, because events came faster than they could be stored: %n events."),
            Subject::None, Value::None},
    NoteRow{CORE_TR("A socket file without a server, left behind by a program that ended, was removed: %1"),
            Subject::Address, Value::None},
    NoteRow{
        CORE_TR("This server echoes by splice(2): the bytes stay in the kernel, so that only the calls and how many "
                "bytes they moved are recorded."),
        Subject::None, Value::None},
    NoteRow{CORE_TR("No connection is accepted for now: accept4 failed with %2. It is tried again every second."),
            Subject::None, Value::Errno},
};
static_assert(kNotes.size() == static_cast<std::size_t>(NoteCode::AcceptFails) + 1, "a NoteCode has no row");

constexpr NoteRow kUnknown{CORE_TR("A note of an unknown kind: %1"), Subject::Text, Value::None};

const NoteRow& rowOf(NoteCode code)
{
    const auto index = static_cast<std::uint32_t>(code);
    return index < kNotes.size() ? kNotes[index] : kUnknown;
}

std::string subjectOf(const Event& note, Subject subject)
{
    switch (subject) {
    case Subject::Text:
        return escapeBytes(note.bytes());
    case Subject::Address:
        return Address::fromBytes(note.bytes()).text();
    case Subject::None:
        break;
    }
    return {};
}

std::string valueOf(const Event& note, Value value)
{
    switch (value) {
    case Value::Duration:
        return durationText(note.tookNs);
    case Value::Number:
        return std::to_string(note.args[1]);
    case Value::Errno:
        return errnoName(note.args[1]);
    case Value::None:
        break;
    }
    return {};
}

} // namespace

Sentence noteSentence(const Event& note)
{
    const NoteRow& row = rowOf(note.note());
    return {row.words, {subjectOf(note, row.subject), valueOf(note, row.value)}, note.args[1]};
}

} // namespace core
