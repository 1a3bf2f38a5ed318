// SPDX-License-Identifier: GPL-3.0-or-later
// The target field: following the server, mistakes, history.
#include "tests/support/test_class.h"
#include "widgets/client/target_edit.h"

#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <memory>

using widgets::TargetEdit;

class TestTargetEdit final : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<TargetEdit> m_edit;

    static core::Address address(const char* host, std::uint16_t port) { return *core::Address::ip(host, port); }
    void type(const char* text)
    {
        m_edit->lineEdit()->selectAll();
        QTest::keyClicks(m_edit.get(), QString::fromLatin1(text));
    }

private Q_SLOTS:
    void init()
    {
        m_edit = std::make_unique<TargetEdit>();
        m_edit->show();
    }

    void followsTheServerUntilEdited()
    {
        QCOMPARE(m_edit->currentText(), QStringLiteral("127.0.0.1:8080"));
        m_edit->followServer(address("127.0.0.1", 39999));
        QCOMPARE(m_edit->currentText(), QStringLiteral("127.0.0.1:39999"));
        m_edit->followServer(address("::1", 8080));
        QCOMPARE(m_edit->currentText(), QStringLiteral("[::1]:8080"));
        m_edit->followServer(core::Address()); // no address: nothing to follow
        QCOMPARE(m_edit->currentText(), QStringLiteral("[::1]:8080"));

        type("localhost:1");
        QVERIFY(!m_edit->isFollowing());
        m_edit->followServer(address("127.0.0.1", 8081));
        QCOMPARE(m_edit->currentText(), QStringLiteral("localhost:1"));
    }

    void emptiedItFollowsAgain()
    {
        type("localhost:1");
        m_edit->followServer(address("127.0.0.1", 8081));
        m_edit->lineEdit()->selectAll();
        QTest::keyClick(m_edit.get(), Qt::Key_Delete);
        QFocusEvent out(QEvent::FocusOut);
        QCoreApplication::sendEvent(m_edit.get(), &out);
        QCOMPARE(m_edit->currentText(), QStringLiteral("127.0.0.1:8081"));
        QVERIFY(m_edit->isFollowing());
    }

    void mistakeIsSelected()
    {
        QSignalSpy mistakes(m_edit.get(), &TargetEdit::mistakeFound);
        type("localhost:80a0");
        mistakes.clear();
        QVERIFY(!m_edit->target());
        QCOMPARE(mistakes.count(), 1);
        QVERIFY(!mistakes[0][0].toString().isEmpty());
        QCOMPARE(m_edit->lineEdit()->selectedText(), QStringLiteral("a"));
        QTest::keyClick(m_edit.get(), Qt::Key_Delete); // what is selected
        QCOMPARE(mistakes.last()[0].toString(), QString());
        QCOMPARE(m_edit->currentText(), QStringLiteral("localhost:800"));
        QCOMPARE(m_edit->target()->port, quint16{800});
    }

    void cursorGoesWhereSomethingIsMissing()
    {
        type("localhost");
        QTest::keyClick(m_edit.get(), Qt::Key_Home);
        QVERIFY(!m_edit->target());
        QCOMPARE(m_edit->lineEdit()->cursorPosition(), 9);
    }

    void nothingIsCompleted()
    {
        m_edit->remember({QStringLiteral("localhost"), 8080});
        type("localhost:80");
        QCOMPARE(m_edit->currentText(), QStringLiteral("localhost:80"));
        QVERIFY(!m_edit->lineEdit()->completer());
    }

    void historyIsBoundedAndNewestFirst()
    {
        type("here:1");
        for (quint16 port = 1; port <= 20; ++port)
            m_edit->remember({QStringLiteral("host"), port});
        m_edit->remember({QStringLiteral("host"), 15});
        const QStringList history = m_edit->history();
        QCOMPARE(history.size(), TargetEdit::kMaxHistory);
        QCOMPARE(history[0], QStringLiteral("host:15"));
        QCOMPARE(history[1], QStringLiteral("host:20"));
        QCOMPARE(history.count(QStringLiteral("host:15")), 1);
        QCOMPARE(m_edit->currentText(), QStringLiteral("here:1")); // what is written stays
    }

    void rememberingKeepsFollowing()
    {
        m_edit->remember({QStringLiteral("127.0.0.1"), 8080});
        QVERIFY(m_edit->isFollowing());
        m_edit->followServer(address("127.0.0.1", 9000));
        QCOMPARE(m_edit->currentText(), QStringLiteral("127.0.0.1:9000"));
    }

    void choosingFromTheHistoryIsEditing()
    {
        m_edit->setHistory({QStringLiteral("a:1"), QStringLiteral("b:2")});
        m_edit->setCurrentIndex(1);
        Q_EMIT m_edit->textActivated(m_edit->currentText());
        m_edit->followServer(address("127.0.0.1", 9000));
        QCOMPARE(m_edit->currentText(), QStringLiteral("b:2"));
    }

    void enter()
    {
        QSignalSpy pressed(m_edit.get(), &TargetEdit::enterPressed);
        QTest::keyClick(m_edit.get(), Qt::Key_Return);
        QTest::keyClick(m_edit.get(), Qt::Key_Enter);
        QCOMPARE(pressed.count(), 2);
    }
};

GUI_TEST(TestTargetEdit)
#include "tst_target_edit.moc"
