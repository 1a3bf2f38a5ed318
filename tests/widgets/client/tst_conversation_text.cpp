// SPDX-License-Identifier: GPL-3.0-or-later
// How bytes, sizes and times of a conversation read.
#include "core/text/bytes_text.h"
#include "tests/support/test_class.h"
#include "widgets/client/conversation_text.h"

#include <QTest>

using widgets::asBytes;

class TestConversationText final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void line_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("more"); // bytes of the message that are not there
        QTest::addColumn<QString>("line");
        const auto row = [](const char* name, const QByteArray& bytes, int more, const char* line) {
            QTest::newRow(name) << bytes << more << QString::fromUtf8(line);
        };
        row("text", "Hello!", 0, "Hello!");
        row("Japanese", "こんにちは", 0, "こんにちは");
        row("line end", "one\r\n", 0, "one\\r\\n");
        row("quotes", "say \"hi\"", 0, "say \"hi\"");
        row("backslash", "a\\b", 0, "a\\\\b");
        row("no UTF-8", QByteArray("\x00\xff\x1b\x5b", 4), 0, "00 ff 1b 5b");
        row("control characters", QByteArray("\x01\x02\x03\x04", 4), 0, "01 02 03 04");
        row("a NUL at the end of text", QByteArray("Hello\0", 6), 0, "Hello\\0");
        row("cut", "Hello", 1, "Hello…");
        row("cut within a character", QByteArray("こん").chopped(1), 7, "こ…");
        row("cut after a character", "こん", 6, "こん…");
        row("not whole, but all there is", QByteArray("こ").chopped(1), 0, "e3 81");
        row("cut hex", QByteArray("\xff\xfe", 2), 1, "ff fe…");
        row("not kept", "", 5, "(bytes not kept)");
        row("override of direction", "a\u202eb", 0, "a\\xE2\\x80\\xAEb");
    }
    void line()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, more);
        QFETCH(QString, line);
        const QString shown =
            widgets::messageLine(asBytes(bytes), static_cast<quint64>(bytes.size()) + static_cast<quint64>(more));
        QVERIFY2(shown.compare(line, Qt::CaseInsensitive) == 0, qPrintable(shown));
    }

    void copiedTextGivesTheBytesBack_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("text") << QByteArray("say \"hi\" \\n");
        QTest::newRow("every byte") << [] {
            QByteArray all;
            for (int i = 0; i < 256; ++i)
                all.append(static_cast<char>(i));
            return all;
        }();
        QTest::newRow("Japanese") << QByteArray("こんにちは");
    }
    void copiedTextGivesTheBytesBack()
    {
        QFETCH(QByteArray, bytes);
        const auto parsed = core::parseEscapes(widgets::fieldText(asBytes(bytes)).toStdString());
        QVERIFY(parsed);
        QCOMPARE(widgets::asByteArray(*parsed), bytes);
    }

    void times()
    {
        QCOMPARE(widgets::momentText(4'201'000'000), QStringLiteral("4.201 s"));
        QCOMPARE(widgets::momentText(0), QStringLiteral("0.000 s"));
        QCOMPARE(widgets::answerText(310'000), QString::fromUtf8("+310 µs"));
        QCOMPARE(widgets::answerText(1'200'000), QStringLiteral("+1.20 ms"));
        QCOMPARE(widgets::byteCount(6), QStringLiteral("6 B"));
    }
};

GUILESS_TEST(TestConversationText)
#include "tst_conversation_text.moc"
