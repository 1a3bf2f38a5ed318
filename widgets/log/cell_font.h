// SPDX-License-Identifier: GPL-3.0-or-later
// A font of table cells that measures their text quickly.
#pragma once

#include <QFont>
#include <QFontMetrics>
#include <QString>
#include <optional>

namespace widgets {

/// A font, and the width of text in it, in pixels. A table that follows a log shows hundreds of new cells thirty times
/// a second; to measure each as QFontMetrics does costs as much as to draw it. ASCII in a font of fixed pitch is
/// counted instead. GUI thread.
class CellFont
{
public:
    explicit CellFont(const QFont& font = {});

    const QFont& font() const { return m_font; }
    const QFontMetrics& metrics() const { return m_metrics; }

    int width(const QString& text) const;
    /// `text` when it fits into `width`; else as much of it as fits together with an ellipsis.
    QString elided(const QString& text, Qt::TextElideMode mode, int width) const;

private:
    bool canCount(const QString& text) const;

    QFont m_font;
    QFontMetrics m_metrics;
    std::optional<qreal> m_pitch; // of all printable ASCII; none when they differ
    int m_ellipsis;               // its width
};

} // namespace widgets
