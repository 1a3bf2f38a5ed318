// SPDX-License-Identifier: GPL-3.0-or-later
// What the tabs of a recording do together: streams are followed, statistics lead to events.
#include "app/window/event_tabs.h"
#include "tests/support/test_class.h"
#include "tests/widgets/log/event_maker.h"
#include "widgets/log/log_panel.h"
#include "widgets/log/log_view.h"
#include "widgets/statistics/statistics_panel.h"
#include "widgets/stream/stream_view.h"
#include "widgets/stream/stream_window.h"

#include <QAction>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using app::EventTabs;
using core::Call;
using core::Side;
using widgets::StreamWindow;

class TestEventTabs : public QObject
{
    Q_OBJECT

    EventMaker m_make;
    widgets::EventFeed m_feed{core::Recording::Limits{}};
    EventTabs m_tabs{m_feed, {}};

    void echo(core::ConnectionId connection)
    {
        m_feed.append(EventMaker::batch(
            {m_make.call(Call::Getsockname, Side::Client, connection, 9, 0, 0, EventMaker::tcp(54321)),
             m_make.call(Call::Connect, Side::Client, connection, 9, 0, 0, EventMaker::tcp(8080)),
             m_make.data(Call::Send, Side::Client, connection, 9, "ab"),
             m_make.data(Call::Recv, Side::Client, connection, 9, "AB")}));
    }

    QList<StreamWindow*> streams() const { return m_tabs.findChildren<StreamWindow*>(); }

private Q_SLOTS:
    void cleanup()
    {
        m_tabs.selectEvent(0);
        for (StreamWindow* window : streams())
            delete window;
        m_feed.clear();
    }

    void theStreamOfTheSelectedEventIsFollowedElseOfTheNewest()
    {
        QAction* follow = m_tabs.followStreamAction();
        QVERIFY(!follow->isEnabled());
        echo(1);
        echo(2);
        QVERIFY(follow->isEnabled());
        follow->trigger();
        QCOMPARE(streams().size(), 1);
        QCOMPARE(streams().first()->panel().content().connection(), 2U);
        QVERIFY(streams().first()->windowTitle().contains(QStringLiteral("127.0.0.1:54321 → 127.0.0.1:8080")));
        const quint64 first = m_feed.recording().firstNumber();
        m_tabs.selectEvent(first + 2);
        follow->trigger();
        QCOMPARE(streams().size(), 2);
        QCOMPARE(streams().last()->panel().content().connection(), 1U);
        follow->trigger(); // it is open already
        QCOMPARE(streams().size(), 2);
        QTRY_COMPARE(streams().last()->panel().view().currentEvent(), first + 2);
    }

    void aLineOfAStreamSelectsItsEventAndTheOtherWayRound()
    {
        echo(1);
        StreamWindow& stream = m_tabs.followStream(1);
        QTRY_COMPARE(stream.panel().content().rows(), quint64{2});
        QSignalSpy selected(&m_tabs, &EventTabs::eventSelected);
        QTest::keyClick(&stream.panel().view(), Qt::Key_End);
        const quint64 last = m_feed.recording().firstNumber() + 3;
        QCOMPARE(selected.count(), 1);
        QCOMPARE(selected.first().first().toULongLong(), last);
        m_tabs.selectEvent(last - 1);
        QCOMPARE(stream.panel().view().currentRow(), 0);
    }

    void aClosedStreamIsForgotten()
    {
        echo(1);
        m_tabs.followStream(1).close();
        QTRY_VERIFY(streams().isEmpty());
        m_tabs.selectEvent(m_feed.recording().firstNumber());
        m_tabs.followStream(1);
        QCOMPARE(streams().size(), 1);
    }

    void statisticsLeadToEvents()
    {
        echo(3);
        m_tabs.setCurrentWidget(&m_tabs.statistics());
        Q_EMIT m_tabs.statistics().connectionActivated(3);
        QCOMPARE(m_tabs.currentWidget(), static_cast<QWidget*>(&m_tabs.log()));
        const auto isShown = [this](const QString& text) {
            for (const QLineEdit* edit : m_tabs.log().findChildren<QLineEdit*>()) {
                if (edit->text() == text)
                    return true;
            }
            return false;
        };
        QVERIFY(isShown(QStringLiteral("conn:3")));
        Q_EMIT m_tabs.statistics().callActivated(Call::Send);
        QVERIFY(isShown(QStringLiteral("call:send")));
        Q_EMIT m_tabs.statistics().followStreamRequested(3);
        QCOMPARE(streams().size(), 1);
    }
};

GUI_TEST(TestEventTabs)
#include "tst_event_tabs.moc"
