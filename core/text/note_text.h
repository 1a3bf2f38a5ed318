// SPDX-License-Identifier: GPL-3.0-or-later
// The words of notes.
#pragma once

#include "core/event/event.h"

#include <string>

namespace core {

/// English source text for CORE_TR with %1 for the note's payload (for a sockaddr: the address) and %2 for its value
/// with unit. Static storage.
const char* noteTemplate(NoteCode code);
/// What stands for %1 and %2. Foreign characters are escaped.
std::string noteSubject(const Event& note);
std::string noteValue(const Event& note);
/// The template with both filled in, in English, for the terminal.
std::string noteText(const Event& note);
/// Any event in one line, for the terminal and for files: eventText(), but a note in words.
std::string eventWords(const Event& event);

} // namespace core
