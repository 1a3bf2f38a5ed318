// SPDX-License-Identifier: GPL-3.0-or-later
// The lines below a table of events: that it is paused, that it does not follow, and what came of a jump or a copy.
#pragma once

#include <QWidget>

namespace widgets {

class EventRowsModel;
class EventTableView;
class NoticeLine;

/// Hidden lines take no room. GUI thread.
class RowsStatus final : public QWidget
{
    Q_OBJECT
public:
    /// None is owned; both must outlive this.
    RowsStatus(EventTableView& view, EventRowsModel& model, QWidget* parent = nullptr);

    NoticeLine& pauseLine() const { return *m_pause; }
    NoticeLine& followLine() const { return *m_follow; }
    NoticeLine& messageLine() const { return *m_message; }

public Q_SLOTS:
    /// Shows a sentence until the next one, or until the user chooses another row. Empty: none.
    void say(const QString& sentence);

Q_SIGNALS:
    /// The user wants to see the newest event.
    void followClicked();

private:
    void sayCopied(qsizetype rows, qsizetype selected);
    void updatePause();
    void updateFollow();
    void look();

    EventTableView& m_view;
    EventRowsModel& m_model;
    NoticeLine* m_pause;
    NoticeLine* m_follow;
    NoticeLine* m_message;
    quint64 m_seen = 0; // the newest event that has been in sight
};

} // namespace widgets
