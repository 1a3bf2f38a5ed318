// SPDX-License-Identifier: GPL-3.0-or-later
// The letter that stands for a side wherever its colour does: S or C.
#pragma once

#include "core/event/event.h"

#include <QPalette>
#include <QString>
#include <QWidget>

class QPainter;

namespace widgets {

/// "S" or "C". Not translated: the same letters stand in the ladder and the log.
QString sideLetter(core::Side side);
/// A small rounded square with the letter, filling `room`.
void paintSideMark(QPainter& painter, const QRectF& room, core::Side side, const QFont& font, const QPalette& palette);

/// The mark as a widget, as high as a line of text. Decoration: the word beside it says the same. GUI thread.
class SideMark final : public QWidget
{
    Q_OBJECT
public:
    explicit SideMark(core::Side side, QWidget* parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    core::Side m_side;
};

} // namespace widgets
