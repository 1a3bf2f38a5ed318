// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/network/serve.h"

#include "core/network/descriptor_passing.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <span>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace helper {

namespace {

using core::NetworkReply;
using core::NetworkReplyKind;
using core::NetworkRequest;

bool reply(int channel, const NetworkReply& message, int descriptor = -1)
{
    return core::sendMessage(channel, std::as_bytes(std::span(&message, 1)), descriptor) == 0;
}

bool isAllowed(const NetworkRequest& request)
{
    if (request.domain == AF_NETLINK)
        return request.protocol == NETLINK_SOCK_DIAG;
    const int type = request.type & ~(SOCK_NONBLOCK | SOCK_CLOEXEC);
    constexpr std::array kDomains{AF_INET, AF_INET6, AF_UNIX};
    constexpr std::array kTypes{static_cast<int>(SOCK_STREAM), static_cast<int>(SOCK_DGRAM),
                                static_cast<int>(SOCK_SEQPACKET)};
    return std::find(kDomains.begin(), kDomains.end(), request.domain) != kDomains.end() &&
           std::find(kTypes.begin(), kTypes.end(), type) != kTypes.end();
}

// Returns the descriptor, or sets the error.
int makeSocket(const NetworkRequest& request, std::ptrdiff_t size, int& error)
{
    if (size != sizeof request || request.magic != NetworkRequest::kMagic || request.version != 1) {
        error = EBADMSG;
        return -1;
    }
    if (!isAllowed(request)) {
        error = EPERM;
        return -1;
    }
    const int made = ::socket(request.domain, request.type | SOCK_CLOEXEC, request.protocol);
    error = made < 0 ? errno : 0;
    return made;
}

} // namespace

bool reportReady(int channel, const StepResult& start)
{
    NetworkReply message;
    message.error = start.error;
    message.step = start.ok() ? core::NetworkStep::None : start.step;
    struct stat network
    {
    };
    if (::stat("/proc/self/ns/net", &network) == 0)
        message.inode = network.st_ino;
    return reply(channel, message);
}

void serveSockets(int channel)
{
    for (;;) {
        NetworkRequest request;
        // recv(2) has no room for descriptors: what somebody sends is closed by the kernel.
        const ssize_t size = ::recv(channel, &request, sizeof request, MSG_TRUNC);
        if (size < 0 && errno == EINTR)
            continue;
        if (size <= 0)
            return;
        NetworkReply message;
        message.kind = NetworkReplyKind::Socket;
        const int made = makeSocket(request, size, message.error);
        const bool heard = reply(channel, message, made);
        if (made >= 0)
            ::close(made);
        if (!heard)
            return;
    }
}

} // namespace helper
