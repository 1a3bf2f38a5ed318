// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/observe/used_ports.h"

#include <algorithm>
#include <utility>

namespace core {

// The caller holds the lock.
UsedPorts::Port& UsedPorts::find(std::uint16_t port, Use use)
{
    auto found = std::find_if(m_ports.begin(), m_ports.end(), [port](const Port& known) { return known.port == port; });
    const bool listened = use == Use::Listen;
    bool changed = false;
    if (found == m_ports.end()) {
        if (m_ports.size() == PortSet::kMost)
            m_ports.erase(std::min_element(m_ports.begin(), m_ports.end(),
                                           [](const Port& a, const Port& b) { return a.lastUse < b.lastUse; }));
        found = m_ports.insert(m_ports.end(), Port{port, false, 0, 0});
        changed = true;
    }
    changed = changed || (listened && !found->listened);
    found->listened = found->listened || listened;
    found->lastUse = ++m_uses;
    if (changed) {
        found->version = ++m_version;
        if (m_wake)
            m_wake();
    }
    return *found;
}

void UsedPorts::add(std::uint16_t port, Use use)
{
    if (port == 0)
        return;
    const std::lock_guard lock(m_mutex);
    find(port, use);
}

void UsedPorts::use(std::uint16_t port, Use use)
{
    if (port == 0)
        return;
    std::unique_lock lock(m_mutex);
    const std::uint64_t version = find(port, use).version;
    if (m_changed.wait_for(lock, kMostWait, [this, version] { return !m_observing || m_observed >= version; }))
        return;
    // It does not answer: who uses the port again must not wait again.
    for (Port& known : m_ports) {
        if (known.port == port)
            known.version = 0;
    }
}

UsedPorts::Snapshot UsedPorts::snapshot() const
{
    const std::lock_guard lock(m_mutex);
    Snapshot result;
    result.version = m_version;
    for (const Port& port : m_ports) {
        result.all.insert(port.port);
        if (port.listened)
            result.listened.insert(port.port);
    }
    return result;
}

std::uint64_t UsedPorts::version() const
{
    const std::lock_guard lock(m_mutex);
    return m_version;
}

void UsedPorts::setWaker(std::function<void()> wake)
{
    const std::lock_guard lock(m_mutex);
    m_wake = std::move(wake);
}

void UsedPorts::observedUpTo(std::uint64_t version)
{
    {
        const std::lock_guard lock(m_mutex);
        m_observing = true;
        m_observed = version;
    }
    m_changed.notify_all();
}

void UsedPorts::notObserved()
{
    {
        const std::lock_guard lock(m_mutex);
        m_observing = false;
    }
    m_changed.notify_all();
}

} // namespace core
