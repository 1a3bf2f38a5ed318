// SPDX-License-Identifier: GPL-3.0-or-later
// The wire as a picture in a file.
#pragma once

#include "widgets/common/save_bar.h"
#include "widgets/wire/ladder_ends.h"
#include "widgets/wire/ladder_scene.h"

#include <QByteArray>
#include <QPalette>
#include <QString>
#include <functional>
#include <tl/expected.hpp>

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

/// Pixels of the screen, all of them: what can still be read in an SVG, and be held in memory for a PNG.
int mostPictureHeight(PictureFormat format);
/// Pure: the items that get into the picture; they follow each other.
PictureExtent pictureExtent(const LadderLayout& ladder, const PictureRequest& request);

/// A painted picture in memory. `encode` makes the bytes of the file, on any thread: as a PNG that takes long. None:
/// there was not enough memory.
struct Picture
{
    PictureExtent extent;
    std::function<QByteArray()> encode;
};

/// GUI thread. The error is a translated sentence.
tl::expected<Picture, QString> paintPicture(const LadderScene& scene, const PictureRequest& request);
/// Writes the picture to a file, which is there whole or not at all; an existing one is replaced only when all was
/// written.
SaveJob pictureJob(Picture picture, const QString& path);

} // namespace widgets
