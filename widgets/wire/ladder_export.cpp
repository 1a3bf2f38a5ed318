// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/wire/ladder_export.h"

#include "core/file/save_bytes.h"
#include "widgets/common/count_text.h"
#include "widgets/common/file_path.h"
#include "widgets/common/theme.h"
#include "widgets/wire/ladder_painter.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QScreen>
#include <QSvgGenerator>
#include <algorithm>
#include <span>
#include <utility>

namespace widgets {

namespace {

struct LadderExportText
{
    Q_DECLARE_TR_FUNCTIONS(widgets::LadderExportText)
};

constexpr int kMostSvg = 24'000; // pixels: about 1,100 rows
constexpr int kMostPng = 6'000;  // with twice the pixels each way about 60 MiB
constexpr int kBottom = 14;
constexpr qreal kPngScale = 2;

int pictureWidth(const PictureRequest& request)
{
    return std::clamp(request.width, PictureRequest::kSmallest, PictureRequest::kWidest);
}

// Places of the chosen items in the picture.
class Sheet
{
public:
    Sheet(const LadderScene& scene, const PictureRequest& request, const PictureExtent& extent)
        : m_scene(scene),
          m_extent(extent),
          m_look(request.palette, pictureWidth(request), request.zoom, LadderPainter::Medium::Picture),
          m_palette(request.palette),
          m_ends(request.ends),
          m_lineHeight(LadderPainter::lineHeight(pictureWidth(request), request.zoom)),
          m_start(LadderPainter::captionHeight() + (extent.cut() ? m_lineHeight : 0)),
          m_top(scene.ladder.at(extent.first).y - LadderLayout::kArrowAbove - 2),
          m_size(pictureWidth(request), pixelY(scene.ladder.at(extent.end - 1).y + LadderLayout::kLine) + kBottom)
    {
    }

    QSize size() const { return m_size; }

    void paint(QPainter& painter) const
    {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.fillRect(QRect({0, 0}, m_size), color(Role::Card, m_palette));
        m_look.paintLifelines(painter, LadderPainter::captionHeight() / 2, m_size.height());
        paintRows(painter, m_look, m_scene, m_extent.first, m_extent.end, [this](std::int64_t y) { return pixelY(y); });
        m_look.paintCaptions(painter, m_ends);
        if (m_extent.cut()) {
            painter.setPen(color(Role::Muted, m_palette));
            painter.setFont(QGuiApplication::font());
            painter.drawText(QRect(0, LadderPainter::captionHeight(), m_size.width(), m_lineHeight),
                             Qt::AlignCenter | Qt::TextSingleLine,
                             LadderExportText::tr("%1 of %2 row(s)", nullptr, pluralOf(m_extent.of))
                                 .arg(countText(m_extent.end - m_extent.first), countText(m_extent.of)));
        }
    }

private:
    int pixelY(std::int64_t y) const
    {
        return m_start + static_cast<int>((y - m_top) * m_lineHeight / LadderLayout::kLine);
    }

