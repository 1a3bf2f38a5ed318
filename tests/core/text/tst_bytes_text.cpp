// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes as escaped text and hex, and back.
#include "core/text/bytes_text.h"
#include "tests/support/test_class.h"

#include <QTest>
#include <random>

namespace {

std::span<const std::byte> bytesOf(const QByteArray& array)
{
    return std::as_bytes(std::span(array.constData(), static_cast<std::size_t>(array.size())));
}

std::string_view viewOf(const QByteArray& array)
{
    return {array.constData(), static_cast<std::size_t>(array.size())};
}

QByteArray arrayOf(const std::vector<std::byte>& bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

// Formats are invisible, except for the Arabic and Syriac signs that stand around numbers.
bool isInvisible(QChar c)
{
    const char16_t code = c.unicode();
    const bool sign = (code >= 0x600 && code <= 0x605) || code == 0x6dd || code == 0x70f || code == 0x890 ||
                      code == 0x891 || code == 0x8e2;
    return c.category() == QChar::Other_Control || c.category() == QChar::Separator_Line ||
           c.category() == QChar::Separator_Paragraph || (c.category() == QChar::Other_Format && !sign);
}

bool isPrintableLine(const std::string& text)
{
    const QString line = QString::fromStdString(text);
    return line.toStdString() == text && std::none_of(line.begin(), line.end(), isInvisible);
}

} // namespace

class TestBytesText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void escape_data();
    void escape();
    void everyCharacterComesBack();
    void randomBytesComeBack();
    void quote_data();
    void quote();
    void quoteRandom();
    void parseEscapes_data();
    void parseEscapes();
    void hex_data();
    void hex();
    void hexLine_data();
    void hexLine();
    void parseHex_data();
    void parseHex();
    void parseHexRandom();
};

void TestBytesText::escape_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char* name, const QByteArray& bytes, const char* text) {
        QTest::newRow(name) << bytes << QByteArray(text);
    };
    row("empty", "", "");
    row("plain", "Hello!", "Hello!");
    row("quote and backslash", "a\"b\\c", "a\\\"b\\\\c");
    row("line ends", "a\r\nb\tc", "a\\r\\nb\\tc");
    row("NUL before digit", QByteArray("\0001", 2), "\\01");
    row("ESC, BEL, DEL", "\x1b\x07\x7f", "\\x1b\\x07\\x7f");
    row("UTF-8 stays", "こんにちは é €", "こんにちは é €");
    row("emoji stays", "\U0001f600", "\U0001f600");
    row("C1", "\u0085", "\\xc2\\x85");
    row("line separators", "\u2028\u2029", "\\xe2\\x80\\xa8\\xe2\\x80\\xa9");
    row("bidi override", "\u202e", "\\xe2\\x80\\xae");
    row("bidi isolate", "\u2066", "\\xe2\\x81\\xa6");
    row("Arabic letter mark", "\u061c", "\\xd8\\x9c");
    row("zero width space", "\u200b", "\\xe2\\x80\\x8b");
    row("byte order mark", "\ufeff", "\\xef\\xbb\\xbf");
    row("tag", "\U000e0041", "\\xf3\\xa0\\x81\\x81");
    row("noncharacter", "\xef\xbf\xbf", "\\xef\\xbf\\xbf");
    row("replacement character stays", "\ufffd", "\ufffd");
    row("lone continuation", "a\x80z", "a\\x80z");
    row("lone lead", "a\xc3", "a\\xc3");
    row("lead, then letter", "\xc3z", "\\xc3z");
    row("overlong 2", "\xc0\xaf", "\\xc0\\xaf");
    row("overlong 3", "\xe0\x80\xaf", "\\xe0\\x80\\xaf");
    row("overlong 4", "\xf0\x80\x80\xaf", "\\xf0\\x80\\x80\\xaf");
    row("surrogate", "\xed\xa0\x80", "\\xed\\xa0\\x80");
    row("beyond U+10FFFF", "\xf4\x90\x80\x80", "\\xf4\\x90\\x80\\x80");
    row("never in UTF-8", "\xf5\xfe\xff", "\\xf5\\xfe\\xff");
    row("cut character", "\xe3\x81", "\\xe3\\x81");
}

