// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernel/socket_sampler.h"

#include "core/process/start_thread.h"

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
    std::unique_lock lock(m_mutex);
    m_query = std::move(query);
    wake(std::move(lock));
}

void SocketSampler::requestHolder(Address wanted)
{
    std::unique_lock lock(m_mutex);
    m_wanted = wanted;
    wake(std::move(lock));
}

void SocketSampler::changeNetwork()
{
    const std::lock_guard lock(m_mutex);
    m_networkChanged = true;
}

void SocketSampler::wake(std::unique_lock<std::mutex> lock)
{
    if (!m_thread.joinable()) {
        Result<std::thread> thread = startThread("socket sampler", [this] { run(); });
        if (!thread) {
            refuse(thread.error(), std::move(lock));
            return;
        }
        m_thread = std::move(*thread);
    }
    m_changed.notify_one();
}

/// Answers what waits: nothing could be asked of the kernel. The next request tries again.
void SocketSampler::refuse(const SysError& error, std::unique_lock<std::mutex> lock)
{
    const std::optional<Address> wanted = std::exchange(m_wanted, std::nullopt);
    const std::optional<SampleQuery> query = std::exchange(m_query, std::nullopt);
    lock.unlock();
    if (wanted && m_receiver.holder)
        m_receiver.holder(*wanted, std::nullopt);
    if (query && m_receiver.sample) {
        SocketSample sample;
        sample.wholeMachine = query->wholeMachine;
        sample.error = error;
        m_receiver.sample(std::make_shared<const SocketSample>(std::move(sample)));
    }
}

void SocketSampler::run()
{
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
