// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stream/stream_rows.h"

#include "core/text/bytes_text.h"

#include <algorithm>
#include <cstring>
#include <string_view>

namespace core {

namespace {

constexpr std::size_t kHexRow = 16;
constexpr std::size_t kCArrayRow = 12;

std::size_t fixedRow(StreamForm form)
{
    return form == StreamForm::Hex ? kHexRow : kCArrayRow;
}

bool continuesCharacter(std::byte byte)
{
    return (byte & std::byte{0xc0}) == std::byte{0x80};
}

std::size_t textRowSize(std::span<const std::byte> rest)
{
    const std::size_t most = std::min(rest.size(), kTextRow);
    if (const void* feed = most > 0 ? std::memchr(rest.data(), '\n', most) : nullptr)
        return static_cast<std::size_t>(static_cast<const std::byte*>(feed) - rest.data()) + 1;
    if (most == rest.size())
        return most;
    for (std::size_t size = most; size + 4 > most; --size) {
        if (!continuesCharacter(rest[size]))
            return size;
    }
    return most; // no UTF-8
}

/// Between no quotes a quote needs no backslash. Each backslash in `escaped` begins an escape.
std::string withPlainQuotes(std::string_view escaped)
{
    std::string text;
    text.reserve(escaped.size());
    for (std::size_t i = 0; i < escaped.size(); ++i) {
        if (escaped[i] == '\\' && i + 1 < escaped.size()) {
            if (escaped[++i] != '"')
                text += '\\';
        }
        text += escaped[i];
    }
    return text;
}

} // namespace

std::size_t rowSize(StreamForm form, std::span<const std::byte> rest)
{
    return form == StreamForm::Text ? textRowSize(rest) : std::min(rest.size(), fixedRow(form));
}

std::uint32_t rowsOf(StreamForm form, const StreamSegment& segment, std::span<const std::byte> bytes)
{
    if (segment.part != StreamPart::Bytes)
        return 1; // what is missing is said
    if (form != StreamForm::Text)
        return static_cast<std::uint32_t>((segment.size + fixedRow(form) - 1) / fixedRow(form));
    std::uint32_t rows = 0;
    while (!bytes.empty()) {
        bytes = bytes.subspan(textRowSize(bytes));
        ++rows;
    }
    return std::max(rows, 1U);
}

std::size_t rowOffset(StreamForm form, std::span<const std::byte> bytes, std::uint32_t row)
{
    if (form != StreamForm::Text)
        return std::min(bytes.size(), row * fixedRow(form));
    std::size_t offset = 0;
    for (; row > 0 && offset < bytes.size(); --row)
        offset += textRowSize(bytes.subspan(offset));
    return offset;
}

std::string rowText(StreamForm form, std::span<const std::byte> bytes)
{
    switch (form) {
    case StreamForm::Text:
        return withPlainQuotes(escapeBytes(bytes));
    case StreamForm::Hex: {
        std::string text = hexBytes(bytes);
        text.resize(3 * kHexRow + 1, ' ');
        return text += asciiBytes(bytes);
    }
    case StreamForm::CArray:
        break;
    }
    return cArrayRow(bytes);
}

std::uint64_t StreamRows::dropFirst(std::size_t segments)
{
    if (segments == 0)
        return 0;
    const std::uint64_t dropped = rowOf(segments);
    m_begin += dropped;
    m_ends.erase(m_ends.begin(), m_ends.begin() + static_cast<std::ptrdiff_t>(segments));
    return dropped;
}

StreamRows::Place StreamRows::place(std::uint64_t row) const
{
    const auto found = std::upper_bound(m_ends.begin(), m_ends.end(), m_begin + row);
    const auto segment = static_cast<std::size_t>(found - m_ends.begin());
    return {segment, static_cast<std::uint32_t>(row - rowOf(segment))};
}

} // namespace core
