// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/byte_output.h"

#include "core/text/bytes_text.h"

#include <algorithm>
#include <string_view>
#include <unistd.h>

namespace app {

namespace {

// How many bytes at the end are the beginning of a UTF-8 character whose rest has not come.
std::size_t cutCharacter(std::string_view text)
{
    for (std::size_t back = 1; back <= std::min<std::size_t>(3, text.size()); ++back) {
        const auto byte = static_cast<unsigned char>(text[text.size() - back]);
        if (byte >= 0xc0) { // a first byte, which says how many there are
            const std::size_t length = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
            return length > back ? back : 0;
        }
        if (byte < 0x80)
            break;
    }
    return 0;
}

// What a terminal may be given: lines, tabs and quotation marks as they are, the rest visible.
std::string visible(std::string_view text)
{
    constexpr std::string_view kPlain = "\n\t\"";
    std::string result;
    while (!text.empty()) {
        const std::size_t length = std::min(text.find_first_of(kPlain), text.size());
        result += core::escapeBytes(std::as_bytes(std::span(text.substr(0, length))));
        const std::size_t plain = std::min(text.find_first_not_of(kPlain, length), text.size());
        result += text.substr(length, plain - length);
        text.remove_prefix(plain);
    }
    return result;
}

} // namespace

ByteOutput::ByteOutput(bool raw, PatientWriter& writer)
    : m_escape(!raw && ::isatty(STDOUT_FILENO) == 1), m_writer(writer)
{
}

void ByteOutput::write(std::span<const std::byte> bytes)
{
    if (!m_escape)
        return put(bytes);
    m_rest.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    const std::size_t whole = m_rest.size() - cutCharacter(m_rest);
    writeText(visible(std::string_view(m_rest).substr(0, whole)));
    m_rest.erase(0, whole);
}

void ByteOutput::finish()
{
    if (!m_escape)
        return;
    writeText(visible(m_rest));
    m_rest.clear();
    if (m_lineOpen)
        writeText("\n");
}

void ByteOutput::writeText(const std::string& text)
{
    if (text.empty())
        return;
    m_lineOpen = text.back() != '\n';
    put(std::as_bytes(std::span(text)));
}

void ByteOutput::put(std::span<const std::byte> bytes)
{
    if (m_error == 0)
        m_error = m_writer.write(STDOUT_FILENO, bytes);
}

} // namespace app
