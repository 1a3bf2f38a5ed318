// SPDX-License-Identifier: GPL-3.0-or-later
// Saving and exporting: what is unsaved, what a file holds, what is told, what a failure leaves.
#include "tests/app/document/document_fixture.h"
#include "tests/support/test_class.h"
#include "tests/widgets/packets/packet_events.h"
#include "widgets/common/message_bar.h"
#include "widgets/log/log_model.h"
#include "widgets/log/log_view.h"
#include "widgets/log/moving/log_actions.h"
#include "widgets/packets/packet_model.h"
#include "widgets/packets/packets_panel.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QLineEdit>
#include <QMessageBox>
#include <QSignalSpy>
#include <QTest>
#include <csignal>
#include <sys/resource.h>

using app::ExportChoice;
using app::RecordingDocument;
using app::UnsavedEvents;

namespace {

/// The file dialog that is open now.
QFileDialog* documentFileDialog(const QWidget& window)
{
    for (auto* dialog : window.findChildren<QFileDialog*>()) {
        if (dialog->isVisible())
            return dialog;
    }
    return nullptr;
}

bool choose(const QWidget& window, const QString& path)
{
    QFileDialog* dialog = documentFileDialog(window);
    if (!dialog)
        return false;
    dialog->findChild<QLineEdit*>()->setText(path);
    return QMetaObject::invokeMethod(dialog, "accept");
}

/// The lines of a file that hold an event.
qsizetype eventLines(const QByteArray& file)
{
    return file.count("\"seq\":");
}

} // namespace

