// SPDX-License-Identifier: GPL-3.0-or-later
// The words of what crosses the wire: captured segments, and those that must have been there.
#pragma once

#include "core/event/event.h"
#include "widgets/wire/ladder_layout.h"
#include "widgets/wire/ladder_text.h"

#include <QString>
#include <cstdint>

namespace widgets {

/// What makes a segment stand out. RFC 9293: reset section 3.5.2, zero window 3.8.6.1.
enum class PacketMark : std::uint8_t {
    None,
    Reset,      ///< RST
    Again,      ///< All of it was sent before.
    ZeroWindow, ///< Its sender takes no more bytes for now. A reset says nothing about the window.
};

/// `event` is of kind Packet, as for all functions of packets here.
PacketMark packetMark(const core::Event& event);
/// The word that stands beside the flags, as core::eventText() has it: "retransmission", "zero window"; empty for a
/// reset, whose flag says it.
QString markWord(PacketMark mark);
/// One sentence on what the mark means; empty for None.
QString markSentence(PacketMark mark);

/// The label of the arrow: flags, what makes it stand out, length, the bytes, sequence numbers; shorter until it fits.
/// Flags, mark and length are never left out.
QString fitPacket(const core::Event& event, const Fits& fits);
/// The bytes of the sender that were captured, quoted and escaped; empty when there are none. "..." follows when more
/// were on the wire.
QString packetBytes(const core::Event& event);

/// The label of what must have crossed: "SYN", or length and bytes of the recv that proves it, shorter until it fits.
QString fitCrossed(CrossedKind kind, const core::Event& event, const Fits& fits);
/// For a tool tip: what crossed, and how it is known.
QString crossedToolTipHtml(const LadderItem& item, const core::Event& event);

} // namespace widgets
