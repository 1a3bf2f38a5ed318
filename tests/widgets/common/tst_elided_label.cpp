// SPDX-License-Identifier: GPL-3.0-or-later
// A label that gives way.
#include "tests/support/test_class.h"
#include "widgets/common/elided_label.h"
#include "widgets/common/tool_tip.h"

#include <QHBoxLayout>
#include <QTest>

using widgets::ElidedLabel;

class TestElidedLabel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsWhatThereIsRoomFor()
    {
        const QString text = QStringLiteral("127.0.0.1:8080 · connections: 5 · events: 477,751");
        QWidget window;
        auto* label = new ElidedLabel(widgets::Role::Neutral, QStringLiteral("first"));
        (new QHBoxLayout(&window))->addWidget(label);
        QCOMPARE(label->fullText(), QStringLiteral("first"));
        label->setFullText(text);
        QVERIFY(window.minimumSizeHint().width() < 60);
        window.resize(1000, 40);
        window.show();
        QTRY_COMPARE(label->text(), text);
        QCOMPARE(label->toolTip(), QString());
        window.resize(150, 40);
        QTRY_VERIFY(label->text().endsWith(QStringLiteral("…")));
        QCOMPARE(label->toolTip(), widgets::plainToolTip(text));
        QCOMPARE(label->accessibleName(), text);
        QCOMPARE(label->fullText(), text);
        window.resize(window.sizeHint());
        QTRY_COMPARE(label->text(), text); // the width that it asks for is enough
        label->setFullText(QStringLiteral("short"));
        QCOMPARE(label->text(), QStringLiteral("short"));
        QCOMPARE(label->toolTip(), QString());
    }
};

GUI_TEST(TestElidedLabel)
#include "tst_elided_label.moc"
