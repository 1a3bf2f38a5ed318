// SPDX-License-Identifier: GPL-3.0-or-later
// The binary pages of a trace buffer: what trace_pipe_raw gives, with times to the nanosecond.
#pragma once

#include "core/observe/record.h"

#include <functional>
#include <optional>
#include <span>
#include <string_view>

namespace core {

/// Where the fields of sock:inet_sock_set_state stand, from the file "format" of the event. A plain value, in bytes
/// from the start of an event.
struct StateFormat
{
    int id = 0;
    std::size_t socket = 0;
    std::size_t from = 0;
    std::size_t to = 0;
    std::size_t localPort = 0;
    std::size_t peerPort = 0;
    std::size_t family = 0;
    std::size_t protocol = 0;
    std::size_t local4 = 0;
    std::size_t peer4 = 0;
    std::size_t local6 = 0;
    std::size_t peer6 = 0;

    /// Nothing when a field is missing or has another size than is known here.
    static std::optional<StateFormat> parse(std::string_view formatFile);
};

/// An event of the tracepoint; `socketAddress`: of the kernel's socket, to be given a number.
struct TracedState
{
    std::int64_t ns = 0; ///< In the clock of the trace.
    std::uint64_t socketAddress = 0;
    StateRecord state;
};

/// Reads one page (the kernel's ring_buffer.c: a header of 16 bytes, then events of 4-byte words). Pure; any thread.
/// Calls `found` for each TCP event of this format; others are passed over. False: the page contradicts itself, what
/// was found before that stands.
bool readTracePage(std::span<const std::byte> page, const StateFormat& format,
                   const std::function<void(const TracedState&)>& found);

} // namespace core
