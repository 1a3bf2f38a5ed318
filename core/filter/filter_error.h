// SPDX-License-Identifier: GPL-3.0-or-later
// Why a text is no filter, and where.
#pragma once

#include <cstddef>
#include <string>

namespace core {

/// A plain value.
struct FilterError
{
    std::size_t position = 0;  ///< Bytes from the start of the text.
    std::size_t length = 0;    ///< Bytes of the mistake; 0: something is missing at `position`.
    const char* message = "";  ///< A sentence for CORE_TR; static storage; %1 stands for `subject`.
    std::string subject = {};  ///< From the text, as it stands there.
    std::string expected = {}; ///< What may stand there, in the words of the language: "server, client". May be empty.

    friend bool operator==(const FilterError& a, const FilterError& b) = default;
};

} // namespace core
