// SPDX-License-Identifier: GPL-3.0-or-later
// The message field by keys and mouse: what is sent, what is marked, what is kept.
#include "tests/support/test_class.h"
#include "widgets/client/message_edit.h"
#include "widgets/client/message_input.h"

#include <QClipboard>
#include <QComboBox>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <memory>

using widgets::LineEnding;
using widgets::MessageEdit;
using widgets::MessageInput;
using widgets::MessageMode;
using Bytes = std::vector<std::byte>;

namespace {

QByteArray sentBytes(const QSignalSpy& spy, int index = 0)
{
    const auto bytes = spy.at(index).at(0).value<Bytes>();
    return {reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

} // namespace

class TestMessageEdit final : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<MessageEdit> m_edit;

    MessageInput* input() { return m_edit->input(); }
    void type(const char* text) { QTest::keyClicks(input(), QString::fromLatin1(text)); }
    void enter() { QTest::keyClick(input(), Qt::Key_Return); }
    void paste(const QString& text)
    {
        QGuiApplication::clipboard()->setText(text);
        QTest::keyClick(input(), Qt::Key_V, Qt::ControlModifier);
    }

private Q_SLOTS:
    void init()
    {
        m_edit = std::make_unique<MessageEdit>();
        m_edit->setCanSend(true);
        m_edit->resize(340, 120);
        m_edit->show();
        input()->setFocus();
    }
    void cleanup() { m_edit.reset(); }

    void sends_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<int>("mode");
        QTest::addColumn<int>("ending");
        QTest::addColumn<QByteArray>("bytes");
        const int text = static_cast<int>(MessageMode::Text);
        const int hex = static_cast<int>(MessageMode::Hex);
        const int none = static_cast<int>(LineEnding::None);
        const int lf = static_cast<int>(LineEnding::Lf);
        const int crlf = static_cast<int>(LineEnding::CrLf);
        const QString japanese = QString::fromUtf8("こんにちは");
        QTest::newRow("text") << "Hello!" << text << none << QByteArray("Hello!");
        QTest::newRow("LF") << "Hello!" << text << lf << QByteArray("Hello!\n");
        QTest::newRow("CRLF") << "Hello!" << text << crlf << QByteArray("Hello!\r\n");
        QTest::newRow("escapes") << R"(a\n\t\x00\xFF\\b)" << text << none << QByteArray("a\n\t\0\xff\\b", 7);
        QTest::newRow("Japanese") << japanese << text << none << japanese.toUtf8();
        QTest::newRow("no-break space") << QString(QChar(0xa0)) << text << none << QByteArray("\xc2\xa0");
        QTest::newRow("hex") << "00 ff 1b5b" << hex << none << QByteArray("\0\xff\x1b\x5b", 4);
        QTest::newRow("hex takes no line end") << "41" << hex << crlf << QByteArray("A");
        QTest::newRow("line end alone") << "" << text << crlf << QByteArray("\r\n");
    }
    void sends()
    {
        QFETCH(QString, typed);
        QFETCH(int, mode);
        QFETCH(int, ending);
        QSignalSpy sent(m_edit.get(), &MessageEdit::sendRequested);
        m_edit->setMode(static_cast<MessageMode>(mode));
        m_edit->setLineEnding(static_cast<LineEnding>(ending));
        for (const QChar c : typed)
            QTest::sendKeyEvent(QTest::Click, input(), Qt::Key_unknown, QString(c), Qt::NoModifier);
        QCOMPARE(m_edit->text(), typed);
        enter();
        QCOMPARE(sent.count(), 1);
        QTEST(sentBytes(sent), "bytes");
        QVERIFY(m_edit->text().isEmpty());
        QVERIFY(m_edit->hint().isEmpty());
    }

    void sendButton()
    {
        QSignalSpy sent(m_edit.get(), &MessageEdit::sendRequested);
        type("x");
        QTest::mouseClick(m_edit->findChild<QPushButton*>(), Qt::LeftButton);
        QCOMPARE(sent.count(), 1);
    }

