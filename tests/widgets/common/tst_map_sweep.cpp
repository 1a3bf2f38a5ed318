// SPDX-License-Identifier: GPL-3.0-or-later
// Every old entry goes, a few at a time, and no other.
#include "widgets/common/map_sweep.h"

#include <QTest>
#include <unordered_map>

using Map = std::unordered_map<int, int>;

class TestMapSweep : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void erasesEverythingOldAndNothingElse()
    {
        Map map;
        for (int i = 0; i < 10'000; ++i)
            map.emplace(i, i % 3);
        widgets::MapSweep<Map> sweep;
        const auto isOld = [](const auto& entry) { return entry.second == 0; };
        sweep.step(map, isOld); // has not begun
        QCOMPARE(map.size(), std::size_t{10'000});
        sweep.begin(map);
        std::size_t most = 0;
        for (std::size_t steps = map.bucket_count(); steps > 0; --steps) {
            const std::size_t before = map.size();
            sweep.step(map, isOld);
            most = std::max(most, before - map.size());
        }
        QVERIFY2(most < 100, "little by little");
        QCOMPARE(map.size(), std::size_t{6'666});
        for (const auto& [key, value] : map)
            QVERIFY(value != 0);
        map[3] = 0; // it has looked at all
        for (int i = 0; i < 20'000; ++i)
            sweep.step(map, isOld);
        QVERIFY(map.contains(3));
    }

    // New ones come all the time, so that the table is made anew in between; and the next sweep begins before the end.
    void keepsUpWithAMapThatGrows()
    {
        Map map;
        widgets::MapSweep<Map> sweep;
        std::size_t most = 0;
        for (int i = 0; i < 200'000; ++i) {
            map.emplace(i, i);
            sweep.step(map, [i](const auto& entry) { return entry.second < i - 1000; });
            if (i % 1500 == 0)
                sweep.begin(map);
            most = std::max(most, map.size());
        }
        QVERIFY2(most < 20'000, qPrintable(QString::number(most)));
    }

    void manyInOneBucket()
    {
        struct Hash
        {
            std::size_t operator()(int key) const { return static_cast<std::size_t>(key % 7); }
        };
        using Crowded = std::unordered_map<int, int, Hash>;
        for (int olds = 0; olds <= 4; ++olds) { // none, some side by side, all
            Crowded map;
            for (int i = 0; i < 700; ++i)
                map.emplace(i, i / 7 % 4);
            widgets::MapSweep<Crowded> sweep;
            sweep.begin(map);
            while (!sweep.isDone())
                sweep.step(map, [olds](const auto& entry) { return entry.second < olds; });
            QCOMPARE(map.size(), std::size_t(700 - 175 * olds));
            for (const auto& [key, value] : map)
                QVERIFY(value >= olds);
        }
    }

    void emptyMap()
    {
        Map map;
        widgets::MapSweep<Map> sweep;
        sweep.begin(map);
        sweep.step(map, [](const auto&) { return true; });
        QVERIFY(map.empty());
    }
};

QTEST_GUILESS_MAIN(TestMapSweep)
#include "tst_map_sweep.moc"
