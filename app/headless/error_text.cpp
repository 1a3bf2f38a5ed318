// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/error_text.h"

#include "core/process/start_thread.h"
#include "core/text/errno_text.h"

#include <cerrno>
#include <cstring>
#include <fmt/format.h>

namespace app {

std::string errorText(const core::SysError& error)
{
    return fmt::format("{}() failed: {} ({})", error.call, std::strerror(error.code), core::errnoName(error.code));
}

std::string explainedError(const core::SysError& error, int family)
{
    if (std::string_view(error.call) == core::kThreadCall)
        return core::english(core::noThreadSentence(error));
    const core::ErrnoHelp help = core::errnoHelp(core::callNamed(error.call), error.code, family);
    return fmt::format("{}.\n{}\n{}", errorText(error), help.cause, help.remedy);
}

std::string limitProblem(const core::Address& target, std::chrono::milliseconds limit)
{
    return fmt::format("{}: no answer within {} ms, the limit that --timeout sets.\nNothing came back: the packets are "
                       "dropped on the way, by a firewall for example, the host is down, or its accept queue is full.\n"
                       "Look whether the server runs and its host can be reached, or give it more time.",
                       target.text(), limit.count());
}

std::string connectProblem(const core::ClientStatus& status)
{
    return status.limitReached
               ? limitProblem(status.peer, *status.limitReached)
               : fmt::format("{}: {}", status.peer.text(), explainedError(*status.error, status.peer.family()));
}

std::string writeProblem(std::string_view what, int error)
{
    if (error == 0 || error == EPIPE)
        return {};
    return fmt::format("The {} could not be written: {}.", what,
                       error == ECANCELED ? "the reader takes nothing" : errorText({"write", error}));
}

} // namespace app
