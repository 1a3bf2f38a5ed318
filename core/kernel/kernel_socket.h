// SPDX-License-Identifier: GPL-3.0-or-later
// What the kernel knows of one socket, as sock_diag(7) tells it. Plain values.
#pragma once

#include "core/event/event.h"
#include "core/net/address.h"

#include <cstdint>
#include <optional>

namespace core {

/// The timer that runs for a TCP socket, with the numbers of the kernel (idiag_timer in sock_diag(7)).
enum class SocketTimer : std::uint8_t {
    Off,
    Retransmit, ///< Data or a FIN waits for its acknowledgement.
    Keepalive,  ///< Keepalive, or the limit of an orphan in FIN_WAIT2.
    TimeWait,   ///< The socket is gone when it ends.
    Persist,    ///< The next probe of a zero window.
    Unknown,
};

/// From tcp_info (tcp(7)).
struct TcpMetrics
{
    std::uint32_t rttUs = 0;
    std::uint32_t rttVariationUs = 0;
    std::uint32_t congestionWindow = 0; ///< Segments.
    std::uint32_t sendMss = 0;          ///< Bytes.
    std::uint32_t totalRetransmits = 0; ///< Segments since the connection began.

    friend bool operator==(const TcpMetrics&, const TcpMetrics&) = default;
};

/// One socket of a dump. Identified by its cookie, which it keeps through TIME_WAIT.
struct KernelSocket
{
    std::uint64_t cookie = 0;
    int family = AF_UNSPEC;             ///< AF_INET, AF_INET6 or AF_UNIX.
    int type = SOCK_STREAM;             ///< socket(2)
    TcpState state = TcpState::Unknown; ///< UNIX: the kernel uses Established, Listen and, for unconnected, Closed.
    SocketTimer timer = SocketTimer::Off;
    std::uint8_t timerRetries = 0;  ///< Retransmissions or probes since the last answer.
    std::uint32_t timerMs = 0;      ///< Until it ends.
    std::uint32_t receiveQueue = 0; ///< Bytes not yet read, a FIN counts as 1; of a listener connections not accepted.
    std::uint32_t sendQueue = 0;    ///< Bytes not yet acknowledged; of a listener the limit of its accept queue.
    std::uint32_t inode = 0;        ///< 0: no descriptor holds it.
    std::uint32_t peerInode = 0;    ///< Of the other end of a UNIX pair; 0: none.
    std::optional<std::uint32_t> uid; ///< Whose it is; not known of sockets without a descriptor.
    Address local;
    Address peer; ///< UNIX: unspecified in a dump; filled in from the peer's inode by a sample.
    std::optional<TcpMetrics> metrics;

    bool isListener() const noexcept { return state == TcpState::Listen; }
    friend bool operator==(const KernelSocket&, const KernelSocket&) = default;
};

} // namespace core
