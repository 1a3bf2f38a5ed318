// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/filter/filter_pattern.h"

#include <re2/re2.h>
#include <utility>

namespace core {

tl::expected<FilterPattern, std::string> FilterPattern::make(std::string_view text, Kind kind, Subject subject,
                                                             Case letters)
{
    re2::RE2::Options options;
    options.set_encoding(subject == Subject::Bytes ? re2::RE2::Options::EncodingLatin1
                                                   : re2::RE2::Options::EncodingUTF8);
    options.set_literal(kind == Kind::Literal);
    options.set_case_sensitive(letters == Case::Matched);
    options.set_dot_nl(subject == Subject::Bytes);
    options.set_log_errors(false);
    options.set_max_mem(1 << 20);
    auto expression = std::make_unique<re2::RE2>(re2::StringPiece(text.data(), text.size()), options);
    if (!expression->ok())
        return tl::unexpected(expression->error());
    return FilterPattern(std::move(expression));
}

FilterPattern::FilterPattern(std::unique_ptr<re2::RE2> expression) : m_expression(std::move(expression)) {}
FilterPattern::FilterPattern(FilterPattern&&) noexcept = default;
FilterPattern& FilterPattern::operator=(FilterPattern&&) noexcept = default;
FilterPattern::~FilterPattern() = default;

bool FilterPattern::isIn(std::string_view text) const
{
    return re2::RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), *m_expression);
}

std::optional<FilterPattern::Part> FilterPattern::find(std::string_view text, std::size_t from) const
{
    const re2::StringPiece whole(text.data(), text.size());
    for (re2::StringPiece part; from < text.size(); ++from) {
        if (!m_expression->Match(whole, from, whole.size(), re2::RE2::UNANCHORED, &part, 1))
            return std::nullopt;
        from = static_cast<std::size_t>(part.data() - whole.data());
        if (!part.empty())
            return Part{from, part.size()};
    }
    return std::nullopt;
}

} // namespace core