void TestBytesText::escape()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, text);
    QCOMPARE(QByteArray::fromStdString(core::escapeBytes(bytesOf(bytes))), text);
    const auto back = core::parseEscapes(viewOf(text));
    QVERIFY(back);
    QCOMPARE(arrayOf(*back), bytes);
}

void TestBytesText::everyCharacterComesBack()
{
    for (char32_t code = 0; code <= 0x10ffff; ++code) {
        if (code >= 0xd800 && code <= 0xdfff)
            continue;
        const QByteArray bytes = QString::fromUcs4(&code, 1).toUtf8();
        const std::string text = core::escapeBytes(bytesOf(bytes));
        const auto back = core::parseEscapes(text);
        if (!back || arrayOf(*back) != bytes)
            QFAIL(qPrintable(QStringLiteral("U+%1 does not come back").arg(uint(code), 4, 16)));
        const QChar::Category category = QChar::category(code);
        const bool mustEscape = category == QChar::Other_Control || category == QChar::Separator_Line ||
                                category == QChar::Separator_Paragraph || category == QChar::Other_Format ||
                                category == QChar::Other_PrivateUse || QChar::isNonCharacter(code);
        const bool bidi = QChar::direction(code) >= QChar::DirLRI || (code >= 0x202a && code <= 0x202e) ||
                          code == 0x200e || code == 0x200f || code == 0x61c;
        if ((mustEscape || bidi) && code != 0xfeff && text[0] != '\\')
            QFAIL(qPrintable(QStringLiteral("U+%1 is not escaped").arg(uint(code), 4, 16)));
        if ((QChar::isLetterOrNumber(code) || QChar::isPunct(code)) && code != '"' && code != '\\' &&
            text != bytes.toStdString() && code != 0x115f && code != 0x1160 && code != 0x3164 && code != 0xffa0)
            QFAIL(qPrintable(QStringLiteral("U+%1 is escaped").arg(uint(code), 4, 16)));
    }
}

void TestBytesText::randomBytesComeBack()
{
    std::mt19937 random(2);
    for (int i = 0; i < 20000; ++i) {
        QByteArray bytes(static_cast<qsizetype>(random() % 60), '\0');
        const bool highBytes = random() % 2 != 0;
        for (char& c : bytes)
            c = static_cast<char>(highBytes ? 0x80 | random() : random());
        const std::string text = core::escapeBytes(bytesOf(bytes));
        QVERIFY(isPrintableLine(text));
        const auto back = core::parseEscapes(text);
        QVERIFY(back);
        QCOMPARE(arrayOf(*back), bytes);
    }
}

void TestBytesText::quote_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("limit");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char* name, const QByteArray& bytes, int limit, const char* text) {
        QTest::newRow(name) << bytes << limit << QByteArray(text);
    };
    row("empty", "", 5, "\"\"");
    row("empty, no room", "", 0, "\"\"");
    row("shorter", "abc", 5, "\"abc\"");
    row("exact", "abcde", 5, "\"abcde\"");
    row("longer", "abcdef", 5, "\"abcde\"...");
    row("no room", "abc", 0, "\"\"...");
    row("quote inside", "a\"b", 9, "\"a\\\"b\"");
    row("cut between characters", "ééé", 4, "\"éé\"...");
    row("cut in a character of 2", "ééé", 3, "\"é\"...");
    row("cut in a character of 3", "a€b", 2, "\"a\"...");
    row("cut in a character of 3, later", "a€b", 3, "\"a\"...");
    row("cut after a character of 3", "a€b", 4, "\"a€\"...");
    row("cut in a character of 4", "a\U0001f600", 4, "\"a\"...");
    row("first character has no room", "\U0001f600", 3, "\"\"...");
    row("cut in rubbish", "\x80\x80\x80\x80\x80\x80", 4, "\"\\x80\\x80\\x80\\x80\"...");
    row("cut character at the end", "ab\xe2\x82", 3, "\"ab\\xe2\"...");
}

