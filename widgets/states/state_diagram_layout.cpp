// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/states/state_diagram_layout.h"

#include "core/net/tcp_path.h"
#include "widgets/states/state_words.h"

#include <QFontMetricsF>
#include <QLineF>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace widgets {

namespace {

using enum core::TcpState;

struct Place
{
    core::TcpState state;
    QPointF center; // 0 to 1 in the room that the outermost nodes leave
};

constexpr std::array kPlaces{
    Place{Closed, {0.57, 0.0}},   Place{Listen, {0.435, 0.34}},    Place{SynSent, {0.705, 0.34}},
    Place{SynRecv, {0.435, 0.7}}, Place{Established, {0.57, 1.0}}, Place{FinWait1, {0.24, 1.0}},
    Place{FinWait2, {0.0, 1.0}},  Place{Closing, {0.24, 0.45}},    Place{TimeWait, {0.0, 0.45}},
    Place{CloseWait, {1.0, 1.0}}, Place{LastAck, {1.0, 0.45}},
};

/// An arrow: ports on its nodes (-1 to 1 from centre to border), its direction there with the share of the way in that
/// direction that the curve keeps it, and where its label hangs.
struct Route
{
    core::TcpEdge edge;
    QPointF start;
    QPointF out;
    QPointF end;
    QPointF in;          // against the direction of the arrow
    qreal at;            // of the curve, 0 to 1
    Qt::Alignment label; // side of the curve; AlignVCenter: astride
};

constexpr int kPieces = 40; // in which a curve is looked at
constexpr QPointF kLeft(-1, 0);
constexpr QPointF kRight(1, 0);
constexpr QPointF kUp(0, -1);
constexpr QPointF kDown(0, 1);
constexpr QPointF kStraight(0, 0);

const std::array kRoutes{
    Route{{Closed, SynSent}, {0.55, 1}, {0, 0.5}, kUp, {0, -0.6}, 0.62, Qt::AlignRight},
    Route{{Closed, Listen}, {-0.55, 1}, {0, 0.5}, kUp, {0, -0.6}, 0.62, Qt::AlignLeft},
    Route{{Listen, SynRecv}, kDown, kStraight, kUp, kStraight, 0.45, Qt::AlignLeft},
    Route{{SynSent, Established}, kDown, {0, 0.6}, {0.7, -1}, {0, -0.35}, 0.5, Qt::AlignRight},
    Route{{SynSent, SynRecv}, {-0.7, 1}, {0, 0.6}, kRight, {0.45, 0}, 0.66, Qt::AlignBottom},
    Route{{SynRecv, Established}, kDown, {0, 0.9}, kLeft, {-0.5, 0}, 0.3, Qt::AlignLeft},
    Route{{Established, FinWait1}, {-1, 0.25}, kStraight, {1, 0.25}, kStraight, 0.5, Qt::AlignVCenter},
    Route{{Established, CloseWait}, kRight, kStraight, kLeft, kStraight, 0.5, Qt::AlignVCenter},
    Route{{FinWait1, FinWait2}, kLeft, kStraight, kRight, kStraight, 0.5, Qt::AlignVCenter},
    Route{{FinWait1, Closing}, kUp, kStraight, kDown, kStraight, 0.5, Qt::AlignRight},
    Route{{FinWait2, TimeWait}, kUp, kStraight, kDown, kStraight, 0.5, Qt::AlignRight},
    Route{{Closing, TimeWait}, kLeft, kStraight, kRight, kStraight, 0.5, Qt::AlignVCenter},
    Route{{CloseWait, LastAck}, kUp, kStraight, kDown, kStraight, 0.5, Qt::AlignLeft},
    Route{{LastAck, Closed}, kUp, {0, -0.95}, kRight, {0.75, 0}, 0.66, Qt::AlignBottom},
    Route{{TimeWait, Closed}, kUp, {0, -0.95}, kLeft, {-0.75, 0}, 0.6, Qt::AlignBottom},
};

const Route* routeOf(const core::TcpEdge& edge)
{
    const auto found =
        std::find_if(kRoutes.begin(), kRoutes.end(), [&](const Route& route) { return route.edge == edge; });
    return found != kRoutes.end() ? &*found : nullptr;
}

QPointF port(const QRectF& node, QPointF where)
{
    return node.center() + QPointF(where.x() * node.width() / 2, where.y() * node.height() / 2);
}

/// The control point of a curve that leaves `from` towards `to` in `direction`.
QPointF control(QPointF from, QPointF to, QPointF direction)
{
    return from + QPointF(direction.x() * std::abs(to.x() - from.x()), direction.y() * std::abs(to.y() - from.y()));
}

/// What the curve takes of the lines of text of a label.
QRectF extentBeside(const QPainterPath& path, const QRectF& label)
{
    QRectF extent(path.pointAtPercent(0.5), QSizeF());
    bool first = true;
    for (int i = 0; i <= kPieces; ++i) {
        const QPointF point = path.pointAtPercent(qreal(i) / kPieces);
        if (point.y() < label.top() || point.y() > label.bottom())
            continue;
        extent.setLeft(first ? point.x() : std::min(extent.left(), point.x()));
        extent.setRight(first ? point.x() : std::max(extent.right(), point.x()));
        first = false;
    }
    return extent;
}

/// The lowest point of the curve above or below a label.
qreal extentAbove(const QPainterPath& path, const QRectF& label)
{
    qreal lowest = 0;
    for (int i = 0; i <= kPieces; ++i) {
        const QPointF point = path.pointAtPercent(qreal(i) / kPieces);
        if (point.x() >= label.left() && point.x() <= label.right())
            lowest = std::max(lowest, point.y());
    }
    return lowest;
}

DiagramEdge curve(const core::TcpEdge& edge, QPointF start, QPointF out, QPointF end, QPointF in)
{
    const bool isStraight = out == kStraight && in == kStraight;
    const QPointF first = isStraight ? start + (end - start) / 3 : control(start, end, out);
    const QPointF second = isStraight ? end - (end - start) / 3 : control(end, start, in);
    DiagramEdge result{.from = edge.from,
                       .to = edge.to,
                       .path = QPainterPath(start),
                       .tip = end,
                       .along = {},
                       .label = {},
                       .align = {}};
    result.path.cubicTo(first, second, end);
    const QLineF last(second, end);
    result.along = last.length() > 0 ? (end - second) / last.length() : kUp;
    return result;
}

} // namespace

