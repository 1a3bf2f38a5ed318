// SPDX-License-Identifier: GPL-3.0-or-later
// What is said to fit fits as it is drawn.
#include "tests/support/test_class.h"
#include "widgets/common/text_measure.h"

#include <QApplication>
#include <QFontDatabase>
#include <QTest>

using widgets::TextMeasure;

class TestTextMeasure : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatQtSays_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("empty") << QString();
        QTest::newRow("call") << QStringLiteral("send(7, \"abcdefgh\u2026xyz\", 64, MSG_NOSIGNAL) = 64");
        QTest::newRow("letters that are moved") << QStringLiteral("AVAVAVAV To Ta fi ffl waffle WA Yo");
        QTest::newRow("nothing but such letters") << QStringLiteral("AVAVAVAVAVAVAVAVAVAV");
        QTest::newRow("Latin-1") << QStringLiteral("64 B · \"ÅÄÖ é ÿ ¤\"");
        QTest::newRow("other letters") << QStringLiteral("64 B · \"日本語 Ελλάδα\"");
        QTest::newRow("letters without a width") << QStringLiteral("a\u0301e\u0301o\u0301 \u200b\u200b");
    }

    void saysWhatQtSays()
    {
        QFETCH(QString, text);
        QFont italic = QApplication::font();
        italic.setItalic(true);
        QFont bold = QApplication::font();
        bold.setBold(true);
        for (const QFont& font :
             {QApplication::font(), italic, bold, QFontDatabase::systemFont(QFontDatabase::FixedFont)}) {
            const TextMeasure measure(font);
            const qreal width = QFontMetricsF(font).horizontalAdvance(text);
            for (qreal room = 0; room < 2 * width + 10; room += 0.37) {
                if (std::abs(room - width) > 0.01)
                    QVERIFY2(measure.fits(text, room) == (width <= room),
                             qPrintable(QStringLiteral("%1 in %2").arg(width).arg(room)));
            }
        }
    }
};

GUI_TEST(TestTextMeasure)
#include "tst_text_measure.moc"
