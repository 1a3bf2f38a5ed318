// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/statistics/rate_chart.h"

#include <QEvent>
#include <QGraphicsLayout>
#include <QPen>
#include <QVBoxLayout>
#include <QtCharts/QChart>
#include <QtCharts/QChartView>
#include <QtCharts/QLegend>
#include <QtCharts/QLineSeries>
#include <QtCharts/QValueAxis>
#include <algorithm>
#include <cmath>

namespace widgets {

namespace {

constexpr qsizetype kPointsAlone = 30; // so many are still seen as points

/// The next of 1, 2, 5, 10, 20 … that is not smaller.
double roundUp(double value)
{
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    for (const double step : {1.0, 2.0, 5.0}) {
        if (step * power >= value)
            return step * power;
    }
    return 10 * power;
}

} // namespace

RateChart::RateChart(const QString& accessibleName, const std::array<Curve, 2>& curves, const QList<Unit>& units,
                     QWidget* parent)
    : QWidget(parent),
      m_view(new QChartView(this)),
      m_roles{curves[0].role, curves[1].role},
      m_units(units),
      m_series{new QLineSeries(this), new QLineSeries(this)},
      m_time(new QValueAxis(this)),
      m_value(new QValueAxis(this))
{
    setAccessibleName(accessibleName);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setFocusPolicy(Qt::NoFocus); // there is nothing to do in it; its words stand below
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_view);
    setMinimumSize(220, 100);
    QChart& drawn = *m_view->chart();
    drawn.setMargins({4, 0, 10, 0});
    drawn.layout()->setContentsMargins(0, 0, 0, 0);
    drawn.legend()->setContentsMargins(0, 0, 0, 0);
    drawn.setBackgroundRoundness(0);
    drawn.setAnimationOptions(QChart::NoAnimation);
    drawn.addAxis(m_time, Qt::AlignBottom);
    drawn.addAxis(m_value, Qt::AlignLeft);
    //: seconds at the time axis of a chart, in the manner of printf(3)
    m_time->setLabelFormat(tr("%g s"));
    m_value->setLabelFormat(QStringLiteral("%g"));
    m_time->setTickCount(7);
    m_value->setTickCount(3);
    for (std::size_t i = 0; i < m_series.size(); ++i) {
        m_series[i]->setName(curves[i].name);
        drawn.addSeries(m_series[i]);
        m_series[i]->attachAxis(m_time);
        m_series[i]->attachAxis(m_value);
    }
    drawn.legend()->setAlignment(Qt::AlignTop);
    drawn.legend()->setMarkerShape(QLegend::MarkerShapeFromSeries);
    applyPalette();
}

void RateChart::showPoints(const std::array<QList<QPointF>, 2>& points, double from, double to,
                           const QString& axisTitle)
{
    double most = 0;
    for (const QList<QPointF>& curve : points) {
        for (const QPointF& point : curve)
            most = std::max(most, point.y());
    }
    Unit unit = m_units.front();
    for (const Unit& other : m_units) {
        if (most >= other.size)
            unit = other;
    }
    for (std::size_t i = 0; i < points.size(); ++i) {
        QList<QPointF> scaled = points[i];
        for (QPointF& point : scaled)
            point.setY(point.y() / unit.size);
        m_series[i]->replace(scaled);
        m_series[i]->setPointsVisible(scaled.size() <= kPointsAlone); // a single one makes no line
    }
    m_view->setToolTip(axisTitle); // a title would cost a small chart its labels
    m_time->setRange(from, to);
    m_value->setTitleText(unit.name);
    m_value->setRange(0, most > 0 ? roundUp(most / unit.size) : 1);
}

void RateChart::setWords(const QString& words)
{
    setAccessibleDescription(words);
}

QString RateChart::valueTitle() const
{
    return m_value->titleText();
}

int RateChart::pointCount(std::size_t curve) const
{
    return static_cast<int>(m_series[curve]->count());
}

Qt::PenStyle RateChart::lineStyle(std::size_t curve) const
{
    return m_series[curve]->pen().style();
}

void RateChart::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyPalette();
}

void RateChart::applyPalette()
{
    const QColor text = color(Role::Neutral, palette());
    const QPen grid(color(Role::CardBorder, palette()), 1);
    QFont small = font();
    small.setPointSizeF(std::max(6.0, font().pointSizeF() * 0.85));
    QChart& drawn = *m_view->chart();
    m_view->setBackgroundBrush(palette().color(QPalette::Base));
    drawn.setBackgroundBrush(palette().color(QPalette::Base));
    drawn.legend()->setLabelColor(text);
    drawn.legend()->setFont(small);
    for (QValueAxis* axis : {m_time, m_value}) {
        axis->setLabelsColor(text);
        axis->setTitleBrush(text);
        axis->setLabelsFont(small);
        axis->setTitleFont(small);
        axis->setGridLinePen(grid);
        axis->setLinePen(grid);
    }
    for (std::size_t i = 0; i < m_series.size(); ++i)
        m_series[i]->setPen(QPen(color(m_roles[i], palette()), 2, i == 0 ? Qt::SolidLine : Qt::DashLine));
}

} // namespace widgets

#include "moc_rate_chart.cpp"
