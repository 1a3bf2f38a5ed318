// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/error_text.h"

#include "core/text/errno_text.h"

#include <cerrno>
#include <cstring>
#include <fmt/format.h>

namespace app {

std::string errorText(const core::SysError& error)
{
    return fmt::format("{}() failed: {} ({})", error.call, std::strerror(error.code), core::errnoName(error.code));
}

std::string writeProblem(std::string_view what, int error)
{
    if (error == 0 || error == EPIPE)
        return {};
    return fmt::format("The {} could not be written: {}.", what,
                       error == ECANCELED ? "the reader takes nothing" : errorText({"write", error}));
}

} // namespace app
