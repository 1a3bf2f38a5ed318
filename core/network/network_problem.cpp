// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/network_problem.h"

#include "core/text/errno_text.h"

#include <cerrno>
#include <fstream>
#include <string>

namespace core {

namespace {

std::optional<long> numberIn(const char* path)
{
    std::ifstream file(path);
    long value = 0;
    return file >> value ? std::optional(value) : std::nullopt;
}

// "Seccomp: 2" means a filter, proc_pid_status(5).
bool hasSeccompFilter()
{
    std::ifstream file("/proc/self/status");
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("Seccomp:"))
            return line.ends_with('2');
    }
    return false;
}

bool isRefusal(int error)
{
    return error == EPERM || error == EACCES;
}

bool isLimit(int error)
{
    return error == ENOSPC || error == EUSERS;
}

// %1: the call, %2: its errno. The most certain cause first.
const char* refusalWords(const NetworkHints& hints)
{
    if (hints.unprivilegedClone == 0)
        return CORE_TR("There is no private network: %1 failed with %2: this system lets ordinary users make no user "
                       "namespaces. As root, \"sysctl kernel.unprivileged_userns_clone=1\" allows it.");
    if (hints.appArmorRestricts.value_or(0) > 0)
        return CORE_TR("There is no private network: %1 failed with %2: AppArmor keeps programs without a profile of "
                       "their own from using user namespaces. As root, \"sysctl "
                       "kernel.apparmor_restrict_unprivileged_userns=0\" allows it.");
    if (hints.seccomp)
        return CORE_TR("There is no private network: %1 failed with %2: a seccomp filter is at work, as in most "
                       "containers. Run the program outside of the container, or start the container with "
                       "\"--security-opt seccomp=unconfined\".");
    return CORE_TR("There is no private network: %1 failed with %2: a security policy (AppArmor, SELinux, the rules of "
                   "a container or a chroot) forbids user namespaces. Run the program outside of it, or as root.");
}

const char* limitWords(const NetworkHints& hints)
{
    if (hints.maxUserNamespaces == 0)
        return CORE_TR("There is no private network: %1 failed with %2: this system allows no user namespaces at all. "
                       "As root, \"sysctl user.max_user_namespaces=10000\" allows them.");
    if (hints.maxNetNamespaces == 0)
        return CORE_TR("There is no private network: %1 failed with %2: this system allows no network namespaces at "
                       "all. As root, \"sysctl user.max_net_namespaces=10000\" allows them.");
    return CORE_TR("There is no private network: %1 failed with %2: there are as many namespaces as this system "
                   "allows. End programs that hold some, or raise user.max_user_namespaces and "
                   "user.max_net_namespaces by sysctl as root.");
}

const char* wordsFor(NetworkStep step, int error, const NetworkHints& hints)
{
    if (step == NetworkStep::SilentRoute)
        return CORE_TR("No connection can time out in the private network: %1 failed with %2.");
    if (isRefusal(error))
        return refusalWords(hints);
    if (isLimit(error))
        return limitWords(hints);
    if (error == EINVAL || error == ENOSYS)
        return CORE_TR("There is no private network: %1 failed with %2: this kernel was built without user or network "
                       "namespaces. One with CONFIG_USER_NS and CONFIG_NET_NS has them.");
    if (error == ENOMEM)
        return CORE_TR("There is no private network: %1 failed with %2: the kernel had no memory for it. End programs "
                       "to free some, then choose it again.");
    return CORE_TR("There is no private network: %1 failed with %2.");
}

const char* callOf(NetworkStep step)
{
    switch (step) {
    case NetworkStep::Namespace:
        return "unshare";
    case NetworkStep::MapUser:
        return "write(/proc/self/uid_map, gid_map)";
    case NetworkStep::Loopback:
        return "ioctl(lo, SIOCSIFFLAGS)";
    case NetworkStep::SilentRoute:
        return "rtnetlink(RTM_NEWROUTE)";
    case NetworkStep::None:
        break;
    }
    return "?";
}

} // namespace

NetworkHints NetworkHints::read()
{
    return {numberIn("/proc/sys/user/max_user_namespaces"), numberIn("/proc/sys/user/max_net_namespaces"),
            numberIn("/proc/sys/kernel/unprivileged_userns_clone"),
            numberIn("/proc/sys/kernel/apparmor_restrict_unprivileged_userns"), hasSeccompFilter()};
}

Sentence networkProblem(NetworkStep step, int error, const NetworkHints& hints)
{
    return {wordsFor(step, error, hints), {callOf(step), errnoName(error)}};
}

} // namespace core
