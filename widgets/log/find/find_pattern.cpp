// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/find/find_pattern.h"

#include "widgets/common/error_text.h"

#include <QCoreApplication>
#include <string>
#include <string_view>
#include <utility>

namespace widgets {

tl::expected<FindPattern, QString> FindPattern::make(const QString& text, Options options)
{
    using Core = core::FilterPattern;
    FindPattern pattern;
    if (text.isEmpty())
        return pattern;
    auto made = Core::make(text.toStdString(), options.regularExpression ? Core::Kind::Expression : Core::Kind::Literal,
                           Core::Subject::Words, options.matchCase ? Core::Case::Matched : Core::Case::Ignored);
    if (!made)
        //: %1: what is wrong, in the words of the library
        return tl::unexpected(QCoreApplication::translate("widgets::FindPattern", "This is no regular expression: %1.")
                                  .arg(fromUtf8(made.error())));
    pattern.m_pattern.emplace(std::move(*made));
    return pattern;
}

bool FindPattern::isIn(const QString& text) const
{
    // Not only its place but something to see: of nothing nothing can be marked.
    return m_pattern && m_pattern->find(text.toStdString()).has_value();
}

QList<FoundPart> FindPattern::partsOf(const QString& text, qsizetype most) const
{
    QList<FoundPart> parts;
    if (!m_pattern)
        return parts;
    const std::string utf8 = text.toStdString();
    const std::string_view view = utf8;
    const auto letters = [view](std::size_t from, std::size_t to) {
        return QString::fromUtf8(view.substr(from, to - from).data(), static_cast<qsizetype>(to - from)).size();
    };
    std::size_t at = 0;
    qsizetype before = 0;
    for (auto part = m_pattern->find(view); part && parts.size() < most; part = m_pattern->find(view, at)) {
        const qsizetype start = before + letters(at, part->start);
        at = part->start + part->length;
        before = start + letters(part->start, at);
        parts.append({start, before - start});
    }
    return parts;
}

} // namespace widgets