class TestRecordingDocument : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QApplication::setAttribute(Qt::AA_DontUseNativeDialogs); }

    void waitingAloneIsNothingToSave()
    {
        DocumentFixture f;
        QSignalSpy changed(&f.document.unsaved(), &UnsavedEvents::changed);
        f.waits();
        QVERIFY(!f.document.unsaved().any());
        f.happens();
        QVERIFY(f.document.unsaved().any());
        QCOMPARE(f.document.unsaved().count(), quint64(2));
        f.waits();
        f.happens();
        QCOMPARE(changed.count(), 1);
        f.feed.clear();
        QVERIFY(!f.document.unsaved().any());
        QCOMPARE(changed.count(), 2);
    }

    void savesWhatWasThereAndSaysSo()
    {
        DocumentFixture f;
        f.feed.append(f.maker.calls(5));
        QSignalSpy ended(&f.document, &RecordingDocument::saveEnded);
        f.document.save();
        QVERIFY(choose(f.window, f.path("first")));
        QVERIFY(f.document.isSaving());
        f.happens(); // too late for this file
        QTRY_COMPARE(ended.count(), 1);
        QCOMPARE(ended.first().first().toBool(), true);
        const QString file = f.path("first.jsonl"); // the suffix comes by itself
        QCOMPARE(eventLines(f.contentOf(file)), 5);
        QCOMPARE(QFileInfo(file).permissions() & ~(QFile::ReadUser | QFile::WriteUser),
                 QFile::ReadOwner | QFile::WriteOwner);
        QVERIFY2(f.bar->text().startsWith(QStringLiteral("5 events, ")), qPrintable(f.bar->text()));
        QVERIFY(f.bar->text().contains(file));
        QCOMPARE(f.document.unsaved().count(), quint64(1));

        // Now it has a file: no question any more.
        f.document.save();
        QVERIFY(!documentFileDialog(f.window));
        QTRY_COMPARE(ended.count(), 2);
        QCOMPARE(eventLines(f.contentOf(file)), 6);
        QVERIFY(!f.document.unsaved().any());
    }

    void bookmarksAreSavedAndUnsaved()
    {
        DocumentFixture f;
        f.feed.append(f.maker.calls(5));
        f.document.setSavedIn(f.path("marks.jsonl"));
        QVERIFY(!f.document.unsaved().any());
        widgets::Bookmarks& bookmarks = f.log->actions().bookmarks();
        bookmarks.toggle(2);
        QVERIFY(f.document.unsaved().any());
        QCOMPARE(f.document.unsaved().count(), quint64(0)); // no event is
        bookmarks.toggle(2);
        QVERIFY(!f.document.unsaved().any());
        bookmarks.toggle(3);
        bookmarks.setNote(3, QStringLiteral("here"));
        QSignalSpy ended(&f.document, &RecordingDocument::saveEnded);
        f.document.save();
        bookmarks.toggle(4); // too late for this file
        QTRY_COMPARE(ended.count(), 1);
        QVERIFY(f.contentOf(f.path("marks.jsonl")).contains("\"bookmark\":\"here\""));
        QVERIFY(f.document.unsaved().any());
        f.document.save();
        QTRY_COMPARE(ended.count(), 2);
        QCOMPARE(f.contentOf(f.path("marks.jsonl")).count("\"bookmark\":"), 2);
        QVERIFY(!f.document.unsaved().any());
        f.feed.clear(); // they go with their events
        QVERIFY(!f.document.unsaved().any());
    }

    void givingUpIsNoSaving()
    {
        DocumentFixture f;
        f.happens();
        QSignalSpy ended(&f.document, &RecordingDocument::saveEnded);
        f.document.save();
        documentFileDialog(f.window)->reject();
        QCOMPARE(ended.count(), 1);
        QCOMPARE(ended.first().first().toBool(), false);
        QVERIFY(f.document.unsaved().any());
    }

    void aFileThatSomebodyElseChangedIsNotReplacedUnasked_data()
    {
        QTest::addColumn<QString>("answer");
        QTest::addColumn<bool>("saved");
        QTest::newRow("replace") << QStringLiteral("&Replace") << true;
        QTest::newRow("save as") << QStringLiteral("&Save as…") << false;
        QTest::newRow("cancel") << QStringLiteral("Cancel") << false;
    }

    void aFileThatSomebodyElseChangedIsNotReplacedUnasked()
    {
        QFETCH(const QString, answer);
        QFETCH(const bool, saved);
        DocumentFixture f;
        f.happens();
        f.write("ours.jsonl", "old");
        f.document.setSavedIn(f.path("ours.jsonl"));
        f.write("ours.jsonl", "theirs");
        QSignalSpy ended(&f.document, &RecordingDocument::saveEnded);
        f.document.save();
        auto* box = f.window.findChild<QMessageBox*>();
        QVERIFY(box);
        f.button(*box, answer)->click();
        if (documentFileDialog(f.window))
            documentFileDialog(f.window)->reject();
        QTRY_COMPARE(ended.count(), 1);
        QCOMPARE(ended.first().first().toBool(), saved);
        QCOMPARE(f.contentOf(f.path("ours.jsonl")) != "theirs", saved);
        if (!saved)
            return;
        f.happens();
        f.document.save(); // now it is ours
        QTRY_COMPARE(ended.count(), 2);
        QCOMPARE(eventLines(f.contentOf(f.path("ours.jsonl"))), 2);
    }

    void aFailureIsToldAndLeavesTheOldFile()
    {
        DocumentFixture f;
        f.feed.append(f.maker.calls(5000));
        f.write("old.jsonl", "old");
        f.document.setSavedIn(f.path("old.jsonl"));
        f.happens();
        // No room: a file of this process may not grow beyond some bytes.
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit before{};
        ::getrlimit(RLIMIT_FSIZE, &before);
        rlimit small = before;
        small.rlim_cur = 10'000;
        ::setrlimit(RLIMIT_FSIZE, &small);
        QSignalSpy ended(&f.document, &RecordingDocument::saveEnded);
        f.document.save();
        const bool over = QTest::qWaitFor([&] { return ended.count() == 1; });
        ::setrlimit(RLIMIT_FSIZE, &before);
        QVERIFY(over);
        QCOMPARE(ended.first().first().toBool(), false);
        QCOMPARE(f.contentOf(f.path("old.jsonl")), QByteArray("old"));
        QVERIFY(f.bar->message().sentence().contains(QStringLiteral("was not written")));
        QVERIFY2(f.bar->message().help().contains(QStringLiteral("EFBIG")), qPrintable(f.bar->message().help()));
        QVERIFY(f.document.unsaved().any());
    }

    void cancelLeavesTheOldFile()
    {
        DocumentFixture f;
        f.feed.append(f.maker.calls(400'000));
        f.write("old.jsonl", "old");
        f.document.setSavedIn(f.path("old.jsonl"));
        f.happens();
        QSignalSpy ended(&f.document, &RecordingDocument::saveEnded);
        f.document.save();
        QTest::mouseClick(f.button(*f.bar, QStringLiteral("Cance&l")), Qt::LeftButton);
        QTRY_COMPARE(ended.count(), 1);
        QCOMPARE(ended.first().first().toBool(), false);
        QCOMPARE(f.contentOf(f.path("old.jsonl")), QByteArray("old"));
        QVERIFY2(f.bar->text().contains(QStringLiteral("cancelled")), qPrintable(f.bar->text()));
        QTest::mouseClick(f.button(*f.bar, QStringLiteral("Close")), Qt::LeftButton);
        QCOMPARE(f.bar->text(), QString());
    }

    void exportsTheRowsThatWereChosen_data()
    {
        QTest::addColumn<QString>("rows");
        QTest::addColumn<int>("lines"); // of the CSV, with its header
        QTest::newRow("all") << QStringLiteral("&All (4)") << 5;
        QTest::newRow("those shown") << QStringLiteral("Those that the &filter of the log shows (3)") << 4;
        QTest::newRow("those selected") << QStringLiteral("The &selected rows of the log (1)") << 2;
    }

    void exportsTheRowsThatWereChosen()
    {
        QFETCH(const QString, rows);
        QFETCH(const int, lines);
        DocumentFixture f;
        f.feed.append(f.maker.calls(3));
        f.waits(); // hidden unless asked for
        f.log->view().selectRow(1);
        f.document.exportEvents();
        auto* dialog = f.window.findChild<app::ExportDialog*>();
        QVERIFY(dialog);
        auto* choice = f.button(*dialog, rows);
        QVERIFY(choice && choice->isEnabled());
        choice->click();
        QSignalSpy finished(f.bar, &widgets::SaveBar::finished);
        QTest::keyClick(choice, Qt::Key_Return); // the default
        QVERIFY(choose(f.window, f.path("rows.csv")));
        QTRY_COMPARE(finished.count(), 1);
        const QByteArray csv = f.contentOf(f.path("rows.csv"));
        QCOMPARE(csv.count('\n'), lines);
        QVERIFY(f.document.unsaved().any()); // an export is no saved recording
        QCOMPARE(f.document.path(), QString());
    }

    void exportsThePackets_data()
    {
        QTest::addColumn<bool>("calls");
        QTest::newRow("with calls") << true;
        QTest::newRow("packets alone") << false;
    }

    void exportsThePackets()
    {
        QFETCH(const bool, calls);
        DocumentFixture f;
        PacketEvents packets;
        core::Batch batch = packets.handshakeAndHello();
        batch.events.insert(batch.events.begin() + 3, packets.maker().call(core::Call::Shutdown, core::Side::Client,
                                                                           PacketEvents::kConnection, 9));
        f.feed.append(std::move(batch));
        widgets::PacketsPanel& panel = f.tabs->packets();
        f.tabs->setCurrentWidget(&panel);
        if (!calls)
            f.button(panel, QStringLiteral("A&dd calls"))->click();
        QSignalSpy finished(f.bar, &widgets::SaveBar::finished);
        f.button(panel, QStringLiteral("Export packets…"))->click();
        QVERIFY(choose(f.window, f.path("out")));
        QVERIFY(!f.button(panel, QStringLiteral("Export packets…"))->isEnabled());
        f.feed.clear(); // the file holds what was there
        QTRY_COMPARE(finished.count(), 1);
        const QByteArray file = f.contentOf(f.path("out.pcapng"));
        QCOMPARE(file.contains("client shutdown(9, SHUT_RD) = 0 at "), calls);
        QVERIFY2(f.bar->text().startsWith(QStringLiteral("5 packets, ")), qPrintable(f.bar->text()));
        QVERIFY2(f.bar->text().contains(QStringLiteral("Comments: %1.").arg(calls ? 1 : 0)), qPrintable(f.bar->text()));
    }

    void withoutPacketsThereAreNoneToExport()
    {
        DocumentFixture f;
        f.happens();
        f.document.exportEvents();
        const auto* dialog = f.window.findChild<app::ExportDialog*>();
        const auto* choice = f.button(*dialog, QStringLiteral("Packets as &pcapng"));
        QVERIFY(!choice->isEnabled());
        QVERIFY2(choice->text().contains(QStringLiteral("none was captured")), qPrintable(choice->text()));
        PacketEvents packets;
        f.feed.append(packets.handshakeAndHello());
        const app::ExportDialog other({f.feed.recording().size(), {}, 0, f.tabs->packets().model().total()});
        QVERIFY(f.button(other, QStringLiteral("Packets as &pcapng"))->isEnabled());
    }

    void aNameOfAnotherFormatIsAskedAboutAgain()
    {
        DocumentFixture f;
        f.happens();
        f.document.exportEvents();
        auto* dialog = f.window.findChild<app::ExportDialog*>();
        QTest::keyClick(dialog, Qt::Key_Return); // CSV
        QVERIFY(choose(f.window, f.path("out.pcapng")));
        QTRY_VERIFY(documentFileDialog(f.window));
        QVERIFY(documentFileDialog(f.window)->windowTitle().contains(QStringLiteral(".csv was added")));
        QSignalSpy finished(f.bar, &widgets::SaveBar::finished);
        QVERIFY(QMetaObject::invokeMethod(documentFileDialog(f.window), "accept"));
        QTRY_COMPARE(finished.count(), 1);
        QVERIFY(!QFileInfo::exists(f.path("out.pcapng")));
        QVERIFY(f.contentOf(f.path("out.pcapng.csv")).startsWith("seq,"));
    }

    void withoutSelectionThereIsNoneToExport()
    {
        DocumentFixture f;
        f.happens();
        f.document.exportEvents();
        auto* dialog = f.window.findChild<app::ExportDialog*>();
        QVERIFY(!f.button(*dialog, QStringLiteral("The &selected rows of the log (0)"))->isEnabled());
        QVERIFY(f.button(*dialog, QStringLiteral("&All (1)"))->isChecked());
    }
};

GUI_TEST(TestRecordingDocument)
#include "tst_recording_document.moc"
