// SPDX-License-Identifier: GPL-3.0-or-later
// The state diagram as a widget: mouse, keys, screen reader.
#pragma once

#include "widgets/states/state_diagram_painter.h"

#include <QWidget>

namespace widgets {

/// Shows the ways of up to three ends. Arrow keys walk the states, Enter selects the event that led an end to the
/// chosen state last; a click on an arrow that was taken selects its newest event. GUI thread.
class StateDiagramView final : public QWidget
{
    Q_OBJECT
public:
    explicit StateDiagramView(QWidget* parent = nullptr);

    void setPaths(std::optional<StatePath> listener, std::optional<StatePath> server, std::optional<StatePath> client);
    /// "42 s left", beside the arrow out of TIME_WAIT; empty: how long it takes in all.
    void setCountdown(const QString& text);
    /// Marks the arrow of an event that was chosen elsewhere; emits nothing. 0 clears the mark.
    void markEvent(quint64 number);

    const DiagramScene& scene() const { return m_scene; }
    const StateDiagramLayout& diagram() const { return m_layout; }
    /// The state that is pointed at, else the one that was chosen; Unknown when there is none.
    core::TcpState shownState() const;
    void choose(core::TcpState state);
    /// The newest event of an arrow at a place; 0 when there is none.
    quint64 eventAt(QPointF position) const;
    /// The newest event that led an end to that state; 0 when there is none.
    quint64 eventOf(core::TcpState state) const;

    /// "server end: ESTABLISHED, client end: FIN_WAIT2"
    QString spokenEnds() const;
    /// What a screen reader says of a state: its name, who is there, what it means.
    QString spokenState(core::TcpState state) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void eventSelected(quint64 number); ///< The user chose it here.
    void shownStateChanged(core::TcpState state);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;

private:
    void setHovered(core::TcpState state);
    void select(quint64 number);
    QString toolTipAt(QPointF position) const;

    DiagramScene m_scene;
    StateDiagramLayout m_layout;
};

} // namespace widgets
