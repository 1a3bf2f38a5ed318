// SPDX-License-Identifier: GPL-3.0-or-later
// Which connections have the same addresses.
#include "core/net/address_pair.h"
#include "tests/support/test_class.h"

#include <QTest>
#include <set>
#include <string>

using core::Address;
using core::AddressPair;

namespace {

std::optional<AddressPair> pairOf(std::string_view client, std::uint16_t clientPort, std::string_view server,
                                  std::uint16_t serverPort)
{
    return AddressPair::of(*Address::ip(client, clientPort), *Address::ip(server, serverPort));
}

} // namespace

class TestAddressPair : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void mappedAddressIsTheSame()
    {
        const auto plain = pairOf("127.0.0.1", 40'000, "127.0.0.1", 80);
        QVERIFY(plain);
        QVERIFY(plain == pairOf("::ffff:127.0.0.1", 40'000, "::ffff:127.0.0.1", 80));
        QVERIFY(plain == pairOf("127.0.0.1", 40'000, "::ffff:127.0.0.1", 80));
    }

    void everyAddressIsThatOfTheClient()
    {
        QVERIFY(pairOf("127.0.0.1", 40'000, "0.0.0.0", 80) == pairOf("127.0.0.1", 40'000, "127.0.0.1", 80));
        QVERIFY(pairOf("::1", 40'000, "::", 80) == pairOf("::1", 40'000, "::1", 80));
        QVERIFY(pairOf("0.0.0.0", 40'000, "0.0.0.0", 80)); // nobody's, and no reason to stop
    }

    void eachPartCounts()
    {
        const auto pair = pairOf("127.0.0.1", 40'000, "127.0.0.2", 80);
        QVERIFY(pair != pairOf("127.0.0.3", 40'000, "127.0.0.2", 80));
        QVERIFY(pair != pairOf("127.0.0.1", 40'001, "127.0.0.2", 80));
        QVERIFY(pair != pairOf("127.0.0.1", 40'000, "127.0.0.3", 80));
        QVERIFY(pair != pairOf("127.0.0.1", 40'000, "127.0.0.2", 81));
        QVERIFY(pair != pairOf("127.0.0.2", 80, "127.0.0.1", 40'000));
        QVERIFY(pairOf("fe80::1", 40'000, "::1", 80) != pairOf("fe80::2", 40'000, "::1", 80));
    }

    void noneWithoutPorts()
    {
        QVERIFY(!pairOf("127.0.0.1", 0, "127.0.0.1", 80));
        QVERIFY(!pairOf("127.0.0.1", 40'000, "127.0.0.1", 0));
        QVERIFY(!AddressPair::of(*Address::unixPath("/tmp/x"), *Address::unixPath("/tmp/y")));
        QVERIFY(!AddressPair::of(Address(), Address()));
    }

    void hashSpreads()
    {
        std::set<std::size_t> seen;
        for (std::uint16_t port = 1; port <= 10'000; ++port)
            seen.insert(AddressPair::Hash{}(*pairOf("127.0.0.1", port, "127.0.0.1", 8080)) % 16'411);
        QVERIFY2(seen.size() > 7000, qPrintable(QString::number(seen.size()))); // of 16,411; 7,485 by chance
    }
};

GUILESS_TEST(TestAddressPair)
#include "tst_address_pair.moc"
