// SPDX-License-Identifier: GPL-3.0-or-later
// One private network, from the start of the process that holds it to its end.
#pragma once

#include "core/network/helper_message.h"
#include "core/network/network_status.h"
#include "core/process/helper_command.h"
#include "core/sys/sys.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <sys/types.h>
#include <vector>

namespace core {

/// run() has a thread of its own, with which the helper also ends; the rest may be called from any thread.
class NetworkHelper
{
public:
    static constexpr int kStartMs = 10'000; ///< Until the helper must be ready.
    static constexpr int kAnswerMs = 5'000; ///< For one socket.

    /// `changed` is called on the thread of run(), never after requestStop() has returned.
    explicit NetworkHelper(std::function<void(const NetworkStatus&)> changed);
    ~NetworkHelper();
    NetworkHelper(const NetworkHelper&) = delete;
    NetworkHelper& operator=(const NetworkHelper&) = delete;

    /// Starts the helper, tells how it stands, and returns when it has ended; no zombie stays.
    void run(const std::vector<std::string>& command);
    void requestStop(); ///< Returns at once.

    /// socket(2), made by the helper in its network; the descriptor is this process' own and close-on-exec. Waits until
    /// the helper is ready. Errors are those of socket(2) in the helper, and: EMFILE when this process has no free
    /// descriptor, EPIPE when the helper is gone or never came, ETIMEDOUT and EBADMSG when it does not answer or not
    /// as it should (it is ended then).
    SysReturn socket(int domain, int type, int protocol);
    /// The command that runs `command`, an observer, inside the network: another run of the helper.
    HelperCommand inside(const std::vector<std::string>& command);

private:
    enum class State : std::uint8_t { Starting, Ready, Ended };

    Sentence start(const std::vector<std::string>& command); // what is wrong, or nothing
    Sentence awaitReady();
    void watch() const; // until the helper or the wish for it has ended
    void end();
    void setState(State state);
    void tell(NetworkStatus::Phase phase, Sentence reason);
    SysReturn ask(int domain, int type, int protocol);

    const std::function<void(const NetworkStatus&)> m_changed;
    const int m_stopFd;
    std::string m_program; // of the helper; run() only until ready, then constant
    pid_t m_pid = -1;      // the same
    std::uint64_t m_inode = 0;
    Sentence m_note; // what does not work though it is ready; run() only

    std::mutex m_asking; // one question at a time; guards m_channel, which only run() opens and closes
    int m_channel = -1;
    std::mutex m_mutex; // guards m_state
    std::condition_variable m_stateChanged;
    State m_state = State::Starting;
    std::mutex m_telling; // guards m_stopped
    bool m_stopped = false;
};

} // namespace core
