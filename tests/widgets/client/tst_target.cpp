// SPDX-License-Identifier: GPL-3.0-or-later
// What counts as "host:port", and where a mistake is.
#include "tests/support/test_class.h"
#include "widgets/client/target.h"

#include <QTest>

using widgets::parseTarget;
using widgets::Target;

Q_DECLARE_METATYPE(core::Address)

class TestTarget final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void accepts_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("host");
        QTest::addColumn<int>("port");
        const auto row = [](const char* name, const char* text, const char* host, int port) {
            QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(host) << port;
        };
        row("IPv4", "127.0.0.1:8080", "127.0.0.1", 8080);
        row("IPv6", "[::1]:8080", "::1", 8080);
        row("name", "localhost:80", "localhost", 80);
        row("name with dots and digits", "a-1.b_2.example:1", "a-1.b_2.example", 1);
        row("international name", "bücher.example:80", "bücher.example", 80);
        row("Japanese name", "日本語.jp:80", "日本語.jp", 80);
        row("highest port", "localhost:65535", "localhost", 65535);
        row("leading zero", "localhost:0080", "localhost", 80);
        row("space around", "  localhost:80\t", "localhost", 80);
        row("name that begins with a digit", "3com.example:80", "3com.example", 80);
    }
    void accepts()
    {
        QFETCH(QString, text);
        const auto target = parseTarget(text);
        QVERIFY(target);
        QTEST(target->host, "host");
        QTEST(static_cast<int>(target->port), "port");
        QCOMPARE(*parseTarget(widgets::targetText(*target)), *target);
    }

    void unixSockets_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<core::Address>("address");
        QTest::newRow("path") << QStringLiteral(" unix:/run/x.sock ") << *core::Address::unixPath("/run/x.sock");
        QTest::newRow("relative path") << QStringLiteral("unix:x") << *core::Address::unixPath("x");
        QTest::newRow("name") << QStringLiteral("unix:@x") << *core::Address::unixAbstract("x");
        QTest::newRow("foreign bytes") << QStringLiteral("unix:@\\xff\\0")
                                       << *core::Address::unixAbstract({"\xff\0", 2});
        QTest::newRow("path that begins with @") << QStringLiteral("unix:\\x40x") << *core::Address::unixPath("@x");
        QTest::newRow("Japanese") << QStringLiteral("unix:/tmp/海") << *core::Address::unixPath("/tmp/海");
    }
    void unixSockets()
    {
        QFETCH(QString, text);
        QFETCH(core::Address, address);
        const auto target = parseTarget(text);
        QVERIFY(target);
        QVERIFY(target->unixSocket == address);
        QCOMPARE(*parseTarget(widgets::targetText(*target)), *target);
        QCOMPARE(widgets::targetText(address), widgets::targetText(*target)); // of a server that listens there
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("position");
        QTest::addColumn<int>("length");
        QTest::addColumn<QString>("word"); // of the sentence
        const auto row = [](const char* name, const char* text, int position, int length, const char* word) {
            QTest::newRow(name) << QString::fromUtf8(text) << position << length << QString::fromUtf8(word);
        };
        row("empty", "", 0, 0, "where");
        row("UNIX without a name", "unix:", 5, 0, "path");
        row("abstract without a name", " unix:@", 7, 0, "path");
        row("half an escape", "unix:海\\x4", 6, 3, "hex");
        row("path with a NUL", "unix:/a\\0", 5, 4, "NUL");
        row("blank", "   ", 0, 0, "where");
        row("no port", "localhost", 9, 0, "port is missing");
        row("no port after an address", " 10.0.0.1 ", 9, 0, "10.0.0.1:8080");
        row("no port after the colon", "localhost:", 10, 0, "port is missing");
        row("no host", ":8080", 0, 0, "host is missing");
        row("port 0", "localhost:0", 10, 1, "1 to 65535");
        row("port 65536", "localhost:65536", 10, 5, "1 to 65535");
        row("port of many digits", "localhost:99999999999999999999", 10, 20, "1 to 65535");
        row("letter in the port", "localhost:80a0", 12, 1, "number");
        row("negative port", "localhost:-1", 10, 1, "number");
        row("full-width digits", "localhost:８０", 10, 1, "number");
        row("space inside", "local host:80", 5, 1, "character");
        row("space after the colon", "localhost: 80", 10, 1, "number");
        row("slash", "localhost/x:80", 9, 1, "character");
        row("address with a scheme", "http://localhost:80", 0, 7, "host and port");
        row("IPv6 without brackets", "::1", 0, 3, "brackets");
        row("IPv6 with port without brackets", "fe80::1%eth0:80", 0, 15, "brackets");
        row("two colons", "localhost:80:80", 9, 1, "One colon");
        row("bracket left open", "[::1:8080", 9, 0, "bracket");
        row("nothing after the bracket", "[::1]", 5, 0, "port is missing");
        row("no colon after the bracket", "[::1]8080", 5, 0, "port is missing");
        row("no port after the bracket", "[::1]:", 6, 0, "port is missing");
        row("brackets around IPv4", "[127.0.0.1]:80", 1, 9, "IPv6");
        row("brackets around nothing", "[]:80", 1, 0, "IPv6");
        row("number above 255", "256.0.0.1:80", 0, 9, "255");
        row("three numbers", "10.0.1:80", 0, 6, "four numbers");
    }
    void refuses()
    {
        QFETCH(QString, text);
        QFETCH(QString, word);
        const auto target = parseTarget(text);
        QVERIFY(!target);
        QTEST(static_cast<int>(target.error().position), "position");
        QTEST(static_cast<int>(target.error().length), "length");
        QVERIFY2(target.error().reason.contains(word), qPrintable(target.error().reason));
    }

    void refusesLongHost()
    {
        const auto target = parseTarget(QString(254, QLatin1Char('a')) + QStringLiteral(":80"));
        QVERIFY(!target);
        QCOMPARE(target.error().length, 254);
    }

    void followsListener_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<int>("port");
        QTest::addColumn<QString>("text");
        QTest::newRow("IPv4") << "127.0.0.1" << 8080 << "127.0.0.1:8080";
        QTest::newRow("IPv6") << "::1" << 8080 << "[::1]:8080";
        QTest::newRow("every IPv4 interface") << "0.0.0.0" << 80 << "127.0.0.1:80";
        QTest::newRow("every interface") << "::" << 80 << "[::1]:80";
        QTest::newRow("no port") << "127.0.0.1" << 0 << QString();
    }
    void followsListener()
    {
        QFETCH(QString, host);
        QFETCH(int, port);
        const auto address = core::Address::ip(host.toStdString(), static_cast<std::uint16_t>(port));
        QVERIFY(address);
        QTEST(widgets::targetText(*address), "text");
    }

    void followsNoUnixSocketWithoutAName()
    {
        const sa_family_t family = AF_UNIX;
        QVERIFY(widgets::targetText(core::Address::fromBytes(std::as_bytes(std::span(&family, 1)))).isEmpty());
    }
};

GUILESS_TEST(TestTarget)
#include "tst_target.moc"
