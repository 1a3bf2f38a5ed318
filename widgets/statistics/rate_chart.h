// SPDX-License-Identifier: GPL-3.0-or-later
// A chart of two curves over time.
#pragma once

#include "widgets/common/theme.h"

#include <QList>
#include <QPointF>
#include <QWidget>
#include <array>

class QChartView;
class QLineSeries;
class QValueAxis;

namespace widgets {

/// The first curve is solid, the second dashed, so that they differ without colour too. Takes its colours from the
/// palette; has no animation. What it shows is its accessible description. GUI thread.
class RateChart final : public QWidget
{
    Q_OBJECT
public:
    /// A curve: its name in the legend, and whose colour it has.
    struct Curve
    {
        QString name;
        Role role;
    };
    /// A unit of the vertical axis: how many of what the values are in, and its name.
    struct Unit
    {
        double size;
        QString name;
    };

    /// `units` ascending; the largest one that the values fill is taken.
    RateChart(const QString& accessibleName, const std::array<Curve, 2>& curves, const QList<Unit>& units,
              QWidget* parent = nullptr);

    /// Points of both curves, in seconds and in the base unit, and the span of time shown.
    void showPoints(const std::array<QList<QPointF>, 2>& points, double from, double to, const QString& axisTitle);
    /// What is shown, in words.
    void setWords(const QString& words);

    QString valueTitle() const;
    int pointCount(std::size_t curve) const;
    Qt::PenStyle lineStyle(std::size_t curve) const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void applyPalette();

    QChartView* m_view;
    std::array<Role, 2> m_roles;
    QList<Unit> m_units;
    std::array<QLineSeries*, 2> m_series;
    QValueAxis* m_time;
    QValueAxis* m_value;
};

} // namespace widgets
