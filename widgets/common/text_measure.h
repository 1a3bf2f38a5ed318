// SPDX-License-Identifier: GPL-3.0-or-later
// Whether text fits, without shaping all of it.
#pragma once

#include <QFont>
#include <QFontMetricsF>
#include <QString>
#include <array>
#include <optional>

namespace widgets {

/// Text that is drawn anew thirty times a second, and shortened until it fits, is measured hundreds of times for each
/// picture. Worth keeping: each letter is measured once. Most text is plainly too long or short enough by the sum of
/// the widths of its letters; only what is close is shaped as it will be drawn. GUI thread.
class TextMeasure
{
public:
    explicit TextMeasure(const QFont& font);

    const QFont& font() const { return m_font; }
    const QFontMetricsF& metrics() const { return m_metrics; }
    bool fits(const QString& text, qreal room) const;

private:
    std::optional<qreal> widthOf(QChar letter) const;

    QFont m_font;
    QFontMetricsF m_metrics;
    qreal m_moved;                           // letters that stand side by side are moved by less than this part
    qreal m_ellipsis;                        // its width
    mutable std::array<qreal, 256> m_widths; // of Latin-1, by code; negative: not asked for yet
};

} // namespace widgets
