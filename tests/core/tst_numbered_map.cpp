// SPDX-License-Identifier: GPL-3.0-or-later
// The map behaves as std::map does, its values stay where they are, and growing looks at few entries.
#include "core/numbered_map.h"
#include "tests/support/test_class.h"

#include <QTest>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>

namespace {

using Numbers = core::NumberedMap<std::uint32_t, int>;       // in the pages themselves
using Texts = core::NumberedMap<std::uint32_t, std::string>; // on the heap

template <class Value>
std::map<std::uint32_t, Value> contents(const core::NumberedMap<std::uint32_t, Value>& map)
{
    std::map<std::uint32_t, Value> all;
    map.forEach([&all](std::uint32_t key, const Value& value) { all.emplace(key, value); });
    return all;
}

template <class Value, class Make>
void compareWithStdMap(Make make)
{
    std::mt19937 random(7);
    core::NumberedMap<std::uint32_t, Value> map;
    std::map<std::uint32_t, Value> model;
    const auto key = [&random] { // near each other, far from each other, and the two ends
        const auto number = static_cast<std::uint32_t>(random());
        const auto kind = random() % 16;
        return kind == 0 ? number : kind == 1 ? std::numeric_limits<std::uint32_t>::max() - number % 3 : number % 99;
    };
    for (int i = 0; i < 20'000; ++i) {
        const std::uint32_t at = key();
        switch (random() % 4) {
        case 0:
            map[at] = make(i);
            model[at] = make(i);
            break;
        case 1: // leaves what is there
            QCOMPARE(map.emplace(at, make(i)), model.emplace(at, make(i)).first->second);
            break;
        case 2:
            QCOMPARE(map.erase(at), model.erase(at) == 1);
            break;
        default: {
            const auto found = model.find(at);
            const Value* value = map.find(at);
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

template <class Map>
void fillAndEmpty()
{
    Map map;
    const auto* first = &map[1];
    for (std::uint32_t i = 2; i < 50'000; ++i)
        map[i] = {};
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
    Map& same = map;
    map = std::move(same); // to itself
    QCOMPARE(map.size(), std::size_t{10'001});
    QCOMPARE(map.find(1), first);
}

} // namespace

class TestNumberedMap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void doesWhatStdMapDoes()
    {
        compareWithStdMap<int>([](int i) { return i; });
        compareWithStdMap<std::string>([](int i) { return std::to_string(i); });
    }

    void valuesDoNotMove()
    {
        fillAndEmpty<Numbers>();
        fillAndEmpty<Texts>();
    }

    void aCopyIsAnother()
    {
        Texts map;
        for (std::uint32_t i = 0; i < 100; ++i)
            map[i * 3] = std::to_string(i);
        Texts copy = map;
        QCOMPARE(contents(copy), contents(map));
        copy[3] = "other";
        copy.erase(6);
        copy[1000] = "more";
        QCOMPARE(*map.find(3), std::string("1"));
        QVERIFY(map.contains(6) && !map.contains(1000));

        const std::string* there = map.find(3); // its memory is used again
        map = copy;
        QCOMPARE(contents(map), contents(copy));
        QCOMPARE(map.size(), copy.size());
        QCOMPARE(map.find(3), there);
        copy.clear();
        copy[5] = "five";
        map = copy;
        QCOMPARE(contents(map), contents(copy));
        const Texts& same = map;
        map = same; // of itself
        QCOMPARE(contents(map), contents(copy));
    }

    void holdsWhatCanNotBeCopied()
    {
        using Owners = core::NumberedMap<std::uint64_t, std::unique_ptr<int>>;
        static_assert(!std::is_copy_constructible_v<Owners> && !std::is_copy_assignable_v<Owners>);
        Owners map;
        map.emplace(1, std::make_unique<int>(5));
        QCOMPARE(**map.find(1), 5);
    }

    void whatCanNotBeMadeIsNotThere()
    {
        struct Never
        {
            Never() { throw std::runtime_error("never"); }
        };
        core::NumberedMap<std::uint32_t, Never> map;
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, map[1]);
        QVERIFY(map.empty() && !map.contains(1) && !map.erase(1));
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
        map[7].map = &map;
        map[7].sawItself = &sawItself;
        map.erase(7);
        QVERIFY(!sawItself);
    }

    void everyEntryHasAPlace()
    {
        Numbers map;
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
        map.forEach([](std::uint32_t, int value) { QVERIFY(value != 2); });
    }

    // Numbers that are given one after the other fill the pages, and those alone are hashed.
    void growsByPages()
    {
        Numbers map;
        map[1] = 0;
        const std::size_t places = map.places();
        for (std::uint32_t i = 2; i <= 200; ++i)
            map[i] = 0;
        QCOMPARE(map.places(), places);
    }
};

GUILESS_TEST(TestNumberedMap)
#include "tst_numbered_map.moc"
