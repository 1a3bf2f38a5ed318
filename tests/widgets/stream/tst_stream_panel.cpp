// SPDX-License-Identifier: GPL-3.0-or-later
// A stream is read, chosen, searched, copied and saved; it grows, is cut, and may be a GiB.
#include "core/clock.h"
#include "tests/support/test_class.h"
#include "tests/widgets/log/event_maker.h"
#include "widgets/common/save_bar.h"
#include "widgets/log/bytes_field.h"
#include "widgets/stream/stream_panel.h"
#include "widgets/stream/stream_text.h"
#include "widgets/stream/stream_view.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QGuiApplication>
#include <QLineEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <memory>

using core::Call;
using core::Event;
using core::Side;
using core::StreamDirection;
using widgets::EventFeed;
using widgets::StreamPanel;
using widgets::StreamView;

class TestStreamPanel : public QObject
{
    Q_OBJECT

    static constexpr core::ConnectionId kOurs = 3;

    EventMaker m_make;
    std::unique_ptr<EventFeed> m_feed;
    std::unique_ptr<StreamPanel> m_panel;

    void open(core::Recording::Limits limits = {})
    {
        m_panel.reset();
        m_feed = std::make_unique<EventFeed>(limits);
        m_panel = std::make_unique<StreamPanel>(*m_feed, kOurs);
        m_panel->resize(900, 400);
        m_panel->show();
    }

    void send(std::string_view text)
    {
        m_feed->append(EventMaker::batch({m_make.data(Call::Send, Side::Client, kOurs, 9, text)}));
    }
    void receive(std::string_view text)
    {
        m_feed->append(EventMaker::batch({m_make.data(Call::Recv, Side::Client, kOurs, 9, text)}));
    }

    /// 656 lines.
    static std::string linesOf64KiB()
    {
        std::string text(std::size_t{64} << 10U, 'x');
        for (std::size_t i = 99; i < text.size(); i += 100)
            text[i] = '\n';
        return text;
    }

    /// All lines with their arrows.
    QStringList lines() const
    {
        QStringList lines;
        for (quint64 i = 0; i < m_panel->content().rows(); ++i) {
            const auto row = m_panel->content().row(i);
            lines.append(widgets::arrow(row.segment.direction) + widgets::rowText(row, m_panel->content().form()));
        }
        return lines;
    }

    void choose(const QString& accessibleName, int index)
    {
        for (QComboBox* box : m_panel->findChildren<QComboBox*>()) {
            if (box->accessibleName() == accessibleName)
                return box->setCurrentIndex(index);
        }
        QFAIL("no such box");
    }

private Q_SLOTS:
    void cleanup() { m_panel.reset(); }

    void bothDirectionsStandInOrder()
    {
        open();
        send("GET / HTTP/1.1\r\nHost: a\r\n");
        receive("{\"日本\": 1}\n\x1b[0m");
        m_feed->append(EventMaker::batch({m_make.data(Call::Send, Side::Client, 99, 5, "other")}));
        QTRY_COMPARE(lines(), QStringList({QStringLiteral("→GET / HTTP/1.1\\r\\n"), QStringLiteral("→Host: a\\r\\n"),
                                           QStringLiteral("←{\"日本\": 1}\\n"), QStringLiteral("←\\x1b[0m")}));
        QCOMPARE(m_panel->summary(), QStringLiteral("→ 25 bytes, ← 18 bytes · calls of the client"));
        QCOMPARE(m_panel->notice(), QString());
    }

    void aStreamWithoutBytesSaysWhetherAnyMayCome()
    {
        open();
        m_feed->append(EventMaker::batch({m_make.call(Call::Connect, Side::Client, kOurs, 9, 0, ECONNREFUSED),
                                          m_make.call(Call::Close, Side::Client, kOurs, 9),
                                          m_make.call(Call::Socket, Side::Client, kOurs, -1, 9), // the next address
                                          m_make.call(Call::Close, Side::Client, 99, 10)}));
        QTRY_VERIFY(m_panel->content().isComplete());
        QVERIFY2(m_panel->view().emptyText().contains(QStringLiteral("yet")), qPrintable(m_panel->view().emptyText()));
        m_feed->append(EventMaker::batch({m_make.call(Call::Close, Side::Client, kOurs, 9)}));
        QTRY_COMPARE(m_panel->view().emptyText(),
                     QStringLiteral("This connection has ended. No bytes went through it."));
        m_feed->clear();
        QTRY_VERIFY(m_panel->view().emptyText().contains(QStringLiteral("yet")));
    }

