// SPDX-License-Identifier: GPL-3.0-or-later
// Names of errno values.
#include "core/text/errno_text.h"
#include "core/text/text_buffer.h"

#include <cstring>

namespace core {

void appendErrno(TextBuffer& out, int error)
{
    // Its answer for 0 is "0", and null for a number without a name (glibc 2.32 and later).
    if (const char* name = error > 0 ? ::strerrorname_np(error) : nullptr)
        return append(out, name);
    append(out, "errno ");
    appendInteger(out, error);
}

std::string errnoName(int error)
{
    TextBuffer out;
    appendErrno(out, error);
    return fmt::to_string(out);
}

} // namespace core
