// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/observe/observer_command.h"

#include "core/process/helper_path.h"

#include <fstream>
#include <iterator>
#include <string_view>
#include <unistd.h>

namespace core {

namespace {

constexpr const char* kName = "socket-playground-observer";
constexpr const char* kPkexec = "/usr/bin/pkexec";
constexpr const char* kPolicy = "/usr/share/polkit-1/actions/socket-playground.observe.policy";

// The path in <annotate key="org.freedesktop.policykit.exec.path">.
std::string pathInPolicy()
{
    std::ifstream file(kPolicy);
    const std::string text(std::istreambuf_iterator<char>(file), {});
    constexpr std::string_view kBefore = "policykit.exec.path\">";
    const std::size_t at = text.find(kBefore);
    const std::size_t end = text.find("</annotate>", at == std::string::npos ? 0 : at);
    if (at == std::string::npos || end == std::string::npos)
        return {};
    return text.substr(at + kBefore.size(), end - at - kBefore.size());
}

} // namespace

ObserverPlaces ObserverPlaces::find()
{
    ObserverPlaces places;
    places.root = ::geteuid() == 0;
    places.helper = helperPath(kName);
    // Where Debian has it, never what is first in PATH: it is given a password.
    places.pkexec = ::access(kPkexec, X_OK) == 0 ? kPkexec : "";
    places.allowedByPolicy = pathInPolicy();
    return places;
}

HelperCommand observerCommand(const ObserverPlaces& places)
{
    const auto refuse = [&places](const char* words) {
        return tl::unexpected(Sentence{words, {places.allowedByPolicy}});
    };
    if (places.helper.empty())
        return refuse(CORE_TR("The kernel cannot be observed: its helper socket-playground-observer is not installed "
                              "beside the program or in ../libexec."));
    if (places.root)
        return std::vector{places.helper};
    if (places.pkexec.empty())
        return refuse(
            CORE_TR("The kernel cannot be observed: this needs root, or pkexec (package pkexec), which is not "
                    "installed."));
    if (places.allowedByPolicy.empty())
        return refuse(
            CORE_TR("The kernel cannot be observed: this needs root, or the policy file of the program, which "
                    "is not installed in /usr/share."));
    if (places.allowedByPolicy != places.helper)
        return refuse(CORE_TR("The kernel cannot be observed: this needs root; the installed policy allows %1 only."));
    return std::vector<std::string>{places.pkexec, places.helper};
}

} // namespace core
