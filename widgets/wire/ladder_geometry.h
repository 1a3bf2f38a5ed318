// SPDX-License-Identifier: GPL-3.0-or-later
// The lanes of the wire: server calls | server end ... client end | client calls. Plain data.
#pragma once

#include "core/event/event.h"

#include <algorithm>

namespace widgets {

/// Horizontal places in pixels. The calls share the width with the middle 36 : 28 : 36; the middle, where packets cross
/// and states stand, never gets narrower than kMinimumMiddle.
struct LadderGeometry
{
    static constexpr int kMinimumMiddle = 90;
    static constexpr int kNarrow = 560; ///< Below this width the lanes use a smaller font.
    static constexpr int kPadding = 8;  ///< Between the border of the panel and a call.
    static constexpr int kGap = 10;     ///< Between a call and its lifeline.

    int width = 0;
    int serverX = 0; ///< The lifelines.
    int clientX = 0;

    static LadderGeometry of(int width)
    {
        const int middle = std::max(kMinimumMiddle, width * 28 / 100);
        const int lane = std::max(0, (width - middle) / 2);
        return {width, lane, std::max(lane, width - lane)};
    }
    int lineX(core::Side side) const { return side == core::Side::Server ? serverX : clientX; }
    /// Left end and length of the room for the text of a call.
    int textLeft(core::Side side) const { return side == core::Side::Server ? kPadding : clientX + kGap; }
    int textWidth() const { return std::max(0, serverX - kGap - kPadding); }
    bool isNarrow() const { return width < kNarrow; }
};

} // namespace widgets
