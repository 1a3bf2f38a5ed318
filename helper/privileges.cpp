// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/privileges.h"

#include <charconv>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <grp.h>
#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace helper {

namespace {

constexpr uid_t kNobody = 65534;

bool keepCapabilities(std::uint64_t wanted, std::uint64_t inheritable = 0)
{
    __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
    __user_cap_data_struct data[2]{};
    if (::syscall(SYS_capget, &header, data) != 0)
        return false;
    for (int i = 0; i < 2; ++i) {
        const auto mask = static_cast<std::uint32_t>(wanted >> (32 * i));
        data[i].permitted &= mask;
        data[i].effective = data[i].permitted;
        data[i].inheritable = data[i].permitted & static_cast<std::uint32_t>(inheritable >> (32 * i));
    }
    return ::syscall(SYS_capset, &header, data) == 0; // giving up is always allowed
}

constexpr std::uint64_t bit(int capability)
{
    return std::uint64_t{1} << capability;
}

constexpr std::uint64_t kForOpening = bit(CAP_NET_RAW) | bit(CAP_SETUID) | bit(CAP_SETGID);

uid_t userWhoAsked()
{
    if (const char* text = std::getenv("PKEXEC_UID")) {
        uid_t uid = 0;
        const char* end = text + std::strlen(text);
        const auto [stopped, error] = std::from_chars(text, end, uid);
        if (error == std::errc{} && stopped == end && uid != 0)
            return uid;
    }
    return kNobody;
}

} // namespace

void keepOnlyForMounting()
{
    keepCapabilities(kForOpening | bit(CAP_SYS_ADMIN));
}

void keepOnlyForOpening()
{
    keepCapabilities(kForOpening);
}

void dropCapabilities()
{
    keepCapabilities(0);
    static_cast<void>(::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
}

bool dropAll()
{
    if (::geteuid() == 0) {
        const uid_t uid = userWhoAsked();
        if (::setgroups(0, nullptr) != 0 || ::setresgid(kNobody, kNobody, kNobody) != 0 ||
            ::setresuid(uid, uid, uid) != 0)
            return false;
    }
    dropCapabilities();
    return ::geteuid() != 0;
}

bool keepRawForNextProgram()
{
    return keepCapabilities(bit(CAP_NET_RAW), bit(CAP_NET_RAW)) &&
           ::prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_NET_RAW, 0, 0) == 0;
}

void endWithParent()
{
    static_cast<void>(::prctl(PR_SET_PDEATHSIG, SIGTERM, 0, 0, 0));
}

} // namespace helper
