// SPDX-License-Identifier: GPL-3.0-or-later
// Where the states and arrows of RFC 9293 section 3.3.2, figure 5, stand: placed by hand, wide and low. Plain data.
#pragma once

#include "core/event/event.h"

#include <QFont>
#include <QPainterPath>
#include <QPointF>
#include <QRectF>
#include <QSizeF>
#include <vector>

namespace widgets {

struct DiagramNode
{
    core::TcpState state = core::TcpState::Unknown;
    QRectF rect;
};

/// An arrow as one cubic curve.
struct DiagramEdge
{
    core::TcpState from = core::TcpState::Unknown;
    core::TcpState to = core::TcpState::Unknown;
    QPainterPath path;
    QPointF tip;         ///< Where it ends.
    QPointF along;       ///< Direction at the tip, length 1.
    QRectF label;        ///< Empty where there is no room for labels.
    Qt::Alignment align; ///< Of the text in its label; Qt::AlignVCenter: cause above the arrow, what is sent below it.
};

/// The figure scaled to a widget: how it is opened in the middle, the active close to the left, the passive close to
/// the right, CLOSED on top where all of them end. Pixels. GUI thread (measures text).
class StateDiagramLayout
{
public:
    static constexpr QSizeF kSmallest{600, 215}; ///< Below it the arrows have no labels.
    static constexpr qreal kNarrow = 800;        ///< Below this width the text is smaller.
    static constexpr qreal kMarkSize = 15;       ///< Of the letters at the upper corners of a node.

    StateDiagramLayout() = default;
    /// `font` of the widget; nodes and labels use smaller ones, see nodeFont() and labelFont().
    StateDiagramLayout(QSizeF size, const QFont& font);

    const std::vector<DiagramNode>& nodes() const { return m_nodes; }
    /// In the order of core::tcpEdges().
    const std::vector<DiagramEdge>& edges() const { return m_edges; }
    QRectF nodeRect(core::TcpState state) const; ///< Null for Unknown.
    /// The arrow of a step, also of one that is not in the figure, as those after a reset: these have no label.
    DiagramEdge edge(core::TcpState from, core::TcpState to) const;
    /// Letters at the upper corners: the server's (and its listener's) left, the client's right.
    QRectF markRect(core::TcpState state, core::Side side) const;

    core::TcpState nodeAt(QPointF position) const; ///< Unknown when there is none.
    /// The nearest state in a direction (Qt::Key_Left, Up, Right, Down); the same one at the border.
    core::TcpState neighbour(core::TcpState state, Qt::Key direction) const;

    const QFont& nodeFont() const { return m_nodeFont; }
    const QFont& labelFont() const { return m_labelFont; }

private:
    void placeNodes(QSizeF size);
    void placeEdges(QSizeF size);

    QFont m_nodeFont;
    QFont m_labelFont;
    std::vector<DiagramNode> m_nodes;
    std::vector<DiagramEdge> m_edges;
};

} // namespace widgets
