// SPDX-License-Identifier: GPL-3.0-or-later
// Sentences of core through a translator, as files of translations give them.
#include "tests/support/test_class.h"
#include "widgets/common/sentence_text.h"

#include <QCoreApplication>
#include <QTest>
#include <QTranslator>

using core::Sentence;
using widgets::sentenceText;

namespace {

constexpr core::Words kWaiting = CORE_TR_N("%n byte of %1 waits.", "%n bytes of %1 wait.");

/// A language of four messages, in which arguments stand in another order.
class Language : public QTranslator
{
public:
    bool isEmpty() const override { return false; }
    QString translate(const char* context, const char* source, const char* comment, int n) const override
    {
        const QLatin1String words(source);
        if (QLatin1String(context) != QLatin1String("core"))
            return {};
        if (words == QLatin1String("%1 failed with %2."))
            return QStringLiteral("%2 von %1");
        if (words == QLatin1String(kWaiting.one) && QLatin1String(comment) == QLatin1String(kWaiting.many))
            return n == 1 ? QStringLiteral("Ein Byte von %1") : QStringLiteral("%n Bytes von %1");
        return {};
    }
};

Sentence waiting(int count)
{
    return {kWaiting, {"%n"}, count};
}

} // namespace

class TestSentenceText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutTranslationItIsTheEnglishOfCore()
    {
        for (const Sentence& sentence :
             {Sentence("%1 failed with %2.", {"open", "%1"}), waiting(0), waiting(1), waiting(2), Sentence()})
            QCOMPARE(sentenceText(sentence), QString::fromStdString(core::english(sentence)));
    }

    void translatedWordsTakeTheArguments()
    {
        Language language;
        QVERIFY(QCoreApplication::installTranslator(&language));
        QCOMPARE(sentenceText(Sentence("%1 failed with %2.", {"open", "%1"})), QStringLiteral("%1 von open"));
        QCOMPARE(sentenceText(waiting(1)), QStringLiteral("Ein Byte von %n"));
        QCOMPARE(sentenceText(waiting(1'000'000)), QStringLiteral("1000000 Bytes von %n"));
        QCOMPARE(sentenceText(Sentence("It is unknown.")), QStringLiteral("It is unknown."));
        QCoreApplication::removeTranslator(&language);
    }

    void severalStandOneAfterTheOther()
    {
        QCOMPARE(sentenceText(std::vector<Sentence>{"One.", "Two."}), QStringLiteral("One. Two."));
        QVERIFY(sentenceText(std::vector<Sentence>()).isEmpty());
    }
};

GUILESS_TEST(TestSentenceText)
#include "tst_sentence_text.moc"
