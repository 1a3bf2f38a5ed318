// SPDX-License-Identifier: GPL-3.0-or-later
// The wire as a picture in a file.
#pragma once

#include "widgets/wire/ladder_ends.h"
#include "widgets/wire/ladder_scene.h"

#include <QPalette>
#include <QString>
#include <tl/expected.hpp>

class QIODevice;

namespace widgets {

enum class PictureFormat : std::uint8_t {
    Svg, ///< Text stays text.
    Png, ///< Two pixels for one of the screen.
};

/// What is to be in the picture. A plain value.
struct PictureRequest
{
    PictureFormat format = PictureFormat::Svg;
    QPalette palette;
    LadderEnds ends;
    int width = 800; ///< Pixels of the screen; kept within kSmallest and kWidest.
    int zoom = 0;    ///< As LadderPainter.
    /// An item that is to be in the picture when not all of them have room; past the end: the newest.
    std::size_t around = static_cast<std::size_t>(-1);

    static constexpr int kSmallest = 560;
    static constexpr int kWidest = 1600;
};

/// How much of the wire is in the picture.
struct PictureExtent
{
    std::size_t first = 0; ///< Items of the layout.
    std::size_t end = 0;
    std::size_t of = 0; ///< All items there are.

    bool cut() const noexcept { return end - first < of; }
};

struct PictureError
{
    QString reason; ///< One translated sentence.
};

/// Pixels of the screen, all of them: what can still be read in an SVG, and be held in memory for a PNG.
int mostPictureHeight(PictureFormat format);
/// Pure: the items that get into the picture; they follow each other.
PictureExtent pictureExtent(const LadderLayout& ladder, const PictureRequest& request);

/// Writes the picture to an open device. The error tells what the device said, or that there is nothing to show.
tl::expected<PictureExtent, PictureError> writePicture(const LadderScene& scene, const PictureRequest& request,
                                                       QIODevice& device);
/// The same to a file, which is there whole or not at all; an existing one is replaced only when all was written.
tl::expected<PictureExtent, PictureError> savePicture(const LadderScene& scene, const PictureRequest& request,
                                                      const QString& path);

} // namespace widgets
