// SPDX-License-Identifier: GPL-3.0-or-later
// Where the small programs lie that do what this one may not or cannot do itself.
#pragma once

#include <string>
#include <string_view>

namespace core {

/// Absolute path of that helper: beside this program, or in ../libexec once both are installed. Empty: not found. Any
/// thread.
std::string helperPath(std::string_view name);

} // namespace core