void TestBytesText::quote()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, limit);
    QFETCH(QByteArray, text);
    QCOMPARE(QByteArray::fromStdString(core::quoteBytes(bytesOf(bytes), static_cast<std::size_t>(limit))), text);
}

void TestBytesText::quoteRandom()
{
    std::mt19937 random(3);
    for (int i = 0; i < 20000; ++i) {
        QByteArray bytes;
        for (int n = static_cast<int>(random() % 12); n > 0; --n) {
            constexpr const char* kParts[] = {"a", "é", "€", "\U0001f600", "\xff", "\x80", "\n", "\""};
            bytes += kParts[random() % 8];
        }
        const std::size_t limit = random() % 20;
        const std::string text = core::quoteBytes(bytesOf(bytes), limit);
        QVERIFY(isPrintableLine(text));
        const std::size_t end = text.rfind('"');
        const auto kept = core::parseEscapes(std::string_view(text).substr(1, end - 1));
        QVERIFY(kept && kept->size() <= limit);
        QVERIFY(bytes.startsWith(arrayOf(*kept)));
        QVERIFY(limit < 4 || kept->size() + 4 > std::min(limit, static_cast<std::size_t>(bytes.size())));
        QCOMPARE(text.substr(end + 1), std::string(kept->size() < static_cast<std::size_t>(bytes.size()) ? "..." : ""));
    }
}

void TestBytesText::parseEscapes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("position"); // of the mistake; -1: none
    QTest::addColumn<int>("length");
    const auto good = [](const char* name, const QByteArray& text, const QByteArray& bytes) {
        QTest::newRow(name) << text << bytes << -1 << 0;
    };
    good("empty", "", "");
    good("plain", "Hello!", "Hello!");
    good("UTF-8", "こんにちは", "こんにちは");
    good("all letters", "\\n\\r\\t\\0\\a\\b\\e\\f\\v\\\\\\\"", QByteArray("\n\r\t\0\a\b\x1b\f\v\\\"", 11));
    good("hex, both cases", "\\x00\\xff\\xFF\\x1b", QByteArray("\0\xff\xff\x1b", 4));
    good("digits after an escape stay", "\\01\\x414", QByteArray("\0001A4", 4));
    good("quotes need no escape", "a\"b", "a\"b");
    good("not even UTF-8 is changed", "\xff\xc3", "\xff\xc3");
    const auto bad = [](const char* name, const QByteArray& text, int position, int length) {
        QTest::newRow(name) << text << QByteArray() << position << length;
    };
    bad("backslash at the end", "abc\\", 3, 1);
    bad("unknown letter", "ab\\q", 2, 2);
    bad("upper case is another letter", "\\N", 0, 2);
    bad("octal", "\\101", 0, 2);
    bad("unknown, two bytes long", "a\\é", 1, 3);
    bad("unknown, four bytes long", "\\\U0001f600x", 0, 5);
    bad("\\x at the end", "a\\x", 1, 2);
    bad("\\x with one digit", "a\\x4", 1, 3);
    bad("\\x with no hex digit", "a\\xzz", 1, 2);
    bad("\\x with one hex digit", "\\x4g", 0, 3);
    bad("only the first mistake", "\\q\\q", 0, 2);
}

void TestBytesText::parseEscapes()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, bytes);
    QFETCH(int, position);
    QFETCH(int, length);
    const auto parsed = core::parseEscapes(viewOf(text));
    QCOMPARE(parsed.has_value(), position < 0);
    if (parsed) {
        QCOMPARE(arrayOf(*parsed), bytes);
    } else {
        QCOMPARE(parsed.error().position, static_cast<std::size_t>(position));
        QCOMPARE(parsed.error().length, static_cast<std::size_t>(length));
        QVERIFY(parsed.error().position + parsed.error().length <= static_cast<std::size_t>(text.size()));
        QVERIFY(QByteArray(parsed.error().reason).endsWith('.'));
    }
}

void TestBytesText::hex_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray() << QByteArray();
    QTest::newRow("one") << QByteArray(1, '\0') << QByteArray("00");
    QTest::newRow("some") << QByteArray("Hello\xff") << QByteArray("48 65 6c 6c 6f ff");
}

