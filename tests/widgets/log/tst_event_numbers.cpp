// SPDX-License-Identifier: GPL-3.0-or-later
// The compact list of event numbers behaves as a plain one does.
#include "tests/support/test_class.h"
#include "widgets/log/event_numbers.h"

#include <QTest>
#include <algorithm>
#include <deque>
#include <random>

using widgets::EventNumbers;

class TestEventNumbers : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void beginsEmpty()
    {
        const EventNumbers numbers;
        QVERIFY(numbers.empty());
        QCOMPARE(numbers.countBefore(1), std::size_t(0));
        QCOMPARE(numbers.find(1), std::ptrdiff_t(-1));
    }

    void crossesPages()
    {
        EventNumbers numbers;
        for (std::uint64_t number = 65'530; number < 65'545; ++number)
            numbers.append(number);
        for (std::size_t row = 0; row < numbers.size(); ++row)
            QCOMPARE(numbers.at(row), std::uint64_t(65'530 + row));
        QCOMPARE(numbers.find(65'536), std::ptrdiff_t(6));
        QCOMPARE(numbers.countBefore(65'536), std::size_t(6));
        QCOMPARE(numbers.countBefore(1'000'000'000'000), numbers.size());
    }

    void goesOnAfterEverythingWasDropped()
    {
        EventNumbers numbers;
        numbers.append(7);
        numbers.append(70'000);
        numbers.dropFront(2);
        QVERIFY(numbers.empty());
        QCOMPARE(numbers.countBefore(100'000), std::size_t(0));
        numbers.append(70'001);
        QCOMPARE(numbers.at(0), std::uint64_t(70'001));
        QCOMPARE(numbers.find(70'000), std::ptrdiff_t(-1));
        QCOMPARE(numbers.find(70'001), std::ptrdiff_t(0));
    }

    // Against a list that keeps every number whole.
    void equalsAPlainList()
    {
        std::mt19937 random(20'261);
        EventNumbers numbers;
        std::deque<std::uint64_t> plain;
        std::uint64_t next = 1;
        for (int step = 0; step < 2000; ++step) {
            for (std::uint64_t i = random() % 300; i > 0; --i) {
                next += 1 + random() % (step % 50 == 0 ? 200'000 : 40); // now and then a page is left out
                numbers.append(next);
                plain.push_back(next);
            }
            const std::size_t drop = std::min<std::size_t>(plain.size(), random() % 250);
            numbers.dropFront(drop);
            plain.erase(plain.begin(), plain.begin() + static_cast<std::ptrdiff_t>(drop));
            QCOMPARE(numbers.size(), plain.size());
            for (int probe = 0; probe < 5 && !plain.empty(); ++probe) {
                const std::size_t row = random() % plain.size();
                QCOMPARE(numbers.at(row), plain[row]);
                QCOMPARE(numbers.find(plain[row]), static_cast<std::ptrdiff_t>(row));
                const std::uint64_t any = plain.front() - 3 + random() % (plain.back() - plain.front() + 7);
                const auto place = std::lower_bound(plain.begin(), plain.end(), any);
                QCOMPARE(numbers.countBefore(any), static_cast<std::size_t>(place - plain.begin()));
                QCOMPARE(numbers.find(any) >= 0, place != plain.end() && *place == any);
            }
        }
    }
};

APPLESS_TEST(TestEventNumbers)
#include "tst_event_numbers.moc"
