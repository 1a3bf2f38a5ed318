// SPDX-License-Identifier: GPL-3.0-or-later
// The arguments of a call event, decoded one after another into one buffer. Internal to core/text.
#pragma once

#include "core/event/event.h"
#include "core/text/text_buffer.h"

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

namespace core {

/// Where in the buffer an argument stands.
struct ArgumentPlace
{
    const char* name; ///< As in the manual page. Static storage.
    std::size_t begin;
    std::size_t end;
};

/// Appends arguments with ", " between them and remembers where each stands, so that a line and a list of arguments
/// come from the same code and the line needs no string of its own for each.
class ArgumentWriter
{
public:
    explicit ArgumentWriter(TextBuffer& out) : m_out(out) {}

    /// Starts the next argument; its value is then appended to the returned buffer. At most 8.
    TextBuffer& next(const char* name);
    /// Valid until the next call of next().
    std::span<const ArgumentPlace> places();

private:
    TextBuffer& m_out;
    std::array<ArgumentPlace, 8> m_places{};
    std::size_t m_count = 0;
};

/// The arguments of a call event in the order of the call; raw numbers for a call that is not known.
void writeArguments(ArgumentWriter& writer, const Event& event);

} // namespace core
