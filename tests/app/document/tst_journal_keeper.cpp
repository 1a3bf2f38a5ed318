// SPDX-License-Identifier: GPL-3.0-or-later
// The journal of the window: on and off, a disk that does not take it, and what an earlier run left.
#include "app/document/journal_keeper.h"
#include "app/document/left_journals.h"
#include "core/file/journal_name.h"
#include "core/file/journal_writer.h"
#include "tests/app/document/document_fixture.h"
#include "tests/support/test_class.h"
#include "widgets/common/message_bar.h"

#include <QAction>
#include <QDir>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>
#include <fcntl.h>

using app::JournalKeeper;
using app::LeftJournals;
namespace settings = app::settings;

namespace {

QStringList journals()
{
    return QDir(JournalKeeper::folder()).entryList(QDir::Files);
}

core::RecordingFacts facts()
{
    return core::currentFacts("Socket Playground test");
}

/// As a run leaves it that was killed.
void leaveJournal(const DocumentFixture& f)
{
    core::JournalWriter writer(JournalKeeper::folder().toStdString());
    QVERIFY(writer.write(f.feed.snapshot(), facts()));
}

} // namespace

class TestJournalKeeper : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init()
    {
        QDir(JournalKeeper::folder()).removeRecursively();
        QVERIFY(!QFile::exists(JournalKeeper::folder()));
    }
    void cleanupTestCase() { QDir(JournalKeeper::folder()).removeRecursively(); }

    void offByDefault()
    {
        DocumentFixture f;
        f.happens();
        JournalKeeper keeper(f.feed, facts, f.settings);
        keeper.start();
        QVERIFY(!keeper.isOn());
        QVERIFY(!QFile::exists(JournalKeeper::folder()));
    }

    void writesWhatComesAndGoesInOrder()
    {
        DocumentFixture f;
        f.happens();
        {
            JournalKeeper keeper(f.feed, facts, f.settings);
            keeper.start();
            keeper.action()->trigger();
            QVERIFY(f.settings.load(settings::kJournal));
            QTRY_COMPARE(journals().size(), 1);
            const QString path = JournalKeeper::folder() + QLatin1Char('/') + journals().first();
            QTRY_VERIFY(f.contentOf(path).contains("\"seq\":1"));
            f.happens();
            QTRY_VERIFY(f.contentOf(path).contains("\"seq\":2"));
            f.feed.clear();
            QTRY_VERIFY(!f.contentOf(path).contains("\"seq\":"));
            f.happens();
            QTRY_VERIFY(f.contentOf(path).contains("\"seq\":3"));
            QVERIFY(!(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther)));
            QVERIFY(!(QFile::permissions(JournalKeeper::folder()) & (QFile::ExeGroup | QFile::ExeOther)));
        }
        QCOMPARE(journals(), QStringList());

        JournalKeeper next(f.feed, facts, f.settings); // it was wanted
        next.start();
        QVERIFY(next.isOn() && next.action()->isChecked());
    }

    void whatIsKeptIsOfferedByTheNextRun()
    {
        DocumentFixture f;
        JournalKeeper keeper(f.feed, facts, f.settings);
        QVERIFY(keeper.keep()); // off: nothing to keep
        QCOMPARE(journals(), QStringList());
        keeper.action()->trigger();
        f.happens();
        QVERIFY(keeper.keep()); // at once, without the timer
        QVERIFY(!keeper.isOn());
        QCOMPARE(journals().size(), 1);
        const QString path = JournalKeeper::folder() + QLatin1Char('/') + journals().first();
        QVERIFY(f.contentOf(path).contains("\"seq\":1"));
        widgets::MessageBar bar;
        LeftJournals next(bar);
        next.look(JournalKeeper::folder());
        QTRY_VERIFY(bar.hasMessage());
    }

    void aDiskThatDoesNotTakeItIsToldOnce()
    {
        DocumentFixture f;
        QVERIFY(QDir().mkpath(QFileInfo(JournalKeeper::folder()).absolutePath()));
        QFile inTheWay(JournalKeeper::folder());
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        JournalKeeper keeper(f.feed, facts, f.settings);
        QSignalSpy failed(&keeper, &JournalKeeper::failed);
        keeper.action()->trigger();
        f.happens();
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(!failed.first().first().toString().isEmpty());
        QVERIFY(!keeper.isOn());
        QVERIFY(!keeper.action()->isChecked());
        QVERIFY(f.settings.load(settings::kJournal)); // the next run tries again
        inTheWay.remove();
    }

    void whatARunLeftIsOffered_data()
    {
        QTest::addColumn<QString>("button");
        QTest::newRow("opened") << QStringLiteral("Op&en it");
        QTest::newRow("deleted") << QStringLiteral("De&lete it");
    }

    void whatARunLeftIsOffered()
    {
        QFETCH(const QString, button);
        DocumentFixture f;
        f.happens();
        leaveJournal(f);
        QCOMPARE(journals().size(), 1);
        auto* bar = new widgets::MessageBar(&f.window);
        f.window.layout()->addWidget(bar);
        LeftJournals left(*bar);
        QSignalSpy open(&left, &LeftJournals::openRequested);
        left.look(JournalKeeper::folder());
        QTRY_VERIFY(bar->hasMessage());
        QVERIFY2(bar->sentence().contains(QStringLiteral("ended unexpectedly")), qPrintable(bar->sentence()));
        QVERIFY2(bar->help().contains(QStringLiteral("no bookmarks")), qPrintable(bar->help()));
        QTest::mouseClick(f.button(*bar, button), Qt::LeftButton);
        QVERIFY(!bar->hasMessage());
        const bool opened = button.startsWith(QStringLiteral("Op"));
        QCOMPARE(open.count(), opened ? 1 : 0);
        QCOMPARE(journals().size(), opened ? 1 : 0); // it stays until what it holds is saved
    }

    void severalAreOfferedOneByOne()
    {
        DocumentFixture f;
        f.happens();
        leaveJournal(f);
        leaveJournal(f);
        QCOMPARE(journals().size(), 2);
        widgets::MessageBar bar;
        LeftJournals left(bar);
        left.look(JournalKeeper::folder());
        QTRY_VERIFY(bar.hasMessage());
        QVERIFY2(bar.help().contains(QLatin1Char('1')), qPrintable(bar.help()));
        f.button(bar, QStringLiteral("De&lete it"))->click();
        QVERIFY(bar.hasMessage());
        QVERIFY2(!bar.help().contains(QLatin1Char('1')), qPrintable(bar.help()));
        f.button(bar, QStringLiteral("De&lete it"))->click();
        QVERIFY(!bar.hasMessage());
        QCOMPARE(journals(), QStringList());
    }

    void aFailedDeletionIsToldAndTheJournalStays()
    {
        DocumentFixture f;
        f.happens();
        leaveJournal(f);
        leaveJournal(f);
        auto* bar = new widgets::MessageBar(&f.window);
        f.window.layout()->addWidget(bar);
        LeftJournals left(*bar);
        left.look(JournalKeeper::folder());
        QTRY_VERIFY(bar->hasMessage());
        std::vector<core::UniqueFd> held;
        for (const QString& name : journals()) {
            held.emplace_back(::open(QFile::encodeName(JournalKeeper::folder() + QLatin1Char('/') + name).constData(),
                                     O_RDONLY | O_CLOEXEC));
            QCOMPARE(core::lockJournal(held.back().get()), core::JournalLock::Taken); // as by a program that runs
        }
        QAbstractButton* deletion = f.button(*bar, QStringLiteral("De&lete it"));
        deletion->click();
        QCOMPARE(bar->kind(), widgets::MessageBar::Kind::Error);
        QVERIFY2(bar->sentence().contains(QStringLiteral("was not deleted")), qPrintable(bar->sentence()));
        QVERIFY2(bar->help().contains(QStringLiteral("flock failed with EAGAIN")), qPrintable(bar->help()));
        QCOMPARE(journals().size(), 2);
        held.clear();
        QVERIFY(deletion->isVisible());
        deletion->click(); // the same one again
        QCOMPARE(journals().size(), 1);
        QVERIFY2(bar->sentence().contains(QStringLiteral("ended unexpectedly")), qPrintable(bar->sentence()));
    }

    void anErrorHasNoButtonsOfAJournal()
    {
        DocumentFixture f;
        f.write("file", "no folder");
        auto* bar = new widgets::MessageBar(&f.window);
        f.window.layout()->addWidget(bar);
        LeftJournals left(*bar);
        QSignalSpy open(&left, &LeftJournals::openRequested);
        left.look(f.path("file"));
        QTRY_VERIFY(bar->hasMessage());
        QCOMPARE(bar->kind(), widgets::MessageBar::Kind::Error);
        for (const QString& name : {QStringLiteral("Op&en it"), QStringLiteral("De&lete it")}) {
            QVERIFY(!f.button(*bar, name)->isVisible());
            f.button(*bar, name)->click();
        }
        QCOMPARE(open.count(), 0);
        QTest::keyClick(bar, Qt::Key_Escape);
        QVERIFY(!bar->hasMessage());
    }

    void nothingLeftNothingSaid()
    {
        widgets::MessageBar bar;
        LeftJournals left(bar);
        left.look(JournalKeeper::folder());
        QTest::qWait(0);
        QVERIFY(!bar.hasMessage());
    }
};

GUI_TEST(TestJournalKeeper)
#include "tst_journal_keeper.moc"
