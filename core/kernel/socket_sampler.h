// SPDX-License-Identifier: GPL-3.0-or-later
// Takes samples of the kernel's sockets on a thread of its own.
#pragma once

#include "core/kernel/socket_sample.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace core {

/// Requests return at once and may come from any thread. A request that comes while another waits replaces it, so a
/// slow machine is sampled less often instead of ever later. The thread begins with the first request.
class SocketSampler
{
public:
    /// Called on the sampler's thread, or on that of the request when no thread can be started (the sample has the
    /// error then); must not destroy it. Either may be empty.
    struct Receiver
    {
        std::function<void(std::shared_ptr<const SocketSample>)> sample;
        std::function<void(const Address& wanted, const std::optional<PortHolder>& holder)> holder;
    };

    /// `sockets` as of SocketSampling.
    SocketSampler(Sys& sockets, Receiver receiver) : m_receiver(std::move(receiver)), m_sampling(sockets) {}
    ~SocketSampler(); ///< Waits for what is under way; what waits is dropped.
    SocketSampler(const SocketSampler&) = delete;
    SocketSampler& operator=(const SocketSampler&) = delete;

    void requestSample(SampleQuery query);
    /// Who keeps `wanted` from being bound? An error of the look-up counts as nobody.
    void requestHolder(Address wanted);
    /// Sockets are made in another network now: that is where to look from the next request on.
    void changeNetwork();

private:
    void wake(std::unique_lock<std::mutex> lock);
    void refuse(const SysError& error, std::unique_lock<std::mutex> lock);
    void run();

    const Receiver m_receiver;
    SocketSampling m_sampling; // thread only
    std::mutex m_mutex;        // guards what follows
    std::condition_variable m_changed;
    std::optional<SampleQuery> m_query;
    std::optional<Address> m_wanted;
    bool m_networkChanged = false;
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace core
