// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/escapes_flag.h"

#include "core/text/bytes_text.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <span>

namespace app {

void addEscapesFlag(CLI::App& command, bool& wanted)
{
    command.add_flag("-e,--escapes", wanted,
                     "The text has escapes: \\n \\r \\t \\0 \\a \\b \\e \\f \\v \\\\ \\\" and \\xHH.");
}

std::string resolveEscapes(const std::string& value, bool wanted, const char* option)
{
    if (!wanted)
        return value;
    const auto bytes = core::parseEscapes(value);
    if (!bytes) {
        const auto mistake = std::as_bytes(std::span(value)).subspan(bytes.error().position, bytes.error().length);
        throw CLI::ValidationError(fmt::format("{}, byte {}, {}: {}", option, bytes.error().position + 1,
                                               core::quoteBytes(mistake, mistake.size()), bytes.error().reason));
    }
    return {reinterpret_cast<const char*>(bytes->data()), bytes->size()};
}

} // namespace app
