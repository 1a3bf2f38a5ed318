// SPDX-License-Identifier: GPL-3.0-or-later
// The bytes of an event: found, gone to, saved.
#include "tests/support/test_class.h"
#include "tests/widgets/log/event_maker.h"
#include "widgets/common/mark_toggle.h"
#include "widgets/common/save_bar.h"
#include "widgets/log/bytes_field.h"
#include "widgets/log/payload_pane.h"

#include <QFile>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>

using core::Call;
using core::Side;
using widgets::EventFeed;
using widgets::HexView;
using widgets::PayloadPane;

class TestPayloadPane : public QObject
{
    Q_OBJECT

    EventMaker m_make;
    EventFeed m_feed{core::Recording::Limits{}};
    PayloadPane m_pane{m_feed};

    void showBytes(std::string_view text)
    {
        m_feed.append(EventMaker::batch({m_make.data(Call::Send, Side::Client, 1, 9, text)}));
        const std::size_t last = m_feed.recording().size() - 1;
        m_pane.showBytes(m_feed.recording().firstNumber() + last, m_feed.recording().at(last).bytes());
        m_pane.resize(700, 300);
        m_pane.show();
    }

    void type(const QString& text)
    {
        m_pane.findField().edit()->clear();
        QTest::keyClicks(m_pane.findField().edit(), text);
    }

    void find(Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(m_pane.findField().edit(), Qt::Key_Return, modifiers);
        QTRY_VERIFY(m_pane.findField().outcome() != QStringLiteral("Searching …"));
    }

private Q_SLOTS:
    void bytesAreFoundInBothDirectionsAndComingRound()
    {
        showBytes("one two one\r\n");
        QTest::keyClick(&m_pane.hexView(), Qt::Key_F, Qt::ControlModifier);
        QVERIFY(m_pane.findField().isVisible());
        type(QStringLiteral("one"));
        const HexView::Range first{0, 3};
        const HexView::Range second{8, 11};
        find();
        QCOMPARE(m_pane.hexView().selection(), first);
        find();
        QCOMPARE(m_pane.hexView().selection(), second);
        find();
        QCOMPARE(m_pane.hexView().selection(), first);
        find(Qt::ShiftModifier);
        QCOMPARE(m_pane.hexView().selection(), second);
        type(QStringLiteral("\\r\\n"));
        find();
        const HexView::Range end{11, 13};
        QCOMPARE(m_pane.hexView().selection(), end);
        type(QStringLiteral("three"));
        find();
        QCOMPARE(m_pane.findField().outcome(), QStringLiteral("Not found"));
        QTest::keyClick(m_pane.findField().edit(), Qt::Key_Escape);
        QVERIFY(!m_pane.findField().isVisible());
    }

    void hexIsFound()
    {
        showBytes(std::string_view("a\0b\xff", 4));
        m_pane.showSearch(true);
        QTest::mouseClick(m_pane.findField().hexToggle(), Qt::LeftButton);
        type(QStringLiteral("00 62"));
        find();
        const HexView::Range range{1, 3};
        QCOMPARE(m_pane.hexView().selection(), range);
        type(QStringLiteral("0"));
        find();
        QCOMPARE(m_pane.hexView().selection(), range); // a mistake is said, nothing is searched
        QTest::mouseClick(m_pane.findField().hexToggle(), Qt::LeftButton);
    }

    void aMatchMayLieAcrossSlices()
    {
        std::string text((std::size_t{2} << 20U) + 100, 'x');
        text.replace((std::size_t{1} << 20U) - 3, 6, "needle");
        showBytes(text);
        m_pane.showSearch(true);
        type(QStringLiteral("needle"));
        for (const auto modifiers : {Qt::NoModifier, Qt::ShiftModifier}) {
            m_pane.hexView().goTo(0);
            find(modifiers);
            QCOMPARE(m_pane.hexView().selection().begin, (std::size_t{1} << 20U) - 3);
        }
    }

    void offsetsAreGoneTo()
    {
        showBytes(std::string(100, 'x'));
        m_pane.showSearch(true);
        for (const auto& [typed, expected] :
             {std::pair(QStringLiteral("16"), 16U), std::pair(QStringLiteral("0x20"), 32U), // not a number, too far:
              std::pair(QStringLiteral("x"), 32U), std::pair(QStringLiteral("100"), 32U)}) {
            m_pane.offsetField().setText(typed);
            QTest::keyClick(&m_pane.offsetField(), Qt::Key_Return);
            QCOMPARE(m_pane.hexView().cursor(), std::size_t{expected});
        }
        QVERIFY(m_pane.findField().outcome().contains(QStringLiteral("99")));
    }

    void savedBytesAreTheBytesAlsoWhenTheEventIsLetGo()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("payload"));
        const std::string text(3'000'000, 'y');
        showBytes(text);
        m_pane.saveTo(path);
        m_pane.clear();
        m_feed.clear();
        QTRY_VERIFY(!m_pane.saveBar().isRunning());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray::fromStdString(text));
        QCOMPARE(file.permissions() & 0x77, QFileDevice::Permissions());
    }
};

GUI_TEST(TestPayloadPane)
#include "tst_payload_pane.moc"
