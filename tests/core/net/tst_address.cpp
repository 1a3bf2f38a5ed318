// SPDX-License-Identifier: GPL-3.0-or-later
// Addresses: made from text, read from bytes of the kernel, shown as text.
#include "core/net/address.h"
#include "tests/support/test_class.h"

#include <QTest>
#include <algorithm>
#include <cstring>
#include <net/if.h>
#include <netinet/in.h>
#include <random>
#include <sys/un.h>
#include <unistd.h>

using core::Address;

class TestAddress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ip_data();
    void ip();
    void ipScopeByName();
    void unixPath_data();
    void unixPath();
    void unixAbstract_data();
    void unixAbstract();
    void fromBytes_data();
    void fromBytes();
    void fromRandomBytes();
    void equality();
    void path();
    void mappedIp4();
    void withPort();
    void kernelAgrees_data();
    void kernelAgrees();
};

namespace {

Address fromString(const std::string& bytes)
{
    return Address::fromBytes(std::as_bytes(std::span(bytes)));
}

std::string familyBytes(int family, const std::string& rest)
{
    const auto value = static_cast<sa_family_t>(family);
    std::string bytes(sizeof(value), '\0');
    std::memcpy(bytes.data(), &value, sizeof(value));
    return bytes + rest;
}

std::optional<Address> ipOf(const QByteArray& host, int port)
{
    return Address::ip({host.data(), static_cast<std::size_t>(host.size())}, static_cast<std::uint16_t>(port));
}

} // namespace

void TestAddress::ip_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<int>("port");
    QTest::addColumn<QByteArray>("text"); // empty: refused
    QTest::addColumn<QByteArray>("shownHost");
    QTest::addColumn<int>("family");
    QTest::addColumn<bool>("loopback");
    QTest::addColumn<bool>("any");

    const auto good = [](const char* name, const char* host, int port, const char* text, const char* shown, int family,
                         bool loopback, bool any) {
        QTest::newRow(name) << QByteArray(host) << port << QByteArray(text) << QByteArray(shown) << family << loopback
                            << any;
    };
    good("IPv4 loopback", "127.0.0.1", 8080, "127.0.0.1:8080", "127.0.0.1", AF_INET, true, false);
    good("IPv4 in loopback net", "127.255.0.9", 1, "127.255.0.9:1", "127.255.0.9", AF_INET, true, false);
    good("IPv4 not loopback", "128.0.0.1", 65535, "128.0.0.1:65535", "128.0.0.1", AF_INET, false, false);
    good("IPv4 any", "0.0.0.0", 0, "0.0.0.0:0", "0.0.0.0", AF_INET, false, true);
    good("IPv4 highest", "255.255.255.255", 9, "255.255.255.255:9", "255.255.255.255", AF_INET, false, false);
    good("IPv6 loopback", "::1", 8080, "[::1]:8080", "::1", AF_INET6, true, false);
    good("IPv6 any", "::", 0, "[::]:0", "::", AF_INET6, false, true);
    good("IPv6 shortened", "2001:DB8:0:0:0:0:0:1", 80, "[2001:db8::1]:80", "2001:db8::1", AF_INET6, false, false);
    good("IPv6 scope number", "fe80::1%2", 80, "[fe80::1%2]:80", "fe80::1%2", AF_INET6, false, false);
    good("IPv4 in IPv6, loopback", "::ffff:127.0.0.1", 80, "[::ffff:127.0.0.1]:80", "::ffff:127.0.0.1", AF_INET6, true,
         false);
    good("IPv4 in IPv6, any", "::ffff:0.0.0.0", 80, "[::ffff:0.0.0.0]:80", "::ffff:0.0.0.0", AF_INET6, false, true);

    const auto bad = [](const char* name, const QByteArray& host) {
        QTest::newRow(name) << host << 80 << QByteArray() << QByteArray() << int{AF_UNSPEC} << false << false;
    };
    bad("empty", "");
    bad("name", "localhost");
    bad("octet too large", "127.0.0.256");
    bad("three octets", "127.0.1");
    bad("with port", "127.0.0.1:80");
    bad("brackets", "[::1]");
    bad("blank before", " 127.0.0.1");
    bad("NUL inside", QByteArray("127.0.0.1\0x", 11));
    bad("two double colons", "1::2::3");
    bad("IPv4 with scope", "127.0.0.1%1");
    bad("scope missing", "fe80::1%");
    bad("scope zero", "fe80::1%0");
    bad("scope too large", "fe80::1%4294967296");
    bad("no such interface", "fe80::1%nosuchif0");
    bad("scope name too long", "fe80::1%" + QByteArray(1000, 'x'));
    bad("very long", QByteArray(100000, '1'));
}

