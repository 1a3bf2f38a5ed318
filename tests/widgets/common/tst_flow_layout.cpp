// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_class.h"
#include "widgets/common/flow_layout.h"

#include <QHBoxLayout>
#include <QTest>
#include <QWidget>
#include <array>
#include <memory>

using widgets::FlowLayout;

class TestFlowLayout : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_window = std::make_unique<QWidget>();
        m_layout = new FlowLayout(10, m_window.get());
        for (QWidget*& item : m_items) {
            item = new QWidget;
            item->setFixedSize(100, 20);
            m_layout->addWidget(item);
        }
        m_window->show();
    }
    void cleanup() { m_window.reset(); }

    void breaksLines_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("height");
        QTest::addColumn<QPoint>("second");
        QTest::addColumn<QPoint>("third");
        QTest::newRow("one line") << 320 << 20 << QPoint(110, 0) << QPoint(220, 0);
        QTest::newRow("two lines") << 319 << 50 << QPoint(110, 0) << QPoint(0, 30);
        QTest::newRow("three lines") << 209 << 80 << QPoint(0, 30) << QPoint(0, 60);
        QTest::newRow("narrower than an item") << 50 << 80 << QPoint(0, 30) << QPoint(0, 60);
    }
    void breaksLines()
    {
        QFETCH(int, width);
        m_layout->setGeometry({0, 0, width, 200});
        QTEST(m_layout->heightForWidth(width), "height");
        QCOMPARE(m_items[0]->pos(), QPoint(0, 0));
        QTEST(m_items[1]->pos(), "second");
        QTEST(m_items[2]->pos(), "third");
    }

    void oneThatGrowsFillsItsLine()
    {
        m_items[1]->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        m_items[1]->setMaximumWidth(QWIDGETSIZE_MAX);
        m_layout->setGeometry({0, 0, 400, 200});
        QCOMPARE(m_items[1]->geometry(), QRect(110, 0, 180, 20));
        QCOMPARE(m_items[2]->pos(), QPoint(300, 0));
        m_layout->setGeometry({0, 0, 250, 200});
        QCOMPARE(m_items[1]->geometry(), QRect(110, 0, 140, 20));
        QCOMPARE(m_items[2]->pos(), QPoint(0, 30));
    }

    void sizes()
    {
        QCOMPARE(m_layout->sizeHint(), QSize(320, 20));
        QCOMPARE(m_layout->minimumSize(), QSize(100, 20));
    }

    void hiddenTakesNoRoom()
    {
        m_items[1]->hide();
        m_layout->setGeometry({0, 0, 319, 200});
        QCOMPARE(m_items[2]->pos(), QPoint(110, 0));
        QCOMPARE(m_layout->sizeHint(), QSize(210, 20));
        QCOMPARE(m_layout->heightForWidth(319), 20);
    }

    void rightToLeft()
    {
        m_window->setLayoutDirection(Qt::RightToLeft);
        m_layout->setGeometry({0, 0, 320, 20});
        QCOMPARE(m_items[0]->pos(), QPoint(220, 0));
        QCOMPARE(m_items[2]->pos(), QPoint(0, 0));
    }

    void layoutsAreItems()
    {
        auto* row = new QHBoxLayout;
        row->setContentsMargins(0, 0, 0, 0);
        auto* inRow = new QWidget;
        inRow->setFixedSize(60, 30);
        row->addWidget(inRow);
        m_layout->addItem(row);
        inRow->show();
        m_layout->setGeometry({0, 0, 400, 200});
        QCOMPARE(inRow->parentWidget(), m_window.get());
        QCOMPARE(inRow->pos(), QPoint(330, 0));
        QCOMPARE(m_layout->heightForWidth(400), 30);
    }

    void itemsCanBeTaken()
    {
        const std::unique_ptr<QLayoutItem> taken(m_layout->takeAt(0));
        QCOMPARE(taken->widget(), m_items[0]);
        QCOMPARE(m_layout->count(), 2);
        QVERIFY(!m_layout->takeAt(2));
        QVERIFY(!m_layout->itemAt(-1));
    }

private:
    std::unique_ptr<QWidget> m_window;
    FlowLayout* m_layout = nullptr;
    std::array<QWidget*, 3> m_items{};
};

GUI_TEST(TestFlowLayout)
#include "tst_flow_layout.moc"
