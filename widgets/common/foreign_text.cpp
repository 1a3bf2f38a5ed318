// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/foreign_text.h"

#include "core/text/bytes_text.h"
#include "widgets/common/error_text.h"

#include <span>

namespace widgets {

QString escapedText(std::string_view foreign)
{
    return fromUtf8(core::escapeBytes(std::as_bytes(std::span(foreign))));
}

} // namespace widgets
