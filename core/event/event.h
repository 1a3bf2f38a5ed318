// SPDX-License-Identifier: GPL-3.0-or-later
// One observation: a system call, a state change, a message or a note. A plain value of 64 bytes; its text is made
// only when it is shown (core/text/).
#pragma once

#include "core/sys/call.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>

namespace core {

enum class EventKind : std::uint8_t { Call, State, Message, Packet, Note };

/// Where an observation comes from; shown with every event.
enum class Source : std::uint8_t {
    Call,     ///< Our own call, recorded around the real system call.
    Kernel,   ///< Reported by the kernel at the moment it happened (tracepoint, packet capture).
    Sampled,  ///< Read from the kernel right after a call: getsockopt(TCP_INFO).
    Inferred, ///< What RFC 9293 section 3.3.2 says must lie between two samples, or follow from a call.
};

enum class Side : std::uint8_t { Server, Client };

/// TCP states with the numbers of the kernel (include/net/tcp_states.h). Zero: not known.
enum class TcpState : std::uint8_t {
    Unknown,
    Established,
    SynSent,
    SynRecv,
    FinWait1,
    FinWait2,
    TimeWait,
    Closed, ///< The kernel's TCP_CLOSE.
    CloseWait,
    LastAck,
    Listen,
    Closing,
};

/// Direction of a message, in args[0] of EventKind::Message.
enum class Direction : std::int32_t { Sent, Received };

/// What a note says, in args[0] of EventKind::Note. Its words are in core/text/note_text.h.
enum class NoteCode : std::int32_t {
    NameResolved,     ///< Payload: "localhost -> ::1, 127.0.0.1"; tookNs: how long the look-up lasted.
    NameNotFound,     ///< Payload: "name: reason of the resolver".
    ConnectTimeout,   ///< args[1]: milliseconds waited. Payload: sockaddr of the target.
    ConnectCancelled, ///< The user cancelled. Payload: sockaddr of the target.
    AcceptPaused,     ///< args[1]: errno of accept4. The listener waits until a descriptor is free.
    AcceptReserved,   ///< The descriptors that are left are kept for the program; the listener waits as above.
    AcceptResumed,    ///< Connections are accepted again.
    ReadPaused,       ///< args[1]: bytes not yet taken by the peer. The peer does not read: we stop reading from it.
    ReadResumed,      ///< args[1]: bytes still queued.
    BytesDropped,     ///< args[1]: bytes that waited to be sent and were thrown away with the connection.
    SendRefused,      ///< args[1]: bytes that wait already, too many to take another message.
    EventsLost,       ///< args[1]: how many events a full buffer dropped.
    StaleFileRemoved, ///< Payload: sockaddr whose socket file had no server any more and was removed.
    BytesNotSeen,     ///< The server echoes by splice(2): calls and counts are recorded, bytes are not.
    AcceptFails,      ///< args[1]: errno of accept4, which may last. The listener waits, then tries again.
};

using ConnectionId = std::uint32_t; ///< Never reused within a session. 0: belongs to no connection.

/// args by call, besides `fd` (the descriptor the call was made on; for socket() -1) and `result`:
///   socket       domain, type, protocol, 1 when it was made in the private network
///   setsockopt   level, optname, optlen; payload: the value
///   getsockopt   level, optname, optlen as the kernel left it; payload: the value
///   bind, connect                   payload: sockaddr given
///   getsockname, getpeername        payload: sockaddr returned
///   accept4      flags; payload: sockaddr of the peer
///   listen       backlog
///   send, recv   length asked for, flags; payload: the bytes that were sent or received (`result` of them)
///   shutdown     how
///   epoll_create1, eventfd          flags (eventfd: initial value, flags)
///   epoll_ctl    op, fd, events
///   epoll_wait   maxevents, timeout in ms; payload: array of epoll_event (at most 16 of them)
///   read, write  length asked for
///   lstat        st_mode and st_uid (when it succeeded); payload: the path
///   chmod, unlink                   mode (chmod); payload: the path
///   pipe2        reading end, writing end, flags
///   splice       (fd: fd_in) fd_out, length asked for, flags, Direction as the socket sees it; the bytes are not seen
/// State: args[0] from, args[1] to (TcpState). Message: args[0] Direction; payload: the bytes. Note: args[0] NoteCode.
/// Packet: a captured TCP segment, read through core/packet/packet_event.h; side: that of its sender; result: bytes of
/// TCP data on the wire; args: relative sequence number, relative acknowledgement number, flags of the TCP header with
/// marks above bit 15, window in bytes; payload: the captured bytes from the IP header on.
struct Event
{
    std::int64_t startNs = 0;           ///< CLOCK_MONOTONIC, before the call.
    std::int64_t tookNs = 0;            ///< From before the call to after it; 0 where nothing lasts.
    const std::byte* payload = nullptr; ///< Lent by the recording; null when there is none or it was not kept.
    std::uint32_t payloadSize = 0;      ///< Bytes; > 0 with a null payload: that many bytes were not kept.
    ConnectionId connection = 0;
    std::int32_t fd = -1;
    std::int32_t result = 0; ///< Raw return value of the call (Linux moves at most 2^31 - 4096 bytes).
    std::array<std::int32_t, 4> args{};
    std::uint16_t error = 0; ///< errno(3); 0 when the call succeeded.
    EventKind kind = EventKind::Call;
    Source source = Source::Call;
    Side side = Side::Server;
    Call call = Call::None;
    std::uint16_t thread = 0; ///< Index of the track (core/event/recorder.h) that recorded it.

    std::span<const std::byte> bytes() const noexcept
    {
        return payload ? std::span{payload, payloadSize} : std::span<const std::byte>{};
    }
    TcpState from() const noexcept { return static_cast<TcpState>(args[0]); }
    TcpState to() const noexcept { return static_cast<TcpState>(args[1]); }
    Direction direction() const noexcept { return static_cast<Direction>(args[0]); }
    NoteCode note() const noexcept { return static_cast<NoteCode>(args[0]); }
};
static_assert(sizeof(Event) == 64 && std::is_trivially_copyable_v<Event>);

} // namespace core
