// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/commands.h"

#include <charconv>
#include <optional>

namespace helper {

namespace {

std::optional<PortsCommand> parse(std::string_view line)
{
    constexpr std::string_view kWord = "ports ";
    if (!line.starts_with(kWord))
        return std::nullopt;
    line.remove_prefix(kWord.size());
    PortsCommand command;
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), command.number);
    if (error != std::errc{} || end == line.data() + line.size() || *end != ' ')
        return std::nullopt;
    line.remove_prefix(static_cast<std::size_t>(end - line.data()) + 1);
    if (line == "-")
        return command;
    const std::optional<core::PortSet> ports = core::PortSet::parse(line);
    if (!ports)
        return std::nullopt;
    command.ports = *ports;
    return command;
}

} // namespace

Result<std::vector<PortsCommand>> CommandReader::feed(std::string_view bytes)
{
    std::vector<PortsCommand> commands;
    m_line += bytes;
    for (std::size_t end = 0; (end = m_line.find('\n')) != std::string::npos; m_line.erase(0, end + 1)) {
        const std::optional<PortsCommand> command = parse(std::string_view(m_line).substr(0, end));
        if (!command)
            return tl::unexpected(Problem{core::ObserverProblem::UnknownRequest});
        commands.push_back(*command);
    }
    if (m_line.size() > kMostLine)
        return tl::unexpected(Problem{core::ObserverProblem::LongRequest});
    return commands;
}

} // namespace helper
