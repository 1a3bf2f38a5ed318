// SPDX-License-Identifier: GPL-3.0-or-later
// Errors in words, the bar that shows them, and the line under a field.
#include "core/text/errno_text.h"
#include "tests/support/test_class.h"
#include "widgets/common/error_text.h"
#include "widgets/common/field_message.h"
#include "widgets/common/message_bar.h"
#include "widgets/common/role_label.h"
#include "widgets/common/theme.h"

#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>
#include <QVBoxLayout>
#include <QtTest>
#include <algorithm>
#include <cerrno>

using namespace widgets;

class TestMessageBar : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void errorSentence_data();
    void errorSentence();
    void percentSignsStay();
    void callNames();
    void showsAndCounts();
    void otherMessageReplaces();
    void dismissedByMouse();
    void dismissedByKey_data();
    void dismissedByKey();
    void cleared();
    void buttonsComeAndGoWithTheMessage();
    void noMarkup();
    void marks();
    void neverStealsFocus();
    void narrow();
    void cutOffIsInTheToolTip();
    void fieldMessage();
    void roleLabelFollowsTheme();
};

void TestMessageBar::errorSentence_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QByteArray>("call");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("port taken") << QStringLiteral("Listening on 127.0.0.1:8080") << QByteArray("bind") << EADDRINUSE
                                << QStringLiteral("Listening on 127.0.0.1:8080: bind() failed: Address already in use "
                                                  "(EADDRINUSE)");
    QTest::newRow("without what was tried") << QString() << QByteArray("accept4") << EMFILE
                                            << QStringLiteral("accept4() failed: Too many open files (EMFILE)");
    QTest::newRow("call that is not known") << QString() << QByteArray("mystery") << EPERM
                                            << QStringLiteral("mystery() failed: Operation not permitted (EPERM)");
}

void TestMessageBar::errorSentence()
{
    QFETCH(QString, what);
    QFETCH(QByteArray, call);
    QFETCH(int, code);
    const ErrorText text = errorText(what, {call.constData(), code});
    QTEST(text.sentence, "sentence");
    const core::ErrnoHelp help = core::errnoHelp(core::callNamed(call.constData()), code);
    QCOMPARE(text.cause, QString::fromUtf8(help.cause));
    QCOMPARE(text.remedy, QString::fromUtf8(help.remedy));
    QVERIFY(!text.cause.isEmpty() && !text.remedy.isEmpty());
}

void TestMessageBar::percentSignsStay()
{
    QCOMPARE(errorText(QStringLiteral("%2 %1 %3"), {"bind", EACCES}).sentence,
             QStringLiteral("%2 %1 %3: bind() failed: Permission denied (EACCES)"));
}

void TestMessageBar::callNames()
{
    for (std::size_t i = 1; i < core::kCalls.size(); ++i)
        QCOMPARE(static_cast<std::size_t>(core::callNamed(core::kCalls[i].name)), i);
    QVERIFY(core::callNamed("") == core::Call::None);
    QVERIFY(core::callNamed("bindx") == core::Call::None);
}

void TestMessageBar::showsAndCounts()
{
    MessageBar bar;
    QVERIFY(!bar.hasMessage());
    QVERIFY(bar.isHidden());
    const core::SysError error{"bind", EADDRINUSE};
    bar.showError(QStringLiteral("Listening"), error);
    QVERIFY(!bar.isHidden());
    QCOMPARE(bar.count(), 1);
    QVERIFY(!bar.isModal());
    QCOMPARE(bar.accessibleName(), bar.sentence());
    const QString remedy = errorText({}, error).remedy;
    QVERIFY2(bar.help().contains(remedy), qPrintable(bar.help()));
    bar.showError(QStringLiteral("Listening"), error);
    bar.showError(QStringLiteral("Listening"), error);
    QCOMPARE(bar.count(), 3);
    const auto labels = bar.findChildren<RoleLabel*>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const RoleLabel* label) {
        return !label->isHidden() && label->text().startsWith(QLatin1Char('3'));
    }));
}

void TestMessageBar::otherMessageReplaces()
{
    MessageBar bar;
    bar.showError(QStringLiteral("Listening"), {"bind", EADDRINUSE});
    bar.showError(QStringLiteral("Listening"), {"bind", EADDRINUSE});
    bar.showError(QStringLiteral("Listening"), {"bind", EACCES});
    QCOMPARE(bar.count(), 1);
    QVERIFY(bar.sentence().contains(QLatin1String("EACCES")));
    bar.showMessage(MessageBar::Kind::Notice, bar.sentence()); // the same words, but no error
    QCOMPARE(bar.count(), 1);
}

void TestMessageBar::dismissedByMouse()
{
    MessageBar bar;
    bar.showMessage(MessageBar::Kind::Error, QStringLiteral("Something failed."));
    bar.resize(300, bar.sizeHint().height());
    QSignalSpy dismissed(&bar, &MessageBar::dismissed);
    auto* button = bar.findChild<QToolButton*>();
    QVERIFY(!button->accessibleName().isEmpty());
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(bar.isHidden());
    QCOMPARE(bar.count(), 0);
    QCOMPARE(dismissed.count(), 1);
}

void TestMessageBar::dismissedByKey_data()
{
    QTest::addColumn<int>("key");
    QTest::newRow("Escape") << static_cast<int>(Qt::Key_Escape);
    QTest::newRow("Space on the button") << static_cast<int>(Qt::Key_Space);
}

