// SPDX-License-Identifier: GPL-3.0-or-later
// Text of table cells is as wide as Qt says, and no wider than its cell.
#include "tests/support/test_class.h"
#include "widgets/log/cell_font.h"

#include <QFontDatabase>
#include <QTest>

using widgets::CellFont;

class TestCellFont : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
        m_italic = m_fixed;
        m_italic.setItalic(true);
    }

    void measuresAsQtDoes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("empty") << QString();
        QTest::newRow("call") << QStringLiteral("accept4(7, {AF_INET, 127.0.0.1:54321}, [16], SOCK_NONBLOCK) = 8");
        QTest::newRow("what a font may join") << QStringLiteral("a -> b => c != d == e fi ffl www");
        QTest::newRow("not ASCII") << QStringLiteral("Δ ◎ 日本語 ★ 12");
        QTest::newRow("an escape") << QStringLiteral("\\x1b[31m \u2028");
    }

    void measuresAsQtDoes()
    {
        QFETCH(QString, text);
        for (const QFont& font : {m_fixed, m_italic, QFont()}) {
            const int shaped = QFontMetrics(font).horizontalAdvance(text);
            QVERIFY2(std::abs(CellFont(font).width(text) - shaped) <= 1,
                     qPrintable(QStringLiteral("%1 for %2").arg(CellFont(font).width(text)).arg(shaped)));
        }
    }

    void fitsIntoItsCell_data() { measuresAsQtDoes_data(); }

    void fitsIntoItsCell()
    {
        QFETCH(QString, text);
        const CellFont font(m_fixed);
        const int whole = font.width(text);
        for (const Qt::TextElideMode mode : {Qt::ElideRight, Qt::ElideMiddle, Qt::ElideLeft}) {
            // Qt rounds a width, and elides by what it was before.
            QCOMPARE(font.elided(text, mode, whole + 1), text);
            for (int width = 0; width < whole; width += 5) {
                const QString shown = font.elided(text, mode, width);
                QVERIFY(shown.isEmpty() || shown.contains(QChar(0x2026)));
                QVERIFY(shown.size() <= 1 || font.metrics().horizontalAdvance(shown) <= width + 1);
                // No letter more would have fit.
                const qsizetype byQt = font.metrics().elidedText(text, mode, width).size();
                QVERIFY2(std::abs(shown.size() - byQt) <= 1, qPrintable(shown));
            }
        }
    }

    void leavesTheRestToQt()
    {
        const CellFont font{QFont()}; // letters of different widths
        const QString text = QStringLiteral("waffle, filled with jam");
        for (int width = 0; width < font.width(text); width += 5)
            QCOMPARE(font.elided(text, Qt::ElideRight, width), font.metrics().elidedText(text, Qt::ElideRight, width));
    }

    void leavesOutWhatTheModeSays()
    {
        const CellFont font(m_fixed);
        const int five = font.width(QStringLiteral("12345"));
        QCOMPARE(font.elided(QStringLiteral("abcdefgh"), Qt::ElideRight, five), QStringLiteral("abcd\u2026"));
        QCOMPARE(font.elided(QStringLiteral("abcdefgh"), Qt::ElideMiddle, five), QStringLiteral("ab\u2026gh"));
        QCOMPARE(font.elided(QStringLiteral("abcdefgh"), Qt::ElideLeft, five), QStringLiteral("\u2026efgh"));
    }

private:
    QFont m_fixed;
    QFont m_italic;
};

GUI_TEST(TestCellFont)
#include "tst_cell_font.moc"
