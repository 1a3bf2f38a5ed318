// SPDX-License-Identifier: GPL-3.0-or-later
// The sockets of one moment: dumped, chosen and given their owners.
#pragma once

#include "core/kernel/own_endpoints.h"
#include "core/kernel/port_holder.h"
#include "core/kernel/process_owner.h"
#include "core/kernel/sock_diag.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace core {

struct SampleQuery
{
    bool wholeMachine = false;                     ///< Also sockets that have nothing to do with this program.
    std::shared_ptr<const OwnEndpoints> endpoints; ///< What the program used; may be null.
};

struct SampledSocket
{
    KernelSocket socket;
    bool isOwn = false;                ///< This process has a descriptor of it.
    std::optional<ProcessOwner> owner; ///< Nothing: no descriptor, or another user's program.

    friend bool operator==(const SampledSocket&, const SampledSocket&) = default;
};

/// Source: sampled. TCP first, then UNIX, in the order of the kernel.
struct SocketSample
{
    std::vector<SampledSocket> sockets;
    bool wholeMachine = false;     ///< As asked.
    std::size_t total = 0;         ///< Sockets of the machine, of which `sockets` are the chosen ones.
    std::int64_t wallMs = 0;       ///< When the last dump ended: CLOCK_REALTIME, milliseconds since 1970.
    std::int64_t tookNs = 0;       ///< The dumps and the look-up of the owners.
    std::size_t malformed = 0;     ///< Messages that could not be read.
    bool interrupted = false;      ///< Sockets came and went during the dump: some may be missing.
    std::optional<SysError> error; ///< The first of the three dumps that failed; the others are there.
};

/// Takes samples. Reads /proc/*/fd for the owners at most once a second. One thread at a time, not the GUI thread.
class SocketSampling
{
public:
    /// Netlink sockets come from `sockets`, which is not owned, outlives it and records nothing.
    explicit SocketSampling(Sys& sockets) : m_sockets(sockets) {}

    /// The next look goes to the network in which `sockets` makes sockets then.
    void changeNetwork() { m_diag.reset(); }
    SocketSample take(const SampleQuery& query);
    /// As core::findPortHolder(); opens the netlink socket when needed.
    [[nodiscard]] Result<std::optional<PortHolder>> findHolder(const Address& wanted);

private:
    Result<SockDiag*> diag();
    void dump(SocketSample& sample, std::vector<KernelSocket>& sockets);
    void addOwners(std::vector<SampledSocket>& sockets);

    Sys& m_sockets;
    std::optional<SockDiag> m_diag;
    SocketOwners m_owners;
    std::int64_t m_ownersNs = 0; // when they were read; 0: never
};

} // namespace core
