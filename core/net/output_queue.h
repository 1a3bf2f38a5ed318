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

    /// Sends `bytes` after all that waits; what the kernel does not take now waits for flush().
    [[nodiscard]] Result<void> send(Socket& socket, std::span<const std::byte> bytes);
    /// Sends what waits, until it is all gone or the kernel has no room.
    [[nodiscard]] Result<void> flush(Socket& socket);

private:
    std::vector<std::byte> m_bytes;
    std::size_t m_sent = 0; // bytes at the front that are gone
};

} // namespace core
