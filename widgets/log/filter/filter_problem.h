// SPDX-License-Identifier: GPL-3.0-or-later
// Why a text is no filter, in the words of the user and with places that a field can mark.
#pragma once

#include "core/filter/filter_error.h"

#include <QString>

namespace widgets {

/// A plain value.
struct FilterProblem
{
    qsizetype position = 0; ///< Characters (UTF-16) from the start of the text.
    qsizetype length = 0;   ///< 0: something is missing at `position`.
    QString sentence;       ///< Translated, plain text.

    friend bool operator==(const FilterProblem& a, const FilterProblem& b) = default;
};

/// `text` is what the error is about.
FilterProblem filterProblem(const core::FilterError& error, const QString& text);

} // namespace widgets
