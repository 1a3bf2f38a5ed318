// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/filter/filter_pattern.h"

#include <re2/re2.h>
#include <utility>

namespace core {

tl::expected<FilterPattern, std::string> FilterPattern::make(std::string_view text, Kind kind, Subject subject)
{
    re2::RE2::Options options;
    options.set_encoding(subject == Subject::Bytes ? re2::RE2::Options::EncodingLatin1
                                                   : re2::RE2::Options::EncodingUTF8);
    options.set_literal(kind == Kind::Literal);
    options.set_case_sensitive(false);
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

} // namespace core
