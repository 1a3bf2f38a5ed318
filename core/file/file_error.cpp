// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/file/file_error.h"

#include "core/text/errno_text.h"
#include "core/text/translatable.h"

#include <cerrno>
#include <cstring>
#include <fmt/format.h>

namespace core {

std::string failedCallText(const FileError& error)
{
    if (*error.call == '\0')
        return {};
    const char* words = ::strerrordesc_np(error.code); // thread-safe and never translated, glibc 2.32
    return fmt::format("{} failed with {} ({})", error.call, errnoName(error.code), words ? words : "unknown error");
}

std::string fileErrorText(const FileError& error)
{
    std::string text;
    if (error.line > 0 && error.column > 0)
        text = fmt::format("Line {}, column {}: ", error.line, error.column);
    else if (error.line > 0)
        text = fmt::format("Line {}: ", error.line);
    const std::size_t sentence = text.size();
    text += error.reason;
    if (const auto place = text.find("%1", sentence); place != std::string::npos)
        text.replace(place, 2, error.subject);
    if (const std::string call = failedCallText(error); !call.empty()) {
        if (!text.empty() && text.back() == '.')
            text.back() = ':';
        text += ' ' + call + '.';
    }
    return text;
}

FileError systemFileError(const char* reason, const char* call)
{
    FileError error;
    error.code = errno;
    error.reason = reason;
    error.call = call;
    return error;
}

FileError cancelledFile()
{
    FileError error;
    error.reason = CORE_TR("It was cancelled.");
    error.isCancelled = true;
    return error;
}

} // namespace core
