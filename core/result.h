// SPDX-License-Identifier: GPL-3.0-or-later
// The result of anything that may fail because a system call failed.
#pragma once

#include <string_view>
#include <tl/expected.hpp>

namespace core {

/// Which system call failed and with which errno. A plain value, usable on any thread.
struct SysError
{
    const char* call = ""; ///< Name as in the manual page, "bind". Static storage.
    int code = 0;          ///< errno(3), always > 0 in an error.

    friend bool operator==(const SysError& a, const SysError& b) noexcept
    {
        return a.code == b.code && std::string_view(a.call) == b.call;
    }
};

/// A value, or the call that failed with its errno.
template <class T>
using Result = tl::expected<T, SysError>;

} // namespace core
