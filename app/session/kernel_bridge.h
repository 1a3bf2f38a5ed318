// SPDX-License-Identifier: GPL-3.0-or-later
// Brings what the kernel tells of its sockets from the sampler's thread to the GUI thread.
#pragma once

#include "core/kernel/socket_sampler.h"

#include <QObject>

namespace app {

/// Owns the sampler; `sockets` (SocketSampling) is not owned and outlives it. GUI thread; its signals are emitted
/// there.
class KernelBridge final : public QObject
{
    Q_OBJECT
public:
    explicit KernelBridge(core::Sys& sockets, QObject* parent = nullptr);

public Q_SLOTS:
    void requestSample(const core::SampleQuery& query) { m_sampler.requestSample(query); }
    void requestHolder(const core::Address& wanted) { m_sampler.requestHolder(wanted); }
    void changeNetwork() { m_sampler.changeNetwork(); }

Q_SIGNALS:
    void sampled(const std::shared_ptr<const core::SocketSample>& sample);
    void holderFound(const core::Address& wanted, const std::optional<core::PortHolder>& holder);

private:
    core::SocketSampler m_sampler; // last: its thread ends before the rest of this
};

} // namespace app