StateDiagramLayout::StateDiagramLayout(QSizeF size, const QFont& font) : m_nodeFont(font), m_labelFont(font)
{
    const bool narrow = size.width() < kNarrow;
    m_nodeFont.setBold(true);
    m_nodeFont.setPointSizeF(font.pointSizeF() * (narrow ? 0.72 : 0.9));
    m_labelFont.setPointSizeF(font.pointSizeF() * (narrow ? 0.72 : 0.85));
    placeNodes(size);
    placeEdges(size);
}

void StateDiagramLayout::placeNodes(QSizeF size)
{
    const QFontMetricsF metrics(m_nodeFont);
    const bool narrow = size.width() < kNarrow;
    const qreal height = metrics.height() + (narrow ? 8 : 11);
    const auto width = [&](core::TcpState state) {
        return std::ceil(metrics.horizontalAdvance(stateWord(state))) + (narrow ? 14 : 24);
    };
    const qreal line = QFontMetricsF(m_labelFont).height();
    const qreal left = std::max(width(TimeWait), width(FinWait2)) / 2 + 6;
    const qreal right = std::max(width(LastAck), width(CloseWait)) / 2 + 6;
    const qreal top = height / 2 + kMarkSize / 2 + 2;
    const qreal bottom =
        std::max(height / 2 + 3, height / 8 + line + 4); // what is sent stands below the arrows of the last row
    const QRectF room(left, top, std::max(1.0, size.width() - left - right),
                      std::max(1.0, size.height() - top - bottom));
    for (const Place& place : kPlaces) {
        QRectF rect(0, 0, width(place.state), height);
        rect.moveCenter(room.topLeft() + QPointF(place.center.x() * room.width(), place.center.y() * room.height()));
        m_nodes.push_back({place.state, rect});
    }
}

