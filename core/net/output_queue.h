// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes that the kernel did not take yet, in order.
#pragma once

#include "core/net/socket.h"

#include <cstddef>
#include <span>
#include <vector>

namespace core {

/// Belongs to one socket and its thread. Memory is given back when it is empty.
class OutputQueue
{
public:
    std::size_t size() const noexcept { return m_bytes.size() - m_sent; } ///< Bytes that wait.
    bool empty() const noexcept { return size() == 0; }

    // `chunk`: bytes of one send(2) at most; 0: no limit.

    /// Sends `bytes` after all that waits; what the kernel does not take now waits for flush().
    [[nodiscard]] Result<void> send(Socket& socket, std::span<const std::byte> bytes, std::size_t chunk = 0);
    void append(std::span<const std::byte> bytes); ///< Lets them wait.
    /// Sends what waits, until it is all gone or the kernel has no room (WouldBlock).
    [[nodiscard]] Result<IoStatus> flush(Socket& socket, std::size_t chunk = 0);
    [[nodiscard]] Result<IoStatus> sendOnce(Socket& socket, std::size_t chunk); ///< One send(2) of what waits.

private:
    void gone(std::size_t bytes);

    std::vector<std::byte> m_bytes;
    std::size_t m_sent = 0; // bytes at the front that are gone
};

} // namespace core
