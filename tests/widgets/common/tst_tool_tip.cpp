// SPDX-License-Identifier: GPL-3.0-or-later
// A tool tip is read as it is.
#include "tests/support/test_class.h"
#include "widgets/common/tool_tip.h"

#include <QTest>
#include <QTextDocument>
#include <QWidget>

class TestToolTip : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isReadAsItIs_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("words") << QStringLiteral("An accept queue.");
        QTest::newRow("an image") << QStringLiteral("zz<img src=/dev/zero>");
        QTest::newRow("an entity") << QStringLiteral("a &lt; b & c");
        QTest::newRow("lines and spaces") << QStringLiteral("one\n  two   three");
        QTest::newRow("quotes") << QStringLiteral("\"a\" 'b'");
    }
    void isReadAsItIs()
    {
        QFETCH(QString, text);
        QWidget widget;
        widgets::setPlainToolTip(widget, text);
        QVERIFY(Qt::mightBeRichText(widget.toolTip()));
        QTextDocument shown;
        shown.setHtml(widget.toolTip());
        QCOMPARE(shown.toPlainText(), text);
        QCOMPARE(widget.accessibleDescription(), text);
        widgets::setPlainToolTip(widget, {});
        QCOMPARE(widget.toolTip(), QString());
        QCOMPARE(widget.accessibleDescription(), QString());
    }
};

GUI_TEST(TestToolTip)
#include "tst_tool_tip.moc"
