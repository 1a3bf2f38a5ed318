// SPDX-License-Identifier: GPL-3.0-or-later
// The private network: sockets are made in it by a helper process that has entered it.
#pragma once

#include "core/network/network_helper.h"

#include <memory>
#include <mutex>
#include <thread>

namespace core {

/// A network namespace of one's own can only be entered by a process of one thread, and stays that of every socket made
/// in it. So a helper (helper/network/) enters one and makes the sockets; every other call on them is our own. As
/// ordinary user that is a user namespace as well. start() and stop() return at once and come from one thread at a
/// time; the rest may be called from any thread.
class PrivateNetwork
{
public:
    /// `changed` is called on a thread of this object, and on that of start() when there is no helper.
    explicit PrivateNetwork(std::function<void(const NetworkStatus&)> changed);
    ~PrivateNetwork(); ///< stop(), and waits until the helper has ended, about 3 s at most.
    PrivateNetwork(const PrivateNetwork&) = delete;
    PrivateNetwork& operator=(const PrivateNetwork&) = delete;

    /// A new network; the one before is left as by stop().
    void start() { start(helperCommand()); }
    void start(const HelperCommand& command);
    /// Ends the helper. Sockets in its network live on; nothing more is told of it.
    void stop();

    SysReturn socket(int domain, int type, int protocol); ///< As NetworkHelper::socket(); EPIPE without a network.
    HelperCommand inside(const std::vector<std::string>& command); ///< As NetworkHelper::inside().

    /// How the helper is started, or what is missing.
    static HelperCommand helperCommand();

private:
    std::shared_ptr<NetworkHelper> helper();

    const std::function<void(const NetworkStatus&)> m_changed;
    std::mutex m_mutex; // guards m_helper
    std::shared_ptr<NetworkHelper> m_helper;
    std::thread m_thread; // of start() and stop() only
};

} // namespace core