    const LadderScene& m_scene;
    PictureExtent m_extent;
    LadderPainter m_look;
    QPalette m_palette;
    LadderEnds m_ends;
    int m_lineHeight;
    int m_start;        // pixels above the first row
    std::int64_t m_top; // quarter lines
    QSize m_size;
};

QString titleOf(const LadderScene& scene)
{
    const std::optional<core::ConnectionId> connection = scene.ladder.connectionFilter();
    return connection ? LadderExportText::tr("The wire: connection %1").arg(*connection)
                      : LadderExportText::tr("The wire: all connections");
}

QString descriptionOf(const LadderScene& scene, const PictureExtent& extent)
{
    const auto seconds = [&scene](std::size_t index) {
        const std::optional<core::Event> event = scene.recording.find(scene.ladder.at(index).number);
        const std::int64_t ns = event ? event->startNs - scene.recording.originNs() : 0;
        return QString::number(static_cast<double>(ns) / 1e9, 'f', 6);
    };
    return LadderExportText::tr(
               "Calls, states and packets of the server and the client in the order of time, from %1 s to %2 s; "
               "%3 of %4 row(s).",
               nullptr, pluralOf(extent.of))
        .arg(seconds(extent.first), seconds(extent.end - 1), countText(extent.end - extent.first),
             countText(extent.of));
}

QByteArray svgOf(const Sheet& sheet, const LadderScene& scene, const PictureExtent& extent)
{
    QBuffer buffer;
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(sheet.size());
    generator.setViewBox(QRect({0, 0}, sheet.size()));
    // Fonts are measured for the screen.
    const QScreen* screen = QGuiApplication::primaryScreen();
    generator.setResolution(screen ? qRound(screen->logicalDotsPerInch()) : 96);
    generator.setTitle(titleOf(scene));
    generator.setDescription(descriptionOf(scene, extent));
    QPainter painter(&generator);
    sheet.paint(painter);
    painter.end();
    return buffer.data();
}

QImage imageOf(const Sheet& sheet, const LadderScene& scene, const PictureExtent& extent)
{
    QImage image(sheet.size() * kPngScale, QImage::Format_RGB32);
    if (image.isNull())
        return {}; // no memory
    image.setDevicePixelRatio(kPngScale);
    image.setText(QStringLiteral("Title"), titleOf(scene));
    image.setText(QStringLiteral("Description"), descriptionOf(scene, extent));
    QPainter painter(&image);
    sheet.paint(painter);
    return image;
}

QByteArray pngOf(const QImage& image)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    constexpr int quick = 75; // a bit larger than the smallest, in a third of the time
    return image.save(&buffer, "PNG", quick) ? buffer.data() : QByteArray();
}

} // namespace

int mostPictureHeight(PictureFormat format)
{
    return format == PictureFormat::Svg ? kMostSvg : kMostPng;
}

PictureExtent pictureExtent(const LadderLayout& ladder, const PictureRequest& request)
{
    if (ladder.empty())
        return {};
    const int lineHeight = LadderPainter::lineHeight(pictureWidth(request), request.zoom);
    const int head = LadderPainter::captionHeight() + 4 * lineHeight + kBottom;
    const std::int64_t most = std::int64_t{mostPictureHeight(request.format) - head} * LadderLayout::kLine / lineHeight;
    const std::size_t last = ladder.size() - 1;
    // What is asked for stands in the middle, unless the wire ends before.
    const std::int64_t middle = ladder.at(std::min(request.around, last)).y;
    const std::int64_t lowest = std::min(std::max(middle + most / 2, ladder.at(0).y + most), ladder.at(last).y);
    const std::size_t first = ladder.firstFrom(lowest - most);
    return {first, std::min(ladder.firstFrom(lowest + 1), ladder.size()), ladder.size()};
}

tl::expected<Picture, QString> paintPicture(const LadderScene& scene, const PictureRequest& request)
{
    if (scene.ladder.empty())
        return tl::unexpected(LadderExportText::tr("There is nothing on the wire yet."));
    const PictureExtent extent = pictureExtent(scene.ladder, request);
    const Sheet sheet(scene, request, extent);
    if (request.format == PictureFormat::Svg)
        return Picture{extent, [bytes = svgOf(sheet, scene, extent)] { return bytes; }};
    return Picture{extent, [image = imageOf(sheet, scene, extent)] { return pngOf(image); }};
}

SaveJob pictureJob(Picture picture, const QString& path)
{
    return {path, [path, picture = std::move(picture)](const core::FileControl& control) -> core::FileResult<QString> {
                const QByteArray bytes = picture.encode();
                if (bytes.isEmpty()) {
                    core::FileError error;
                    error.reason = QT_TRANSLATE_NOOP("core", "There is not enough memory for the picture.");
                    return tl::unexpected(error);
                }
                std::span<const std::byte> left = std::as_bytes(std::span(bytes));
                const auto size = static_cast<std::uint64_t>(bytes.size());
                const auto written = core::saveBytes(
                    nativePath(path), size, [&left] { return std::exchange(left, {}); }, control);
                if (!written)
                    return tl::unexpected(written.error());
                return LadderExportText::tr("The picture was written to %1.").arg(shownPath(path));
            }};
}

} // namespace widgets
