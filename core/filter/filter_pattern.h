// SPDX-License-Identifier: GPL-3.0-or-later
// A regular expression, or a text whose case does not matter.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace re2 {
class RE2;
}

namespace core {

/// Searches in a time that grows with the length of the text alone, whatever the expression is, and in bounded memory
/// (RE2: https://github.com/google/re2/wiki/Syntax). Upper and lower case are alike. Any thread may use a const one.
class FilterPattern
{
public:
    enum class Kind { Expression, Literal };
    enum class Subject {
        Words, ///< UTF-8
        Bytes, ///< Any bytes; one byte is one character, \xff is the byte 255.
    };

    /// The reason, in the English words of RE2, when the expression is none.
    static tl::expected<FilterPattern, std::string> make(std::string_view text, Kind kind, Subject subject);

    FilterPattern(FilterPattern&&) noexcept;
    FilterPattern& operator=(FilterPattern&&) noexcept;
    ~FilterPattern();

    bool isIn(std::string_view text) const;

private:
    explicit FilterPattern(std::unique_ptr<re2::RE2> expression);

    std::unique_ptr<re2::RE2> m_expression;
};

} // namespace core
