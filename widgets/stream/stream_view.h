// SPDX-License-Identifier: GPL-3.0-or-later
// Shows the lines of a stream, however many there are.
#pragma once

#include "widgets/stream/stream_content.h"

#include <QAbstractScrollArea>

class QPainter;

namespace widgets {

/// Makes text of the lines in sight only. Each has the arrow of its direction, and the first one of an event its
/// number. The arrow keys, Page Up and Down, Home and End go from line to line, with Shift they select; Ctrl+C copies.
/// While it follows, the end of the stream stays in sight; scrolling up ends that, scrolling to the end starts it
/// again. GUI thread.
class StreamView final : public QAbstractScrollArea
{
    Q_OBJECT
public:
    /// The content is not owned and must outlive the view.
    explicit StreamView(StreamContent& content, QWidget* parent = nullptr);

    bool isFollowing() const { return m_following; }
    void setFollowing(bool following);
    /// -1: none.
    qint64 currentRow() const { return m_current; }
    /// Makes it the current one and shows it; who is told is left to `tell`.
    void setCurrentRow(qint64 row, bool tell);
    /// The event of the current line; 0: none.
    quint64 currentEvent() const { return m_event; }
    /// Shows an event that was chosen elsewhere, when it has lines here.
    void selectEvent(quint64 number);
    /// The same; of an event without lines what StreamContent::rowNearEvent() says, once that is read.
    void showNearEvent(quint64 number);
    /// What stands in the place of a stream without bytes.
    void setEmptyText(const QString& sentence);
    QString emptyText() const { return m_emptyText; }

public Q_SLOTS:
    void copy();

Q_SIGNALS:
    /// The user chose a line.
    void eventSelected(quint64 number);
    void followingChanged(bool following);
    void copied(bool cut); ///< True: not everything that was selected.

protected:
    void changeEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void applyFont();
    void updateBars();
    void findEvent();
    void onDropped(quint64 rows);
    void onRestarted();
    void moveTo(qint64 row, bool selecting);
    void showRow(qint64 row);
    qint64 rowAt(int y) const;
    qint64 lastRow() const { return static_cast<qint64>(m_content.rows()) - 1; }
    int visibleRows() const;
    int textLeft() const;
    void paintRow(QPainter& painter, const StreamContent::Row& row, qint64 number, int y);

    StreamContent& m_content;
    QString m_emptyText;
    qint64 m_current = -1;
    qint64 m_anchor = -1; // the other end of the selection
    quint64 m_event = 0;
    bool m_isNearEnough = false; // lines near m_event will do, while older ones are still being read
    bool m_following = true;
    bool m_adjusting = false; // we scroll, not the user
    int m_charWidth = 1;
    int m_lineHeight = 1;
    int m_widest = 0; // pixels of the widest line drawn so far
};

} // namespace widgets
