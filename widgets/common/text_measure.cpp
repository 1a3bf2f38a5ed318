// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/text_measure.h"

#include <QFontInfo>

namespace widgets {

namespace {

constexpr QChar kEllipsis(0x2026);

} // namespace

TextMeasure::TextMeasure(const QFont& font)
    : m_font(font),
      m_metrics(font),
      m_moved(QFontInfo(font).fixedPitch() ? 0 : 0.15),
      m_ellipsis(m_metrics.horizontalAdvance(kEllipsis))
{
    m_widths.fill(-1);
}

std::optional<qreal> TextMeasure::widthOf(QChar letter) const
{
    if (letter == kEllipsis)
        return m_ellipsis;
    if (letter.unicode() >= m_widths.size())
        return std::nullopt;
    qreal& width = m_widths[letter.unicode()];
    if (width < 0)
        width = m_metrics.horizontalAdvance(letter);
    return width;
}

bool TextMeasure::fits(const QString& text, qreal room) const
{
    qreal sum = 0;
    bool isWhole = true;
    for (const QChar letter : text) {
        const std::optional<qreal> width = widthOf(letter);
        sum += width.value_or(0);
        isWhole = isWhole && width;
    }
    if (sum * (1 - m_moved) > room)
        return false;
    if (isWhole && sum * (1 + m_moved) <= room)
        return true;
    return m_metrics.horizontalAdvance(text) <= room;
}

} // namespace widgets