void TestAddress::ip()
{
    QFETCH(QByteArray, host);
    QFETCH(int, port);
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, shownHost);
    QFETCH(int, family);
    QFETCH(bool, loopback);
    QFETCH(bool, any);
    const auto address = ipOf(host, port);
    QCOMPARE(address.has_value(), !text.isEmpty());
    if (!address)
        return;
    QCOMPARE(QByteArray::fromStdString(address->text()), text);
    QCOMPARE(QByteArray::fromStdString(address->host()), shownHost);
    QCOMPARE(address->family(), family);
    QVERIFY(address->isValid());
    QCOMPARE(int{address->port()}, port);
    QCOMPARE(address->isLoopback(), loopback);
    QCOMPARE(address->isAny(), any);
    QCOMPARE(address->size(), static_cast<socklen_t>(family == AF_INET ? sizeof(sockaddr_in) : sizeof(sockaddr_in6)));
    QCOMPARE(int{address->raw()->sa_family}, family);
    QVERIFY(Address::fromBytes(address->bytes()) == *address);
    const auto again = Address::ip(address->host(), address->port());
    QVERIFY(again && *again == *address);
}

void TestAddress::ipScopeByName()
{
    const unsigned index = ::if_nametoindex("lo");
    if (index == 0) {
        QVERIFY(!Address::ip("fe80::1%lo", 1));
        return;
    }
    const auto address = Address::ip("fe80::1%lo", 1);
    QVERIFY(address);
    QCOMPARE(QString::fromStdString(address->host()), QStringLiteral("fe80::1%%1").arg(index));
}

void TestAddress::unixPath_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("text"); // empty: refused
    QTest::newRow("absolute") << QByteArray("/run/x.sock") << QByteArray("unix:/run/x.sock");
    QTest::newRow("relative") << QByteArray("x") << QByteArray("unix:x");
    QTest::newRow("not ASCII") << QByteArray("/tmp/käse") << QByteArray("unix:/tmp/käse");
    QTest::newRow("control character") << QByteArray("/tmp/a\nb") << QByteArray("unix:/tmp/a\\nb");
    QTest::newRow("no UTF-8") << QByteArray("/tmp/\xff") << QByteArray("unix:/tmp/\\xff");
    QTest::newRow("looks abstract") << QByteArray("@x") << QByteArray("unix:\\x40x");
    QTest::newRow("longest") << QByteArray(107, 'p') << "unix:" + QByteArray(107, 'p');
    QTest::newRow("too long") << QByteArray(108, 'p') << QByteArray();
    QTest::newRow("empty") << QByteArray() << QByteArray();
    QTest::newRow("NUL") << QByteArray("a\0b", 3) << QByteArray();
}

void TestAddress::unixPath()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, text);
    const auto address = Address::unixPath({path.data(), static_cast<std::size_t>(path.size())});
    QCOMPARE(address.has_value(), !text.isEmpty());
    if (!address)
        return;
    QCOMPARE(QByteArray::fromStdString(address->text()), text);
    QCOMPARE(QByteArray::fromStdString(address->host()), text);
    QCOMPARE(address->family(), int{AF_UNIX});
    QCOMPARE(int{address->port()}, 0);
    QVERIFY(!address->isAny());
    QVERIFY(address->withPort(7) == *address);
    QVERIFY(Address::fromBytes(address->bytes()) == *address);
    // The kernel may count the NUL at the end or not.
    QVERIFY(Address::fromBytes(address->bytes().first(address->size() - 1)) == *address);
}

