// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/private_network.h"

#include "core/process/helper_path.h"
#include "core/process/start_thread.h"

#include <cerrno>
#include <memory>
#include <utility>

namespace core {

PrivateNetwork::PrivateNetwork(std::function<void(const NetworkStatus&)> changed) : m_changed(std::move(changed)) {}

PrivateNetwork::~PrivateNetwork()
{
    stop();
    if (m_thread.joinable())
        m_thread.join();
}

void PrivateNetwork::start(const HelperCommand& command)
{
    stop();
    if (!command) {
        m_changed({Network::Private, NetworkStatus::Phase::Failed, command.error(), -1});
        return;
    }
    auto next = std::make_shared<NetworkHelper>(m_changed);
    // The thread before is not waited for here; the last thread to be joined waits for them all.
    const auto before = std::make_shared<std::thread>(std::move(m_thread));
    Result<std::thread> thread = startThread("private network", [before, next, words = *command] {
        next->run(words);
        if (before->joinable())
            before->join();
    });
    if (!thread) {
        m_thread = std::move(*before);
        m_changed({Network::Private, NetworkStatus::Phase::Failed, noThreadSentence(thread.error()), -1});
        return;
    }
    m_thread = std::move(*thread);
    const std::lock_guard lock(m_mutex);
    m_helper = std::move(next);
}

void PrivateNetwork::stop()
{
    const std::lock_guard lock(m_mutex);
    if (m_helper)
        std::exchange(m_helper, nullptr)->requestStop();
}

std::shared_ptr<NetworkHelper> PrivateNetwork::helper()
{
    const std::lock_guard lock(m_mutex);
    return m_helper;
}

SysReturn PrivateNetwork::socket(int domain, int type, int protocol)
{
    const std::shared_ptr<NetworkHelper> now = helper();
    return now ? now->socket(domain, type, protocol) : SysReturn{-1, EPIPE, true};
}

HelperCommand PrivateNetwork::inside(const std::vector<std::string>& command)
{
    const std::shared_ptr<NetworkHelper> now = helper();
    if (!now)
        return tl::unexpected(Sentence{CORE_TR("There is no private network.")});
    return now->inside(command);
}

HelperCommand PrivateNetwork::helperCommand()
{
    constexpr const char* kName = "socket-playground-network";
    std::string path = helperPath(kName);
    if (path.empty())
        return tl::unexpected(Sentence{CORE_TR("There is no private network: its helper socket-playground-network is "
                                               "not installed beside the program or in ../libexec.")});
    return std::vector{std::move(path)};
}

} // namespace core
