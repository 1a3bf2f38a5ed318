// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/connection_mark.h"

#include <QFontMetrics>
#include <QPainter>
#include <array>

namespace widgets {

namespace {

struct MarkColor
{
    QRgb fill;
    QRgb ink;
};

constexpr QRgb kWhite = 0xffffffff;
constexpr QRgb kBlack = 0xff000000;
constexpr std::array kColors{
    MarkColor{0xff44aa99, kBlack}, MarkColor{0xff882255, kWhite}, MarkColor{0xffddcc77, kBlack},
    MarkColor{0xff332288, kWhite}, MarkColor{0xffcc6677, kBlack}, MarkColor{0xff117733, kWhite},
    MarkColor{0xff88ccee, kBlack}, MarkColor{0xffaa4499, kWhite}, MarkColor{0xff999933, kBlack}};

constexpr int kPadding = 4; // pixels left and right of the number
constexpr int kBehind = 6;

const MarkColor& colorOf(core::ConnectionId connection)
{
    return kColors[(connection + kColors.size() - 1) % kColors.size()];
}

} // namespace

QColor connectionColor(core::ConnectionId connection)
{
    return QColor::fromRgb(colorOf(connection).fill);
}

QColor connectionInk(core::ConnectionId connection)
{
    return QColor::fromRgb(colorOf(connection).ink);
}

int paintConnectionMark(QPainter& painter, const QRect& room, core::ConnectionId connection)
{
    if (connection == 0)
        return 0;
    const QString number = QString::number(connection);
    const QFontMetrics metrics = painter.fontMetrics();
    const int width = metrics.horizontalAdvance(number) + 2 * kPadding;
    if (width > room.width())
        return 0;
    const QRect mark(room.left(), room.top() + 2, width, room.height() - 4);
    painter.fillRect(mark, connectionColor(connection));
    painter.setPen(connectionInk(connection));
    painter.drawText(mark, Qt::AlignCenter | Qt::TextSingleLine, number);
    return width + kBehind;
}

} // namespace widgets
