// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/observe/observer_problem.h"

#include "core/text/bytes_text.h"
#include "core/text/errno_text.h"

#include <array>
#include <span>

namespace core {

namespace {

// In the order of ObserverProblem. %1 is the first detail; %2 the errno where a call failed, else the second detail.
constexpr std::array kProblems{
    CORE_TR("TCP states cannot be traced: this needs root."),
    CORE_TR("TCP states cannot be traced: this kernel has no tracefs."),
    CORE_TR(
        "TCP states cannot be traced: tracefs is not mounted, and %1 failed with %2. As root of this computer, \"mount "
        "-t tracefs tracefs /sys/kernel/tracing\" mounts it."),
    CORE_TR("TCP states cannot be traced: this kernel has no tracepoint sock:inet_sock_set_state."),
    CORE_TR("TCP states cannot be traced: %1 failed with %2."),
    CORE_TR("TCP states cannot be traced: the tracepoint of this kernel has another format."),
    CORE_TR("Packets of the interface %1 cannot be captured: this needs root."),
    CORE_TR("Packets of the interface %1 cannot be captured. libpcap says: \"%2\"."),
    CORE_TR("Packets of the interface %1 cannot be captured: it has no time stamps in nanoseconds."),
    CORE_TR("Packets of the interface %1 cannot be captured: the kernel does not take the filter."),
    CORE_TR("Packets of the interface %1 can no longer be captured."),
    CORE_TR("The kernel does not take the filter for other ports: those of before are observed."),
    CORE_TR("The observer was asked for something that it does not know."),
    CORE_TR("The observer was asked with a line that is too long."),
    CORE_TR("The observer could not give up its privileges."),
    CORE_TR("The observer was started with arguments that it does not take; the first of them belongs to %1."),
    CORE_TR("The private network cannot be observed: its helper was started with arguments that it does not take."),
    CORE_TR("The private network cannot be observed: %1 failed with %2."),
    CORE_TR("The private network cannot be observed: its helper has ended."),
    CORE_TR("The private network cannot be observed: CAP_NET_RAW could not be kept for the observer."),
};
static_assert(kProblems.size() == static_cast<std::size_t>(ObserverProblem::EnterPrivilege) + 1,
              "an ObserverProblem has no sentence");

std::string escaped(std::string_view bytes)
{
    return escapeBytes(std::as_bytes(std::span(bytes)));
}

} // namespace

Sentence observerProblemSentence(ObserverProblem problem, std::int32_t error, std::string_view details)
{
    const auto index = static_cast<std::uint32_t>(problem);
    if (index >= kProblems.size())
        return {CORE_TR("The observer reports a problem that this program does not know: number %1."),
                {std::to_string(index)}};
    const std::size_t end = details.find('\0');
    const std::string second =
        error == 0 && end != std::string_view::npos ? escaped(details.substr(end + 1)) : errnoName(error);
    return {kProblems[index], {escaped(details.substr(0, end)), second}};
}

} // namespace core
