// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/network/interfaces.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <libmnl/libmnl.h>
#include <linux/rtnetlink.h>
#include <memory>
#include <net/if.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace helper {

namespace {

using core::NetworkStep;

constexpr const char* kLoopback = "lo";

struct Close
{
    void operator()(mnl_socket* socket) const { mnl_socket_close(socket); }
};

// core::kSilentNetwork.
constexpr std::array<std::uint8_t, 4> kSilentDestination{192, 0, 2, 0};
constexpr std::uint8_t kSilentPrefix = 24; // bits
// To be named: the address that lo has is one of this host only, which the kernel does not choose for other networks.
constexpr std::array<std::uint8_t, 4> kSource{127, 0, 0, 1};

// Sends a request that is to be acknowledged. Returns 0 or an errno, its own or that of the kernel's answer.
int request(mnl_socket* socket, nlmsghdr* header)
{
    if (mnl_socket_sendto(socket, header, header->nlmsg_len) < 0)
        return errno;
    alignas(nlmsghdr) std::array<char, 8192> room{};
    const ssize_t size = mnl_socket_recvfrom(socket, room.data(), room.size());
    if (size < 0)
        return errno;
    return mnl_cb_run(room.data(), static_cast<std::size_t>(size), header->nlmsg_seq, mnl_socket_get_portid(socket),
                      nullptr, nullptr) < 0
               ? errno
               : 0;
}

int addSilentRoute(mnl_socket* socket)
{
    alignas(nlmsghdr) std::array<char, 512> room{};
    nlmsghdr* header = mnl_nlmsg_put_header(room.data());
    header->nlmsg_type = RTM_NEWROUTE;
    header->nlmsg_flags = NLM_F_REQUEST | NLM_F_CREATE | NLM_F_EXCL | NLM_F_ACK;
    header->nlmsg_seq = 1;
    auto* message = static_cast<rtmsg*>(mnl_nlmsg_put_extra_header(header, sizeof(rtmsg)));
    message->rtm_family = AF_INET;
    message->rtm_dst_len = kSilentPrefix;
    message->rtm_table = RT_TABLE_MAIN;
    message->rtm_protocol = RTPROT_STATIC;
    message->rtm_scope = RT_SCOPE_LINK;
    message->rtm_type = RTN_UNICAST;
    mnl_attr_put(header, RTA_DST, kSilentDestination.size(), kSilentDestination.data());
    mnl_attr_put_u32(header, RTA_OIF, ::if_nametoindex(kLoopback));
    mnl_attr_put(header, RTA_PREFSRC, kSource.size(), kSource.data());
    return request(socket, header);
}

} // namespace

StepResult bringLoopbackUp()
{
    const int any = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (any < 0)
        return {NetworkStep::Loopback, errno};
    ifreq asked{};
    std::strncpy(asked.ifr_name, kLoopback, sizeof asked.ifr_name - 1);
    asked.ifr_flags = IFF_UP | IFF_RUNNING;
    const int error = ::ioctl(any, SIOCSIFFLAGS, &asked) != 0 ? errno : 0;
    ::close(any);
    return {NetworkStep::Loopback, error};
}

StepResult routeSilentNetwork()
{
    const std::unique_ptr<mnl_socket, Close> socket(mnl_socket_open2(NETLINK_ROUTE, SOCK_CLOEXEC));
    if (!socket || mnl_socket_bind(socket.get(), 0, MNL_SOCKET_AUTOPID) != 0)
        return {NetworkStep::SilentRoute, errno};
    return {NetworkStep::SilentRoute, addSilentRoute(socket.get())};
}

} // namespace helper
