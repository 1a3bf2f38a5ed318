// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernel/port_holder.h"

#include "core/kernel/own_endpoints.h"

#include <iterator>
#include <unistd.h>

namespace core {

namespace {

int rankOf(const KernelSocket& socket)
{
    if (socket.isListener())
        return 0;
    if (socket.inode == 0)
        return 3;
    return socket.state == TcpState::Closed ? 1 : 2;
}

} // namespace

const KernelSocket* conflictingSocket(const Address& wanted, std::span<const KernelSocket> sockets)
{
    const OwnEndpoints::Endpoint asked = OwnEndpoints::endpointOf(wanted);
    const KernelSocket* found = nullptr;
    for (const KernelSocket& socket : sockets) {
        if (socket.family != AF_INET && socket.family != AF_INET6)
            continue;
        const OwnEndpoints::Endpoint local = OwnEndpoints::endpointOf(socket.local);
        if (local.port != asked.port || (local.host != asked.host && !local.isAny() && !asked.isAny()))
            continue;
        // 0.0.0.0 and an IPv6 address do not meet; :: takes both families unless IPV6_V6ONLY is set.
        if (socket.family != wanted.family() && local.host != asked.host &&
            !(socket.family == AF_INET6 ? local.isAny() : asked.isAny()))
            continue;
        if (!found || rankOf(socket) < rankOf(*found))
            found = &socket;
    }
    return found;
}

Result<std::optional<PortHolder>> findPortHolder(SockDiag& diag, const Address& wanted)
{
    std::vector<KernelSocket> sockets;
    for (const int family : {AF_INET, AF_INET6}) {
        Result<SocketDump> dump = diag.dump(family);
        if (dump)
            sockets.insert(sockets.end(), dump->sockets.begin(), dump->sockets.end());
        else if (family == wanted.family())
            return tl::unexpected(dump.error());
    }
    const KernelSocket* found = conflictingSocket(wanted, sockets);
    if (!found)
        return std::optional<PortHolder>{};
    PortHolder holder{*found, std::nullopt, false};
    if (found->inode != 0) {
        const SocketOwners owners = socketOwners();
        if (const auto owner = owners.find(found->inode); owner != owners.end())
            holder.owner = owner->second;
        holder.isThisProgram =
            ownSocketInodes().contains(found->inode) || (holder.owner && holder.owner->pid == ::getpid());
    }
    return std::optional(std::move(holder));
}

} // namespace core
