// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/observe/port_set.h"

#include <charconv>
#include <fmt/format.h>

namespace core {

namespace {

constexpr std::size_t kMostFilterRanges = 40;

std::optional<std::uint16_t> readPort(std::string_view text)
{
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (error != std::errc{} || end != text.data() + text.size() || port == 0)
        return std::nullopt;
    return port;
}

} // namespace

std::optional<PortSet> PortSet::parse(std::string_view text)
{
    PortSet result;
    for (;;) {
        const std::size_t comma = text.find(',');
        const std::string_view item = text.substr(0, comma);
        const std::size_t dash = item.find('-');
        const auto first = readPort(item.substr(0, dash));
        const auto last = dash == std::string_view::npos ? first : readPort(item.substr(dash + 1));
        if (!first || !last || *first > *last)
            return std::nullopt;
        for (unsigned port = *first; port <= *last; ++port) {
            if (!result.insert(static_cast<std::uint16_t>(port)))
                return std::nullopt;
        }
        if (comma == std::string_view::npos)
            return result;
        text.remove_prefix(comma + 1);
    }
}

bool PortSet::insert(std::uint16_t port)
{
    if (port == 0 || (!contains(port) && size() == kMost))
        return false;
    m_ports.set(port);
    return true;
}

std::vector<std::uint16_t> PortSet::all() const
{
    std::vector<std::uint16_t> result;
    for (unsigned port = 1; port < m_ports.size(); ++port) {
        if (m_ports[port])
            result.push_back(static_cast<std::uint16_t>(port));
    }
    return result;
}

std::vector<PortSet::Range> PortSet::ranges() const
{
    std::vector<Range> result;
    for (unsigned port = 1; port < m_ports.size(); ++port) {
        if (!m_ports[port])
            continue;
        const auto value = static_cast<std::uint16_t>(port);
        if (!result.empty() && result.back().last + 1 == value)
            result.back().last = value;
        else
            result.push_back({value, value});
    }
    return result;
}

std::vector<PortSet::Range> PortSet::filterRanges() const
{
    std::vector<Range> all = ranges();
    if (all.size() > kMostFilterRanges)
        all = {{all.front().first, all.back().last}};
    return all;
}

std::string PortSet::text() const
{
    std::string text;
    for (const Range& range : ranges()) {
        if (!text.empty())
            text += ',';
        text +=
            range.first == range.last ? fmt::format("{}", range.first) : fmt::format("{}-{}", range.first, range.last);
    }
    return text;
}

std::string PortSet::packetFilter() const
{
    std::string text;
    for (const Range& range : filterRanges()) {
        text += text.empty() ? "" : " or ";
        text += range.first == range.last ? fmt::format("tcp port {}", range.first)
                                          : fmt::format("tcp portrange {}-{}", range.first, range.last);
    }
    return text;
}

std::string PortSet::traceFilter() const
{
    if (empty())
        return "sport==0&&dport==0";
    std::string text;
    for (const Range& range : filterRanges()) {
        for (const char* field : {"sport", "dport"}) {
            text += text.empty() ? "" : "||";
            text += range.first == range.last ? fmt::format("{}=={}", field, range.first)
                                              : fmt::format("({0}>={1}&&{0}<={2})", field, range.first, range.last);
        }
    }
    return fmt::format("protocol==6&&({})", text);
}

} // namespace core
