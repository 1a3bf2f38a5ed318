// SPDX-License-Identifier: GPL-3.0-or-later
// Marks English words of core for the translators; core itself has no Qt. Their context is "core":
// QCoreApplication::translate("core", text), and for words with a count translate("core", one, many, count).
//
// lupdate knows no context outside of classes with Q_OBJECT. It is therefore given copies of the sources of core, in
// which "CORE_TR(" reads "QT_TRANSLATE_NOOP(\"core\"," and "CORE_TR_N(" reads "QT_TRANSLATE_N_NOOP(\"core\",". With one
// argument, or two, that are string literals both are then what lupdate expects: the second argument of CORE_TR_N
// becomes the comment of a message with plural forms.
#pragma once

namespace core {

/// English words, static storage. With a count (%n) there are two: `one` for 1, `many` for every other number.
struct Words
{
    constexpr Words(const char* words = "") : one(words) {} // NOLINT(google-explicit-constructor)
    constexpr Words(const char* forOne, const char* forMany) : one(forOne), many(forMany) {}

    const char* one;
    const char* many = nullptr; ///< nullptr: there is no count in them.
};

} // namespace core

#define CORE_TR(text) text
#define CORE_TR_N(one, many) (::core::Words{one, many})
