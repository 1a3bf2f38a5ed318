// SPDX-License-Identifier: GPL-3.0-or-later
// UNIX domain addresses as people write them, and as they are shown.
#include "core/net/unix_address.h"
#include "tests/support/test_class.h"

#include <QTest>
#include <string>

using core::Address;
using core::parseUnixAddress;

class TestUnixAddress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads()
    {
        QVERIFY(parseUnixAddress("unix:/run/x.sock") == *Address::unixPath("/run/x.sock"));
        QVERIFY(parseUnixAddress("unix:x") == *Address::unixPath("x"));
        QVERIFY(parseUnixAddress("unix:@x") == *Address::unixAbstract("x"));
        QVERIFY(parseUnixAddress("unix:\\x40x") == *Address::unixPath("@x"));
        QVERIFY(parseUnixAddress("unix:@a\\0b") == *Address::unixAbstract({"a\0b", 3}));
    }

    // What is shown can be written again, whatever the bytes.
    void readsWhatIsShown()
    {
        for (int byte = 1; byte < 256; ++byte) {
            const std::string name{'a', static_cast<char>(byte)};
            const Address path = *Address::unixPath(name.substr(1) + name);
            QVERIFY2(parseUnixAddress(path.text()) == path, path.text().c_str());
            const Address abstract = *Address::unixAbstract(name.substr(1) + '\0' + name);
            QVERIFY2(parseUnixAddress(abstract.text()) == abstract, abstract.text().c_str());
        }
        const Address longest = *Address::unixPath(std::string(Address::kMaxUnixName, '\x01'));
        QVERIFY(parseUnixAddress(longest.text()) == longest);
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("position");
        QTest::addColumn<int>("length");
        QTest::newRow("nothing") << QByteArray("") << 0 << 0;
        QTest::newRow("no prefix") << QByteArray("/run/x") << 0 << 0;
        QTest::newRow("no path") << QByteArray("unix:") << 5 << 0;
        QTest::newRow("no name") << QByteArray("unix:@") << 6 << 0;
        QTest::newRow("escape") << QByteArray("unix:/\\q") << 6 << 2;
        QTest::newRow("NUL in a path") << QByteArray("unix:/\\0") << 5 << 3;
        QTest::newRow("path too long") << "unix:" + QByteArray(108, 'x') << 5 << 108;
        QTest::newRow("name too long") << "unix:@" + QByteArray(108, 'x') << 6 << 108;
    }
    void refuses()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, position);
        QFETCH(int, length);
        const auto parsed = parseUnixAddress(text.toStdString());
        QVERIFY(!parsed);
        QCOMPARE(static_cast<int>(parsed.error().position), position);
        QCOMPARE(static_cast<int>(parsed.error().length), length);
        QVERIFY(std::string_view(parsed.error().reason).ends_with('.'));
    }
};

GUILESS_TEST(TestUnixAddress)
#include "tst_unix_address.moc"
