// SPDX-License-Identifier: GPL-3.0-or-later
// The conversation by mouse and keys: following, selecting, copying, sending again.
#include "client_events.h"
#include "tests/support/test_class.h"
#include "widgets/client/conversation_list.h"
#include "widgets/client/conversation_view.h"

#include <QAction>
#include <QClipboard>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <memory>

using widgets::ConversationModel;
using widgets::ConversationView;
using widgets::EventFeed;

class TestConversationView final : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<EventFeed> m_feed;
    std::unique_ptr<ConversationModel> m_model;
    std::unique_ptr<ConversationView> m_view;

    void make(int capacity = ConversationModel::kDefaultCapacity)
    {
        m_feed = std::make_unique<EventFeed>(core::Recording::Limits{});
        m_model = std::make_unique<ConversationModel>(*m_feed, nullptr, capacity);
        m_model->addConnection(1, QStringLiteral("127.0.0.1:8080"));
        m_view = std::make_unique<ConversationView>(*m_model);
        m_view->resize(340, 200);
        m_view->show();
    }
    void say(int count)
    {
        ClientEvents events;
        for (int i = 0; i < count; ++i)
            events.sent(QByteArray("message ") + QByteArray::number(i));
        m_feed->append(events.take());
        QCoreApplication::sendPostedEvents();
    }
    QScrollBar* bar() { return m_view->list()->verticalScrollBar(); }
    void click(int row)
    {
        auto* list = m_view->list();
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(m_model->index(row)).center());
    }
    QAction* action(const char* words)
    {
        for (QAction* action : m_view->menu()->actions())
            if (action->text().remove(QLatin1Char('&')) == QLatin1String(words))
                return action;
        return nullptr;
    }

