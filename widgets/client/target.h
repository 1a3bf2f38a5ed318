// SPDX-License-Identifier: GPL-3.0-or-later
// What a user types as the place to connect to: "host:port" or "unix:path".
#pragma once

#include "core/net/address.h"

#include <QString>
#include <tl/expected.hpp>

namespace widgets {

/// A host (numeric address without brackets, or a name) and a TCP port, or a UNIX domain socket. A plain value, any
/// thread.
struct Target
{
    QString host; ///< Empty for a UNIX domain socket.
    quint16 port = 0;
    core::Address unixSocket{}; ///< Valid only for one.

    friend bool operator==(const Target& a, const Target& b) = default;
};

/// The first mistake in what was typed. A plain value.
struct TargetError
{
    qsizetype position = 0; ///< In UTF-16 units from 0; may be the length of the text: something is missing there.
    qsizetype length = 0;   ///< Of the mistake; 0 when something is missing.
    QString reason;         ///< A translated sentence that says what is wrong and how to write it.
};

/// Reads "127.0.0.1:8080", "[::1]:8080", "[fe80::1%eth0]:8080", "localhost:8080", "unix:/run/x.sock" or "unix:@name"
/// (with escapes, as they are shown); white space around it is ignored.
/// Host names are only checked for characters that no name has: whether one exists is the resolver's to find out.
tl::expected<Target, TargetError> parseTarget(const QString& text);

/// The same written so that parseTarget() reads it back.
QString targetText(const Target& target);
/// The target that reaches a listener on `address`: 0.0.0.0 and :: are reached through the loopback address.
/// Empty when `address` has no port, and no name either.
QString targetText(const core::Address& address);

} // namespace widgets
