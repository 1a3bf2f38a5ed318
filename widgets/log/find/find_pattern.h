// SPDX-License-Identifier: GPL-3.0-or-later
// What is looked for in the text of rows.
#pragma once

#include "core/filter/filter_pattern.h"

#include <QList>
#include <QString>
#include <optional>
#include <tl/expected.hpp>

namespace widgets {

/// A part of a text, in QChars.
struct FoundPart
{
    qsizetype start = 0;
    qsizetype length = 0;
};

/// Plain text or a regular expression, as in the filter language. GUI thread.
class FindPattern
{
public:
    struct Options
    {
        bool regularExpression = false;
        bool matchCase = false;
    };

    FindPattern() = default; ///< Finds nothing.
    /// A translated sentence when it is no regular expression. An empty text finds nothing.
    static tl::expected<FindPattern, QString> make(const QString& text, Options options);

    bool isEmpty() const { return !m_pattern; }
    bool isIn(const QString& text) const;
    /// The first `most` parts of a text, from left to right; none is empty.
    QList<FoundPart> partsOf(const QString& text, qsizetype most) const;

private:
    std::optional<core::FilterPattern> m_pattern;
};

} // namespace widgets
