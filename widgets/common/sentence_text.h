// SPDX-License-Identifier: GPL-3.0-or-later
// Sentences of core in the language of the user.
#pragma once

#include "core/text/sentence.h"

#include <QString>
#include <vector>

namespace widgets {

/// Plain text.
QString sentenceText(const core::Sentence& sentence);
/// One after the other, with a space between them.
QString sentenceText(const std::vector<core::Sentence>& sentences);

} // namespace widgets
