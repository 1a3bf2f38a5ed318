// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/interface_ports.h"

#include <array>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>
#include <unistd.h>

namespace helper {

namespace {

struct Request
{
    nlmsghdr header;
    ifinfomsg link;
};

// Whether the answer about an interface names a master.
bool hasMaster(const std::byte* answer, std::size_t size)
{
    const auto* header = reinterpret_cast<const nlmsghdr*>(answer);
    if (!NLMSG_OK(header, size) || header->nlmsg_type != RTM_NEWLINK || header->nlmsg_len < sizeof(Request))
        return false;
    const std::byte* at = answer + NLMSG_ALIGN(sizeof(Request));
    const std::byte* end = answer + header->nlmsg_len;
    while (end - at >= static_cast<std::ptrdiff_t>(sizeof(rtattr))) {
        const auto* attribute = reinterpret_cast<const rtattr*>(at);
        if (attribute->rta_len < sizeof(rtattr) || attribute->rta_len > end - at)
            return false;
        if (attribute->rta_type == IFLA_MASTER)
            return true;
        at += RTA_ALIGN(attribute->rta_len);
    }
    return false;
}

bool isPort(int index)
{
    const int fd = ::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_ROUTE);
    if (fd < 0)
        return false;
    Request request{};
    request.header.nlmsg_len = sizeof request;
    request.header.nlmsg_type = RTM_GETLINK;
    request.header.nlmsg_flags = NLM_F_REQUEST;
    request.link.ifi_index = index;
    alignas(nlmsghdr) std::array<std::byte, 16384> answer{};
    ssize_t size = -1;
    if (::send(fd, &request, sizeof request, 0) == static_cast<ssize_t>(sizeof request))
        size = ::recv(fd, answer.data(), answer.size(), 0); // the kernel has answered when send(2) returns
    ::close(fd);
    return size > 0 && hasMaster(answer.data(), static_cast<std::size_t>(size));
}

} // namespace

bool InterfacePorts::contains(int index)
{
    const auto [found, isNew] = m_known.try_emplace(index, false);
    if (isNew)
        found->second = isPort(index);
    return found->second;
}

} // namespace helper
