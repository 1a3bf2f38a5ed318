// SPDX-License-Identifier: GPL-3.0-or-later
// How the user acts on the wire: keys, mouse, tool tips.
#include "core/text/event_text.h"
#include "widgets/wire/ladder_geometry.h"
#include "widgets/wire/ladder_text.h"
#include "widgets/wire/ladder_view.h"
#include "widgets/wire/packet_text.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>
#include <algorithm>
#include <cstdlib>
#include <limits>

namespace widgets {

std::size_t LadderView::itemAt(QPoint position) const
{
    if (m_ladder.empty() || position.y() < m_captionHeight)
        return LadderLayout::kNone;
    const std::int64_t y = quarterLineAt(position.y());
    const std::size_t middle = m_ladder.nearest(y);
    const LadderGeometry lanes = LadderGeometry::of(viewport()->width());
    const bool inside = position.x() > lanes.serverX + 6 && position.x() < lanes.clientX - 6;
    const core::Side side = 2 * position.x() < lanes.width ? core::Side::Server : core::Side::Client;

    // What stands inside and what stands outside overlap in height: the lane that was hit decides.
    std::size_t best = LadderLayout::kNone;
    std::int64_t bestScore = std::numeric_limits<std::int64_t>::max();
    constexpr std::size_t reach = 3; // items that may overlap with the nearest one
    const std::size_t from = middle > reach ? middle - reach : 0;
    for (std::size_t i = from; i <= std::min(middle + reach, m_ladder.size() - 1); ++i) {
        const LadderItem& item = m_ladder.at(i);
        const bool arrow = isArrow(item.kind);
        // The middle of an arrow is that of its label and its shaft.
        const std::int64_t center =
            arrow ? item.y - (LadderLayout::kArrowAbove - LadderLayout::kArrowBelow) / 2 : item.y;
        const std::int64_t off = std::abs(center - y);
        if (off > LadderLayout::kLine / 2 + 1)
            continue;
        const bool rightLane = isInside(item.kind) == inside && (arrow || item.side == side);
        const std::int64_t score = off + (rightLane || item.kind == LadderKind::Gap ? 0 : 10);
        if (score < bestScore) {
            bestScore = score;
            best = i;
        }
    }
    return best;
}

std::uint64_t LadderView::eventAt(QPoint position) const
{
    const std::size_t index = itemAt(position);
    if (index == LadderLayout::kNone || m_ladder.at(index).kind == LadderKind::Gap)
        return 0;
    return m_ladder.at(index).number;
}

void LadderView::page(int direction)
{
    if (m_ladder.empty())
        return;
    const std::size_t current = m_ladder.indexOf(m_selected);
    const std::int64_t start =
        current != LadderLayout::kNone ? m_ladder.at(current).y : quarterLineAt(m_captionHeight + areaHeight());
    const std::int64_t step = std::max(1, areaHeight() / m_lineHeight - 1) * LadderLayout::kLine;
    std::size_t index = m_ladder.nearest(start + direction * step);
    if (!hasEvent(m_ladder.at(index).kind))
        index = m_ladder.nextEvent(index, direction);
    choose(index);
}

void LadderView::keyPressEvent(QKeyEvent* event)
{
    const std::size_t current = m_ladder.indexOf(m_selected);
    if (event->matches(QKeySequence::ZoomIn) ||
        (event->key() == Qt::Key_Equal && event->modifiers() == Qt::ControlModifier))
        return setZoom(m_zoom + 1);
    if (event->matches(QKeySequence::ZoomOut))
        return setZoom(m_zoom - 1);
    if (event->key() == Qt::Key_0 && event->modifiers() == Qt::ControlModifier)
        return setZoom(0);
    if ((event->modifiers() & ~Qt::KeypadModifier) != Qt::NoModifier)
        return QAbstractScrollArea::keyPressEvent(event);
    const std::size_t none = LadderLayout::kNone;
    switch (event->key()) {
    case Qt::Key_Up:
        return choose(m_ladder.nextEvent(current, -1));
    case Qt::Key_Down: // the first press goes to the newest event, as Up does
        return choose(m_ladder.nextEvent(current, current == none ? -1 : 1));
    case Qt::Key_Left:
        return choose(m_ladder.nextEvent(current, -1, core::Side::Server));
    case Qt::Key_Right:
        return choose(m_ladder.nextEvent(current, current == none ? -1 : 1, core::Side::Client));
    case Qt::Key_PageUp:
        return page(-1);
    case Qt::Key_PageDown:
        return page(1);
    case Qt::Key_Home:
        return choose(m_ladder.nextEvent(none, 1));
    case Qt::Key_End:
        choose(m_ladder.nextEvent(none, -1));
        return setFollowing(true);
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void LadderView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return QAbstractScrollArea::mousePressEvent(event);
    const std::uint64_t number = eventAt(event->position().toPoint());
    if (number == 0)
        return;
    m_selected = number;
    viewport()->update();
    announce();
    Q_EMIT eventSelected(number);
}

void LadderView::mouseMoveEvent(QMouseEvent* event)
{
    const std::uint64_t number = eventAt(event->position().toPoint());
    if (number == m_hovered)
        return;
    m_hovered = number;
    viewport()->update();
}

void LadderView::wheelEvent(QWheelEvent* event)
{
    if (event->modifiers() != Qt::ControlModifier)
        return QAbstractScrollArea::wheelEvent(event);
    if (event->angleDelta().y() != 0)
        setZoom(m_zoom + (event->angleDelta().y() > 0 ? 1 : -1));
    event->accept();
}

bool LadderView::showToolTip(QPoint position, QPoint globalPosition)
{
    const std::size_t index = itemAt(position);
    if (index == LadderLayout::kNone) {
        QToolTip::hideText();
        return false;
    }
    const LadderItem& item = m_ladder.at(index);
    if (item.kind == LadderKind::Gap) {
        QToolTip::showText(globalPosition,
                           tr("Nothing happened for %1.").arg(QString::fromStdString(core::durationText(item.gapNs))),
                           viewport());
        return true;
    }
    const core::Recording& recording = m_feed.recording();
    const std::optional<core::Event> found = recording.find(item.number);
    if (found && item.kind == LadderKind::Crossed)
        QToolTip::showText(globalPosition, crossedToolTipHtml(item, *found), viewport());
    else if (found)
        QToolTip::showText(globalPosition, toolTipHtml(*found, recording.originNs(), pairsOf(item.number)), viewport(),
                           QRect(0, position.y() - m_lineHeight / 2, viewport()->width(), m_lineHeight));
    return true;
}

bool LadderView::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        auto* help = static_cast<QHelpEvent*>(event);
        if (!showToolTip(help->pos(), help->globalPos()))
            event->ignore();
        return true;
    }
    if (event->type() == QEvent::Leave && m_hovered != 0) {
        m_hovered = 0;
        viewport()->update();
    }
    return QAbstractScrollArea::viewportEvent(event);
}

} // namespace widgets
