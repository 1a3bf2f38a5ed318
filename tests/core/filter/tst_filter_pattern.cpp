// SPDX-License-Identifier: GPL-3.0-or-later
// Where a pattern is in a text.
#include "core/filter/filter_pattern.h"
#include "tests/support/test_class.h"

#include <QTest>

using core::FilterPattern;

class TestFilterPattern : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data();
    void finds();
    void findsInBytes_data();
    void findsInBytes();
    void neverHangs();
};

void TestFilterPattern::finds_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<bool>("literal");
    QTest::addColumn<bool>("matchCase");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("start"); // -1: nowhere
    QTest::addColumn<int>("length");
    const auto row = [](const char* name, const char* pattern, bool literal, bool matchCase, const char* text, int from,
                        int start, int length) {
        QTest::newRow(name) << QByteArray(pattern) << literal << matchCase << QByteArray(text) << from << start
                            << length;
    };
    row("text", "b.d", true, false, "bcd B.D", 0, 4, 3);
    row("text in the same case", "b.d", true, true, "bcd B.D", 0, -1, 0);
    row("expression", "b.d", false, false, "a BCD", 0, 2, 3);
    row("the next one", "ab", true, false, "ab ab", 1, 3, 2);
    row("begins before that", "abc", true, false, "abc", 1, -1, 0);
    row("nothing but empty parts", "x*", false, false, "ab", 0, -1, 0);
    row("behind an empty part", "x*", false, false, "abxx", 0, 2, 2);
    row("the start of the text alone", "^a", false, false, "aa", 1, -1, 0);
    row("in an empty text", "a", true, false, "", 0, -1, 0);
    row("from behind the end", "a", true, false, "a", 5, -1, 0);
    row("letters of three bytes", "葉", true, false, "言葉", 0, 3, 3);
}

void TestFilterPattern::finds()
{
    QFETCH(QByteArray, pattern);
    QFETCH(bool, literal);
    QFETCH(bool, matchCase);
    QFETCH(QByteArray, text);
    QFETCH(int, from);
    QFETCH(int, start);
    QFETCH(int, length);
    const auto made = FilterPattern::make(
        pattern.toStdString(), literal ? FilterPattern::Kind::Literal : FilterPattern::Kind::Expression,
        FilterPattern::Subject::Words, matchCase ? FilterPattern::Case::Matched : FilterPattern::Case::Ignored);
    QVERIFY(made);
    const auto part = made->find(std::string_view(text.constData(), static_cast<std::size_t>(text.size())),
                                 static_cast<std::size_t>(from));
    QCOMPARE(part ? static_cast<int>(part->start) : -1, start);
    if (part)
        QCOMPARE(static_cast<int>(part->length), length);
}

void TestFilterPattern::findsInBytes_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<bool>("literal");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("found");
    QTest::newRow("Latin letters") << QByteArray("HeLLo") << true << QByteArray("say hello") << true;
    QTest::newRow("Cyrillic, other case") << QByteArray("привет") << true << QByteArray("ПРИВЕТ") << true;
    QTest::newRow("Greek, as expression") << QByteArray("αβ.δ") << false << QByteArray("ΑΒΓΔ") << true;
    QTest::newRow("German, behind bytes that are no text")
        << QByteArray("ÄÖ") << true << QByteArray("\xff\xfeäö") << true;
    QTest::newRow("Japanese") << QByteArray("言葉") << true << QByteArray("言葉") << true;
    QTest::newRow("bytes of UTF-8 are no letters of Latin-1")
        << QByteArray("ã") << true << QByteArray("\xe3\xa3") << false;
    QTest::newRow("bytes") << QByteArray("a\xffz") << true << QByteArray("\0A\xffZ", 4) << true;
    QTest::newRow("bytes have no case") << QByteArray("\xe0") << true << QByteArray("\xc0") << false;
    QTest::newRow("bytes with signs of expressions") << QByteArray("\xff.*") << true << QByteArray("\xff.*") << true;
    QTest::newRow("one byte in an expression") << QByteArray("^\\xff$") << false << QByteArray("\xff") << true;
}

void TestFilterPattern::findsInBytes()
{
    QFETCH(QByteArray, pattern);
    QFETCH(bool, literal);
    QFETCH(QByteArray, bytes);
    const auto made = FilterPattern::make(pattern.toStdString(),
                                          literal ? FilterPattern::Kind::Literal : FilterPattern::Kind::Expression,
                                          FilterPattern::Subject::Bytes);
    QVERIFY2(made, made ? "" : made.error().c_str());
    QTEST(made->isIn(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size()))), "found");
}

void TestFilterPattern::neverHangs()
{
    const auto made = FilterPattern::make("(a+)+$", FilterPattern::Kind::Expression, FilterPattern::Subject::Words);
    QVERIFY(made);
    QVERIFY(!made->find(std::string(10'000, 'a') + '!'));
}

GUILESS_TEST(TestFilterPattern)
#include "tst_filter_pattern.moc"
