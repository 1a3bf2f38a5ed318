// SPDX-License-Identifier: GPL-3.0-or-later
// Why there is no private network, in sentences with a remedy.
#pragma once

#include "core/network/helper_message.h"
#include "core/text/sentence.h"

#include <optional>

namespace core {

/// What of this system may stand against it; a plain value, so that every case can be tested. Nothing: not known here.
struct NetworkHints
{
    std::optional<long> maxUserNamespaces; ///< user.max_user_namespaces
    std::optional<long> maxNetNamespaces;  ///< user.max_net_namespaces
    std::optional<long> unprivilegedClone; ///< kernel.unprivileged_userns_clone, on Debian and its children
    std::optional<long> appArmorRestricts; ///< kernel.apparmor_restrict_unprivileged_userns, on Ubuntu
    bool seccomp = false;                  ///< A seccomp filter is at work, as in most containers.

    static NetworkHints read(); ///< From /proc. Any thread.
};

/// Which step of the helper failed, the call with its errno, the likely cause and what helps against it. Pure.
Sentence networkProblem(NetworkStep step, int error, const NetworkHints& hints);

} // namespace core
