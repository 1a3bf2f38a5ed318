// SPDX-License-Identifier: GPL-3.0-or-later
// What the server does with what one connection receives.
#pragma once

#include "core/net/socket.h"

#include <cstddef>
#include <span>

namespace core {

/// One object a connection, on its thread. Sends at once what the kernel takes and keeps the rest; with a delay
/// (core/reply/reply_request.h) it keeps everything, and the connection calls write() when the time has come.
class Reply
{
public:
    Reply() = default;
    virtual ~Reply() = default;
    Reply(const Reply&) = delete;
    Reply& operator=(const Reply&) = delete;

    /// Before all else; a connection whose reply fails here is closed.
    [[nodiscard]] virtual Result<void> begin() { return {}; }
    /// Takes once what has arrived, and answers it. `room` is that of EventTrack::lendRoom(), lent
    /// for this call: what has been received into it is not changed.
    [[nodiscard]] virtual Result<IoResult> read(Socket& socket, std::span<std::byte> room) = 0;
    /// Sends what waits until it is gone or the kernel has no room (WouldBlock); with a delay, one chunk.
    [[nodiscard]] virtual Result<IoStatus> write(Socket& socket) = 0;
    virtual std::size_t waiting() const noexcept = 0; ///< Bytes that the kernel has not taken yet.

    /// Bytes of one read() at most, with so much room: one that took less has taken everything.
    virtual std::size_t mostAtOnce(std::size_t room) const noexcept { return room; }
    /// False: what arrives stays in the receive buffer until write() was called.
    virtual bool takesMore() const noexcept { return true; }
    /// Has something to say unasked: speak() may be called while nothing waits.
    virtual bool speaks() const noexcept { return false; }
    [[nodiscard]] virtual Result<void> speak(Socket& /*socket*/) { return {}; }
    /// Everything is said: the connection is to be closed once nothing waits.
    virtual bool isDone() const noexcept { return false; }
};

} // namespace core
