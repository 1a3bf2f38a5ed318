// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/wire/ladder_scene.h"

#include "widgets/wire/ladder_painter.h"
#include "widgets/wire/ladder_text.h"

#include <QPainter>
#include <algorithm>
#include <vector>

namespace widgets {

void paintRows(QPainter& painter, const LadderPainter& look, const LadderScene& scene, std::size_t first,
               std::size_t end, const PixelY& pixelY)
{
    end = std::min(end, scene.ladder.size());
    if (first >= end)
        return;
    const auto paint = [&](bool gaps) {
        for (std::size_t i = first; i < end; ++i) {
            const LadderItem& item = scene.ladder.at(i);
            if ((item.kind == LadderKind::Gap) != gaps)
                continue;
            const std::optional<core::Event> event = scene.recording.find(item.number);
            if (!event)
                continue;
            const QString tag =
                item.kind == LadderKind::Call ? callTag(*event, scene.pairing.of(item.number, *event)) : QString();
            look.paintItem(painter, item, *event, pixelY(item.y), tag);
        }
    };
    paint(true); // they cut the lifelines, which must not cut a badge or a bar
    const std::int64_t top = scene.ladder.at(first).y - LadderLayout::kLine;
    const std::int64_t bottom = scene.ladder.at(end - 1).y + LadderLayout::kLine;
    for (const LadderBar& bar : scene.ladder.barsIn(top, bottom)) {
        look.paintBar(painter, bar.side, pixelY(std::max(bar.begin, top - LadderLayout::kLine)),
                      pixelY(std::min(bar.end, bottom + LadderLayout::kLine)), bar.open && bar.end <= bottom);
    }
    paint(false);
}

void paintPairsOf(QPainter& painter, const LadderPainter& look, const LadderScene& scene, std::uint64_t number,
                  const PixelY& pixelY)
{
    const std::optional<core::Event> event = scene.recording.find(number);
    const std::size_t index = scene.ladder.indexOf(number);
    if (!event || index == LadderLayout::kNone)
        return;
    const BytePairs pairs = scene.pairing.of(number, *event);
    std::vector<int> others; // those out of sight only lengthen the bracket
    for (const BytePart& part : pairs.parts) {
        if (const std::size_t other = scene.ladder.indexOf(part.number); other != LadderLayout::kNone)
            others.push_back(pixelY(scene.ladder.at(other).y));
    }
    if (!others.empty())
        look.paintPairs(painter, event->side, pixelY(scene.ladder.at(index).y), others, pairingLabel(*event, pairs));
}

} // namespace widgets
