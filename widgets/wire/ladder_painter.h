// SPDX-License-Identifier: GPL-3.0-or-later
// Draws the wire: lifelines, calls, badges, gaps. Knows where things stand only from what it is given.
#pragma once

#include "widgets/common/text_measure.h"
#include "widgets/wire/ladder_ends.h"
#include "widgets/wire/ladder_geometry.h"
#include "widgets/wire/ladder_layout.h"

#include <QFont>
#include <QPalette>
#include <QRect>
#include <QString>
#include <vector>

class QPainter;

namespace widgets {

/// Fonts and heights for a width and a zoom step; colours come from the palette. Made anew for each frame.
class LadderPainter
{
public:
    /// zoom: 0 is normal; each step makes lines higher or lower, the lowest ones also use a smaller font.
    static constexpr int kMinimumZoom = -2;
    static constexpr int kMaximumZoom = 4;

    /// What is painted on. In a picture letters are as wide as their font says, not as they fit the pixels of a screen.
    enum class Medium { Screen, Picture };

    LadderPainter(const QPalette& palette, int width, int zoom, Medium medium = Medium::Screen);

    static int lineHeight(int width, int zoom); ///< Pixels; LadderLayout::kLine quarter lines.
    static int captionHeight();                 ///< Of the strip that names the sides.

    /// The strip at the top: "S server" and "C client" above their lifelines. `ends`: who that is, may be empty.
    void paintCaptions(QPainter& painter, const LadderEnds& ends) const;
    void paintLifelines(QPainter& painter, int top, int bottom) const;

    struct Mood
    {
        bool selected = false;
        bool hovered = false;
        bool focused = false; ///< The view has the keyboard focus.
    };
    /// The band behind a row, before its item is painted.
    void paintBand(QPainter& painter, const LadderItem& item, int y, const Mood& mood) const;
    /// A call that waits, on its lifeline; `open`: it goes on.
    void paintBar(QPainter& painter, core::Side side, int top, int bottom, bool open) const;
    /// `event`: of the item; unused for a gap. y: centre in pixels. `tag`: stands beside a call, may be empty.
    void paintItem(QPainter& painter, const LadderItem& item, const core::Event& event, int y,
                   const QString& tag = {}) const;
    /// A bracket that ties the call at `y` of one side to the calls of the other side that moved its bytes.
    void paintPairs(QPainter& painter, core::Side side, int y, const std::vector<int>& others,
                    const QString& label) const;

    /// Fades what lies between `y` and `bottom`, with a line at `y` that carries `text` in the lane of `side`.
    void paintMoment(QPainter& painter, int y, int bottom, core::Side side, const QString& text) const;

    /// How high and how deep the row of an item reaches from its centre, in pixels.
    static int above(LadderKind kind, int lineHeight);
    static int below(LadderKind kind, int lineHeight);
    /// Where the badge of a state stands.
    QRect badgeRect(core::Side side, const core::Event& event, int y) const;

private:
    void paintCall(QPainter& painter, core::Side side, const core::Event& event, int y, const QString& tag) const;
    qreal paintTag(QPainter& painter, core::Side side, const QString& tag, int y) const; // returns the width it took
    void paintMessage(QPainter& painter, core::Side side, const core::Event& event, int y) const;
    void paintNote(QPainter& painter, core::Side side, const core::Event& event, int y) const;
    void paintState(QPainter& painter, core::Side side, const core::Event& event, int y) const;
    void paintGap(QPainter& painter, const LadderItem& item, int y) const;
    void paintPacket(QPainter& painter, core::Side sender, const core::Event& event, int y) const;
    void paintCrossed(QPainter& painter, const LadderItem& item, const core::Event& event, int y) const;
    /// Text above a shaft, in the middle between the lifelines.
    void paintArrowLabel(QPainter& painter, const QString& text, const QFont& font, const QColor& ink, int y) const;
    struct Arrow
    {
        QColor ink;
        qreal width = 1.2;
        bool dashed = false;
        bool crossed = false; ///< Ends in a cross instead of a head: a reset.
    };
    void paintArrow(QPainter& painter, core::Side sender, const Arrow& arrow, int y) const;
    qreal arrowFall() const { return m_lineHeight / 5.0; } // from its centre to each of its ends
    qreal arrowLabelRoom() const;
    void paintDot(QPainter& painter, core::Side side, const core::Event& event, int y) const;
    void paintLaneText(QPainter& painter, core::Side side, const QFont& font, const QColor& color, const QString& text,
                       int y) const;
    QFont stateFont(const core::Event& event) const;

    QPalette m_palette;
    LadderGeometry m_geometry;
    QFont m_badgeFont;
    QFont m_smallFont;
    TextMeasure m_call;
    TextMeasure m_packet;       // labels of arrows
    TextMeasure m_markedPacket; // the same, bold
    TextMeasure m_crossed;      // the same, in italics, as states that are inferred
    int m_lineHeight;
    int m_captionHeight;
};

} // namespace widgets
