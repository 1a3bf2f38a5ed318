// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/observe/trace_page.h"

#include <charconv>
#include <cstring>
#include <netinet/in.h>

namespace core {

namespace {

constexpr std::size_t kPageHeader = 16;         // time, then how much follows
constexpr std::uint64_t kCommitSize = 0xf'ffff; // the bits above say that events were lost

// type_len of an event header; smaller ones are a length in words, 0: the length stands in the next word.
constexpr std::uint32_t kPadding = 29;
constexpr std::uint32_t kTimeExtend = 30;
constexpr std::uint32_t kTimeStamp = 31;

template <class T>
T read(std::span<const std::byte> bytes, std::size_t at)
{
    T value{};
    if (at + sizeof value <= bytes.size())
        std::memcpy(&value, bytes.data() + at, sizeof value);
    return value;
}

std::optional<std::size_t> numberAfter(std::string_view line, std::string_view label)
{
    const std::size_t at = line.find(label);
    std::size_t value = 0;
    if (at == std::string_view::npos)
        return std::nullopt;
    const char* from = line.data() + at + label.size();
    if (std::from_chars(from, line.data() + line.size(), value).ec != std::errc{})
        return std::nullopt;
    return value;
}

void readState(std::span<const std::byte> event, std::int64_t ns, const StateFormat& format,
               const std::function<void(const TracedState&)>& found)
{
    if (event.size() < format.peer6 + 16 || read<std::uint16_t>(event, 0) != format.id ||
        read<std::uint16_t>(event, format.protocol) != IPPROTO_TCP)
        return;
    TracedState traced;
    traced.ns = ns;
    traced.socketAddress = read<std::uint64_t>(event, format.socket);
    StateRecord& state = traced.state;
    state.family = read<std::uint16_t>(event, format.family);
    state.localPort = read<std::uint16_t>(event, format.localPort);
    state.peerPort = read<std::uint16_t>(event, format.peerPort);
    state.from = static_cast<std::uint8_t>(read<std::int32_t>(event, format.from));
    state.to = static_cast<std::uint8_t>(read<std::int32_t>(event, format.to));
    const bool six = state.family == AF_INET6;
    std::memcpy(state.local.data(), event.data() + (six ? format.local6 : format.local4), six ? 16 : 4);
    std::memcpy(state.peer.data(), event.data() + (six ? format.peer6 : format.peer4), six ? 16 : 4);
    found(traced);
}

} // namespace

std::optional<StateFormat> StateFormat::parse(std::string_view formatFile)
{
    StateFormat format;
    struct Wanted
    {
        std::string_view name;
        std::size_t size;
        std::size_t* offset;
        bool found = false;
    };
    Wanted wanted[] = {
        {" skaddr;", 8, &format.socket},        {" oldstate;", 4, &format.from},       {" newstate;", 4, &format.to},
        {" sport;", 2, &format.localPort},      {" dport;", 2, &format.peerPort},      {" family;", 2, &format.family},
        {" protocol;", 2, &format.protocol},    {" saddr[4];", 4, &format.local4},     {" daddr[4];", 4, &format.peer4},
        {" saddr_v6[16];", 16, &format.local6}, {" daddr_v6[16];", 16, &format.peer6},
    };
    while (!formatFile.empty()) {
        const std::size_t end = formatFile.find('\n');
        const std::string_view line = formatFile.substr(0, end);
        formatFile.remove_prefix(end == std::string_view::npos ? formatFile.size() : end + 1);
        if (line.starts_with("ID: "))
            format.id = static_cast<int>(numberAfter(line, "ID: ").value_or(0));
        for (Wanted& field : wanted) {
            if (line.find("field:") == std::string_view::npos || line.find(field.name) == std::string_view::npos)
                continue;
            const auto offset = numberAfter(line, "offset:");
            if (!offset || *offset > 4096 || numberAfter(line, "size:") != field.size)
                return std::nullopt;
            *field.offset = *offset;
            field.found = true;
        }
    }
    for (const Wanted& field : wanted) {
        // The length of an event is checked against the last field.
        if (!field.found || *field.offset + field.size > format.peer6 + 16)
            return std::nullopt;
    }
    return format.id > 0 ? std::optional(format) : std::nullopt;
}

bool readTracePage(std::span<const std::byte> page, const StateFormat& format,
                   const std::function<void(const TracedState&)>& found)
{
    if (page.size() < kPageHeader)
        return false;
    auto now = read<std::uint64_t>(page, 0);
    const std::uint64_t size = read<std::uint64_t>(page, 8) & kCommitSize;
    if (size > page.size() - kPageHeader)
        return false;
    const std::span<const std::byte> events = page.subspan(kPageHeader, static_cast<std::size_t>(size));
    std::size_t at = 0;
    while (at + 4 <= events.size()) {
        const auto header = read<std::uint32_t>(events, at);
        const std::uint32_t type = header & 0x1fU;
        const std::uint64_t delta = header >> 5U;
        const auto word = read<std::uint32_t>(events, at + 4);
        std::size_t length = 0; // after the header
        if (type == kPadding) {
            if (delta == 0)
                return true; // the rest of the page is empty
            now += delta;
            length = word;
        } else if (type == kTimeExtend) {
            now += (std::uint64_t{word} << 27U) + delta;
            length = 4;
        } else if (type == kTimeStamp) {
            // 59 bits; those above are as before.
            now = (now & ~((std::uint64_t{1} << 59U) - 1)) | ((std::uint64_t{word} << 27U) + delta);
            length = 4;
        } else {
            now += delta;
            length = type == 0 ? word : std::size_t{type} * 4;
            const std::size_t data = type == 0 ? 4 : 0; // the word with the length counts itself
            if (length < data || length > events.size() - at - 4)
                return false;
            readState(events.subspan(at + 4 + data, length - data), static_cast<std::int64_t>(now), format, found);
        }
        if (length == 0 || length > events.size() - at - 4)
            return false;
        at += 4 + (length + 3) / 4 * 4;
    }
    return true;
}

} // namespace core
