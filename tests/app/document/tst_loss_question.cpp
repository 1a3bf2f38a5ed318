// SPDX-License-Identifier: GPL-3.0-or-later
// What is not saved is asked about: every answer, and that nobody is asked in vain.
#include "app/document/loss_question.h"
#include "tests/app/document/document_fixture.h"
#include "tests/support/test_class.h"

#include <QAction>
#include <QCheckBox>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using app::LossQuestion;
namespace settings = app::settings;

namespace {

struct LossQuestionFixture : DocumentFixture
{
    bool ask(LossQuestion::Loss loss = LossQuestion::Loss::Close)
    {
        return question.asksBefore(loss, [this](LossQuestion::Answer answer) { answers.push_back(answer); });
    }
    QMessageBox* box() const
    {
        for (auto* found : window.findChildren<QMessageBox*>()) {
            if (found->isVisible())
                return found;
        }
        return nullptr;
    }

    std::vector<LossQuestion::Answer> answers;
    LossQuestion question{document, settings, window};
};

} // namespace

class TestLossQuestion : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nobodyIsAskedInVain()
    {
        LossQuestionFixture f;
        QVERIFY(!f.ask());
        f.waits();
        QVERIFY(!f.ask());
        f.happens();
        f.document.setSavedIn(f.path("there.jsonl"));
        QVERIFY(!f.ask());
        QVERIFY(!f.box());
        f.happens();
        QVERIFY(f.ask());
        QVERIFY(f.box());
        QVERIFY(f.answers.empty());
    }

    void saveIsTheDefaultAndTheKeyboardReachesAll()
    {
        LossQuestionFixture f;
        f.happens();
        QVERIFY(f.ask(LossQuestion::Loss::Clear));
        QVERIFY(f.box()->text().contains(QStringLiteral("cleared")));
        QVERIFY(f.box()->informativeText().contains(QStringLiteral("1 event")));
        QCOMPARE(f.box()->defaultButton()->text(), QStringLiteral("&Save"));
        for (const QAbstractButton* button : f.box()->buttons())
            QVERIFY((button->focusPolicy() & Qt::TabFocus) != 0);
        QVERIFY(f.ask()); // one question at a time
        QCOMPARE(f.window.findChildren<QMessageBox*>().size(), 1);
    }

    void saveSavesFirst()
    {
        LossQuestionFixture f;
        f.happens();
        f.document.setSavedIn(f.path("file.jsonl"));
        f.happens();
        QVERIFY(f.ask());
        QTest::keyClick(f.box(), Qt::Key_Return);
        QVERIFY(f.answers.empty()); // not before it is on the disk
        QTRY_COMPARE(f.answers.size(), std::size_t(1));
        QCOMPARE(f.answers.front(), LossQuestion::Answer::Saved);
        QVERIFY(f.contentOf(f.path("file.jsonl")).contains("\"seq\":2"));
    }

    void whatComesWhileItIsSavedIsAskedAboutBeforeClearing()
    {
        LossQuestionFixture f;
        f.happens();
        f.document.setSavedIn(f.path("file.jsonl"));
        f.happens();
        QVERIFY(f.ask(LossQuestion::Loss::Clear));
        QTest::keyClick(f.box(), Qt::Key_Return);
        QVERIFY(f.document.isSaving());
        f.happens(); // too late for the file
        QTRY_VERIFY(f.box());
        QVERIFY(f.box()->informativeText().contains(QStringLiteral("1 event")));
        QVERIFY(f.answers.empty());
        QTest::keyClick(f.box(), Qt::Key_Return);
        QTRY_COMPARE(f.answers.size(), std::size_t(1));
        QCOMPARE(f.answers.front(), LossQuestion::Answer::Saved);
        QVERIFY(f.contentOf(f.path("file.jsonl")).contains("\"seq\":3"));
    }

    void whatComesWhileItIsSavedIsSavedBeforeClosing()
    {
        LossQuestionFixture f;
        int stops = 0;
        f.question.setStop([&] {
            ++stops;
            f.happens(); // the sockets are closed
        });
        f.happens();
        f.document.setSavedIn(f.path("file.jsonl"));
        f.happens();
        QVERIFY(f.ask());
        QTest::keyClick(f.box(), Qt::Key_Return);
        QCOMPARE(stops, 0); // not before it is sure that there is a file
        f.happens();        // too late for it
        QTRY_COMPARE(f.answers.size(), std::size_t(1));
        QCOMPARE(f.answers.front(), LossQuestion::Answer::Saved);
        QCOMPARE(stops, 1);
        QVERIFY(!f.box());
        QVERIFY(!f.document.unsaved().any());
        QVERIFY(f.contentOf(f.path("file.jsonl")).contains("\"seq\":4"));
    }

    // Recorded a moment ago, and not shown yet.
    void whatComesOnlyWithTheEndIsSavedBeforeClosing()
    {
        LossQuestionFixture f;
        QSignalSpy unsaved(&f.question, &LossQuestion::stoppedUnsaved);
        f.question.setStop([&] { f.happens(); });
        f.happens();
        f.document.setSavedIn(f.path("file.jsonl"));
        f.happens();
        QVERIFY(f.ask());
        QTest::keyClick(f.box(), Qt::Key_Return);
        QTRY_COMPARE(f.answers.size(), std::size_t(1));
        QCOMPARE(f.answers.front(), LossQuestion::Answer::Saved);
        QVERIFY(!f.document.unsaved().any());
        QVERIFY(f.contentOf(f.path("file.jsonl")).contains("\"seq\":3"));
        QCOMPARE(unsaved.size(), 0);
    }

    void aStoppedWindowWhoseRestIsNotSavedSaysSo()
    {
        LossQuestionFixture f;
        QSignalSpy unsaved(&f.question, &LossQuestion::stoppedUnsaved);
        f.question.setStop([&] {
            f.happens();
            f.document.setSavedIn(f.path("no/such/folder.jsonl")); // which is gone meanwhile
            f.happens();
        });
        f.happens();
        f.document.setSavedIn(f.path("file.jsonl"));
        f.happens();
        QVERIFY(f.ask());
        QTest::keyClick(f.box(), Qt::Key_Return);
        QTRY_COMPARE(unsaved.size(), 1);
        QVERIFY(f.answers.empty()); // it stays
        f.document.setSavedIn(f.path("file.jsonl"));
        f.happens();
        QVERIFY(f.ask());
        QTest::keyClick(f.box(), Qt::Key_Return);
        QTRY_COMPARE(f.answers.size(), std::size_t(1));
        QCOMPARE(unsaved.size(), 1);
    }

    void nothingIsStoppedInVain()
    {
        LossQuestionFixture f;
        int stops = 0;
        f.question.setStop([&] { ++stops; });
        f.happens();
        f.document.setSavedIn(f.path("no/such/folder.jsonl"));
        f.happens();
        QVERIFY(f.ask());
        QTest::keyClick(f.box(), Qt::Key_Return);
        f.happens();
        QTRY_VERIFY(!f.document.isSaving());
        QCOMPARE(stops, 0); // it was not saved: the window stays
        f.document.setSavedIn(f.path("file.jsonl"));
        f.happens();
        QVERIFY(f.ask());
        QTest::keyClick(f.box(), Qt::Key_Return);
        QTRY_COMPARE(f.answers.size(), std::size_t(1));
        QCOMPARE(stops, 1); // now it closes
    }

    void aFailedSavingKeepsTheWindow()
    {
        LossQuestionFixture f;
        f.happens();
        f.document.setSavedIn(f.path("no/such/folder.jsonl"));
        f.happens();
        QVERIFY(f.ask());
        QTest::keyClick(f.box(), Qt::Key_Return);
        QTRY_VERIFY(!f.bar->isRunning() && !f.document.isSaving());
        QVERIFY(f.answers.empty());
        QVERIFY(f.document.unsaved().any());
    }

    void discardAndCancel_data()
    {
        QTest::addColumn<QString>("button");
        QTest::addColumn<int>("answers");
        QTest::newRow("discard") << QStringLiteral("&Discard") << 1;
        QTest::newRow("cancel") << QStringLiteral("Cancel") << 0;
    }

    void discardAndCancel()
    {
        QFETCH(const QString, button);
        QFETCH(const int, answers);
        LossQuestionFixture f;
        f.happens();
        QVERIFY(f.ask());
        for (QAbstractButton* found : f.box()->buttons()) {
            if (found->text().remove(QLatin1Char('&')) == QString(button).remove(QLatin1Char('&')))
                found->click();
        }
        QVERIFY(!f.box());
        QCOMPARE(static_cast<int>(f.answers.size()), answers);
        QVERIFY(f.ask()); // it can be asked again
    }

    void escapeGivesUp()
    {
        LossQuestionFixture f;
        f.happens();
        QVERIFY(f.ask());
        QTest::keyClick(f.box(), Qt::Key_Escape);
        QVERIFY(!f.box());
        QVERIFY(f.answers.empty());
    }

    void notAgainAndTheWayBack()
    {
        LossQuestionFixture f;
        f.happens();
        QVERIFY(f.ask());
        f.box()->checkBox()->click();
        f.button(*f.box(), QStringLiteral("&Discard"))->click();
        QVERIFY(!f.settings.load(settings::kAskBeforeLoss));
        QVERIFY(!f.ask());
        QVERIFY(!f.question.action()->isChecked());
        f.question.action()->trigger();
        QVERIFY(f.ask());
    }

    void givingUpKeepsTheQuestion()
    {
        LossQuestionFixture f;
        f.happens();
        QVERIFY(f.ask());
        f.box()->checkBox()->click();
        f.box()->reject();
        QVERIFY(f.settings.load(settings::kAskBeforeLoss));
    }
};

GUI_TEST(TestLossQuestion)
#include "tst_loss_question.moc"
