// SPDX-License-Identifier: GPL-3.0-or-later
// The header of the event log: flat, its texts in line with those of the cells.
#pragma once

#include <QHeaderView>

namespace widgets {

/// Pixels left and right of every text in the log, header and cells.
inline constexpr int kLogCellMargin = 8;

/// GUI thread.
class LogHeader final : public QHeaderView
{
    Q_OBJECT
public:
    explicit LogHeader(QWidget* parent = nullptr);

    QSize sizeHint() const override;

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;
    void paintEvent(QPaintEvent* event) override;
};

} // namespace widgets
