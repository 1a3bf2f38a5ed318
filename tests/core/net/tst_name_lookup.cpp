// SPDX-License-Identifier: GPL-3.0-or-later
// Look-ups that need no network: numeric hosts, localhost, and names that cannot be.
#include "core/net/name_lookup.h"
#include "tests/support/test_class.h"

#include <QTest>

#include <netdb.h>

using core::LookupError;
using namespace std::string_literals;

class TestNameLookup final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void addressesHaveThePortAndStandOnce()
    {
        const auto found = core::lookUp("localhost", 8080);
        QVERIFY(found.has_value());
        QVERIFY(!found->empty());
        for (std::size_t i = 0; i < found->size(); ++i) {
            QVERIFY((*found)[i].isLoopback());
            QCOMPARE((*found)[i].port(), std::uint16_t{8080});
            for (std::size_t k = 0; k < i; ++k)
                QVERIFY(!((*found)[i] == (*found)[k]));
        }
    }

    void numericHost()
    {
        const auto found = core::lookUp("::1", 1);
        QVERIFY(found.has_value());
        QCOMPARE(found->size(), std::size_t{1});
        QCOMPARE(QString::fromStdString(found->front().text()), QStringLiteral("[::1]:1"));
    }

    void namesThatCannotBe_data()
    {
        QTest::addColumn<std::string>("host");
        QTest::newRow("empty") << ""s;
        QTest::newRow("a NUL behind a good name") << "localhost\0.example"s;
        QTest::newRow("too long") << std::string(4000, 'a');
        QTest::newRow("not ended address") << "1.2.3.4.5"s;
    }
    void namesThatCannotBe()
    {
        QFETCH(std::string, host);
        const auto found = core::lookUp(host, 80);
        QVERIFY(!found.has_value());
        QVERIFY(found.error().code != 0);
    }

    void errorsHaveNamesAndWords_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("sysError");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("temporary");
        QTest::newRow("no name") << EAI_NONAME << 0 << "EAI_NONAME"
                                 << "Name or service not known" << false;
        QTest::newRow("no answer") << EAI_AGAIN << 0 << "EAI_AGAIN"
                                   << "Temporary failure in name resolution" << true;
        QTest::newRow("a call failed") << EAI_SYSTEM << EMFILE << "EAI_SYSTEM"
                                       << "Too many open files" << true;
        QTest::newRow("unnamed") << -4711 << 0 << "-4711"
                                 << "Unknown error" << false;
    }
    void errorsHaveNamesAndWords()
    {
        QFETCH(int, code);
        QFETCH(int, sysError);
        const LookupError error{code, sysError};
        QTEST(QString::fromStdString(error.name()), "name");
        QTEST(QString::fromStdString(error.text()), "text");
        QTEST(error.isTemporary(), "temporary");
    }
};

GUILESS_TEST(TestNameLookup)
#include "tst_name_lookup.moc"
