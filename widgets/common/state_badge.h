// SPDX-License-Identifier: GPL-3.0-or-later
// A rounded pill that holds a TCP state or another word.
#pragma once

#include "core/event/event.h"

#include <QPalette>
#include <QWidget>
#include <optional>

class QPainter;

namespace widgets {

/// How a pill is drawn; a plain value.
struct BadgeStyle
{
    std::optional<core::Side> side; ///< Without one it is grey: belongs to no side, or is over.
    bool filled = true;             ///< Otherwise an outline on the tint of the side.
    bool dashed = false;            ///< Dashed outline: inferred, not observed.
};

/// The size that the pill needs for `text` in `font`, without any space around it (device-independent pixels).
QSize badgeSize(const QString& text, const QFont& font);
/// Paints the pill at the left of `room`, centred upwards; a text that does not fit is elided. For delegates and views.
void paintBadge(QPainter& painter, const QRect& room, const QString& text, const BadgeStyle& style, const QFont& font,
                const QPalette& palette);
/// The font of badges: bold, a bit smaller than `base`.
QFont badgeFont(const QFont& base);

/// A pill as a widget. Its text is also its accessible name. GUI thread.
class StateBadge final : public QWidget
{
    Q_OBJECT
public:
    explicit StateBadge(std::optional<core::Side> side, QWidget* parent = nullptr);

    QString text() const { return m_text; }
    void setText(const QString& text);
    void setStyle(const BadgeStyle& style);
    const BadgeStyle& badgeStyle() const { return m_style; }
    /// What the word is about, spoken before it: "State of the server".
    void setSubject(const QString& subject);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void updateAccessibleName();

    QString m_text;
    QString m_subject;
    BadgeStyle m_style;
};

} // namespace widgets
