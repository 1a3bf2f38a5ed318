// SPDX-License-Identifier: GPL-3.0-or-later
// The wire as a scrolling picture: two lifelines, the calls of both sides, states and pauses, newest at the bottom.
#pragma once

#include "widgets/feed/event_feed.h"
#include "widgets/moment/moment.h"
#include "widgets/wire/byte_pairing.h"
#include "widgets/wire/ladder_ends.h"
#include "widgets/wire/ladder_layout.h"
#include "widgets/wire/ladder_scene.h"

#include <QAbstractScrollArea>
#include <optional>
#include <vector>

namespace widgets {

class LadderPainter;

/// Paints only the rows in sight. Follows the newest event until the user scrolls up. GUI thread.
///
/// Keys: Up and Down walk the events, Page Up and Page Down by a page, Home to the first, End to the newest and follow;
/// Left goes to the previous event of the server, Right to the next one of the client; Ctrl with plus, minus and 0
/// changes the height of the lines. For a screen reader it is a list of the rows in sight (ladder_accessible.h).
class LadderView final : public QAbstractScrollArea
{
    Q_OBJECT
public:
    /// `feed` is not owned and outlives the view.
    explicit LadderView(const EventFeed& feed, QWidget* parent = nullptr);

    void setConnectionFilter(std::optional<core::ConnectionId> connection);
    void setEnds(const LadderEnds& ends); ///< Named above the lifelines.
    const LadderEnds& ends() const { return m_ends; }
    const LadderLayout& ladder() const { return m_ladder; }
    /// Lent until the next event comes.
    LadderScene scene() const { return {m_feed.recording(), m_ladder, m_pairing}; }

    bool isFollowing() const { return m_following; }
    /// Following goes to the newest event at once.
    void setFollowing(bool on);
    int zoom() const { return m_zoom; }
    void setZoom(int step); ///< LadderPainter::kMinimumZoom to kMaximumZoom; kept within them.

    /// Number of the chosen event, 0 when none is chosen. It may be one that is not on the ladder.
    std::uint64_t selectedEvent() const { return m_selected; }
    std::size_t middleItem() const; ///< Of the ladder, nearest to the middle of what is in sight; kNone when empty.
    /// Events in sight, top to bottom.
    std::vector<std::uint64_t> visibleEvents() const;
    /// In coordinates of the viewport; empty for an event that is not on the ladder.
    QRect eventRect(std::uint64_t number) const;
    /// What a screen reader says of an event; empty when it is gone.
    QString spokenText(std::uint64_t number) const;
    /// The event at a place of the viewport; 0 when there is none.
    std::uint64_t eventAt(QPoint position) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

public Q_SLOTS:
    /// Marks an event that was chosen elsewhere and brings it into sight; emits nothing. 0 clears the mark.
    void selectEvent(quint64 number);
    /// Fades what came after it; without a moment nothing is faded.
    void showMoment(const std::optional<widgets::Moment>& moment);

Q_SIGNALS:
    void eventSelected(quint64 number); ///< The user chose it here.
    void followingChanged(bool on);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void onAppended(qsizetype first, qsizetype count);
    void onLetGo();
    void onCleared();
    void onScrolled(int value);

    void addRange(std::size_t first, std::size_t count);
    void pairRange(std::size_t first, std::size_t count);
    void updateMetrics();
    void updateScrollBar();
    void scrollTo(std::int64_t value); // without taking it for the user's wish
    void bringIntoSight(std::uint64_t number);
    void choose(std::size_t index); // by the user
    void page(int direction);
    void announce();

    std::int64_t toPixels(std::int64_t quarterLines) const; // from the top of the ladder
    int pixelY(std::int64_t y) const;                       // in the viewport
    std::int64_t quarterLineAt(int viewportY) const;
    int areaHeight() const;
    std::size_t itemAt(QPoint position) const;
    bool showToolTip(QPoint position, QPoint globalPosition);
    BytePairs pairsOf(std::uint64_t number) const;
    void paintMoment(QPainter& painter, const LadderPainter& look) const;
    void paintEmpty(QPainter& painter, const LadderPainter& look);

    const EventFeed& m_feed;
    LadderLayout m_ladder;
    BytePairing m_pairing; // of all connections
    std::uint64_t m_selected = 0;
    std::uint64_t m_hovered = 0;
    std::optional<Moment> m_moment;
    LadderEnds m_ends;
    int m_zoom = 0;
    int m_lineHeight = 1;    // pixels
    int m_captionHeight = 0; // pixels
    bool m_following = true;
    bool m_scrolling = false; // scrollTo() is at work
};

} // namespace widgets
