// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernel/socket_sample.h"

#include "core/clock.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <unistd.h>
#include <unordered_map>

namespace core {

namespace {

constexpr std::int64_t kOwnersLastNs = 1'000'000'000;

// A dump tells a UNIX socket's peer by inode only; its name is the peer's own.
void nameUnixPeers(std::vector<KernelSocket>& sockets)
{
    std::unordered_map<std::uint32_t, Address> names;
    for (const KernelSocket& socket : sockets) {
        if (socket.family == AF_UNIX)
            names.emplace(socket.inode, socket.local);
    }
    for (KernelSocket& socket : sockets) {
        if (const auto peer = names.find(socket.peerInode); socket.peerInode != 0 && peer != names.end())
            socket.peer = peer->second;
    }
}

} // namespace

Result<SockDiag*> SocketSampling::diag()
{
    if (!m_diag) {
        Result<SockDiag> opened = SockDiag::open(m_sockets);
        if (!opened)
            return tl::unexpected(opened.error());
        m_diag.emplace(*std::move(opened));
    }
    return &*m_diag;
}

void SocketSampling::dump(SocketSample& sample, std::vector<KernelSocket>& sockets)
{
    for (const int family : {AF_INET, AF_INET6, AF_UNIX}) {
        const Result<SockDiag*> socket = diag();
        Result<SocketDump> dumped = socket ? (*socket)->dump(family) : tl::unexpected(socket.error());
        if (!dumped) {
            m_diag.reset(); // what may still be on its way belongs to this request
            if (!sample.error)
                sample.error = dumped.error();
            continue;
        }
        sample.malformed += dumped->malformed;
        sample.interrupted = sample.interrupted || dumped->interrupted;
        std::move(dumped->sockets.begin(), dumped->sockets.end(), std::back_inserter(sockets));
    }
}

SocketSample SocketSampling::take(const SampleQuery& query)
{
    const std::int64_t startedNs = monotonicNs();
    SocketSample sample;
    sample.wholeMachine = query.wholeMachine;
    std::vector<KernelSocket> sockets;
    dump(sample, sockets);
    sample.wallMs =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
            .count();
    sample.total = sockets.size();
    nameUnixPeers(sockets);
    const std::unordered_set<std::uint32_t> own = ownSocketInodes();
    for (const KernelSocket& socket : sockets) {
        const bool isOwn = socket.inode != 0 && own.contains(socket.inode);
        if (isOwn || query.wholeMachine || (query.endpoints && query.endpoints->contains(socket)))
            sample.sockets.push_back({socket, isOwn, std::nullopt});
    }
    addOwners(sample.sockets);
    sample.tookNs = monotonicNs() - startedNs;
    return sample;
}

void SocketSampling::addOwners(std::vector<SampledSocket>& sockets)
{
    const bool foreign = std::any_of(sockets.begin(), sockets.end(), [](const SampledSocket& sampled) {
        return !sampled.isOwn && sampled.socket.inode != 0;
    });
    if (foreign && (m_ownersNs == 0 || monotonicNs() - m_ownersNs > kOwnersLastNs)) {
        m_owners = socketOwners();
        m_ownersNs = monotonicNs();
    }
    for (SampledSocket& sampled : sockets) {
        if (sampled.isOwn || sampled.socket.inode == 0)
            continue;
        if (const auto owner = m_owners.find(sampled.socket.inode); owner != m_owners.end())
            sampled.owner = owner->second;
    }
}

Result<std::optional<PortHolder>> SocketSampling::findHolder(const Address& wanted)
{
    const Result<SockDiag*> socket = diag();
    if (!socket)
        return tl::unexpected(socket.error());
    Result<std::optional<PortHolder>> holder = findPortHolder(**socket, wanted);
    if (!holder)
        m_diag.reset();
    return holder;
}

} // namespace core
