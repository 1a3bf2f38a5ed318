// SPDX-License-Identifier: GPL-3.0-or-later
// Every decoded field of a captured packet, named and in words.
#pragma once

#include "core/event/event.h"

#include <QString>
#include <cstddef>
#include <vector>

namespace widgets {

/// One line of the details of a packet: a header, or a field below it.
struct PacketField
{
    int level = 0; ///< 0: a header; 1: a field of the header before; 2: a part of the field before.
    QString name;
    QString value;          ///< May be empty.
    bool isTrouble = false; ///< Worth a mark: a checksum that does not match, a retransmission.
    std::size_t offset = 0; ///< Level 0: where its bytes begin in the captured ones.
    std::size_t size = 0;   ///< Level 0: how many were captured.

    friend bool operator==(const PacketField& a, const PacketField& b) = default;
};

/// In the order of the wire: IP header, TCP header, its options, the data. For a packet whose bytes were not kept: what
/// is known all the same. GUI thread (it translates).
std::vector<PacketField> packetFields(const core::Event& packet);

} // namespace widgets
