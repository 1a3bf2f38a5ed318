// SPDX-License-Identifier: GPL-3.0-or-later
// Draws the state diagram and the ways of both ends on it.
#pragma once

#include "widgets/states/state_diagram_layout.h"
#include "widgets/states/state_history.h"

#include <QPalette>
#include <QString>
#include <optional>

class QPainter;

namespace widgets {

/// What is drawn on the figure. A plain value.
struct DiagramScene
{
    std::optional<StatePath> listener;
    std::optional<StatePath> server;
    std::optional<StatePath> client;
    QString countdown;                               ///< Beside the arrow out of TIME_WAIT instead of its label.
    core::TcpState chosen = core::TcpState::Unknown; ///< By keys or a click.
    core::TcpState hovered = core::TcpState::Unknown;
    std::uint64_t markedEvent = 0; ///< Its arrow has a halo.
    bool focused = false;

    /// Those that are known, in the order in which they are drawn and spoken of.
    std::vector<const StatePath*> paths() const;
    bool isEmpty() const { return !listener && !server && !client; }
    /// True when that path stands in that state now. A listener that is closed stands nowhere.
    bool standsAt(const StatePath* path, core::TcpState state) const;
};

/// The points of an arrow, moved aside by `aside` pixels, so that two ways can share it.
QPolygonF arrowLine(const DiagramEdge& edge, qreal aside);

/// Borrows all it is made of. GUI thread.
class StateDiagramPainter
{
public:
    StateDiagramPainter(QPainter& painter, const StateDiagramLayout& layout, const QPalette& palette)
        : m_painter(painter), m_layout(layout), m_palette(palette)
    {
    }

    void paint(const DiagramScene& scene);

private:
    struct Pen
    {
        QColor color;
        qreal width = 1;
        bool dashed = false;
    };
    void paintArrow(const DiagramEdge& edge, qreal aside, const Pen& pen);
    void paintTaken(const DiagramScene& scene);
    void paintLabels(const DiagramScene& scene);
    void paintLabel(const DiagramEdge& edge, const DiagramScene& scene);
    void paintNode(const DiagramNode& node, const DiagramScene& scene);
    void paintMark(const QRectF& room, core::Side side, const QString& letter);

    QPainter& m_painter;
    const StateDiagramLayout& m_layout;
    const QPalette& m_palette;
};

} // namespace widgets
