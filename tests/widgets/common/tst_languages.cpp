// SPDX-License-Identifier: GPL-3.0-or-later
// English from the start, with its plural forms; another language over it, where there is one.
#include "tests/support/test_class.h"
#include "widgets/common/count_text.h"
#include "widgets/common/languages.h"

#include <QTest>
#include <limits>

class TestLanguages : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void bytes_data()
    {
        QTest::addColumn<quint64>("count");
        QTest::addColumn<QString>("text");
        QTest::newRow("none") << quint64{0} << QStringLiteral("0 bytes");
        QTest::newRow("one") << quint64{1} << QStringLiteral("1 byte");
        QTest::newRow("two") << quint64{2} << QStringLiteral("2 bytes");
        QTest::newRow("more than an int holds") << quint64{5'000'000'001} << QStringLiteral("5,000,000,001 bytes");
        QTest::newRow("the most") << std::numeric_limits<quint64>::max()
                                  << QStringLiteral("18,446,744,073,709,551,615 bytes");
    }

    void bytes()
    {
        QFETCH(const quint64, count);
        QFETCH(const QString, text);
        const QLocale before;
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        const QString made = widgets::byteCountText(count);
        QLocale::setDefault(before);
        QCOMPARE(made, text);
    }

    void aLargeCountKeepsItsPluralForm_data()
    {
        QTest::addColumn<quint64>("count");
        QTest::newRow("one") << quint64{1};
        QTest::newRow("ends with 01") << quint64{5'000'000'001};
        QTest::newRow("ends with 12") << quint64{5'000'000'012};
        QTest::newRow("millions") << quint64{7'000'000'000};
    }

    void aLargeCountKeepsItsPluralForm() // they are chosen by the last digits, and by whether there are others
    {
        QFETCH(const quint64, count);
        const int plural = widgets::pluralOf(count);
        QCOMPARE(static_cast<quint64>(plural) % 1'000'000, count % 1'000'000);
        QCOMPARE(plural >= 1'000'000, count >= 1'000'000);
    }

    void aLanguageWithoutTranslationIsEnglish()
    {
        widgets::installLanguage(QLocale(QLocale::Volapuk));
        QCOMPARE(widgets::byteCountText(1), QStringLiteral("1 byte"));
        widgets::installLanguage(QLocale::c());
        QCOMPARE(widgets::byteCountText(1), QStringLiteral("1 byte"));
    }
};

GUI_TEST(TestLanguages)
#include "tst_languages.moc"
