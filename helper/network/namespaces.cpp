// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/network/namespaces.h"

#include <cerrno>
#include <fcntl.h>
#include <fmt/format.h>
#include <sched.h>
#include <string_view>
#include <unistd.h>

namespace helper {

namespace {

using core::NetworkStep;

constexpr unsigned kNobody = 65534;

// These files take all of it in one write(2), user_namespaces(7). Returns 0 or an errno.
int writeFile(const char* path, std::string_view text)
{
    const int file = ::open(path, O_WRONLY | O_CLOEXEC);
    if (file < 0)
        return errno;
    const int error = ::write(file, text.data(), text.size()) < 0 ? errno : 0;
    ::close(file);
    return error;
}

// "INSIDE OUTSIDE COUNT"
std::string mapOf(unsigned outside)
{
    return fmt::format("{} {} 1", outside == 0 ? kNobody : outside, outside);
}

} // namespace

StepResult enterNewNetwork()
{
    const unsigned user = ::geteuid();
    const unsigned group = ::getegid();
    if (user == 0 && ::unshare(CLONE_NEWNET) == 0)
        return {};
    if (::unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0)
        return {NetworkStep::Namespace, errno};
    // Kernels before 3.19 have no such file, and then do not ask for it.
    if (const int error = writeFile("/proc/self/setgroups", "deny"); error != 0 && error != ENOENT)
        return {NetworkStep::MapUser, error};
    if (const int error = writeFile("/proc/self/uid_map", mapOf(user)); error != 0)
        return {NetworkStep::MapUser, error};
    if (const int error = writeFile("/proc/self/gid_map", mapOf(group)); error != 0)
        return {NetworkStep::MapUser, error};
    return {};
}

} // namespace helper
