// SPDX-License-Identifier: GPL-3.0-or-later
// Opened recordings: the same rows again, without blocking; what is malformed, cancelled, recovered.
#include "app/viewer/recording_view.h"
#include "app/viewer/viewers.h"
#include "app/window/appearance.h"
#include "app/window/event_tabs.h"
#include "core/file/journal_name.h"
#include "tests/app/document/document_fixture.h"
#include "tests/support/test_class.h"
#include "widgets/common/message_bar.h"
#include "widgets/common/theme.h"
#include "widgets/log/log_model.h"
#include "widgets/log/log_view.h"
#include "widgets/log/moving/log_actions.h"
#include "widgets/packets/packets_panel.h"
#include "widgets/wire/wire_panel.h"

#include <QDropEvent>
#include <QElapsedTimer>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>
#include <QUrl>
#include <algorithm>
#include <fcntl.h>
#include <numeric>

using app::ViewerWindow;

namespace {

struct ViewerWindowFixture : DocumentFixture
{
    app::Appearance appearance{settings};

    QString saved(const char* name)
    {
        const QString file = path(name);
        QSignalSpy ended(&document, &app::RecordingDocument::saveEnded);
        document.setSavedIn(file);
        document.save();
        if (!ended.wait())
            qFatal("The file was not saved.");
        return file;
    }
    static void saveAs(ViewerWindow& viewer, const QString& path)
    {
        viewer.document()->save();
        answerDialog(viewer, path);
    }
    static void answerDialog(const ViewerWindow& viewer, const QString& path)
    {
        auto* dialog = viewer.findChild<QFileDialog*>();
        QVERIFY(dialog);
        dialog->findChild<QLineEdit*>()->setText(path);
        QVERIFY(QMetaObject::invokeMethod(dialog, "accept"));
    }
    QStringList rows(const widgets::LogPanel& panel) const
    {
        QStringList texts;
        QList<int> columns(panel.model().columnCount());
        std::iota(columns.begin(), columns.end(), 0);
        for (int row = 0; row < panel.model().rowCount(); ++row)
            texts.append(panel.model().rowText(row, columns));
        return texts;
    }
    void addSome()
    {
        feed.append(EventMaker::batch(
            {maker.call(core::Call::Bind, core::Side::Server, 0, 7, 0, 0, EventMaker::tcp(8080)),
             maker.call(core::Call::Connect, core::Side::Client, 2, 9, 0, ECONNREFUSED, EventMaker::tcp(9)),
             maker.state(core::Side::Server, 0, 7, core::TcpState::Closed, core::TcpState::Listen),
             maker.data(core::Call::Send, core::Side::Client, 2, 9, "Hello!\x1b\xff"),
             maker.message(core::Side::Client, 2, core::Direction::Sent, "日本語"),
             maker.note(core::Side::Server, core::NoteCode::AcceptResumed)}));
    }
};

} // namespace

class TestViewerWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QApplication::setAttribute(Qt::AA_DontUseNativeDialogs); }

    void showsTheSameRows()
    {
        ViewerWindowFixture f;
        f.addSome();
        const QString file = f.saved("same.jsonl");
        ViewerWindow viewer(file, ViewerWindow::Origin::File, f.settings, f.appearance);
        viewer.show();
        QSignalSpy loaded(&viewer, &ViewerWindow::loaded);
        QTRY_COMPARE(loaded.count(), 1);
        const widgets::LogPanel& log = viewer.view()->tabs().log();
        QTRY_COMPARE(f.rows(log).size(), 6);
        QCOMPARE(f.rows(log), f.rows(*f.log));
        QCOMPARE(viewer.windowTitle(), QStringLiteral("[*]same.jsonl"));
        QVERIFY(!viewer.isWindowModified());
        const QString words = viewer.view()->description();
        QVERIFY2(words.contains(QStringLiteral("6 events")) && words.contains(QStringLiteral("Nothing here is live")),
                 qPrintable(words));
        // Nothing that acts on now.
        QVERIFY(!f.button(log, QStringLiteral("Clea&r"))->isVisible());
        QVERIFY(!f.button(log, QStringLiteral("F&ollowing"))->isVisible());
        QVERIFY(!viewer.view()->wire().findChild<QPushButton*>(QStringLiteral("follow"))->isVisible());
        log.view().selectRow(0);
        QTRY_VERIFY(f.button(*viewer.view(), QStringLiteral("&Back to the end"))->isVisible());
        QVERIFY(viewer.close());
    }

    void itsMenusAreThoseOfTheMainWindow()
    {
        ViewerWindowFixture f;
        f.happens();
        ViewerWindow viewer(f.saved("menus.jsonl"), ViewerWindow::Origin::File, f.settings, f.appearance);
        const auto titles = [&viewer] {
            QStringList texts;
            for (const QAction* menu : viewer.menuBar()->actions())
                texts.append(menu->text());
            return texts;
        };
        QCOMPARE(titles(), QStringList({QStringLiteral("&File"), QStringLiteral("&Help")}));
        QSignalSpy loaded(&viewer, &ViewerWindow::loaded);
        QTRY_COMPARE(loaded.count(), 1);
        QCOMPARE(titles(), QStringList({QStringLiteral("&File"), QStringLiteral("&View"), QStringLiteral("&Go"),
                                        QStringLiteral("&Help")}));
        const QMenu* view = viewer.menuBar()->actions().at(1)->menu();
        const QAction* appearance = view->actions().last();
        QCOMPARE(appearance->text(), QStringLiteral("&Appearance"));
        appearance->menu()->actions().at(2)->trigger();
        QVERIFY(widgets::isDark(QApplication::palette()));
        QCOMPARE(f.settings.load(app::settings::kAppearance), int{app::Appearance::Dark});
        appearance->menu()->actions().at(1)->trigger(); // as the other tests have it
        QVERIFY(!widgets::isDark(QApplication::palette()));
    }

    void numbersGoOnWhereTheyWere()
    {
        ViewerWindowFixture f;
        f.feed.setLimits({.events = 100, .payloadBytes = 1000});
        f.feed.append(f.maker.calls(100));
        f.feed.append(f.maker.calls(5));
        const QString file = f.saved("later.jsonl");
        ViewerWindow viewer(file, ViewerWindow::Origin::File, f.settings, f.appearance);
        QSignalSpy loaded(&viewer, &ViewerWindow::loaded);
        QTRY_COMPARE(loaded.count(), 1);
        QCOMPARE(viewer.view()->feed().recording().firstNumber(), f.feed.recording().firstNumber());
        QCOMPARE(viewer.view()->feed().recording().letGo(), f.feed.recording().letGo());
        QCOMPARE(viewer.view()->feed().recording().originNs(), f.feed.recording().originNs());
        QVERIFY2(viewer.view()->description().contains(QStringLiteral("10 older events had been dropped")),
                 qPrintable(viewer.view()->description()));
    }

    void theBookmarksComeBack()
    {
        ViewerWindowFixture f;
        f.addSome();
        f.log->actions().bookmarks().setList({{2, QStringLiteral("refused")}, {5, {}}});
        const QString file = f.saved("marks.jsonl");
        ViewerWindow viewer(file, ViewerWindow::Origin::File, f.settings, f.appearance);
        viewer.show();
        QSignalSpy loaded(&viewer, &ViewerWindow::loaded);
        QTRY_COMPARE(loaded.count(), 1);
        widgets::Bookmarks& bookmarks = viewer.view()->tabs().log().actions().bookmarks();
        QCOMPARE(bookmarks.list(), f.log->actions().bookmarks().list());
        QVERIFY(!viewer.isWindowModified());
        bookmarks.toggle(5);
        QVERIFY(viewer.isWindowModified());
        QVERIFY(!viewer.close());
        auto* box = viewer.findChild<QMessageBox*>();
        QVERIFY(box);
        QVERIFY2(box->informativeText().startsWith(QStringLiteral("Bookmarks were changed")),
                 qPrintable(box->informativeText()));
        QTest::keyClick(box, Qt::Key_Return); // Save
        QTRY_VERIFY(!viewer.isVisible());
        QCOMPARE(f.contentOf(file).count("\"bookmark\":"), 1);
    }

    void aButtonSaves()
    {
        ViewerWindowFixture f;
        f.addSome();
        const QString file = f.saved("again.jsonl");
        ViewerWindow viewer(file, ViewerWindow::Origin::File, f.settings, f.appearance);
        viewer.show();
        QSignalSpy loaded(&viewer, &ViewerWindow::loaded);
        QTRY_COMPARE(loaded.count(), 1);
        QVERIFY(QFile::remove(file));
        const auto buttons = viewer.view()->findChildren<QPushButton*>();
        const auto found = std::find_if(buttons.begin(), buttons.end(), [](const QPushButton* button) {
            return button->accessibleName() == QStringLiteral("Save the recording");
        });
        QVERIFY(found != buttons.end());
        QPushButton* save = *found;
        QTRY_VERIFY(save->isVisible());
        save->setFocus();
        QTest::keyClick(save, Qt::Key_Space);
        QVERIFY(!save->isEnabled()); // while it is written
        QTRY_VERIFY(save->isEnabled());
        QVERIFY(f.contentOf(file).contains("\"seq\":6"));
    }

    void namesInAFileAreEscaped()
    {
        core::ReadOutcome file;
        const std::string name = "\xe2\x80\xae"
                                 "server\x1b\n";
        file.header.facts.threads = {name};
        file.header.facts.program = name;
        app::RecordingView view(file, {});
        EventMaker maker;
        view.feed().append(maker.calls(1));
        const QString escaped = QStringLiteral("\\xe2\\x80\\xaeserver\\x1b\\n");
        const widgets::LogPanel& log = view.tabs().log();
        QCOMPARE(log.model().rowText(0, {widgets::LogModel::Thread}), escaped);
        log.view().selectRow(0);
        QVERIFY2(log.details().text().contains(escaped), qPrintable(log.details().text()));
        bool isNamed = false;
        for (const QLabel* label : view.findChildren<QLabel*>())
            isNamed = isNamed || label->toolTip().contains(escaped);
        QVERIFY(isNamed);
    }

    void anEmptyRecordingSaysSo()
    {
        ViewerWindowFixture f;
        const QString file = f.saved("empty.jsonl");
        ViewerWindow viewer(file, ViewerWindow::Origin::File, f.settings, f.appearance);
        viewer.show();
        QSignalSpy loaded(&viewer, &ViewerWindow::loaded);
        QTRY_COMPARE(loaded.count(), 1);
        QVERIFY(viewer.view()->description().contains(QStringLiteral("nothing happened")));
        QVERIFY(!f.button(*viewer.view(), QStringLiteral("Start &demo")) ||
                !f.button(*viewer.view(), QStringLiteral("Start &demo"))->isVisible());
    }

    void whatIsMalformedIsRefused_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("not there") << QByteArray() << QStringLiteral("ENOENT");
        QTest::newRow("no recording") << QByteArray("Dear diary,\n") << QStringLiteral("Line 1");
        QTest::newRow("a later version") << QByteArray("{\"format\":\"socket-playground-recording\",\"version\":99}\n")
                                         << QStringLiteral("Line 1");
    }

    void whatIsMalformedIsRefused()
    {
        QFETCH(const QByteArray, content);
        QFETCH(const QString, sentence);
        ViewerWindowFixture f;
        if (!content.isEmpty())
            f.write("bad.jsonl", content);
        app::Viewers viewers(f.settings, f.appearance);
        ViewerWindow& viewer = viewers.open(f.path("bad.jsonl"));
        QTRY_VERIFY(viewers.anyRefused());
        QVERIFY2(viewer.message().sentence().contains(QStringLiteral("was not opened")),
                 qPrintable(viewer.message().sentence()));
        QVERIFY2(viewer.message().help().contains(sentence), qPrintable(viewer.message().help()));
        QVERIFY(!viewer.view());
        QVERIFY(!f.settings.load(app::settings::kRecentFiles).contains(f.path("bad.jsonl")));
    }

    void anotherFileIsOpenedInsteadOfARefusedOne()
    {
        ViewerWindowFixture f;
        f.addSome();
        const QString good = f.saved("good.jsonl");
        f.write("bad.jsonl", "Dear diary,\n");
        app::Viewers viewers(f.settings, f.appearance);
        QPointer<ViewerWindow> viewer = &viewers.open(f.path("bad.jsonl"));
        QTRY_VERIFY(viewers.anyRefused());
        QVERIFY2(viewer->message().help().contains(QStringLiteral("The file is as it was")),
                 qPrintable(viewer->message().help()));
        QAbstractButton* another = f.button(viewer->message(), QStringLiteral("Open a&nother…"));
        QVERIFY(another && another->isVisible());
        another->click();
        f.answerDialog(*viewer, good);
        QTRY_VERIFY(!viewer);
        const auto isShown = [](const QWidget* window) {
            return window->windowTitle() == QStringLiteral("[*]good.jsonl");
        };
        const QWidgetList windows = QApplication::topLevelWidgets();
        QCOMPARE(std::count_if(windows.begin(), windows.end(), isShown), 1);
    }

    void whatAFileSaysOfItselfIsEscaped()
    {
        ViewerWindowFixture f;
        f.write("odd.jsonl", "{\"format\":\"socket-playground-recording\",\"version\":1,\"program\":\"a\\u202eb\","
                             "\"system\":\"\\u001b[31m\",\"first\":1,\"events\":0,\"let_go\":0,\"origin_ns\":0}\n");
        ViewerWindow viewer(f.path("odd.jsonl"), ViewerWindow::Origin::File, f.settings, f.appearance);
        QSignalSpy loaded(&viewer, &ViewerWindow::loaded);
        QTRY_COMPARE(loaded.count(), 1);
        bool isTold = false;
        for (const auto* label : viewer.view()->findChildren<QLabel*>())
            isTold = isTold || label->toolTip().contains(QStringLiteral("a\\xe2\\x80\\xaeb on \\x1b[31m."));
        QVERIFY(isTold);
    }

    void aTornFileIsRefusedWithItsLine()
    {
        ViewerWindowFixture f;
        f.feed.append(f.maker.calls(20'000));
        const QString file = f.saved("torn.jsonl");
        QFile torn(file);
        QVERIFY(torn.resize(torn.size() - 10));
        app::Viewers viewers(f.settings, f.appearance);
        ViewerWindow& viewer = viewers.open(file);
        QTRY_VERIFY(viewers.anyRefused());
        QVERIFY2(viewer.message().help().startsWith(QStringLiteral("Line 2000")), qPrintable(viewer.message().help()));
        QVERIFY(!viewer.view());
    }

    void theWindowIsUsableWhileItLoads()
    {
        ViewerWindowFixture f;
        f.feed.append(f.maker.calls(200'000));
        const QString file = f.saved("many.jsonl");
        ViewerWindow viewer(file, ViewerWindow::Origin::File, f.settings, f.appearance);
        viewer.show();
        QSignalSpy loaded(&viewer, &ViewerWindow::loaded);
        // A timer of the window runs all the time: no pass is long.
        qint64 longest = 0;
        QElapsedTimer since;
        since.start();
        QTimer ticks;
        connect(&ticks, &QTimer::timeout, this, [&] { longest = std::max(longest, since.restart()); });
        ticks.start(1);
        QTRY_COMPARE_WITH_TIMEOUT(loaded.count(), 1, 30'000);
        QCOMPARE(viewer.view()->feed().recording().size(), std::size_t(200'000));
        qInfo("longest pass while loading 200,000 events: %lld ms", static_cast<long long>(longest));
        QVERIFY(longest < 1000); // generous: the machine is shared
    }

    void cancelClosesTheWindow()
    {
        ViewerWindowFixture f;
        f.feed.append(f.maker.calls(200'000));
        const QString file = f.saved("many.jsonl");
        app::Viewers viewers(f.settings, f.appearance);
        QPointer<ViewerWindow> viewer = &viewers.open(file);
        QTest::mouseClick(f.button(*viewer, QStringLiteral("Cance&l")), Qt::LeftButton);
        QTRY_VERIFY(!viewer);
        QVERIFY(!viewers.anyRefused());
    }

    void closingWhileItLoadsAsksNothingAndRemovesNothing_data()
    {
        QTest::addColumn<ViewerWindow::Origin>("origin");
        QTest::newRow("file") << ViewerWindow::Origin::File;
        QTest::newRow("journal") << ViewerWindow::Origin::Journal;
    }

    void closingWhileItLoadsAsksNothingAndRemovesNothing()
    {
        QFETCH(const ViewerWindow::Origin, origin);
        ViewerWindowFixture f;
        f.feed.append(f.maker.calls(200'000));
        const QString file = f.saved("journal-1-1.jsonl");
        ViewerWindow viewer(file, origin, f.settings, f.appearance);
        QSignalSpy loaded(&viewer, &ViewerWindow::loaded);
        viewer.show();
        while (!viewer.view() || viewer.view()->feed().recording().empty()) // read, and some of it handed over
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        QCOMPARE(loaded.count(), 0);
        QVERIFY(viewer.close());
        QVERIFY(!viewer.findChild<QMessageBox*>());
        QVERIFY(QFile::exists(file));
    }

    void aRecoveredRecordingIsUnsaved_data()
    {
        QTest::addColumn<QString>("answer");
        QTest::addColumn<bool>("stays"); // the journal
        QTest::newRow("discarded") << QStringLiteral("&Discard") << false;
        QTest::newRow("cancelled") << QStringLiteral("Cancel") << true;
    }

    void aRecoveredRecordingIsUnsaved()
    {
        QFETCH(const QString, answer);
        QFETCH(const bool, stays);
        ViewerWindowFixture f;
        f.addSome();
        const QString file = f.saved("journal-1-1.jsonl");
        ViewerWindow viewer(file, ViewerWindow::Origin::Journal, f.settings, f.appearance);
        viewer.show();
        QSignalSpy loaded(&viewer, &ViewerWindow::loaded);
        QTRY_COMPARE(loaded.count(), 1);
        QVERIFY(viewer.isWindowModified());
        QVERIFY(viewer.document()->path().isEmpty()); // Save asks for a place
        QVERIFY(!viewer.close());
        auto* box = viewer.findChild<QMessageBox*>();
        QVERIFY(box);
        for (QAbstractButton* button : box->buttons()) {
            if (button->text().remove(QLatin1Char('&')) == QString(answer).remove(QLatin1Char('&')))
                button->click();
        }
        QCOMPARE(viewer.isVisible(), stays);
        QCOMPARE(QFile::exists(file), stays);
    }

    void theJournalGoesWhenItIsSaved()
    {
        ViewerWindowFixture f;
        f.addSome();
        const QString file = f.saved("journal-1-1.jsonl");
        ViewerWindow viewer(file, ViewerWindow::Origin::Journal, f.settings, f.appearance);
        viewer.show();
        QSignalSpy loaded(&viewer, &ViewerWindow::loaded);
        QTRY_COMPARE(loaded.count(), 1);
        f.saveAs(viewer, f.path("kept.jsonl"));
        QTRY_VERIFY(!QFile::exists(file));
        QVERIFY(f.contentOf(f.path("kept.jsonl")).contains("\"seq\":6"));
        QVERIFY(!viewer.message().hasMessage());
        QVERIFY(viewer.close());
    }

    void aJournalThatStaysIsTold_data()
    {
        QTest::addColumn<bool>("saved");
        QTest::newRow("saved") << true;
        QTest::newRow("discarded") << false;
    }

    void aJournalThatStaysIsTold()
    {
        QFETCH(const bool, saved);
        ViewerWindowFixture f;
        f.addSome();
        const QString file = f.saved("journal-1-1.jsonl");
        const core::UniqueFd held(::open(file.toLocal8Bit().constData(), O_RDONLY | O_CLOEXEC));
        QCOMPARE(core::lockJournal(held.get()), core::JournalLock::Taken); // as by a program that runs
        ViewerWindow viewer(file, ViewerWindow::Origin::Journal, f.settings, f.appearance);
        viewer.show();
        QSignalSpy loaded(&viewer, &ViewerWindow::loaded);
        QTRY_COMPARE(loaded.count(), 1);
        if (saved) {
            f.saveAs(viewer, f.path("kept.jsonl"));
        } else {
            QVERIFY(!viewer.close());
            f.button(viewer, QStringLiteral("&Discard"))->click();
        }
        QTRY_VERIFY(viewer.message().hasMessage());
        QVERIFY2(viewer.message().help().contains(QStringLiteral("flock failed with EAGAIN")),
                 qPrintable(viewer.message().help()));
        QVERIFY(viewer.isVisible()); // so that it can be read
        QVERIFY(QFile::exists(file));
        QVERIFY(viewer.close()); // nothing is asked twice
    }

    void droppedFilesAreOpened()
    {
        ViewerWindowFixture f;
        f.addSome();
        const QString file = f.saved("dropped.jsonl");
        ViewerWindow viewer(f.path("none.jsonl"), ViewerWindow::Origin::File, f.settings, f.appearance);
        QSignalSpy open(&viewer, &ViewerWindow::openRequested);
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(file), QUrl(QStringLiteral("https://example.org/x.jsonl"))});
        QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&viewer, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&viewer, &drop);
        QCOMPARE(open.count(), 1);
        QCOMPARE(open.first().first().toString(), file);

        QMimeData text;
        text.setText(QStringLiteral("Hello!"));
        QDragEnterEvent other(QPoint(50, 50), Qt::CopyAction, &text, Qt::LeftButton, Qt::NoModifier);
        other.ignore();
        QCoreApplication::sendEvent(&viewer, &other);
        QVERIFY(!other.isAccepted());
    }
};

GUI_TEST(TestViewerWindow)
#include "tst_viewer_window.moc"
