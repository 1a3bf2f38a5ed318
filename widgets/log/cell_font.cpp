// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/cell_font.h"

#include <QFontMetricsF>
#include <algorithm>
#include <cmath>

namespace widgets {

namespace {

constexpr char16_t kFirstPrintable = 0x20;
constexpr char16_t kLastPrintable = 0x7e;
constexpr QChar kEllipsis(0x2026);

std::optional<qreal> commonPitch(const QFont& font)
{
    const QFontMetricsF metrics(font);
    const qreal pitch = metrics.horizontalAdvance(QChar(kFirstPrintable));
    for (char16_t c = kFirstPrintable; c <= kLastPrintable; ++c) {
        if (!qFuzzyCompare(metrics.horizontalAdvance(QChar(c)), pitch))
            return std::nullopt;
    }
    return pitch;
}

} // namespace

CellFont::CellFont(const QFont& font)
    : m_font(font), m_metrics(font), m_pitch(commonPitch(font)), m_ellipsis(m_metrics.horizontalAdvance(kEllipsis))
{
}

bool CellFont::canCount(const QString& text) const
{
    return m_pitch && std::all_of(text.cbegin(), text.cend(), [](QChar c) {
               return c.unicode() >= kFirstPrintable && c.unicode() <= kLastPrintable;
           });
}

int CellFont::width(const QString& text) const
{
    if (!canCount(text))
        return m_metrics.horizontalAdvance(text);
    return static_cast<int>(std::ceil(*m_pitch * static_cast<qreal>(text.size())));
}

QString CellFont::elided(const QString& text, Qt::TextElideMode mode, int width) const
{
    if (!canCount(text))
        return m_metrics.elidedText(text, mode, width);
    if (this->width(text) <= width)
        return text;
    const auto fits = static_cast<qsizetype>(std::floor((width - m_ellipsis) / *m_pitch));
    if (fits <= 0)
        return m_metrics.elidedText(text, mode, width);
    const qsizetype atEnd = mode == Qt::ElideRight ? 0 : mode == Qt::ElideLeft ? fits : fits / 2;
    return text.left(fits - atEnd) + kEllipsis + text.right(atEnd);
}

} // namespace widgets