void TestMessageBar::dismissedByKey()
{
    QFETCH(int, key);
    QWidget window;
    auto* column = new QVBoxLayout(&window);
    auto* field = new QLineEdit(&window);
    auto* bar = new MessageBar(&window);
    column->addWidget(field);
    column->addWidget(bar);
    bar->showMessage(MessageBar::Kind::Error, QStringLiteral("Something failed."));
    window.show();
    field->setFocus();
    QTest::keyClick(field, Qt::Key_Tab); // the button is the next stop, the texts are none
    QCOMPARE(window.focusWidget(), bar->findChild<QToolButton*>());
    QTest::keyClick(window.focusWidget(), static_cast<Qt::Key>(key));
    QVERIFY(bar->isHidden());
}

void TestMessageBar::cleared()
{
    MessageBar bar;
    QSignalSpy dismissed(&bar, &MessageBar::dismissed);
    bar.showMessage(MessageBar::Kind::Error, QStringLiteral("Something failed."));
    bar.clearMessage();
    QVERIFY(bar.isHidden());
    QCOMPARE(dismissed.count(), 0);
    bar.showMessage(MessageBar::Kind::Error, QStringLiteral("Something failed."));
    QCOMPARE(bar.count(), 1);
}

void TestMessageBar::buttonsComeAndGoWithTheMessage()
{
    QWidget window;
    auto* bar = new MessageBar;
    QVBoxLayout layout(&window);
    layout.addWidget(bar);
    QPushButton* button = bar->addButton(QStringLiteral("&Repair"));
    QSignalSpy clicked(button, &QPushButton::clicked);
    window.show();
    QVERIFY(!button->isVisible());
    bar->showMessage(MessageBar::Kind::Notice, QStringLiteral("Something is broken."));
    QVERIFY(button->isVisible());
    QVERIFY((button->focusPolicy() & Qt::TabFocus) != 0);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(clicked.count(), 1);
    bar->clearMessage();
    QVERIFY(!button->isVisible());
}

void TestMessageBar::noMarkup()
{
    MessageBar bar;
    bar.showMessage(MessageBar::Kind::Error, QStringLiteral("<b>bold</b>"), QStringLiteral("<img src=x>"));
    for (const RoleLabel* label : bar.findChildren<RoleLabel*>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
    QCOMPARE(bar.sentence(), QStringLiteral("<b>bold</b>"));
}

void TestMessageBar::marks()
{
    MessageBar bar;
    const auto mark = [&bar] { return bar.findChildren<RoleLabel*>().constFirst()->text(); };
    bar.showMessage(MessageBar::Kind::Error, QStringLiteral("a"));
    QCOMPARE(mark(), QStringLiteral("✕"));
    bar.showMessage(MessageBar::Kind::Notice, QStringLiteral("a"));
    QCOMPARE(mark(), QStringLiteral("!"));
}

void TestMessageBar::neverStealsFocus()
{
    QWidget window;
    auto* column = new QVBoxLayout(&window);
    auto* field = new QLineEdit(&window);
    auto* bar = new MessageBar(&window);
    column->addWidget(field);
    column->addWidget(bar);
    window.show();
    field->setFocus();
    bar->showMessage(MessageBar::Kind::Error, QStringLiteral("Something failed."));
    QCOMPARE(window.focusWidget(), field);
}

void TestMessageBar::narrow()
{
    MessageBar bar;
    bar.showError(QStringLiteral("Listening on [fe80::1234:5678:9abc:def0%eth0]:65535"), {"bind", EADDRNOTAVAIL});
    QVERIFY2(bar.minimumSizeHint().width() <= 260, qPrintable(QString::number(bar.minimumSizeHint().width())));
    QVERIFY(bar.heightForWidth(260) > bar.heightForWidth(600));
}

void TestMessageBar::cutOffIsInTheToolTip()
{
    QWidget parent;
    parent.resize(400, 400);
    auto* bar = new MessageBar(&parent);
    bar->showError(QStringLiteral("Connecting to <b>127.0.0.1:1"), {"connect", ECONNREFUSED});
    parent.show();
    bar->setAddition(QStringLiteral("It is somebody else's."));
    bar->resize(300, bar->heightForWidth(300));
    QCOMPARE(bar->toolTip(), QString());
    bar->resize(300, bar->heightForWidth(300) - 20);
    QTRY_VERIFY(bar->toolTip().contains(bar->sentence().toHtmlEscaped()));
    QVERIFY(bar->toolTip().contains(bar->addition().toHtmlEscaped()));
    QVERIFY(bar->toolTip().contains(bar->help().toHtmlEscaped()));
    bar->resize(300, bar->heightForWidth(300));
    QCOMPARE(bar->toolTip(), QString());
}

void TestMessageBar::fieldMessage()
{
    QLineEdit field;
    field.setAccessibleDescription(QStringLiteral("what to type"));
    FieldMessage message(&field);
    QVERIFY(message.isHidden());
    message.setText(QStringLiteral("No address."));
    QVERIFY(!message.isHidden());
    QCOMPARE(field.accessibleDescription(), QStringLiteral("No address."));
    message.setText({});
    QVERIFY(message.isHidden());
    QCOMPARE(field.accessibleDescription(), QStringLiteral("what to type"));
}

void TestMessageBar::roleLabelFollowsTheme()
{
    QWidget window;
    RoleLabel label(Role::Error, QStringLiteral("text"), &window);
    applyTheme(*qApp, true); // before it is shown
    window.show();
    QCOMPARE(label.palette().color(QPalette::WindowText), color(Role::Error, qApp->palette()));
    label.hide();
    for (const bool dark : {false, true, false}) {
        applyTheme(*qApp, dark);
        QTRY_COMPARE(label.palette().color(QPalette::WindowText), color(Role::Error, qApp->palette()));
    }
    label.setRole(Role::Muted);
    QCOMPARE(label.palette().color(QPalette::WindowText), color(Role::Muted, qApp->palette()));
    applyTheme(*qApp, false);
}

GUI_TEST(TestMessageBar)
#include "tst_message_bar.moc"
