// SPDX-License-Identifier: GPL-3.0-or-later
// Host names to addresses; uses only names that need no network.
#include "tests/support/test_class.h"
#include "widgets/client/name_resolver.h"

#include <QSignalSpy>
#include <QTest>

using widgets::NameResolver;
using Addresses = std::vector<core::Address>;

class TestNameResolver final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void numericNeedsNoLookup_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<QString>("text");
        QTest::newRow("IPv4") << "127.0.0.1"
                              << "127.0.0.1:80";
        QTest::newRow("IPv6") << "::1"
                              << "[::1]:80";
    }
    void numericNeedsNoLookup()
    {
        QFETCH(QString, host);
        NameResolver resolver;
        QSignalSpy resolved(&resolver, &NameResolver::resolved);
        resolver.resolve({host, 80});
        QCOMPARE(resolved.count(), 1);
        QVERIFY(!resolver.isBusy());
        const auto addresses = resolved[0][0].value<Addresses>();
        QCOMPARE(addresses.size(), std::size_t{1});
        QTEST(QString::fromStdString(addresses[0].text()), "text");
        QCOMPARE(resolved[0][1].toBool(), false);
        QCOMPARE(resolved[0][2].toLongLong(), 0);
    }

    void localhost()
    {
        NameResolver resolver;
        QSignalSpy resolved(&resolver, &NameResolver::resolved);
        resolver.resolve({QStringLiteral("localhost"), 8080});
        QVERIFY(resolver.isBusy());
        QCOMPARE(resolved.count(), 0); // the GUI thread did not wait
        QTRY_COMPARE(resolved.count(), 1);
        QVERIFY(!resolver.isBusy());
        const auto addresses = resolved[0][0].value<Addresses>();
        QVERIFY(!addresses.empty());
        for (const core::Address& address : addresses) {
            QVERIFY(address.isLoopback());
            QCOMPARE(address.port(), std::uint16_t{8080});
        }
        QCOMPARE(resolved[0][1].toBool(), true);
        QVERIFY(resolved[0][2].toLongLong() > 0);
    }

    void unknownName()
    {
        NameResolver resolver;
        QSignalSpy resolved(&resolver, &NameResolver::resolved);
        QSignalSpy failed(&resolver, &NameResolver::failed);
        resolver.resolve({QStringLiteral("no-such-host.invalid"), 80}); // RFC 6761 section 6.4
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, 60'000);
        // Whether a name server answers is the machine's affair; the words must be those of what happened.
        const QString reason = failed[0][0].toString();
        const bool temporary = failed[0][1].toBool();
        QVERIFY2(reason.startsWith(temporary ? QStringLiteral("EAI_AGAIN (") : QStringLiteral("EAI_NO")),
                 qUtf8Printable(reason));
        QCOMPARE(resolved.count(), 0);
        QVERIFY(!resolver.isBusy());
    }

    void cancelledIsSilent()
    {
        NameResolver resolver;
        QSignalSpy resolved(&resolver, &NameResolver::resolved);
        QSignalSpy failed(&resolver, &NameResolver::failed);
        resolver.resolve({QStringLiteral("localhost"), 1});
        resolver.cancel();
        QVERIFY(!resolver.isBusy());
        resolver.resolve({QStringLiteral("localhost"), 2}); // answers after the first would have
        QTRY_COMPARE(resolved.count(), 1);
        QCOMPARE(resolved[0][0].value<Addresses>().at(0).port(), std::uint16_t{2});
        QCOMPARE(failed.count(), 0);
    }

    void newLookupReplacesTheOne()
    {
        NameResolver resolver;
        QSignalSpy resolved(&resolver, &NameResolver::resolved);
        resolver.resolve({QStringLiteral("localhost"), 1});
        resolver.resolve({QStringLiteral("127.0.0.1"), 2});
        QCOMPARE(resolved.count(), 1);
        QVERIFY(!resolver.isBusy());
        resolver.resolve({QStringLiteral("localhost"), 3});
        QTRY_COMPARE(resolved.count(), 2);
        QCOMPARE(resolved[1][0].value<Addresses>().at(0).port(), std::uint16_t{3});
    }

    void destroyedWhileBusy()
    {
        {
            NameResolver resolver;
            resolver.resolve({QStringLiteral("localhost"), 1});
        }
        NameResolver other;
        QSignalSpy resolved(&other, &NameResolver::resolved);
        other.resolve({QStringLiteral("localhost"), 1});
        QTRY_COMPARE(resolved.count(), 1);
    }
};

GUILESS_TEST(TestNameResolver)
#include "tst_name_resolver.moc"