void StateDiagramLayout::placeEdges(QSizeF size)
{
    const QFontMetricsF metrics(m_labelFont);
    const bool labelled = size.width() >= kSmallest.width() && size.height() >= kSmallest.height();
    constexpr qreal kGap = 6;
    for (const core::TcpEdge& each : core::tcpEdges()) {
        const Route* route = routeOf(each);
        if (!route)
            continue;
        DiagramEdge edge = curve(each, port(nodeRect(each.from), route->start), route->out,
                                 port(nodeRect(each.to), route->end), route->in);
        const EdgeLabel words = edgeLabel(each.from, each.to);
        const qreal width =
            std::ceil(std::max(metrics.horizontalAdvance(words.cause), metrics.horizontalAdvance(words.action))) + 2;
        const qreal line = metrics.height();
        const bool astride = route->label == Qt::AlignVCenter;
        QRectF label(0, 0, width, astride ? line * 2 + 2 : words.action.isEmpty() ? line : line * 2);
        const QPointF at = edge.path.pointAtPercent(route->at);
        label.moveCenter(at);
        const QRectF beside = extentBeside(edge.path, label);
        if (route->label == Qt::AlignLeft)
            label.moveRight(beside.left() - kGap);
        else if (route->label == Qt::AlignRight)
            label.moveLeft(beside.right() + kGap);
        else if (route->label == Qt::AlignBottom)
            label.moveTop(extentAbove(edge.path, label) + kGap - 3);
        if (astride && words.action.isEmpty())
            label.setHeight(line + 1);
        edge.align = astride                           ? Qt::AlignHCenter | Qt::AlignVCenter
                     : route->label == Qt::AlignLeft   ? Qt::AlignRight
                     : route->label == Qt::AlignBottom ? Qt::AlignHCenter
                                                       : Qt::AlignLeft;
        if (labelled)
            edge.label = label;
        m_edges.push_back(edge);
    }
}

QRectF StateDiagramLayout::nodeRect(core::TcpState state) const
{
    for (const DiagramNode& node : m_nodes) {
        if (node.state == state)
            return node.rect;
    }
    return {};
}

DiagramEdge StateDiagramLayout::edge(core::TcpState from, core::TcpState to) const
{
    for (const DiagramEdge& edge : m_edges) {
        if (edge.from == from && edge.to == to)
            return edge;
    }
    const QRectF start = nodeRect(from);
    const QRectF end = nodeRect(to);
    if (start.isNull() || end.isNull())
        return {};
    if (to == Closed && (from == Listen || from == SynSent)) // beside the arrow that came down
        return curve({from, to}, port(start, from == Listen ? kRight : kLeft), {0.6, 0}, port(end, {0, 1}), {0, 0.5});
    return curve({from, to}, port(start, kUp), {0, -0.4}, port(end, kDown), {0, 0.6});
}

QRectF StateDiagramLayout::markRect(core::TcpState state, core::Side side) const
{
    const QRectF node = nodeRect(state);
    QRectF mark(0, 0, kMarkSize, kMarkSize);
    mark.moveCenter(side == core::Side::Server ? node.topLeft() + QPointF(3, 0) : node.topRight() - QPointF(3, 0));
    return mark;
}

core::TcpState StateDiagramLayout::nodeAt(QPointF position) const
{
    for (const DiagramNode& node : m_nodes) {
        if (node.rect.contains(position))
            return node.state;
    }
    return Unknown;
}

core::TcpState StateDiagramLayout::neighbour(core::TcpState state, Qt::Key direction) const
{
    const QPointF from = nodeRect(state).center();
    core::TcpState best = state;
    qreal least = std::numeric_limits<qreal>::max();
    for (const DiagramNode& node : m_nodes) {
        const QPointF way = node.rect.center() - from;
        const bool sideways = direction == Qt::Key_Left || direction == Qt::Key_Right;
        const bool back = direction == Qt::Key_Left || direction == Qt::Key_Up;
        const qreal ahead = (sideways ? way.x() : way.y()) * (back ? -1 : 1);
        const qreal beside = std::abs(sideways ? way.y() : way.x());
        if (ahead <= 1 || beside > ahead * 2.5) // not in that direction
            continue;
        if (const qreal cost = ahead + beside * 3; cost < least) {
            least = cost;
            best = node.state;
        }
    }
    return best;
}

} // namespace widgets
