// SPDX-License-Identifier: GPL-3.0-or-later
// An event as one line of JSON.
#pragma once

#include "core/event/event.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace core {

/// One JSON object without a line end. Keys, always all of them, null where they do not apply:
/// seq, time_ns, took_ns, thread, kind, source, side, connection, fd, call, args (array of decoded strings), result,
/// errno (name), from, to, bytes (count of bytes sent, received or in the message), text (a note in words, the bytes of
/// a message escaped). A packet has five more: flags ("SYN+ACK"), tcp_seq and ack (relative; ack null without ACK), win
/// (bytes) and len (bytes of TCP data); its bytes are those captured from the IP header on.
std::string eventJson(const Event& event, std::uint64_t number, std::string_view thread);

} // namespace core
