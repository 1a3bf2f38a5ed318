// SPDX-License-Identifier: GPL-3.0-or-later
// Something that does not work, as data: the program makes the sentence of it.
#pragma once

#include "core/observe/observer_problem.h"

#include <cerrno>
#include <string>
#include <tl/expected.hpp>

namespace helper {

struct Problem
{
    core::ObserverProblem what = core::ObserverProblem::UnknownRequest;
    std::string details = {}; ///< As core::observerProblemSentence() takes them.
    int error = 0;            ///< errno(3) of the call in the details.
};

/// A value, or why there is none.
template <class T>
using Result = tl::expected<T, Problem>;

/// A call that has just set errno.
inline tl::unexpected<Problem> failed(core::ObserverProblem what, std::string call)
{
    const int error = errno; // before anything else can change it
    return tl::unexpected(Problem{what, std::move(call), error});
}

} // namespace helper