private Q_SLOTS:
    void init() { make(); }
    void cleanup()
    {
        m_view.reset();
        m_model.reset();
        m_feed.reset();
    }

    void footer_data()
    {
        QTest::addColumn<QByteArrayList>("sent");
        QTest::addColumn<QByteArrayList>("received");
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << QByteArrayList() << QByteArrayList() << QString();
        QTest::newRow("the same both ways")
            << QByteArrayList{"Hello!", "こんにちは", "1234"} << QByteArrayList{"Hello!", "こんにちは", "1234"}
            << QStringLiteral("Messages: 3 out, 3 back, 25 B each way");
        QTest::newRow("different") << QByteArrayList{"Hello!"} << QByteArrayList()
                                   << QStringLiteral("Messages: 1 out (6 B), 0 back (0 B)");
    }
    void footer()
    {
        QFETCH(QByteArrayList, sent);
        QFETCH(QByteArrayList, received);
        ClientEvents events;
        for (const QByteArray& bytes : sent)
            events.sent(bytes);
        for (const QByteArray& bytes : received)
            events.received(bytes);
        m_feed->append(events.take());
        QTEST(m_view->footer(), "text");
    }

    void countsWhatWasLetGo()
    {
        make(10);
        say(25);
        QVERIFY2(m_view->footer().contains(QStringLiteral("15 older lines dropped")), qPrintable(m_view->footer()));
    }

    void followsTheNewest()
    {
        say(100);
        QTRY_VERIFY(bar()->maximum() > 0);
        QTRY_COMPARE(bar()->value(), bar()->maximum());
        say(100);
        QTRY_COMPARE(bar()->value(), bar()->maximum());
        QVERIFY(m_view->list()->visualRect(m_model->index(199)).bottom() <= m_view->list()->viewport()->height());
        auto* newest = m_view->findChild<QToolButton*>();
        QVERIFY(!newest->isVisible());

        QTest::keyClick(m_view->list(), Qt::Key_Home); // away from it
        QTRY_COMPARE(bar()->value(), 0);
        QVERIFY(!m_view->list()->isFollowing());
        say(100);
        QTRY_COMPARE(m_model->rowCount(), 300);
        QCOMPARE(bar()->value(), 0);
        QVERIFY(newest->isVisible());

        QTest::mouseClick(newest, Qt::LeftButton);
        QTRY_COMPARE(bar()->value(), bar()->maximum());
        QVERIFY(m_view->list()->isFollowing());
    }

    void keepsItsPlaceWhileTheOldestGo()
    {
        make(100);
        say(100);
        QTRY_VERIFY(bar()->maximum() > 0);
        QTRY_COMPARE(bar()->value(), bar()->maximum());
        bar()->setValue(bar()->maximum() / 2);
        const auto shown = m_view->list()->indexAt({5, 5}).data().toString();
        QVERIFY(!shown.isEmpty());
        say(5); // the oldest tenth goes
        QTRY_COMPARE(m_model->letGo(), quint64{10});
        QTRY_COMPARE(m_view->list()->indexAt({5, 5}).data().toString(), shown);
    }

    void selecting()
    {
        m_feed->append(ClientEvents().on(9).sent("foreign").on(1).sent("a").received("b").take());
        QSignalSpy selected(m_view.get(), &ConversationView::eventSelected);
        click(1);
        QCOMPARE(selected.count(), 1);
        QCOMPARE(selected[0][0].toULongLong(), quint64{3});
        m_view->selectEvent(2);
        QCOMPARE(m_view->list()->currentIndex().row(), 0);
        m_view->selectEvent(1); // of somebody else
        QVERIFY(!m_view->list()->currentIndex().isValid());
        QVERIFY(!m_view->list()->selectionModel()->hasSelection());
        QCOMPARE(selected.count(), 1);               // told, not chosen
        QTest::keyClick(m_view->list(), Qt::Key_Up); // nothing is selected: begins at the newest
        QCOMPARE(selected.count(), 2);
        QCOMPARE(selected[1][0].toULongLong(), quint64{3});
        QTest::keyClick(m_view->list(), Qt::Key_Up);
        QCOMPARE(selected[2][0].toULongLong(), quint64{2});
    }

    void focusSelectsNothing()
    {
        say(3);
        QSignalSpy selected(m_view.get(), &ConversationView::eventSelected);
        m_view->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
        m_view->list()->clearFocus();
        m_view->list()->setFocus(Qt::TabFocusReason);
        QVERIFY(m_view->list()->hasFocus());
        QCOMPARE(selected.count(), 0);
    }

    void copying()
    {
        m_feed->append(ClientEvents().sent(QByteArray("a\xff\n", 3)).received("say \"hi\"").take());
        click(1);
        QTest::keyClick(m_view->list(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("say \"hi\""));
        click(0);
        action("Copy text")->trigger();
        QVERIFY(QGuiApplication::clipboard()->text().compare(QStringLiteral("a\\xFF\\n"), Qt::CaseInsensitive) == 0);
        action("Copy as hex")->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("61 ff 0a"));
    }

    void sendingAgain()
    {
        m_feed->append(ClientEvents().connected().sent("again\n").take());
        QSignalSpy again(m_view.get(), &ConversationView::sendAgainRequested);
        click(1);
        Q_EMIT m_view->menu()->aboutToShow();
        QVERIFY(action("Send again")->isEnabled());
        action("Send again")->trigger();
        QCOMPARE(again.count(), 1);
        QCOMPARE(again[0][0].toByteArray(), QByteArray("again\n"));
        click(0); // a notice
        Q_EMIT m_view->menu()->aboutToShow();
        QVERIFY(!action("Send again")->isEnabled());
        QVERIFY(!action("Copy as hex")->isEnabled());
        QVERIFY(action("Copy text")->isEnabled());
    }

    void emptyTextIsPainted()
    {
        m_view->setEmptyText({});
        const QImage nothing = m_view->grab().toImage();
        m_view->setEmptyText(QStringLiteral("Not connected. Press Connect (F6)."));
        QVERIFY(m_view->grab().toImage() != nothing);
        say(1);
        const QImage line = m_view->grab().toImage();
        m_view->setEmptyText(QStringLiteral("Something else"));
        QCOMPARE(m_view->grab().toImage(), line); // no longer shown
    }

    void manyLinesStayQuick()
    {
        say(99'000);
        m_view->grab();
        QElapsedTimer clock;
        clock.start();
        for (int batch = 0; batch < 20; ++batch) {
            say(100);
            m_view->grab();
        }
        const auto each = clock.elapsed() / 20;
        qInfo("100 lines added to 100,000 and painted: %lld ms", each);
        QVERIFY2(each < 250, qPrintable(QString::number(each)));
    }
};

GUI_TEST(TestConversationView)
#include "tst_conversation_view.moc"