    void marksMistake_data()
    {
        QTest::addColumn<int>("mode");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<int>("position");
        QTest::addColumn<QString>("word");
        const int text = static_cast<int>(MessageMode::Text);
        const int hex = static_cast<int>(MessageMode::Hex);
        QTest::newRow("unknown escape") << text << R"(ab\q)" << 2 << "Character 3:";
        QTest::newRow("half an escape") << text << R"(\x4)" << 0 << "Character 1:";
        QTest::newRow("backslash at the end") << text << R"(abc\)" << 3 << "Character 4:";
        QTest::newRow("after Japanese") << text << QString::fromUtf8("こん\\q") << 2 << "Character 3:";
        QTest::newRow("after a pair of surrogates") << text << QString::fromUtf8("😀\\q") << 2 << "Character 2:";
        QTest::newRow("odd hex") << hex << "00 f" << 3 << "Character 4:";
        QTest::newRow("no hex digit") << hex << "00 0g" << 4 << "Character 5:";
    }
    void marksMistake()
    {
        QFETCH(int, mode);
        QFETCH(QString, typed);
        QFETCH(QString, word);
        QSignalSpy sent(m_edit.get(), &MessageEdit::sendRequested);
        m_edit->setMode(static_cast<MessageMode>(mode));
        m_edit->setText(typed);
        enter();
        QCOMPARE(sent.count(), 0);
        QCOMPARE(m_edit->text(), typed); // kept
        QVERIFY2(m_edit->hint().startsWith(word), qPrintable(m_edit->hint()));
        const auto marks = input()->extraSelections();
        QCOMPARE(marks.size(), 1);
        QTEST(marks[0].cursor.selectionStart(), "position");
        QVERIFY(marks[0].cursor.hasSelection());
        QCOMPARE(marks[0].format.underlineStyle(), QTextCharFormat::WaveUnderline);

        type("1"); // editing takes the mark away
        QVERIFY(input()->extraSelections().isEmpty());
        QVERIFY(m_edit->hint().isEmpty());
    }

    void marksMistakeWithoutEnter()
    {
        type("\\q");
        QVERIFY(m_edit->hint().isEmpty()); // not while typing
        QTRY_VERIFY(!m_edit->hint().isEmpty());
        QCOMPARE(input()->extraSelections().size(), 1);
    }

    void notConnectedKeepsTheText()
    {
        QSignalSpy sent(m_edit.get(), &MessageEdit::sendRequested);
        m_edit->setCanSend(false);
        type("Hello!");
        enter();
        QCOMPARE(sent.count(), 0);
        QCOMPARE(m_edit->text(), QStringLiteral("Hello!"));
        QVERIFY(m_edit->hint().contains(QStringLiteral("Not connected")));
        m_edit->setCanSend(true);
        QVERIFY(m_edit->hint().isEmpty());
        enter();
        QCOMPARE(sent.count(), 1);
    }

    void emptyIsNotSent()
    {
        QSignalSpy sent(m_edit.get(), &MessageEdit::sendRequested);
        enter();
        QCOMPARE(sent.count(), 0);
        QVERIFY(!m_edit->hint().isEmpty());
    }

    void historyKeepsTheDraft()
    {
        type("one");
        enter();
        m_edit->setMode(MessageMode::Hex);
        type("41");
        enter();
        m_edit->setMode(MessageMode::Text);
        type("draft");
        QTest::keyClick(input(), Qt::Key_Up);
        QCOMPARE(m_edit->text(), QStringLiteral("41"));
        QCOMPARE(m_edit->mode(), MessageMode::Hex);
        QTest::keyClick(input(), Qt::Key_Up);
        QCOMPARE(m_edit->text(), QStringLiteral("one"));
        QTest::keyClick(input(), Qt::Key_Up);
        QCOMPARE(m_edit->text(), QStringLiteral("one"));
        QTest::keyClick(input(), Qt::Key_Down);
        QTest::keyClick(input(), Qt::Key_Down);
        QCOMPARE(m_edit->text(), QStringLiteral("draft"));
        QCOMPARE(m_edit->mode(), MessageMode::Text);
    }

    void upMovesWithinWrappedText()
    {
        type("one");
        enter();
        m_edit->setText(QString(200, QLatin1Char('m')));
        QTRY_VERIFY(input()->height() > input()->fontMetrics().lineSpacing() * 2); // it grew
        QTest::keyClick(input(), Qt::Key_Up);
        QCOMPARE(m_edit->text().size(), 200); // the cursor moved only
        for (int i = 0; i < 50 && m_edit->text() != QStringLiteral("one"); ++i)
            QTest::keyClick(input(), Qt::Key_Up);
        QCOMPARE(m_edit->text(), QStringLiteral("one"));
    }

    void shiftEnterWritesALineEnd()
    {
        type("a");
        QTest::keyClick(input(), Qt::Key_Return, Qt::ShiftModifier);
        type("b");
        QCOMPARE(m_edit->text(), QStringLiteral("a\\nb"));
    }

