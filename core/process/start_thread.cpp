// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/process/start_thread.h"

#include "core/text/errno_text.h"

#include <algorithm>
#include <csignal>
#include <cstddef>
#include <pthread.h>
#include <system_error>
#include <utility>

namespace core {

Result<std::thread> startThread(std::string name, std::function<void()> run)
{
    name.resize(std::min<std::size_t>(name.size(), 15));
    try {
        return std::thread([name = std::move(name), run = std::move(run)] {
            ::pthread_setname_np(::pthread_self(), name.c_str());
            sigset_t pipe;
            ::sigemptyset(&pipe);
            ::sigaddset(&pipe, SIGPIPE);
            ::pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
            run();
        });
    } catch (const std::system_error& error) {
        return tl::unexpected(SysError{kThreadCall, error.code().value()});
    }
}

Sentence noThreadSentence(const SysError& error)
{
    return {CORE_TR("No thread can be started: %1 failed with %2. This user has as many processes and threads as are "
                    "allowed (ulimit -u, pids.max of the control group), or memory is short. End programs that are not "
                    "needed, then try again."),
            {error.call, errnoName(error.code)}};
}

} // namespace core
