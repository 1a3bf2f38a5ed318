// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/descriptor_passing.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <sys/socket.h>
#include <unistd.h>

namespace core {

namespace {

constexpr std::size_t kMostDescriptors = 4;

// Only the first is kept.
void takeDescriptors(const cmsghdr& header, ReceivedMessage& received)
{
    const std::size_t count = (header.cmsg_len - CMSG_LEN(0)) / sizeof(int);
    for (std::size_t i = 0; i < count; ++i) {
        int descriptor = -1;
        std::memcpy(&descriptor, CMSG_DATA(&header) + i * sizeof(int), sizeof descriptor);
        if (received.descriptor < 0)
            received.descriptor = descriptor;
        else
            ::close(descriptor);
    }
}

} // namespace

int sendMessage(int channel, std::span<const std::byte> message, int descriptor)
{
    iovec part{const_cast<std::byte*>(message.data()), message.size()}; // sendmsg(2) takes it so and changes nothing
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> control{};
    msghdr header{};
    header.msg_iov = &part;
    header.msg_iovlen = 1;
    if (descriptor >= 0) {
        header.msg_control = control.data();
        header.msg_controllen = control.size();
        cmsghdr* rights = CMSG_FIRSTHDR(&header);
        rights->cmsg_level = SOL_SOCKET;
        rights->cmsg_type = SCM_RIGHTS;
        rights->cmsg_len = CMSG_LEN(sizeof(int));
        std::memcpy(CMSG_DATA(rights), &descriptor, sizeof descriptor);
    }
    for (;;) {
        if (::sendmsg(channel, &header, MSG_NOSIGNAL) >= 0)
            return 0;
        if (errno != EINTR)
            return errno;
    }
}

ReceivedMessage receiveMessage(int channel, std::span<std::byte> room)
{
    iovec part{room.data(), room.size()};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(kMostDescriptors * sizeof(int))> control{};
    msghdr header{};
    header.msg_iov = &part;
    header.msg_iovlen = 1;
    header.msg_control = control.data();
    header.msg_controllen = control.size();
    ReceivedMessage received;
    do {
        received.size = ::recvmsg(channel, &header, MSG_CMSG_CLOEXEC);
    } while (received.size < 0 && errno == EINTR);
    if (received.size < 0) {
        received.error = errno;
        return received;
    }
    for (const cmsghdr* each = CMSG_FIRSTHDR(&header); each;
         each = CMSG_NXTHDR(&header, const_cast<cmsghdr*>(each))) { // a macro that reads only
        if (each->cmsg_level == SOL_SOCKET && each->cmsg_type == SCM_RIGHTS)
            takeDescriptors(*each, received);
    }
    received.noRoom = received.descriptor < 0 && (header.msg_flags & MSG_CTRUNC) != 0;
    if ((header.msg_flags & MSG_TRUNC) != 0) {
        received.size = -1;
        received.error = EMSGSIZE;
    }
    return received;
}

} // namespace core
