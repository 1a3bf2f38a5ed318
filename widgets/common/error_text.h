// SPDX-License-Identifier: GPL-3.0-or-later
// A failed system call in words: what happened, why, and what to do.
#pragma once

#include "core/result.h"
#include "core/sys/call.h"

#include <QString>
#include <string>
#include <sys/socket.h>

namespace widgets {

/// Translated sentences, plain text.
struct ErrorText
{
    QString sentence; ///< "Listening on 127.0.0.1:8080: bind() failed: Address already in use (EADDRINUSE)"
    QString cause;
    QString remedy;
};

/// `what` is what was tried, already translated and escaped; when empty the sentence starts with the call. `family`: of
/// the socket, as for core::errnoHelp().
ErrorText errorText(const QString& what, const core::SysError& error, int family = AF_UNSPEC);

/// A text of core (CORE_TR) in the language of the user.
QString coreText(const char* source);
QString fromUtf8(const std::string& text);

} // namespace widgets
