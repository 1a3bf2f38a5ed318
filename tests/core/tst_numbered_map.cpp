// SPDX-License-Identifier: GPL-3.0-or-later
// The map behaves as std::map does, its values stay where they are, and growing looks at few entries.
#include "core/numbered_map.h"

#include <QTest>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <type_traits>
#include <utility>

using Map = core::NumberedMap<std::uint32_t, int>;

class TestNumberedMap : public QObject
{
    Q_OBJECT

    static std::map<std::uint32_t, int> contents(const Map& map)
    {
        std::map<std::uint32_t, int> all;
        map.forEach([&all](std::uint32_t key, int value) { all.emplace(key, value); });
        return all;
    }

private Q_SLOTS:
    void doesWhatStdMapDoes()
    {
        std::mt19937 random(7);
        Map map;
        std::map<std::uint32_t, int> model;
        const auto key = [&random] { // near each other, far from each other, and the two ends
            const auto number = static_cast<std::uint32_t>(random());
            const auto kind = random() % 16;
            return kind == 0   ? number
                   : kind == 1 ? std::numeric_limits<std::uint32_t>::max() - number % 3
                               : number % 99;
        };
        for (int i = 0; i < 20'000; ++i) {
            const std::uint32_t at = key();
            switch (random() % 4) {
            case 0:
                map[at] = i;
                model[at] = i;
                break;
            case 1: // leaves what is there
                QCOMPARE(map.emplace(at, i), model.emplace(at, i).first->second);
                break;
            case 2:
                QCOMPARE(map.erase(at), model.erase(at) == 1);
                break;
            default: {
                const auto found = model.find(at);
                const int* value = map.find(at);
                QCOMPARE(value != nullptr, found != model.end());
                QVERIFY(!value || *value == found->second);
                QCOMPARE(map.contains(at), value != nullptr);
            }
            }
            QCOMPARE(map.size(), model.size());
            QCOMPARE(map.empty(), model.empty());
        }
        QCOMPARE(contents(map), model);
        map.clear();
        QVERIFY(map.empty() && contents(map).empty() && !map.contains(5));
    }

    void valuesDoNotMove()
    {
        Map map;
        const int* first = &map[1];
        for (std::uint32_t i = 2; i < 50'000; ++i)
            map[i] = static_cast<int>(i);
        for (std::uint32_t i = 2; i < 40'000; ++i)
            map.erase(i);
        QCOMPARE(map.find(1), first);
        Map moved = std::move(map);
        QCOMPARE(moved.find(1), first);
        QCOMPARE(map.size(), std::size_t{0}); // NOLINT(bugprone-use-after-move): it is empty and can be used
        QVERIFY(!map.contains(1));
        map = std::move(moved);
        QCOMPARE(map.find(1), first);
        QCOMPARE(map.size(), std::size_t{10'001});
    }

    void aCopyIsAnother()
    {
        Map map;
        for (std::uint32_t i = 0; i < 100; ++i)
            map[i * 3] = static_cast<int>(i);
        Map copy = map;
        QCOMPARE(contents(copy), contents(map));
        copy[3] = 1000;
        copy.erase(6);
        QCOMPARE(*map.find(3), 1);
        QVERIFY(map.contains(6));
        map = copy;
        QCOMPARE(contents(map), contents(copy));
        map = *&map;
        QCOMPARE(contents(map), contents(copy));
    }

    void holdsWhatCanNotBeCopied()
    {
        static_assert(!std::is_copy_constructible_v<core::NumberedMap<std::uint64_t, std::unique_ptr<int>>>);
        core::NumberedMap<std::uint64_t, std::unique_ptr<int>> map;
        map.emplace(1, std::make_unique<int>(5));
        QCOMPARE(**map.find(1), 5);
    }

    // As a connection does that tells its server of its end.
    void aValueMayAskTheMapWhileItEnds()
    {
        struct Curious
        {
            core::NumberedMap<std::uint32_t, Curious>* map = nullptr;
            bool* sawItself = nullptr;
            ~Curious() { *sawItself = map->contains(7) || map->size() != 0; }
        };
        core::NumberedMap<std::uint32_t, Curious> map;
        bool sawItself = true;
        map.emplace(7, Curious{&map, &sawItself}); // the temporary sees it
        QVERIFY(sawItself);
        map.erase(7);
        QVERIFY(!sawItself);
    }

    void everyEntryHasAPlace()
    {
        Map map;
        for (std::uint32_t i = 0; i < 1000; ++i)
            map[i < 500 ? i : i * 1000] = static_cast<int>(i % 5);
        std::multiset<int> seen;
        for (std::size_t place = 0; place < map.places(); ++place) {
            const std::size_t before = seen.size();
            map.eraseIfAt(place, [&seen](int value) {
                seen.insert(value);
                return value == 2;
            });
            QVERIFY2(seen.size() - before < 10, "few in one place");
        }
        QCOMPARE(seen.size(), std::size_t{1000});
        QCOMPARE(map.size(), std::size_t{800});
        map.eraseIf([](int value) { return value != 3; });
        QCOMPARE(map.size(), std::size_t{200});
        map.forEach([](std::uint32_t, int value) { QCOMPARE(value, 3); });
    }

    // Numbers that are given one after the other fill the pages: a sixteenth is hashed.
    void growsByPages()
    {
        Map map;
        for (std::uint32_t i = 0; i < 160'000; ++i)
            map[i] = 0;
        QVERIFY2(map.places() < std::size_t{3} * 160'000, qPrintable(QString::number(map.places())));
    }
};

QTEST_GUILESS_MAIN(TestNumberedMap)
#include "tst_numbered_map.moc"