    void pasteKeepsWhatCannotBeSeen_data()
    {
        QTest::addColumn<QString>("pasted");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("lines") << "one\ntwo\r\n"
                               << R"(one\ntwo\r\n)" << QByteArray("one\ntwo\r\n");
        QTest::newRow("tab") << "a\tb"
                             << R"(a\tb)" << QByteArray("a\tb");
        QTest::newRow("quotes stay") << R"({"a":1})"
                                     << R"({"a":1})" << QByteArray(R"({"a":1})");
        QTest::newRow("escapes stay") << R"(GET /\r\n)"
                                      << R"(GET /\r\n)" << QByteArray("GET /\r\n");
        QTest::newRow("bidi") << QString(QChar(0x202e)) << R"(\xE2\x80\xAE)" << QByteArray("\xe2\x80\xae");
        QTest::newRow("paragraph") << QString(QChar(0x2029)) << R"(\xE2\x80\xA9)" << QByteArray("\xe2\x80\xa9");
        QTest::newRow("markup") << "<b>x</b>"
                                << "<b>x</b>" << QByteArray("<b>x</b>");
    }
    void pasteKeepsWhatCannotBeSeen()
    {
        QFETCH(QString, pasted);
        QFETCH(QString, text);
        QSignalSpy sent(m_edit.get(), &MessageEdit::sendRequested);
        paste(pasted);
        QVERIFY2(m_edit->text().compare(text, Qt::CaseInsensitive) == 0, qPrintable(m_edit->text()));
        QCOMPARE(input()->blockCount(), 1);
        enter();
        QCOMPARE(sent.count(), 1);
        QTEST(sentBytes(sent), "bytes");
    }

    void hexPastedFromSeveralLines()
    {
        QSignalSpy sent(m_edit.get(), &MessageEdit::sendRequested);
        m_edit->setMode(MessageMode::Hex);
        paste(QStringLiteral("00 01\n02 03\n"));
        enter();
        QCOMPARE(sentBytes(sent), QByteArray("\0\1\2\3", 4));
    }

    void mebibytePastesAtOnce()
    {
        QSignalSpy sent(m_edit.get(), &MessageEdit::sendRequested);
        const QString large(1024 * 1024, QLatin1Char('a'));
        type("<>");
        QTest::keyClick(input(), Qt::Key_Left);
        QElapsedTimer clock;
        clock.start();
        paste(large);
        QTest::keyClick(input(), Qt::Key_Home);
        m_edit->grab();
        const auto pasted = clock.restart();
        QCOMPARE(m_edit->text(), QStringLiteral("<%1>").arg(large)); // nothing cut off
        QVERIFY(input()->isExcerpt());
        QVERIFY(input()->document()->characterCount() < 1000); // what is laid out
        enter();
        const auto sending = clock.elapsed();
        QCOMPARE(sent.count(), 1);
        QCOMPARE(sentBytes(sent).size(), 1024 * 1024 + 2);
        QVERIFY(!input()->isExcerpt());
        QVERIFY(!input()->isReadOnly());
        QVERIFY2(pasted < 2000 && sending < 2000, qPrintable(QStringLiteral("%1 %2 ms").arg(pasted).arg(sending)));
        qInfo("1 MiB: pasted in %lld ms, sent in %lld ms", pasted, sending);
    }

    void mistakeInLongTextIsShown()
    {
        const QString large = QString(500'000, QLatin1Char('a')) + QStringLiteral("\\q") + QString(9, QLatin1Char('b'));
        paste(large);
        enter();
        QVERIFY(m_edit->hint().startsWith(QStringLiteral("Character 500001:")));
        QCOMPARE(m_edit->text(), large);
        const auto marks = input()->extraSelections();
        QCOMPARE(marks.size(), 1);
        QVERIFY(marks[0].cursor.selectedText().startsWith(QLatin1Char('\\')));
    }

    void longTextIsRemovedByOneKey_data()
    {
        QTest::addColumn<int>("key");
        QTest::newRow("Escape") << int(Qt::Key_Escape);
        QTest::newRow("Backspace") << int(Qt::Key_Backspace);
        QTest::newRow("Delete") << int(Qt::Key_Delete);
    }
    void longTextIsRemovedByOneKey()
    {
        QFETCH(int, key);
        paste(QString(5000, QLatin1Char('a')));
        QVERIFY(input()->isExcerpt());
        type("x"); // cannot be edited
        QCOMPARE(m_edit->text().size(), 5000);
        QTest::keyClick(input(), static_cast<Qt::Key>(key));
        QVERIFY(m_edit->text().isEmpty());
        type("x");
        QCOMPARE(m_edit->text(), QStringLiteral("x"));
    }

    void typingPastTheLimitLosesNothing()
    {
        m_edit->setText(QString(MessageInput::kMaxEditable, QLatin1Char('a')));
        QVERIFY(!input()->isExcerpt());
        type("b");
        QVERIFY(input()->isExcerpt());
        QCOMPARE(m_edit->text().size(), MessageInput::kMaxEditable + 1);
        QVERIFY(m_edit->text().endsWith(QLatin1Char('b')));
    }

    void tabLeavesTheField()
    {
        m_edit->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_edit.get()));
        QTest::keyClick(input(), Qt::Key_Tab);
        QVERIFY(!input()->hasFocus());
        QVERIFY(m_edit->text().isEmpty());
    }

    void everyControlHasAName()
    {
        for (const auto* box : m_edit->findChildren<QComboBox*>())
            QVERIFY(!box->accessibleName().isEmpty());
        QVERIFY(!input()->accessibleName().isEmpty());
    }
};

GUI_TEST(TestMessageEdit)
#include "tst_message_edit.moc"
