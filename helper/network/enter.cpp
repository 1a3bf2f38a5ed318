// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/network/enter.h"

#include "helper/output.h"
#include "helper/privileges.h"

#include <cerrno>
#include <charconv>
#include <cstdint>
#include <fcntl.h>
#include <fmt/format.h>
#include <optional>
#include <sched.h>
#include <string>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>

namespace helper {

namespace {

using Kind = core::ObserverProblem;

constexpr int kFailed = 1;
constexpr int kUsage = 2;

int refuse(int code, const Problem& problem)
{
    Output output(STDOUT_FILENO);
    output.problem(problem);
    output.flush();
    return code;
}

int refuseCall(const char* call)
{
    return refuse(kFailed, failed(Kind::EnterFailed, call).value());
}

template <class Number>
std::optional<Number> numberIn(std::string_view text)
{
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < 1)
        return std::nullopt;
    return value;
}

std::uint64_t inodeOf(int descriptor)
{
    struct stat status
    {
    };
    return ::fstat(descriptor, &status) == 0 ? status.st_ino : 0;
}

int openNamespace(const std::string& process, const char* kind)
{
    return ::open(fmt::format("/proc/{}/ns/{}", process, kind).c_str(), O_RDONLY | O_CLOEXEC);
}

} // namespace

int enterAndObserve(std::span<char* const> arguments)
{
    if (arguments.size() < 3)
        return refuse(kUsage, {Kind::EnterArguments});
    const auto process = numberIn<pid_t>(arguments[0]);
    const auto inode = numberIn<std::uint64_t>(arguments[1]);
    if (!process || !inode || arguments[2][0] != '/')
        return refuse(kUsage, {Kind::EnterArguments});
    const std::string holder = fmt::format("{}", *process);
    const int user = openNamespace(holder, "user");
    const int network = openNamespace(holder, "net");
    if (user < 0 || network < 0)
        return refuseCall("open");
    if (inodeOf(network) != *inode)
        return refuse(kFailed, {Kind::EnterTooLate});
    const int ownUser = openNamespace("self", "user");
    const bool isOther = inodeOf(user) != inodeOf(ownUser);
    if (isOther && ::setns(user, CLONE_NEWUSER) != 0)
        return refuseCall("setns(CLONE_NEWUSER)");
    if (::setns(network, CLONE_NEWNET) != 0)
        return refuseCall("setns(CLONE_NEWNET)");
    // Real root stays root: the observer gives that up itself, after it has opened the tracepoint.
    if (isOther && !keepRawForNextProgram())
        return refuse(kFailed, {Kind::EnterPrivilege});
    ::execv(arguments[2], arguments.subspan(2).data()); // main's argv: a null pointer follows
    return refuseCall("execv");
}

} // namespace helper
