// SPDX-License-Identifier: GPL-3.0-or-later
// The words of notes.
#pragma once

#include "core/event/event.h"
#include "core/text/sentence.h"

namespace core {

/// The words of a note. Foreign characters are escaped.
Sentence noteSentence(const Event& note);

} // namespace core