    void formAndDirectionAreChosen()
    {
        open();
        send("Hello, world! Good");
        receive("Hi");
        choose(QStringLiteral("Form of the bytes"), 1);
        QTRY_COMPARE(lines().size(), 3);
        QVERIFY(lines()[0].startsWith(QStringLiteral("→00000000  48 65 6c")));
        QVERIFY(lines()[1].startsWith(QStringLiteral("→00000010  6f 64")));
        QVERIFY(lines()[2].startsWith(QStringLiteral("←00000000  48 69")));
        choose(QStringLiteral("Directions"), 2);
        QTRY_COMPARE(lines().size(), 1);
        choose(QStringLiteral("Form of the bytes"), 2);
        QTRY_COMPARE(lines(), QStringList(QStringLiteral("←0x48, 0x69,")));
    }

    void theAccountIsChosen()
    {
        open();
        send("ab");
        m_feed->append(EventMaker::batch({m_make.data(Call::Recv, Side::Server, kOurs, 8, "a"),
                                          m_make.data(Call::Recv, Side::Server, kOurs, 8, "b")}));
        QTRY_COMPARE(lines(), QStringList(QStringLiteral("→ab")));
        choose(QStringLiteral("Who tells of the bytes"), 2);
        QTRY_COMPARE(lines(), QStringList({QStringLiteral("→a"), QStringLiteral("→b")}));
        QVERIFY(m_panel->summary().contains(QStringLiteral("calls of the server")));
    }

