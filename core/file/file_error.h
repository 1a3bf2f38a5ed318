// SPDX-License-Identifier: GPL-3.0-or-later
// Why a file could not be written or read.
#pragma once

#include "core/text/sentence.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace core {

/// A plain value. What is malformed has a line, and a column where one place is at fault; a call that failed has a
/// name.
struct FileError
{
    Sentence reason;          ///< Foreign bytes in it are escaped already.
    const char* call = "";    ///< The system call that failed, "write"; empty: none did. Static storage.
    int code = 0;             ///< errno(3) of `call`.
    std::uint64_t line = 0;   ///< Counted from 1; 0: no line is at fault.
    std::size_t column = 0;   ///< In bytes, counted from 1; 0: no single place is at fault.
    bool isCancelled = false; ///< Nothing is wrong: the user gave up.
    bool isInPlace = false;   ///< The file is there and whole; only that it outlasts a power failure is not sure.
};

/// A value, or why there is none.
template <class T>
using FileResult = tl::expected<T, FileError>;

/// "Line 3, column 17:" "The key "seq" is missing."; "The file cannot be written." "The call write failed with ENOSPC
/// (No space left on device)." The words in brackets are those of the C library in the locale of the process.
std::vector<Sentence> fileErrorSentences(const FileError& error);
/// The same in English, one after the other.
std::string fileErrorText(const FileError& error);

/// An error that is no more than its reason.
FileError fileError(Sentence reason);
/// An error of a call that has just set errno.
FileError systemFileError(const char* reason, const char* call);
FileError cancelledFile();

} // namespace core
