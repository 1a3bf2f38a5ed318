// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/states/state_diagram_painter.h"

#include "widgets/common/side_mark.h"
#include "widgets/common/state_badge.h"
#include "widgets/common/theme.h"
#include "widgets/states/state_words.h"

#include <QFontMetricsF>
#include <QLineF>
#include <QPainter>
#include <algorithm>

namespace widgets {

namespace {

constexpr qreal kRadius = 9;

bool took(const StatePath& path, core::TcpState from, core::TcpState to)
{
    return std::any_of(path.steps.begin(), path.steps.end(),
                       [&](const StateStep& step) { return step.from == from && step.to == to; });
}

bool visited(const StatePath& path, core::TcpState state)
{
    return std::any_of(path.steps.begin(), path.steps.end(),
                       [&](const StateStep& step) { return step.from == state || step.to == state; });
}

} // namespace

std::vector<const StatePath*> DiagramScene::paths() const
{
    std::vector<const StatePath*> all;
    for (const std::optional<StatePath>* path : {&listener, &server, &client}) {
        if (*path)
            all.push_back(&**path);
    }
    return all;
}

bool DiagramScene::standsAt(const StatePath* path, core::TcpState state) const
{
    const bool isListener = listener && path == &*listener;
    return path->now() == state && (!isListener || state != core::TcpState::Closed);
}

QPolygonF arrowLine(const DiagramEdge& edge, qreal aside)
{
    constexpr int kPieces = 24;
    const QPointF begin = edge.path.elementAt(0);
    const QLineF chord(begin, edge.tip);
    QPointF offset;
    if (chord.length() > 0)
        offset = QPointF(-chord.dy(), chord.dx()) / chord.length() * aside;
    QPolygonF line;
    for (int i = 0; i <= kPieces; ++i)
        line << edge.path.pointAtPercent(qreal(i) / kPieces) + offset;
    return line;
}

void StateDiagramPainter::paint(const DiagramScene& scene)
{
    m_painter.setRenderHint(QPainter::Antialiasing);
    const QColor calm = color(scene.isEmpty() ? Role::CardBorder : Role::Muted, m_palette);
    const std::vector<const StatePath*> paths = scene.paths();
    for (const DiagramEdge& edge : m_layout.edges()) {
        if (std::none_of(paths.begin(), paths.end(), [&](const auto* path) { return took(*path, edge.from, edge.to); }))
            paintArrow(edge, 0, {.color = calm, .width = 1.1});
    }
    paintTaken(scene);
    paintLabels(scene);
    for (const DiagramNode& node : m_layout.nodes())
        paintNode(node, scene);
}

void StateDiagramPainter::paintArrow(const DiagramEdge& edge, qreal aside, const Pen& pen)
{
    QPolygonF line = arrowLine(edge, aside);
    if (line.size() < 2)
        return;
    const qreal head = 6 + pen.width * 1.3;
    const QPointF tip = line.last();
    while (line.size() > 2 && QLineF(line.last(), tip).length() < head * 0.8) // a wide line must not pass its tip
        line.removeLast();
    line << tip - edge.along * head * 0.8;
    QPen stroke(pen.color, pen.width, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
    if (pen.dashed)
        stroke.setDashPattern({2.2, 1.6});
    m_painter.setPen(stroke);
    m_painter.setBrush(Qt::NoBrush);
    m_painter.drawPolyline(line);

    const QPointF across(-edge.along.y(), edge.along.x());
    const QPointF back = tip - edge.along * head;
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(pen.color);
    m_painter.drawPolygon(QPolygonF{tip, back + across * head * 0.45, back - across * head * 0.45});
}

void StateDiagramPainter::paintTaken(const DiagramScene& scene)
{
    constexpr qreal kWidth = 2.8;
    constexpr qreal kApart = 2.6;
    for (const StatePath* path : scene.paths()) {
        for (const StateStep& step : path->steps) {
            const DiagramEdge edge = m_layout.edge(step.from, step.to);
            if (edge.path.isEmpty())
                continue;
            const std::optional<StatePath>& other = path->side == core::Side::Server ? scene.client : scene.server;
            const bool shared = other && took(*other, step.from, step.to);
            const qreal aside = !shared ? 0 : path->side == core::Side::Server ? kApart : -kApart;
            if (step.number != 0 && step.number == scene.markedEvent) {
                QColor halo = m_palette.color(QPalette::Highlight);
                halo.setAlphaF(0.28F);
                m_painter.setPen(QPen(halo, 12, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
                m_painter.setBrush(Qt::NoBrush);
                m_painter.drawPolyline(arrowLine(edge, aside));
            }
            paintArrow(edge, aside,
                       {.color = sideColor(path->side, m_palette),
                        .width = kWidth,
                        .dashed = step.source == core::Source::Inferred});
        }
    }
}

void StateDiagramPainter::paintLabels(const DiagramScene& scene)
{
    for (const DiagramEdge& edge : m_layout.edges()) {
        if (!edge.label.isEmpty())
            paintLabel(edge, scene);
    }
    // The last step may have left the figure: after a reset, or when an end was closed at once.
    for (const StatePath* path : scene.paths()) {
        const StateStep& last = path->steps.back();
        const DiagramEdge edge = m_layout.edge(last.from, last.to);
        const QString word = causeWord(last);
        if (edge.path.isEmpty() || !edgeLabel(last.from, last.to).cause.isEmpty() || word.isEmpty())
            continue;
        QFont font = m_layout.labelFont();
        font.setBold(true);
        QRectF room(QPointF(), QFontMetricsF(font).size(Qt::TextSingleLine, word) + QSizeF(10, 2));
        room.moveCenter(edge.path.pointAtPercent(path->side == core::Side::Server ? 0.5 : 0.66));
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(color(Role::Card, m_palette));
        m_painter.drawRoundedRect(room, 4, 4);
        m_painter.setFont(font);
        m_painter.setPen(sideColor(path->side, m_palette));
        m_painter.drawText(room, Qt::AlignCenter, word);
    }
}

void StateDiagramPainter::paintLabel(const DiagramEdge& edge, const DiagramScene& scene)
{
    EdgeLabel words = edgeLabel(edge.from, edge.to);
    QColor ink = color(Role::Muted, m_palette);
    QFont font = m_layout.labelFont();
    int takers = 0;
    for (const StatePath* path : scene.paths()) {
        if (!took(*path, edge.from, edge.to))
            continue;
        ink = ++takers == 1 ? sideColor(path->side, m_palette) : m_palette.color(QPalette::Text);
        const StateStep& last = path->steps.back();
        if (last.from == edge.from && last.to == edge.to)
            font.setBold(true);
        for (const StateStep& step : path->steps) {
            if (step.from == edge.from && step.to == edge.to)
                words.cause = causeWord(step);
        }
    }
    if (edge.from == core::TcpState::TimeWait && !scene.countdown.isEmpty()) {
        words.cause = scene.countdown;
        font.setBold(true);
        for (const StatePath* path : scene.paths()) {
            if (path->now() == core::TcpState::TimeWait)
                ink = sideColor(path->side, m_palette);
        }
    }
    m_painter.setFont(font);
    const auto drawn = [&](const QRectF& room, const QString& text) {
        if (text.isEmpty())
            return;
        // Bold and counted texts are wider than the room that was planned: they grow around it.
        const int align = static_cast<int>(edge.align & Qt::AlignHorizontal_Mask) | Qt::AlignVCenter | Qt::TextDontClip;
        m_painter.setPen(ink);
        m_painter.drawText(room, align, text);
    };
    const qreal line = QFontMetricsF(m_layout.labelFont()).height();
    const bool two = edge.label.height() > line * 1.5;
    QRectF cause = edge.label;
    cause.setHeight(line);
    drawn(cause, words.cause);
    if (two)
        drawn(QRectF(edge.label.left(), edge.label.bottom() - line, edge.label.width(), line), words.action);
}

void StateDiagramPainter::paintNode(const DiagramNode& node, const DiagramScene& scene)
{
    const StatePath* server = nullptr; // the listener too
    const StatePath* client = nullptr;
    bool wasHere = false;
    for (const StatePath* path : scene.paths()) {
        if (scene.standsAt(path, node.state))
            (path->side == core::Side::Server ? server : client) = path;
        wasHere = wasHere || visited(*path, node.state);
    }
    QPainterPath shape;
    shape.addRoundedRect(node.rect, kRadius, kRadius);
    const QColor card = color(Role::Card, m_palette);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(node.state == scene.hovered ? color(Role::HoverTint, m_palette) : card);
    m_painter.drawPath(shape);

    const auto half = [&](const StatePath* path, const QRectF& room) {
        if (!path)
            return;
        m_painter.save();
        m_painter.setClipRect(room);
        QPen pen(sideColor(path->side, m_palette), 2.2);
        if (path->steps.back().source == core::Source::Inferred)
            pen.setDashPattern({2.4, 1.6});
        m_painter.setPen(pen);
        m_painter.setBrush(sideTint(path->side, m_palette));
        m_painter.drawPath(shape);
        m_painter.restore();
    };
    const QRectF all = node.rect.adjusted(-2, -2, 2, 2);
    const QRectF left(all.left(), all.top(), all.width() / 2, all.height());
    const QRectF right(left.right(), all.top(), all.width() / 2, all.height());
    half(server, client ? left : all);
    half(client, server ? right : all);
    if (!server && !client) {
        m_painter.setPen(QPen(color(wasHere ? Role::Muted : Role::CardBorder, m_palette), 1.2));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawPath(shape);
    }
    if (node.state == scene.chosen) {
        m_painter.setPen(QPen(m_palette.color(QPalette::Highlight), 1.6, scene.focused ? Qt::SolidLine : Qt::DotLine));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRoundedRect(node.rect.adjusted(-3.5, -3.5, 3.5, 3.5), kRadius + 3, kRadius + 3);
    }
    const bool here = server || client;
    m_painter.setFont(m_layout.nodeFont());
    m_painter.setPen(here && !(server && client)
                         ? sideColor(server ? core::Side::Server : core::Side::Client, m_palette)
                     : here || wasHere ? m_palette.color(QPalette::Text)
                                       : color(Role::Muted, m_palette));
    m_painter.drawText(node.rect, Qt::AlignCenter | Qt::TextDontClip, stateWord(node.state));
    if (server) {
        const bool isListener = scene.listener && server == &*scene.listener;
        paintMark(m_layout.markRect(node.state, core::Side::Server), core::Side::Server,
                  isListener ? QStringLiteral("L") : sideLetter(core::Side::Server));
    }
    if (client)
        paintMark(m_layout.markRect(node.state, core::Side::Client), core::Side::Client,
                  sideLetter(core::Side::Client));
}

void StateDiagramPainter::paintMark(const QRectF& room, core::Side side, const QString& letter)
{
    m_painter.setPen(QPen(color(Role::Card, m_palette), 1.2));
    m_painter.setBrush(sideColor(side, m_palette));
    m_painter.drawEllipse(room);
    QFont font = badgeFont(m_layout.nodeFont());
    font.setPixelSize(10);
    m_painter.setFont(font);
    m_painter.setPen(color(Role::Card, m_palette));
    m_painter.drawText(room, Qt::AlignCenter | Qt::TextDontClip, letter);
}

} // namespace widgets