void TestAddress::unixAbstract_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("text"); // empty: refused
    QTest::newRow("plain") << QByteArray("name") << QByteArray("unix:@name");
    QTest::newRow("NUL inside") << QByteArray("a\0b", 3) << QByteArray("unix:@a\\0b");
    QTest::newRow("bidi") << QByteArray("a\u202eb") << QByteArray("unix:@a\\xe2\\x80\\xaeb");
    QTest::newRow("longest") << QByteArray(107, 'n') << "unix:@" + QByteArray(107, 'n');
    QTest::newRow("too long") << QByteArray(108, 'n') << QByteArray();
    QTest::newRow("empty") << QByteArray() << QByteArray();
}

void TestAddress::unixAbstract()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, text);
    const auto address = Address::unixAbstract({name.data(), static_cast<std::size_t>(name.size())});
    QCOMPARE(address.has_value(), !text.isEmpty());
    if (!address)
        return;
    QCOMPARE(QByteArray::fromStdString(address->text()), text);
    QCOMPARE(address->size(), static_cast<socklen_t>(3 + name.size()));
    QVERIFY(Address::fromBytes(address->bytes()) == *address);
}

void TestAddress::fromBytes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char* name, const std::string& bytes, const char* text) {
        QTest::newRow(name) << QByteArray::fromStdString(bytes) << QByteArray(text);
    };
    const std::string ip4("\x1f\x90\x7f\0\0\1", 6);
    row("empty", "", "?");
    row("one byte", "x", "?");
    row("AF_UNSPEC", familyBytes(AF_UNSPEC, std::string(14, 'x')), "?");
    row("unknown family", familyBytes(9999, std::string(14, 'x')), "?");
    row("IPv4", familyBytes(AF_INET, ip4 + std::string(8, '\0')), "127.0.0.1:8080");
    row("IPv4 cut", familyBytes(AF_INET, ip4), "?");
    row("IPv4 in a large buffer", familyBytes(AF_INET, ip4 + std::string(300, 'z')), "127.0.0.1:8080");
    std::string ip6("\x1f\x90", 2);
    ip6.resize(21);
    ip6.push_back('\1');
    row("IPv6 without scope", familyBytes(AF_INET6, ip6), "[::1]:8080");
    row("IPv6 cut", familyBytes(AF_INET6, std::string(20, '\0')), "?");
    row("UNIX unnamed", familyBytes(AF_UNIX, ""), "unix:(unnamed)");
    row("UNIX path without NUL", familyBytes(AF_UNIX, "/x"), "unix:/x");
    row("UNIX path, rubbish after NUL", familyBytes(AF_UNIX, std::string("/x\0y", 4)), "unix:/x");
    row("UNIX abstract, empty name", familyBytes(AF_UNIX, std::string(1, '\0')), "unix:@");
}

void TestAddress::fromBytes()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, text);
    const Address address = fromString(bytes.toStdString());
    QCOMPARE(QByteArray::fromStdString(address.text()), text);
    QCOMPARE(address.isValid(), text != "?");
    QVERIFY(address == fromString(bytes.toStdString()));
}

void TestAddress::fromRandomBytes()
{
    std::mt19937 random(1);
    for (int i = 0; i < 20000; ++i) {
        std::string bytes(random() % 200, '\0');
        for (char& c : bytes)
            c = static_cast<char>(random());
        constexpr int kFamilies[] = {AF_UNSPEC, AF_UNIX, AF_INET, AF_INET6};
        if (bytes.size() >= 2 && random() % 4 != 0)
            bytes = familyBytes(kFamilies[random() % 4], bytes.substr(2));
        const Address address = fromString(bytes);
        QVERIFY(address.size() <= sizeof(sockaddr_storage));
        const std::string text = address.text();
        QVERIFY(!text.empty());
        const auto isControl = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
        QVERIFY2(std::none_of(text.begin(), text.end(), isControl), text.c_str());
        QVERIFY(Address::fromBytes(address.bytes()) == address);
    }
}

