// SPDX-License-Identifier: GPL-3.0-or-later
// The kernel behind the seam, with sockets from the network that was chosen.
#pragma once

#include "core/network/private_network.h"
#include "core/sys/real_sys.h"

#include <atomic>

namespace core {

/// Only socket() differs from RealSys: a socket belongs to the network namespace in which it was made, whoever calls
/// bind(2), connect(2) or anything else on it later. Any thread.
class NetworkSys final : public RealSys
{
public:
    explicit NetworkSys(PrivateNetwork& network) : m_network(network) {} ///< Not owned; outlives it.

    /// For the sockets that are made from now on.
    void choose(Network network) noexcept { m_isPrivate.store(network == Network::Private); }
    Network chosen() const noexcept { return m_isPrivate.load() ? Network::Private : Network::ThisComputer; }

    SysReturn socket(int domain, int type, int protocol) override
    {
        return m_isPrivate.load() ? m_network.socket(domain, type, protocol) : RealSys::socket(domain, type, protocol);
    }

private:
    PrivateNetwork& m_network;
    std::atomic<bool> m_isPrivate{false};
};

} // namespace core
