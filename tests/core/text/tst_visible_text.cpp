// SPDX-License-Identifier: GPL-3.0-or-later
// Sentences for a terminal.
#include "core/text/visible_text.h"
#include "tests/support/test_class.h"

#include <QTest>

class TestVisibleText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void foreignBytesAreEscaped_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("shown");
        QTest::newRow("empty") << QByteArray() << QByteArray();
        QTest::newRow("plain") << QByteArray("grün: \"a\\x1b\"\n") << QByteArray("grün: \"a\\x1b\"\n");
        QTest::newRow("escape sequence") << QByteArray("a\x1b[31m") << QByteArray("a\\x1b[31m");
        QTest::newRow("carriage return") << QByteArray("a\rb") << QByteArray("a\\rb");
        QTest::newRow("bidi") << QByteArray("a\xe2\x80\xae") << QByteArray("a\\xe2\\x80\\xae");
        QTest::newRow("C1") << QByteArray("a\xc2\x9b") << QByteArray("a\\xc2\\x9b");
        QTest::newRow("no UTF-8") << QByteArray("a\xff") << QByteArray("a\\xff");
        QTest::newRow("cut in two") << QByteArray("a\xc3") << QByteArray("a\\xc3");
    }

    void foreignBytesAreEscaped()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QByteArray, shown);
        QCOMPARE(QByteArray::fromStdString(core::visibleText(text.toStdString())), shown);
    }
};

APPLESS_TEST(TestVisibleText)
#include "tst_visible_text.moc"