    void aLineSelectsItsEventAndTheOtherWayRound()
    {
        open();
        send("one");
        receive("two\nthree");
        QTRY_COMPARE(lines().size(), 3);
        StreamView& view = m_panel->view();
        QSignalSpy selected(m_panel.get(), &StreamPanel::eventSelected);
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, QPoint(300, 5));
        QCOMPARE(selected.count(), 1);
        QCOMPARE(selected.last().first().toULongLong(), 1U);
        QTest::keyClick(&view, Qt::Key_Down);
        QCOMPARE(selected.last().first().toULongLong(), 2U);
        QTest::keyClick(&view, Qt::Key_Down); // the second line of the same event
        QCOMPARE(selected.count(), 2);
        QCOMPARE(view.currentRow(), 2);
        m_panel->selectEvent(1);
        QCOMPARE(view.currentRow(), 0);
        QCOMPARE(selected.count(), 2);
        m_panel->selectEvent(77); // elsewhere
        QCOMPARE(view.currentRow(), -1);
    }

    void anEventThatWasChosenBeforeIsShown()
    {
        open();
        m_panel->selectEvent(20);
        core::Batch batch;
        for (int i = 0; i < 100; ++i)
            batch.events.push_back(m_make.data(Call::Send, Side::Client, kOurs, 9, "line\n"));
        m_feed->append(std::move(batch));
        StreamView& view = m_panel->view();
        QTRY_COMPARE(view.currentRow(), 19);
        QVERIFY(!view.isFollowing());
        const QScrollBar* bar = view.verticalScrollBar();
        QVERIFY(bar->value() <= 19 && 19 < bar->value() + bar->pageStep());
        QComboBox* forms = m_panel->findChildren<QComboBox*>().at(1);
        forms->setCurrentIndex(1);
        QTRY_COMPARE(view.currentRow(), 19); // still the same one
    }

    void anEventWithoutBytesLeadsToThoseThatBelongToIt_data()
    {
        QTest::addColumn<quint64>("event");
        QTest::addColumn<int>("line");
        QTest::newRow("a message that is sent") << quint64(3) << 1;
        QTest::newRow("a message that came") << quint64(6) << 2;
        QTest::newRow("a state") << quint64(2) << 1;
        QTest::newRow("a recv") << quint64(5) << 2;
        QTest::newRow("nothing comes after it") << quint64(7) << -1;
        QTest::newRow("of another connection") << quint64(8) << -1;
    }
    void anEventWithoutBytesLeadsToThoseThatBelongToIt()
    {
        QFETCH(const quint64, event);
        QFETCH(const int, line);
        open();
        m_feed->append(EventMaker::batch(
            {m_make.data(Call::Send, Side::Client, kOurs, 9, "zero"),
             m_make.state(Side::Client, kOurs, 9, core::TcpState::SynSent, core::TcpState::Established),
             m_make.message(Side::Client, kOurs, core::Direction::Sent, "one"),
             m_make.data(Call::Send, Side::Client, kOurs, 9, "one"),
             m_make.data(Call::Recv, Side::Client, kOurs, 9, "two"),
             m_make.message(Side::Client, kOurs, core::Direction::Received, "two"),
             m_make.state(Side::Client, kOurs, 9, core::TcpState::Established, core::TcpState::CloseWait),
             m_make.call(Call::Listen, Side::Server, 99, 3)}));
        m_panel->showNearEvent(event);
        QTRY_COMPARE(lines().size(), 3);
        QCOMPARE(m_panel->view().currentRow(), line);
        send("three"); // what comes later changes nothing
        QTRY_COMPARE(lines().size(), 4);
        QCOMPARE(m_panel->view().currentRow(), line);
        QCOMPARE(m_panel->view().isFollowing(), line < 0);
    }

    void selectedLinesAreCopied()
    {
        open();
        send("say \"hi\"\n\tdone");
        receive("ok");
        QTRY_COMPARE(lines().size(), 3);
        StreamView& view = m_panel->view();
        QTest::keyClick(&view, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("say \"hi\"\n\\tdoneok"));
        choose(QStringLiteral("Form of the bytes"), 2);
        QTRY_COMPARE(lines().size(), 3);
        QTest::keyClick(&view, Qt::Key_End);
        QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 QStringLiteral("const unsigned char stream[2] = {\n    0x6f, 0x6b,\n};\n"));
    }

    void manyShortLinesAreCopiedAtOnce()
    {
        open();
        const std::string feeds(core::StreamIndex::kMaxSegment, '\n');
        for (int i = 0; i < 4; ++i)
            send(feeds);
        QTRY_VERIFY(m_panel->content().isComplete());
        const quint64 last = m_panel->content().rows() - 1;
        QCOMPARE(last, 4 * quint64{core::StreamIndex::kMaxSegment} - 1);
        const std::int64_t before = core::monotonicNs();
        bool cut = true;
        const QString copied = widgets::copiedRows(m_panel->content(), 10, last, &cut);
        const std::int64_t took = core::monotonicNs() - before;
        QVERIFY(!cut);
        QCOMPARE(copied, QString(static_cast<qsizetype>(last) - 9, QLatin1Char('\n')));
        QVERIFY2(took < 2'000'000'000, "as long as if each line was looked for from the first one on");
    }

    void whatIsCopiedHasALimit()
    {
        open();
        Event lost = m_make.data(Call::Send, Side::Client, kOurs, 9, "12345");
        lost.payload = nullptr;
        core::Batch batch;
        batch.events.assign(widgets::kMaxCopiedStream / 16, lost);
        m_feed->append(std::move(batch));
        QTRY_VERIFY(m_panel->content().isComplete());
        bool cut = false;
        const QString copied = widgets::copiedRows(m_panel->content(), 0, m_panel->content().rows() - 1, &cut);
        QVERIFY(cut); // the sentences count, too
        QVERIFY(copied.size() < static_cast<qsizetype>(2 * widgets::kMaxCopiedStream));
    }

    void bytesAreFoundAcrossSegments()
    {
        open();
        send("xx nee");
        receive("needle");
        send("dle xx");
        QTRY_COMPARE(lines().size(), 3);
        QTest::keyClick(&m_panel->view(), Qt::Key_F, Qt::ControlModifier);
        QLineEdit* field = m_panel->findField().edit();
        field->setText(QStringLiteral("needle"));
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_COMPARE(m_panel->findField().outcome(), QStringLiteral("Found in event 1"));
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_COMPARE(m_panel->findField().outcome(), QStringLiteral("Found in event 2"));
        QCOMPARE(m_panel->view().currentRow(), 1);
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_COMPARE(m_panel->findField().outcome(), QStringLiteral("Found in event 1, coming round"));
        QTest::keyClick(field, Qt::Key_Return, Qt::ShiftModifier);
        QTRY_COMPARE(m_panel->findField().outcome(), QStringLiteral("Found in event 2, coming round"));
        field->setText(QStringLiteral("nothing"));
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_COMPARE(m_panel->findField().outcome(), QStringLiteral("Not found"));
    }

    void whatIsNotReadYetIsSearchedToo_data()
    {
        QTest::addColumn<bool>("forward");
        QTest::addColumn<QString>("outcome");
        QTest::newRow("forward") << true << QStringLiteral("Found in event 8001");
        QTest::newRow("backward") << false << QStringLiteral("Found in event 8001, coming round");
    }
    void whatIsNotReadYetIsSearchedToo()
    {
        QFETCH(const bool, forward);
        QFETCH(const QString, outcome);
        open({1'000'000, std::size_t{2} << 30U});
        core::Batch batch;
        batch.events.assign(8000, m_make.data(Call::Recv, Side::Client, kOurs, 9, linesOf64KiB()));
        batch.events.push_back(m_make.data(Call::Recv, Side::Client, kOurs, 9, "xx needle"));
        m_feed->append(std::move(batch));
        const widgets::StreamContent& content = m_panel->content();
        while (content.index().size() < 8001) // the rows of most segments are not counted yet
            QCoreApplication::processEvents();
        QVERIFY(content.segmentsRead() < 8000);
        QLineEdit* field = m_panel->findField().edit();
        field->setText(QStringLiteral("needle"));
        QTest::keyClick(field, Qt::Key_Return, forward ? Qt::NoModifier : Qt::ShiftModifier);
        QCOMPARE(m_panel->findField().outcome(), QStringLiteral("Searching …"));
        QTRY_COMPARE_WITH_TIMEOUT(m_panel->findField().outcome(), outcome, 60'000);
        QCOMPARE(m_panel->view().currentRow(), static_cast<qint64>(content.rows()) - 1);
    }

    void aSearchEndsWhenTheFormIsChanged()
    {
        open();
        send("one");
        QTRY_COMPARE(lines().size(), 1);
        QLineEdit* field = m_panel->findField().edit();
        field->setText(QStringLiteral("two"));
        QTest::keyClick(field, Qt::Key_Return);
        choose(QStringLiteral("Form of the bytes"), 1);
        QCOMPARE(m_panel->findField().outcome(), QString());
    }

    void aGrowingStreamIsFollowedUntilOneScrollsUp()
    {
        open();
        StreamView& view = m_panel->view();
        for (int i = 0; i < 100; ++i)
            send("line\n");
        QScrollBar* bar = view.verticalScrollBar();
        QTRY_VERIFY(bar->maximum() > 50);
        QCOMPARE(bar->value(), bar->maximum());
        QSignalSpy following(&view, &StreamView::followingChanged);
        bar->setValue(10);
        QCOMPARE(following.count(), 1);
        QVERIFY(!view.isFollowing());
        const int before = bar->maximum();
        for (int i = 0; i < 10; ++i)
            send("more\n");
        QTRY_COMPARE(bar->maximum(), before + 10);
        QCOMPARE(bar->value(), 10);
        bar->setValue(bar->maximum());
        QVERIFY(view.isFollowing());
    }

    void whatIsLetGoIsSaidAndWhatIsReadStays()
    {
        open({100, std::size_t{1} << 20U});
        for (int i = 0; i < 100; ++i)
            send(std::to_string(i) + '\n');
        QTRY_COMPARE(lines().size(), 100);
        StreamView& view = m_panel->view();
        view.verticalScrollBar()->setValue(50);
        view.setCurrentRow(55, true);
        QCOMPARE(view.currentEvent(), 56U);
        send("new\n");
        QTRY_COMPARE(lines().size(), 91);
        QCOMPARE(lines().first(), QStringLiteral("→10\\n"));
        QCOMPARE(view.currentRow(), 45);
        QCOMPARE(view.currentEvent(), 56U);
        QCOMPARE(view.verticalScrollBar()->value(), 40);
        QVERIFY(m_panel->notice().contains(QStringLiteral("→ 20 bytes")));
        m_feed->clear();
        QCOMPARE(lines().size(), 0);
    }

    void bytesThatWereNotKeptAreSaid()
    {
        open();
        Event lost = m_make.data(Call::Send, Side::Client, kOurs, 9, "12345");
        lost.payload = nullptr;
        m_feed->append(EventMaker::batch({lost}));
        QTRY_COMPARE(lines(), QStringList(QStringLiteral("→… 5 bytes went through and were not kept")));
        QVERIFY(m_panel->notice().contains(QStringLiteral("→ 5 bytes")));
    }

    void splicedBytesAreSaid()
    {
        open();
        m_feed->append(EventMaker::batch({m_make.splice(Side::Server, kOurs, 8, core::Direction::Received, 6),
                                          m_make.splice(Side::Server, kOurs, 8, core::Direction::Sent, 6)}));
        QTRY_COMPARE(lines(),
                     QStringList({QStringLiteral("→… 6 bytes not kept: moved inside the kernel by splice(2)"),
                                  QStringLiteral("←… 6 bytes not kept: moved inside the kernel by splice(2)")}));
        QVERIFY(m_panel->notice().contains(QStringLiteral("→ 6 bytes, ← 6 bytes")));
    }

    void theBestAccountIsOneThatHasBytes()
    {
        open();
        m_feed->append(EventMaker::batch({m_make.splice(Side::Client, kOurs, 9, core::Direction::Sent, 6),
                                          m_make.data(Call::Recv, Side::Server, kOurs, 8, "Hello!")}));
        QTRY_COMPARE(lines(), QStringList(QStringLiteral("→Hello!")));
    }

    void oneDirectionIsSavedExactly()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("raw"));
        open();
        std::string all;
        for (int i = 0; i < 256; ++i)
            all += static_cast<char>(i);
        send(all);
        receive("answer");
        send("end");
        m_panel->saveTo(path, StreamDirection::ToServer);
        QTRY_VERIFY(!m_panel->saveBar().isRunning());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray::fromStdString(all + "end"));
        QVERIFY(m_panel->saveBar().text().contains(QStringLiteral("259 bytes")));
    }

    void ofARecordingItIsReadFromItsBeginning()
    {
        m_panel.reset();
        m_feed = std::make_unique<EventFeed>(core::Recording::Limits{}, core::Recording::Start{});
        m_panel = std::make_unique<StreamPanel>(*m_feed, kOurs);
        m_panel->resize(900, 300);
        m_panel->show();
        for (int i = 0; i < 300; ++i)
            send("a line\n");
        QTRY_COMPARE(m_panel->content().rows(), quint64(300));
        auto* view = m_panel->findChild<StreamView*>();
        QTRY_VERIFY(view->verticalScrollBar()->maximum() > 0);
        QCOMPARE(view->verticalScrollBar()->value(), 0);
        for (const auto* button : m_panel->findChildren<QAbstractButton*>())
            QVERIFY(button->text() != QStringLiteral("F&ollowing") || !button->isVisible());
    }

    void aGiBCostsNoMoreThanWhatIsInSight()
    {
        open({1'000'000, std::size_t{2} << 30U});
        core::Batch batch;
        batch.events.assign(16'384, m_make.data(Call::Recv, Side::Client, kOurs, 9, linesOf64KiB()));
        m_feed->append(std::move(batch));
        QTRY_VERIFY_WITH_TIMEOUT(m_panel->content().isComplete(), 60'000);
        QCOMPARE(m_panel->content().rows(), quint64{16'384} * 656);
        const std::int64_t before = core::monotonicNs();
        for (const double part : {0.0, 0.3, 0.7, 1.0}) {
            QScrollBar* bar = m_panel->view().verticalScrollBar();
            bar->setValue(static_cast<int>(bar->maximum() * part));
            QVERIFY(!m_panel->view().grab().isNull());
        }
        const std::int64_t each = (core::monotonicNs() - before) / 4;
        qInfo("%lld us to draw a place", static_cast<long long>(each / 1000));
        QVERIFY2(each < 500'000'000, "as long as if the stream was made into text");
        choose(QStringLiteral("Form of the bytes"), 1);
        QTRY_VERIFY_WITH_TIMEOUT(m_panel->content().isComplete(), 60'000);
        QCOMPARE(m_panel->content().rows(), (quint64{1} << 30U) / 16);
    }
};

GUI_TEST(TestStreamPanel)
#include "tst_stream_panel.moc"
