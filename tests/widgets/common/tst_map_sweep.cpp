// SPDX-License-Identifier: GPL-3.0-or-later
// Every old entry goes, a few at a time, and no other.
#include "widgets/common/map_sweep.h"

#include "core/numbered_map.h"
#include "tests/support/test_class.h"

#include <QTest>
#include <algorithm>
#include <cstdint>

using Map = core::NumberedMap<std::uint32_t, std::uint32_t>;

class TestMapSweep : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void erasesEverythingOldAndNothingElse()
    {
        Map map;
        for (std::uint32_t i = 0; i < 10'000; ++i)
            map[i] = i % 3;
        widgets::MapSweep<Map> sweep;
        const auto isOld = [](std::uint32_t value) { return value == 0; };
        sweep.step(map, isOld); // has not begun
        QCOMPARE(map.size(), std::size_t{10'000});
        sweep.begin(map);
        std::size_t most = 0;
        for (std::size_t steps = map.places(); steps > 0; --steps) {
            const std::size_t before = map.size();
            sweep.step(map, isOld);
            most = std::max(most, before - map.size());
        }
        QVERIFY2(most < 10, "little by little");
        QCOMPARE(map.size(), std::size_t{6'666});
        map.forEach([](std::uint32_t, std::uint32_t value) { QVERIFY(value != 0); });
        map[3] = 0; // it has looked at all
        for (int i = 0; i < 40'000; ++i)
            sweep.step(map, isOld);
        QVERIFY(map.contains(3));
    }

    // New ones come all the time, so that the table is made anew in between; and the next sweep begins before the end.
    void keepsUpWithAMapThatGrows()
    {
        Map map;
        widgets::MapSweep<Map> sweep;
        std::size_t most = 0;
        for (std::uint32_t i = 0; i < 200'000; ++i) {
            map[i] = i;
            sweep.step(map, [i](std::uint32_t value) { return value + 1000 < i; });
            if (i % 1500 == 0)
                sweep.begin(map);
            most = std::max(most, map.size());
        }
        QVERIFY2(most < 20'000, qPrintable(QString::number(most)));
    }

    // Each in a page of its own, several pages in one bucket.
    void farFromEachOther()
    {
        for (std::uint32_t olds = 0; olds <= 4; ++olds) { // none, some, all
            Map map;
            for (std::uint32_t i = 0; i < 700; ++i)
                map[i * i * 97] = i / 7 % 4;
            widgets::MapSweep<Map> sweep;
            sweep.begin(map);
            while (!sweep.isDone())
                sweep.step(map, [olds](std::uint32_t value) { return value < olds; });
            QCOMPARE(map.size(), std::size_t(700 - 175 * olds));
            map.forEach([olds](std::uint32_t, std::uint32_t value) { QVERIFY(value >= olds); });
        }
    }

    void emptyMap()
    {
        Map map;
        widgets::MapSweep<Map> sweep;
        sweep.begin(map);
        sweep.step(map, [](std::uint32_t) { return true; });
        QVERIFY(map.empty());
    }
};

GUILESS_TEST(TestMapSweep)
#include "tst_map_sweep.moc"