void TestBytesText::hex()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, text);
    QCOMPARE(QByteArray::fromStdString(core::hexBytes(bytesOf(bytes))), text);
}

void TestBytesText::hexLine_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<qulonglong>("offset");
    QTest::addColumn<QByteArray>("text");
    const QByteArray twenty("0123456789abcdef\x00\x7f\xffZ", 20);
    QTest::newRow("whole line")
        << twenty << 0ULL
        << QByteArray("00000000  30 31 32 33 34 35 36 37  38 39 61 62 63 64 65 66  |0123456789abcdef|");
    QTest::newRow("short line") << twenty << 16ULL
                                << QByteArray("00000010  00 7f ff 5a                                       |...Z|");
    QTest::newRow("not aligned") << twenty << 19ULL
                                 << QByteArray("00000013  5a                                                |Z|");
    QTest::newRow("at the end") << twenty << 20ULL
                                << QByteArray("00000014                                                    ||");
    QTest::newRow("past the end") << twenty << 0x1'0000'0000ULL
                                  << QByteArray(
                                         "0000000100000000                                                    ||");
}

void TestBytesText::hexLine()
{
    QFETCH(QByteArray, bytes);
    QFETCH(qulonglong, offset);
    QFETCH(QByteArray, text);
    QCOMPARE(QByteArray::fromStdString(core::hexLine(bytesOf(bytes), offset)), text);
}

void TestBytesText::parseHex_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("position"); // of the mistake; -1: none
    QTest::addColumn<int>("length");
    const auto good = [](const char* name, const QByteArray& text, const QByteArray& bytes) {
        QTest::newRow(name) << text << bytes << -1 << 0;
    };
    good("empty", "", "");
    good("only separators", " ,:\t\n", "");
    good("pairs", "48 65 6c", "Hel");
    good("together", "48656C6c", "Hell");
    good("colons and commas", "48:65,6c", "Hel");
    good("C array", "0x48, 0X65,\n0x6c", "Hel");
    good("byte 0x00", "00 0x00", QByteArray(2, '\0'));
    const auto bad = [](const char* name, const QByteArray& text, int position, int length) {
        QTest::newRow(name) << text << QByteArray() << position << length;
    };
    bad("odd", "4", 0, 1);
    bad("odd at the end", "48 6", 3, 1);
    bad("odd in the middle", "4 65", 0, 1);
    bad("three digits", "486 65", 2, 1);
    bad("no digit", "48 zz", 3, 1);
    bad("no second digit", "48 6z", 4, 1);
    bad("0x alone", "48 0x", 3, 2);
    bad("0x, then blank", "0x 48", 0, 2);
    bad("0x and one digit", "0x4", 2, 1);
    bad("0x twice", "0x0x48", 3, 1);
    bad("character of three bytes", "48 €", 3, 3);
    bad("character of two bytes second", "4é", 1, 2);
}

void TestBytesText::parseHex()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, bytes);
    QFETCH(int, position);
    QFETCH(int, length);
    const auto parsed = core::parseHex(viewOf(text));
    if (!parsed && position < 0)
        QFAIL(parsed.error().reason);
    QCOMPARE(parsed.has_value(), position < 0);
    if (parsed) {
        QCOMPARE(arrayOf(*parsed), bytes);
    } else {
        QCOMPARE(parsed.error().position, static_cast<std::size_t>(position));
        QCOMPARE(parsed.error().length, static_cast<std::size_t>(length));
        QVERIFY(parsed.error().position + parsed.error().length <= static_cast<std::size_t>(text.size()));
        QVERIFY(QByteArray(parsed.error().reason).endsWith('.'));
    }
}

void TestBytesText::parseHexRandom()
{
    std::mt19937 random(4);
    for (int i = 0; i < 2000; ++i) {
        QByteArray bytes(static_cast<qsizetype>(random() % 60), '\0');
        for (char& c : bytes)
            c = static_cast<char>(random());
        const auto back = core::parseHex(core::hexBytes(bytesOf(bytes)));
        QVERIFY(back);
        QCOMPARE(arrayOf(*back), bytes);
    }
}

GUILESS_TEST(TestBytesText)
#include "tst_bytes_text.moc"
