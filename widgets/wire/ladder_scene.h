// SPDX-License-Identifier: GPL-3.0-or-later
// What is on the wire, and how its rows get onto a painter: of a view or of a picture.
#pragma once

#include "core/event/recording.h"
#include "widgets/wire/byte_pairing.h"
#include "widgets/wire/ladder_layout.h"

#include <cstddef>
#include <cstdint>
#include <functional>

class QPainter;

namespace widgets {

class LadderPainter;

/// Owns nothing: lent for one frame or one picture. GUI thread.
struct LadderScene
{
    const core::Recording& recording;
    const LadderLayout& ladder;
    const BytePairing& pairing;
};

/// From quarter lines of the layout to pixels of the painter.
using PixelY = std::function<int(std::int64_t y)>;

/// Paints the items `first` to `end` - 1.
void paintRows(QPainter& painter, const LadderPainter& look, const LadderScene& scene, std::size_t first,
               std::size_t end, const PixelY& pixelY);
/// The bracket of one event, when it is a send or recv whose bytes are paired.
void paintPairsOf(QPainter& painter, const LadderPainter& look, const LadderScene& scene, std::uint64_t number,
                  const PixelY& pixelY);

} // namespace widgets
