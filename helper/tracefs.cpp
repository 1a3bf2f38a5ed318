// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/tracefs.h"

#include "helper/privileges.h"

#include <array>
#include <cerrno>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

namespace helper {

namespace {

constexpr std::array kMounted{"/sys/kernel/tracing", "/sys/kernel/debug/tracing"};
// The folder that the kernel provides, and where /sys is not mounted one that every system has.
constexpr std::array kOwn{"/sys/kernel/tracing", "/mnt"};

bool isUsable(const char* folder)
{
    return ::access((std::string(folder) + "/instances").c_str(), W_OK) == 0;
}

tl::unexpected<Problem> notMounted(const char* call)
{
    if (errno == ENODEV)
        return tl::unexpected(Problem{core::ObserverProblem::NoTracefs});
    return failed(core::ObserverProblem::TracefsNotMounted, call);
}

Result<std::string> mountOwn()
{
    keepOnlyForMounting();
    if (::unshare(CLONE_NEWNS) != 0)
        return notMounted("unshare");
    // Mounts from here on must reach no other namespace, mount_namespaces(7).
    if (::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0)
        return notMounted("mount");
    for (const char* folder : kOwn) {
        if (::mount("tracefs", folder, "tracefs", MS_NOSUID | MS_NODEV | MS_NOEXEC, nullptr) == 0)
            return folder;
        if (errno != ENOENT)
            break;
    }
    return notMounted("mount");
}

} // namespace

Result<std::string> findTracefs()
{
    for (const char* folder : kMounted) {
        if (isUsable(folder))
            return folder;
    }
    if (::geteuid() != 0)
        return tl::unexpected(Problem{core::ObserverProblem::StatesNeedRoot});
    return mountOwn();
}

} // namespace helper
