// SPDX-License-Identifier: GPL-3.0-or-later
// How a helper is started.
#pragma once

#include "core/text/sentence.h"

#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace core {

/// The words that start it, the path of a program first; or what is missing.
using HelperCommand = tl::expected<std::vector<std::string>, Sentence>;

} // namespace core
