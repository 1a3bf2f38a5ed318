// SPDX-License-Identifier: GPL-3.0-or-later
// A regular expression, or a text, to look for in other texts.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace re2 {
class RE2;
}

namespace core {

/// Searches in a time that grows with the length of the text alone, whatever the expression is, and in bounded memory
/// (RE2: https://github.com/google/re2/wiki/Syntax). Any thread may use a const one.
class FilterPattern
{
public:
    enum class Kind { Expression, Literal };
    enum class Subject {
        Words, ///< UTF-8
        Bytes, ///< Any bytes. Of a pattern in ASCII one byte is one character, \xff is the byte 255; of others, UTF-8.
    };

    enum class Case { Ignored, Matched };
    /// Of a text, in bytes.
    struct Part
    {
        std::size_t start = 0;
        std::size_t length = 0;
    };

    /// The reason, in the English words of RE2, when the expression is none.
    static tl::expected<FilterPattern, std::string> make(std::string_view text, Kind kind, Subject subject,
                                                         Case letters = Case::Ignored);

    FilterPattern(FilterPattern&&) noexcept;
    FilterPattern& operator=(FilterPattern&&) noexcept;
    ~FilterPattern();

    bool isIn(std::string_view text) const;
    /// Where it first is from byte `from` on, and not empty.
    std::optional<Part> find(std::string_view text, std::size_t from = 0) const;

private:
    explicit FilterPattern(std::unique_ptr<re2::RE2> expression);

    std::unique_ptr<re2::RE2> m_expression;
};

} // namespace core
