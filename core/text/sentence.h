// SPDX-License-Identifier: GPL-3.0-or-later
// A sentence as a value: English for the terminal and for files, in the user's language in the window.
#pragma once

#include "core/text/translatable.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace core {

/// One sentence, or a few that belong together. What stands for %1 to %9 belongs to no language: numbers, paths, names
/// of calls, states and errno values. Foreign bytes in it are escaped already.
struct Sentence
{
    Sentence() = default;
    Sentence(Words theWords, std::vector<std::string> theArgs, int theCount)
        : words(theWords), args(std::move(theArgs)), count(theCount)
    {
    }
    Sentence(const char* theWords, std::vector<std::string> theArgs = {}) // NOLINT(google-explicit-constructor)
        : words(theWords), args(std::move(theArgs))
    {
    }

    Words words; ///< Marked with CORE_TR or CORE_TR_N.
    std::vector<std::string> args;
    int count = 0; ///< For %n, where the words have a count.

    bool empty() const { return *words.one == '\0'; }
    friend bool operator==(const Sentence& a, const Sentence& b);
};

/// The same in English. Empty for an empty sentence.
std::string english(const Sentence& sentence);
/// One after the other, with a space between them.
std::string english(const std::vector<Sentence>& sentences);

/// `words`, those of the sentence in any language, with %1 to %9 and %n filled in. A place without an argument stays.
std::string filledIn(std::string_view words, const Sentence& sentence);

} // namespace core
