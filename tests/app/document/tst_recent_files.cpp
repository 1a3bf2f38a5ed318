// SPDX-License-Identifier: GPL-3.0-or-later
// The list of recent recordings: order, length, what is gone, what is shown.
#include "app/document/recent_files.h"
#include "tests/support/test_class.h"

#include <QFile>
#include <QMenu>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using app::RecentFiles;

class TestRecentFiles : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theNewestComesFirstAndOnce()
    {
        RecentFiles recent(m_settings);
        recent.clear();
        recent.add(QStringLiteral("/tmp/a.jsonl"));
        recent.add(QStringLiteral("/tmp/b.jsonl"));
        recent.add(QStringLiteral("/tmp/a.jsonl"));
        QCOMPARE(recent.paths(), (QStringList{QStringLiteral("/tmp/a.jsonl"), QStringLiteral("/tmp/b.jsonl")}));
        QCOMPARE(RecentFiles(m_settings).paths(), recent.paths()); // another window agrees
    }

    void itIsBounded()
    {
        RecentFiles recent(m_settings);
        for (int i = 0; i < 25; ++i)
            recent.add(QStringLiteral("/tmp/%1.jsonl").arg(i));
        QCOMPARE(recent.paths().size(), RecentFiles::kMost);
        QCOMPARE(recent.paths().first(), QStringLiteral("/tmp/24.jsonl"));
    }

    void aRelativeNameIsKeptWhole()
    {
        RecentFiles recent(m_settings);
        recent.add(QStringLiteral("here.jsonl"));
        QVERIFY(recent.paths().first().startsWith(QLatin1Char('/')));
    }

    void theMenuShowsTheListAsItIsWhenItOpens()
    {
        RecentFiles recent(m_settings);
        recent.clear();
        QMenu menu;
        recent.addTo(menu);
        QMenu* list = menu.actions().first()->menu();
        Q_EMIT list->aboutToShow();
        QCOMPARE(list->actions().size(), 3); // that there is none, a line, clear
        QVERIFY(!list->actions().last()->isEnabled());

        const QString file = m_folder.filePath(QStringLiteral("fish & \u202e chips.jsonl"));
        QVERIFY(QFile(file).open(QIODevice::WriteOnly));
        recent.add(file);
        Q_EMIT list->aboutToShow();
        const QString shown = list->actions().first()->text();
        QVERIFY2(shown.startsWith(QStringLiteral("&1  ")) && shown.contains(QStringLiteral("fish && \\xe2\\x80\\xae")),
                 qPrintable(shown));
        QSignalSpy chosen(&recent, &RecentFiles::chosen);
        list->actions().first()->trigger();
        QCOMPARE(chosen.first().first().toString(), file);
        list->actions().last()->trigger();
        QCOMPARE(recent.paths(), QStringList());
    }

    void aMissingFileIsToldAndTakenOff()
    {
        RecentFiles recent(m_settings);
        recent.clear();
        const QString gone = m_folder.filePath(QStringLiteral("gone.jsonl"));
        recent.add(gone);
        QMenu menu;
        recent.addTo(menu);
        QMenu* list = menu.actions().first()->menu();
        Q_EMIT list->aboutToShow();
        QSignalSpy chosen(&recent, &RecentFiles::chosen);
        QSignalSpy missing(&recent, &RecentFiles::missing);
        list->actions().first()->trigger();
        QCOMPARE(chosen.count(), 0);
        QCOMPARE(missing.first().first().toString(), gone);
        QCOMPARE(recent.paths(), QStringList());
    }

private:
    QTemporaryDir m_folder;
    app::SettingsStore m_settings{m_folder.filePath(QStringLiteral("settings.ini"))};
};

GUI_TEST(TestRecentFiles)
#include "tst_recent_files.moc"
