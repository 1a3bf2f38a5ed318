// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/statistics/call_tally.h"

#include "core/event/transfer.h"
#include "core/text/event_text.h"

namespace core {

void CallTally::add(const Event& event)
{
    ++calls;
    took.add(event.tookNs);
    // getsockopt(SO_ERROR) hands over the error of another call.
    if ((event.error != 0 || event.call == Call::Getsockopt) && errorOf(event) != 0)
        ++(isTrouble(event) ? errors : again);
    if (const std::optional<Transfer> moved = transferOf(event))
        (moved->direction == Direction::Sent ? bytesOut : bytesIn) += moved->bytes;
}

void CallTally::add(const CallTally& other)
{
    calls += other.calls;
    errors += other.errors;
    again += other.again;
    bytesOut += other.bytesOut;
    bytesIn += other.bytesIn;
    took.add(other.took);
}

} // namespace core
