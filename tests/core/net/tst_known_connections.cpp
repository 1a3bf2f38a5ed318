// SPDX-License-Identifier: GPL-3.0-or-later
// The newest connections are found by their addresses, the oldest are not.
#include "core/net/known_connections.h"
#include "tests/support/test_class.h"

#include <QTest>

using core::ConnectionId;
using core::KnownConnections;

namespace {

// Another one for each number.
core::AddressPair knownPair(std::uint32_t number)
{
    const auto port = static_cast<std::uint16_t>(1 + number % 60'000);
    const std::string host = "127.0." + std::to_string(number / 60'000) + ".1";
    return *core::AddressPair::of(*core::Address::ip(host, port), *core::Address::ip("127.0.0.1", 80));
}

} // namespace

class TestKnownConnections : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsTheNewestBetweenTwoAddresses()
    {
        KnownConnections known;
        QVERIFY(!known.find(knownPair(1)));
        known.remember(knownPair(1), 10);
        known.remember(knownPair(2), 20);
        QCOMPARE(known.find(knownPair(1)), std::optional<ConnectionId>(10));
        known.remember(knownPair(1), 30);
        QCOMPARE(known.find(knownPair(1)), std::optional<ConnectionId>(30));
        QCOMPARE(known.find(knownPair(2)), std::optional<ConnectionId>(20));
        QVERIFY(!known.find(knownPair(3)));
    }

    void keepsTheNewest_data()
    {
        QTest::addColumn<std::uint32_t>("looksEvery"); // remembered ones
        QTest::newRow("looked for all the time") << 1U;
        QTest::newRow("now and then") << 5'000U;
        QTest::newRow("hardly ever") << 90'000U;
    }

    void keepsTheNewest()
    {
        QFETCH(std::uint32_t, looksEvery);
        constexpr auto kKept = static_cast<std::uint32_t>(KnownConnections::kKept);
        KnownConnections known;
        for (std::uint32_t i = 1; i <= 100'000; ++i) {
            known.remember(knownPair(i), i);
            if (i % looksEvery != 0)
                continue;
            QCOMPARE(known.find(knownPair(i)), std::optional<ConnectionId>(i));
            const std::uint32_t oldest = i > kKept ? i - kKept + 1 : 1;
            QCOMPARE(known.find(knownPair(oldest)), std::optional<ConnectionId>(oldest));
            if (oldest > 1)
                QVERIFY(!known.find(knownPair(oldest - 1)));
        }
    }
};

GUILESS_TEST(TestKnownConnections)
#include "tst_known_connections.moc"
