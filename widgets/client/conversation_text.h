// SPDX-License-Identifier: GPL-3.0-or-later
// What was sent and received, in words.
#pragma once

#include <QByteArray>
#include <QString>
#include <cstddef>
#include <span>
#include <vector>

namespace widgets {

/// True when bytes are better read as hex: no valid UTF-8, or control characters are more than a quarter of them.
/// `cut`: they are the beginning of more, so a character that is not whole at the end is no mistake.
bool readsAsHex(std::span<const std::byte> bytes, bool cut);

/// The bytes on one line: readable text with escapes as core::escapeBytes() writes them (but quotes stay as they are),
/// or hex. `total` is the size of the message that `bytes` begins; where it is larger, the line ends in an ellipsis.
QString messageLine(std::span<const std::byte> bytes, quint64 total);

/// Bytes as text in the syntax of the message field: core::parseEscapes() gives the same bytes back.
QString fieldText(std::span<const std::byte> bytes);
/// Text from outside as text for the message field: what cannot be seen on one line (line ends, tabs, control, bidi and
/// zero-width characters) becomes escapes, backslashes that are there stay what they are.
QString pastedText(const QString& text);

/// "6 B", "1,048,576 B" in the user's locale.
QString byteCount(quint64 bytes);
/// "4.201 s" for a time since the start of the recording, in nanoseconds.
QString momentText(qint64 ns);
/// "+0.31 ms" for the time that an answer took, in nanoseconds.
QString answerText(qint64 ns);

std::span<const std::byte> asBytes(const QByteArray& bytes);
QByteArray asByteArray(std::span<const std::byte> bytes);

} // namespace widgets
