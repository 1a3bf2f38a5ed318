// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/states/state_diagram_view.h"

#include "widgets/common/state_text.h"
#include "widgets/common/theme.h"
#include "widgets/common/tool_tip.h"
#include "widgets/states/state_diagram_accessible.h"
#include "widgets/states/state_words.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QLineF>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

namespace widgets {

namespace {

qreal distance(const QPolygonF& line, QPointF point)
{
    qreal least = 1e9;
    for (qsizetype i = 1; i < line.size(); ++i) {
        const QPointF piece = line[i] - line[i - 1];
        const qreal square = QPointF::dotProduct(piece, piece);
        const qreal share =
            square > 0 ? std::clamp(QPointF::dotProduct(point - line[i - 1], piece) / square, 0.0, 1.0) : 0.0;
        least = std::min(least, QLineF(line[i - 1] + piece * share, point).length());
    }
    return least;
}

bool hits(const DiagramEdge& edge, QPointF position)
{
    constexpr qreal kNear = 7;
    return !edge.path.isEmpty() && (distance(arrowLine(edge, 0), position) <= kNear || edge.label.contains(position));
}

} // namespace

StateDiagramView::StateDiagramView(QWidget* parent) : QWidget(parent)
{
    installStateDiagramAccessibility();
    setAccessibleName(tr("TCP state diagram"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

QSize StateDiagramView::sizeHint() const
{
    return {980, 310};
}

QSize StateDiagramView::minimumSizeHint() const
{
    return {420, 150};
}

void StateDiagramView::setPaths(std::optional<StatePath> listener, std::optional<StatePath> server,
                                std::optional<StatePath> client)
{
    const QString before = spokenEnds();
    m_scene.listener = std::move(listener);
    m_scene.server = std::move(server);
    m_scene.client = std::move(client);
    update();
    if (spokenEnds() != before)
        announceStates(*this);
}

void StateDiagramView::setCountdown(const QString& text)
{
    if (text == m_scene.countdown)
        return;
    m_scene.countdown = text;
    update();
}

void StateDiagramView::markEvent(quint64 number)
{
    m_scene.markedEvent = number;
    update();
}

core::TcpState StateDiagramView::shownState() const
{
    return m_scene.hovered != core::TcpState::Unknown ? m_scene.hovered : m_scene.chosen;
}

void StateDiagramView::choose(core::TcpState state)
{
    if (state == m_scene.chosen)
        return;
    m_scene.chosen = state;
    update();
    announceChosenState(*this);
    Q_EMIT shownStateChanged(shownState());
}

void StateDiagramView::setHovered(core::TcpState state)
{
    if (state == m_scene.hovered)
        return;
    m_scene.hovered = state;
    update();
    Q_EMIT shownStateChanged(shownState());
}

quint64 StateDiagramView::eventAt(QPointF position) const
{
    quint64 newest = 0;
    for (const StatePath* path : m_scene.paths()) {
        for (const StateStep& step : path->steps) {
            if (step.number > newest && hits(m_layout.edge(step.from, step.to), position))
                newest = step.number;
        }
    }
    return newest;
}

quint64 StateDiagramView::eventOf(core::TcpState state) const
{
    quint64 newest = 0;
    for (const StatePath* path : m_scene.paths()) {
        for (const StateStep& step : path->steps) {
            if (step.to == state)
                newest = std::max<quint64>(newest, step.number);
        }
    }
    return newest;
}

QString StateDiagramView::spokenEnds() const
{
    QStringList ends;
    const auto add = [&ends](const std::optional<StatePath>& path, const QString& sentence) {
        if (path)
            ends << sentence.arg(stateWord(path->now()));
    };
    add(m_scene.listener, tr("listener: %1"));
    add(m_scene.server, tr("server end: %1"));
    add(m_scene.client, tr("client end: %1"));
    return ends.isEmpty() ? tr("No connection yet.") : ends.join(QStringLiteral(", "));
}

QString StateDiagramView::spokenState(core::TcpState state) const
{
    QStringList who;
    for (const StatePath* path : m_scene.paths()) {
        if (!m_scene.standsAt(path, state))
            continue;
        who << (m_scene.listener && path == &*m_scene.listener ? tr("The listener is here.")
                : path->side == core::Side::Server             ? tr("The server end is here.")
                                                               : tr("The client end is here."));
    }
    who << stateSentence(state);
    return stateWord(state) + QStringLiteral(": ") + who.join(QLatin1Char(' '));
}

void StateDiagramView::select(quint64 number)
{
    if (number == 0)
        return;
    markEvent(number);
    Q_EMIT eventSelected(number);
}

void StateDiagramView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    StateDiagramPainter(painter, m_layout, palette()).paint(m_scene);
}

void StateDiagramView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_layout = StateDiagramLayout(size(), font());
}

void StateDiagramView::keyPressEvent(QKeyEvent* event)
{
    const auto key = static_cast<Qt::Key>(event->key());
    const core::TcpState start = m_scene.chosen != core::TcpState::Unknown ? m_scene.chosen : core::TcpState::Closed;
    switch (key) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
        choose(m_scene.chosen == core::TcpState::Unknown ? start : m_layout.neighbour(start, key));
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        select(eventOf(m_scene.chosen));
        return;
    case Qt::Key_Escape:
        if (m_scene.chosen != core::TcpState::Unknown) {
            choose(core::TcpState::Unknown);
            return;
        }
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void StateDiagramView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    if (const core::TcpState state = m_layout.nodeAt(event->position()); state != core::TcpState::Unknown)
        choose(state);
    else if (const quint64 number = eventAt(event->position()); number != 0)
        select(number);
    else
        choose(core::TcpState::Unknown);
}

void StateDiagramView::mouseMoveEvent(QMouseEvent* event)
{
    const core::TcpState state = m_layout.nodeAt(event->position());
    setHovered(state);
    const bool clickable = state != core::TcpState::Unknown || eventAt(event->position()) != 0;
    setCursor(clickable ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void StateDiagramView::leaveEvent(QEvent* event)
{
    setHovered(core::TcpState::Unknown);
    QWidget::leaveEvent(event);
}

void StateDiagramView::focusInEvent(QFocusEvent* event)
{
    m_scene.focused = true;
    QWidget::focusInEvent(event);
    update();
}

void StateDiagramView::focusOutEvent(QFocusEvent* event)
{
    m_scene.focused = false;
    QWidget::focusOutEvent(event);
    update();
}

void StateDiagramView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        m_layout = StateDiagramLayout(size(), font());
    update();
}

QString StateDiagramView::toolTipAt(QPointF position) const
{
    if (const core::TcpState state = m_layout.nodeAt(position); state != core::TcpState::Unknown)
        return tr("%1 (RFC 9293: %2)").arg(stateWord(state), rfcStateName(state));
    for (const DiagramEdge& edge : m_layout.edges()) {
        if (hits(edge, position))
            return edgeSentence(edge.from, edge.to);
    }
    return {};
}

bool StateDiagramView::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QString text = toolTipAt(help->pos());
        if (text.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), plainToolTip(text), this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace widgets

#include "moc_state_diagram_view.cpp"
