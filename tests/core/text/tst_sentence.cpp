// SPDX-License-Identifier: GPL-3.0-or-later
// A sentence in English: places filled in once, the word for one or for many.
#include "core/text/sentence.h"
#include "tests/support/test_class.h"

#include <QTest>

using core::Sentence;

namespace {

constexpr core::Words kBytes = CORE_TR_N("%n byte of %1 waits.", "%n bytes of %1 wait.");

Sentence counted(int count)
{
    return {kBytes, {"/tmp/x"}, count};
}

} // namespace

class TestSentence : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void english_data();
    void english();
    void severalStandOneAfterTheOther();
    void otherWordsTakeTheSameArguments();
    void equality();
};

void TestSentence::english_data()
{
    QTest::addColumn<QString>("english");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const Sentence& sentence, const char* expected) {
        QTest::newRow(name) << QString::fromStdString(core::english(sentence)) << QString::fromUtf8(expected);
    };
    row("none", {}, "");
    row("no place", "It is a folder.", "It is a folder.");
    row("two places", {"%1 failed with %2.", {"open", "ENOENT"}}, "open failed with ENOENT.");
    row("in another order", {"%2: %1 failed.", {"open", "ENOENT"}}, "ENOENT: open failed.");
    row("an argument that looks like a place", {"%1 and %2.", {"%2", "%n"}}, "%2 and %n.");
    row("an argument is missing", {"%1 and %2.", {"a"}}, "a and %2.");
    row("a percent sign", {"100 % of %1, %", {"a"}}, "100 % of a, %");
    row("no count", {"%n of %1", {"a"}}, "%n of a");
    row("one", counted(1), "1 byte of /tmp/x waits.");
    row("none of them", counted(0), "0 bytes of /tmp/x wait.");
    row("many", counted(1'048'576), "1048576 bytes of /tmp/x wait.");
}

void TestSentence::english()
{
    QFETCH(const QString, english);
    QTEST(english, "expected");
}

void TestSentence::severalStandOneAfterTheOther()
{
    const std::vector<Sentence> none;
    QVERIFY(core::english(none).empty());
    const std::vector<Sentence> two{{"One."}, {"%1.", {"Two"}}};
    QCOMPARE(QString::fromStdString(core::english(two)), QStringLiteral("One. Two."));
}

void TestSentence::otherWordsTakeTheSameArguments()
{
    QCOMPARE(QString::fromStdString(core::filledIn("Von %1 warten %n Byte.", counted(2))),
             QStringLiteral("Von /tmp/x warten 2 Byte."));
}

void TestSentence::equality()
{
    const std::string words = "It is a folder.";
    QVERIFY(Sentence(words.c_str()) == Sentence("It is a folder."));
    QVERIFY(!(Sentence("%1.", {"a"}) == Sentence("%1.", {"b"})));
    QVERIFY(!(counted(1) == counted(2)));
    QVERIFY(Sentence().empty() && !Sentence(words.c_str()).empty());
}

GUILESS_TEST(TestSentence)
#include "tst_sentence.moc"
