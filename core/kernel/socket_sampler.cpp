// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernel/socket_sampler.h"

#include <pthread.h>
#include <utility>

namespace core {

SocketSampler::~SocketSampler()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_changed.notify_one();
    if (m_thread.joinable())
        m_thread.join();
}

void SocketSampler::requestSample(SampleQuery query)
{
    const std::lock_guard lock(m_mutex);
    m_query = std::move(query);
    wake();
}

void SocketSampler::requestHolder(Address wanted)
{
    const std::lock_guard lock(m_mutex);
    m_wanted = wanted;
    wake();
}

void SocketSampler::changeNetwork()
{
    const std::lock_guard lock(m_mutex);
    m_networkChanged = true;
}

void SocketSampler::wake()
{
    if (!m_thread.joinable())
        m_thread = std::thread([this] { run(); });
    m_changed.notify_one();
}

void SocketSampler::run()
{
    ::pthread_setname_np(::pthread_self(), "socket sampler");
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait(lock, [this] { return m_stopping || m_query || m_wanted; });
        if (m_stopping)
            return;
        const std::optional<Address> wanted = std::exchange(m_wanted, std::nullopt);
        const std::optional<SampleQuery> query = std::exchange(m_query, std::nullopt);
        if (std::exchange(m_networkChanged, false))
            m_sampling.changeNetwork();
        lock.unlock();
        if (wanted && m_receiver.holder)
            m_receiver.holder(*wanted, m_sampling.findHolder(*wanted).value_or(std::nullopt));
        if (query && m_receiver.sample)
            m_receiver.sample(std::make_shared<const SocketSample>(m_sampling.take(*query)));
        lock.lock();
    }
}

} // namespace core
