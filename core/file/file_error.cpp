// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/file/file_error.h"

#include "core/text/errno_text.h"

#include <cerrno>
#include <system_error>
#include <utility>

namespace core {

std::vector<Sentence> fileErrorSentences(const FileError& error)
{
    std::vector<Sentence> sentences;
    if (error.line > 0 && error.column > 0)
        sentences.push_back(
            {CORE_TR("Line %1, column %2:"), {std::to_string(error.line), std::to_string(error.column)}});
    else if (error.line > 0)
        sentences.push_back({CORE_TR("Line %1:"), {std::to_string(error.line)}});
    sentences.push_back(error.reason);
    if (*error.call != '\0')
        sentences.push_back({CORE_TR("The call %1 failed with %2 (%3)."),
                             {error.call, errnoName(error.code), std::generic_category().message(error.code)}});
    return sentences;
}

std::string fileErrorText(const FileError& error)
{
    return english(fileErrorSentences(error));
}

FileError fileError(Sentence reason)
{
    FileError error;
    error.reason = std::move(reason);
    return error;
}

FileError systemFileError(const char* reason, const char* call)
{
    FileError error;
    error.code = errno; // before anything else can change it
    error.reason = reason;
    error.call = call;
    return error;
}

FileError cancelledFile()
{
    FileError error = fileError(CORE_TR("It was cancelled."));
    error.isCancelled = true;
    return error;
}

} // namespace core
