// SPDX-License-Identifier: GPL-3.0-or-later
// Quantiles are as near as promised, at every size.
#include "core/statistics/latency_histogram.h"
#include "tests/support/test_class.h"

#include <QTest>
#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

using core::LatencyHistogram;

class TestLatencyHistogram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsZero()
    {
        const LatencyHistogram none;
        QCOMPARE(none.count(), 0U);
        QCOMPARE(none.quantile(0.5), 0);
        QCOMPARE(none.mean(), 0);
    }

    void oneValueIsEveryQuantile_data()
    {
        QTest::addColumn<qint64>("value");
        for (const qint64 value : {0LL, 1LL, 15LL, 16LL, 17LL, 31LL, 32LL, 1000LL, 41'000LL, 1LL << 40, (1LL << 48)})
            QTest::addRow("%lld", value) << value;
    }
    void oneValueIsEveryQuantile()
    {
        QFETCH(const qint64, value);
        LatencyHistogram histogram;
        histogram.add(value);
        for (const double part : {0.0, 0.5, 1.0})
            QCOMPARE(histogram.quantile(part), value);
        QCOMPARE(histogram.mean(), value);
    }

    void aHighQuantileOfFewValuesIsTheLongest()
    {
        LatencyHistogram histogram;
        for (const qint64 milliseconds : {1, 2, 3, 4, 5, 6, 7, 8, 9, 301})
            histogram.add(milliseconds * 1'000'000);
        QCOMPARE(histogram.quantile(0.99), histogram.max());
    }

    void whatIsOutOfRangeIsTakenAsTheNearest()
    {
        LatencyHistogram histogram;
        histogram.add(-5);
        histogram.add(std::numeric_limits<std::int64_t>::max());
        QCOMPARE(histogram.min(), 0);
        QCOMPARE(histogram.max(), std::int64_t{1} << 48U);
    }

    void quantilesAreRoundedUpByAtMostASixteenth()
    {
        std::mt19937_64 random(42); // always the same values
        std::lognormal_distribution<double> times(10, 3);
        std::vector<std::int64_t> values(20'000);
        LatencyHistogram whole;
        LatencyHistogram first;
        LatencyHistogram second;
        for (std::size_t i = 0; i < values.size(); ++i) {
            values[i] = static_cast<std::int64_t>(times(random));
            whole.add(values[i]);
            (i % 3 == 0 ? first : second).add(values[i]);
        }
        first.add(second);
        std::sort(values.begin(), values.end());
        QCOMPARE(whole.min(), values.front());
        QCOMPARE(whole.max(), values.back());
        for (const double part : {0.001, 0.1, 0.5, 0.9, 0.99, 0.999, 1.0}) {
            const auto exact = values[static_cast<std::size_t>(std::ceil(part * 20'000)) - 1];
            const auto told = whole.quantile(part);
            QVERIFY2(told >= exact && told <= exact + exact / 16, qPrintable(QString::number(part)));
            QCOMPARE(first.quantile(part), told); // put together from two
        }
    }
};

APPLESS_TEST(TestLatencyHistogram)
#include "tst_latency_histogram.moc"
