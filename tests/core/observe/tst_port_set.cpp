// SPDX-License-Identifier: GPL-3.0-or-later
// Ports as they are written, and the filters made of them.
#include "core/observe/port_set.h"
#include "tests/support/test_class.h"

#include <QtTest>

using core::PortSet;

class TestPortSet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void good_data();
    void good();
    void bad_data();
    void bad();
    void filtersStayShort();
    void insertStopsAtTheMost();
};

void TestPortSet::good_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("size");
    QTest::addColumn<QByteArray>("same");
    QTest::addColumn<QByteArray>("packets");
    QTest::addColumn<QByteArray>("trace");
    QTest::newRow("one") << QByteArray("8080") << 1 << QByteArray("8080") << QByteArray("tcp port 8080")
                         << QByteArray("protocol==6&&(sport==8080||dport==8080)");
    QTest::newRow("smallest and largest")
        << QByteArray("65535,1") << 2 << QByteArray("1,65535") << QByteArray("tcp port 1 or tcp port 65535")
        << QByteArray("protocol==6&&(sport==1||dport==1||sport==65535||dport==65535)");
    QTest::newRow("range, twice the same")
        << QByteArray("7-9,8,9") << 3 << QByteArray("7-9") << QByteArray("tcp portrange 7-9")
        << QByteArray("protocol==6&&((sport>=7&&sport<=9)||(dport>=7&&dport<=9))");
    QTest::newRow("neighbours") << QByteArray("5,4") << 2 << QByteArray("4-5") << QByteArray("tcp portrange 4-5")
                                << QByteArray("protocol==6&&((sport>=4&&sport<=5)||(dport>=4&&dport<=5))");
}

void TestPortSet::good()
{
    QFETCH(QByteArray, text);
    QFETCH(int, size);
    QFETCH(QByteArray, same);
    QFETCH(QByteArray, packets);
    QFETCH(QByteArray, trace);
    const auto ports = PortSet::parse(text.toStdString());
    QVERIFY(ports.has_value());
    QCOMPARE(static_cast<int>(ports->size()), size);
    QCOMPARE(QByteArray::fromStdString(ports->text()), same);
    QCOMPARE(QByteArray::fromStdString(ports->packetFilter()), packets);
    QCOMPARE(QByteArray::fromStdString(ports->traceFilter()), trace);
}

void TestPortSet::bad_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char* text :
         {"",    "0",  "65536", "99999999999", "-1",  "+1",     "80 ",  " 80",  "80,",  ",80",      "80,,81",
          "9-8", "1-", "-",     "1-2-3",       "0-5", "1-1001", "0x50", "80\n", "http", "80;reboot"})
        QTest::addRow("\"%s\"", text) << QByteArray(text);
}

void TestPortSet::bad()
{
    QFETCH(QByteArray, text);
    QVERIFY(!PortSet::parse(text.toStdString()).has_value());
}

void TestPortSet::filtersStayShort()
{
    std::string text = "1";
    for (int port = 3; port < 2000; port += 2)
        text += ',' + std::to_string(port);
    const auto ports = PortSet::parse(text);
    QVERIFY(ports.has_value());
    QCOMPARE(ports->size(), PortSet::kMost);
    QCOMPARE(ports->packetFilter(), std::string("tcp portrange 1-1999"));
    QVERIFY(ports->traceFilter().size() < 4000);
    QVERIFY(PortSet::parse(ports->text()).has_value());
    QVERIFY(!ports->contains(2) && ports->contains(1999));
}

void TestPortSet::insertStopsAtTheMost()
{
    auto ports = PortSet::parse("1-1000");
    QVERIFY(ports.has_value());
    QVERIFY(!ports->insert(2000));
    QVERIFY(ports->insert(5)); // is there
    QVERIFY(!ports->insert(0));
    QCOMPARE(ports->size(), PortSet::kMost);
}

GUILESS_TEST(TestPortSet)
#include "tst_port_set.moc"
