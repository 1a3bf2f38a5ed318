// SPDX-License-Identifier: GPL-3.0-or-later
// The row of tools fits a small window, whatever is counted.
#include "app/window/tool_row.h"
#include "tests/support/test_class.h"

#include <QLabel>
#include <QTest>

class TestToolRow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLongSummaryWidensNothing()
    {
        app::ToolRow row;
        row.setSummary(QStringLiteral("Server stopped · events: 0"));
        const int before = row.minimumSizeHint().width();
        row.setSummary(QStringLiteral("[fe80::1%eth0]:65535 · connections: 10,000 · events: 1,000,000"));
        QCoreApplication::processEvents();
        QCOMPARE(row.minimumSizeHint().width(), before);
    }

    void theSummaryHasAllTheRoomThereIs()
    {
        app::ToolRow row;
        const QString text = QStringLiteral("127.0.0.1:8080 · connections: 5 · events: 477,751");
        row.setSummary(text);
        row.resize(1600, 50);
        row.show();
        const auto shown = [&row, &text] {
            for (const QLabel* label : row.findChildren<QLabel*>()) {
                if (label->accessibleName() == text)
                    return label->text();
            }
            return QString();
        };
        QTRY_COMPARE(shown(), text);
    }
};

GUI_TEST(TestToolRow)
#include "tst_tool_row.moc"