void TestAddress::equality()
{
    QVERIFY(Address() == Address());
    QVERIFY(!Address().isValid());
    QCOMPARE(Address().text(), std::string("?"));
    const Address a = *Address::ip("127.0.0.1", 80);
    QVERIFY(a == *Address::ip("127.0.0.1", 80));
    QVERIFY(a != *Address::ip("127.0.0.1", 81));
    QVERIFY(a != *Address::ip("127.0.0.2", 80));
    QVERIFY(a != Address());
    QVERIFY(a != *Address::ip("::ffff:127.0.0.1", 80));
    QVERIFY(*Address::ip("fe80::1%1", 80) != *Address::ip("fe80::1%2", 80));
    QVERIFY(*Address::unixPath("/a") != *Address::unixPath("/ab"));
    QVERIFY(*Address::unixPath("a") != *Address::unixAbstract("a"));
    QVERIFY(*Address::unixAbstract("a") != *Address::unixAbstract({"a\0", 2}));
}

void TestAddress::path()
{
    QCOMPARE(Address::unixPath("/run/\xff@x")->path(), std::string("/run/\xff@x"));
    QCOMPARE(Address::unixAbstract("x")->path(), std::string());
    QCOMPARE(Address::ip("127.0.0.1", 80)->path(), std::string());
    QCOMPARE(Address().path(), std::string());
    const std::string longest(Address::kMaxUnixName, 'x');
    QCOMPARE(Address::unixPath(longest)->path(), longest);
    QVERIFY(!Address::unixPath(longest + 'x'));
    QVERIFY(!Address::unixAbstract(longest + 'x'));
}

void TestAddress::mappedIp4()
{
    QVERIFY(Address::ip("::ffff:192.0.2.1", 80)->isMappedIp4());
    QCOMPARE(Address::ip("::ffff:192.0.2.1", 80)->text(), std::string("[::ffff:192.0.2.1]:80"));
    QVERIFY(!Address::ip("192.0.2.1", 80)->isMappedIp4());
    QVERIFY(!Address::ip("::1", 80)->isMappedIp4());
    QVERIFY(!Address::unixAbstract("x")->isMappedIp4());
}

void TestAddress::withPort()
{
    QCOMPARE(Address::ip("127.0.0.1", 80)->withPort(8080).text(), std::string("127.0.0.1:8080"));
    QCOMPARE(Address::ip("::1", 80)->withPort(0).text(), std::string("[::1]:0"));
    QVERIFY(Address().withPort(9) == Address());
}

void TestAddress::kernelAgrees_data()
{
    QTest::addColumn<int>("which");
    QTest::newRow("IPv4") << 0;
    QTest::newRow("UNIX abstract") << 1;
    QTest::newRow("UNIX unnamed") << 2;
}

// What getsockname(2) returns for a bound socket equals what it was bound to.
void TestAddress::kernelAgrees()
{
    QFETCH(int, which);
    Address bound;
    if (which == 0)
        bound = *Address::ip("127.0.0.1", 0);
    else if (which == 1)
        bound = *Address::unixAbstract("tst_address " + std::to_string(::getpid()));
    const int fd = ::socket(which == 0 ? AF_INET : AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    QVERIFY(fd >= 0);
    if (which != 2)
        QCOMPARE(::bind(fd, bound.raw(), bound.size()), 0);
    sockaddr_storage storage{};
    socklen_t size = sizeof(storage);
    QCOMPARE(::getsockname(fd, reinterpret_cast<sockaddr*>(&storage), &size), 0);
    const Address named = Address::fromBytes(std::as_bytes(std::span(&storage, 1)).first(size));
    ::close(fd);
    if (which == 0) {
        QVERIFY(named.port() != 0);
        QVERIFY(named == bound.withPort(named.port()));
    } else if (which == 1) {
        QVERIFY(named == bound);
    } else {
        QCOMPARE(named.text(), std::string("unix:(unnamed)"));
    }
}

GUILESS_TEST(TestAddress)
#include "tst_address.moc"
