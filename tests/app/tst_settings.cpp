// SPDX-License-Identifier: GPL-3.0-or-later
// What is remembered comes back; what is damaged is kept aside and costs nothing but itself.
#include "app/settings/settings.h"
#include "tests/support/test_class.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>
#include <sys/stat.h>

using app::SettingsStore;
namespace settings = app::settings;

namespace {

void write(const QString& path, const QByteArray& text)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("The test file could not be written.");
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestSettings : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QVERIFY(m_folder.isValid()); }

    void everyEntryComesBack()
    {
        const QString path = m_folder.filePath(QStringLiteral("all.ini"));
        const QByteArray blob("\0\1[x]\n=\"\xff", 10);
        {
            SettingsStore store(path);
            store.save(settings::kServerAddress, QStringLiteral("::1"));
            store.save(settings::kServerPort, 0);
            store.save(settings::kServerBacklog, 7);
            store.save(settings::kServerDualStack, true);
            store.save(settings::kServerReply, QStringLiteral("fixed"));
            store.save(settings::kServerAnswer, QStringLiteral("No\\n"));
            store.save(settings::kServerDelayMs, 250);
            store.save(settings::kServerChunk, 3);
            store.save(settings::kClientTarget, QStringLiteral("こんにちは.example:1"));
            store.save(settings::kClientTargets, QStringList({QStringLiteral("a:1"), QStringLiteral("b, c:2")}));
            store.save(settings::kClientTimeoutMs, 250);
            store.save(settings::kClientOptionsShown, true);
            store.save(settings::kMessageMode, 1);
            store.save(settings::kMessageLineEnding, 2);
            store.save(settings::kAppearance, 2);
            store.save(settings::kWindowGeometry, blob);
            store.save(settings::kWindowColumns, blob);
            store.save(settings::kWindowRows, blob);
            store.save(settings::kLogState, blob);
            store.save(settings::kLogFilters, QStringList({QStringLiteral("a, \"b\""), QStringLiteral("~\\d")}));
            store.save(settings::kLogSavedFilters, QStringList({QStringLiteral("名前"), QStringLiteral("errno:any")}));
            QVERIFY(store.sync());
        }
        const SettingsStore store(path);
        QCOMPARE(store.problem(), SettingsStore::Problem::None);
        QCOMPARE(store.load(settings::kServerAddress), QStringLiteral("::1"));
        QCOMPARE(store.load(settings::kServerPort), 0);
        QCOMPARE(store.load(settings::kServerBacklog), 7);
        QCOMPARE(store.load(settings::kServerDualStack), true);
        QCOMPARE(store.load(settings::kServerReply), QStringLiteral("fixed"));
        QCOMPARE(store.load(settings::kServerAnswer), QStringLiteral("No\\n"));
        QCOMPARE(store.load(settings::kServerDelayMs), 250);
        QCOMPARE(store.load(settings::kServerChunk), 3);
        QCOMPARE(store.load(settings::kClientTarget), QStringLiteral("こんにちは.example:1"));
        QCOMPARE(store.load(settings::kClientTargets), QStringList({QStringLiteral("a:1"), QStringLiteral("b, c:2")}));
        QCOMPARE(store.load(settings::kClientTimeoutMs), 250);
        QCOMPARE(store.load(settings::kClientOptionsShown), true);
        QCOMPARE(store.load(settings::kMessageMode), 1);
        QCOMPARE(store.load(settings::kMessageLineEnding), 2);
        QCOMPARE(store.load(settings::kAppearance), 2);
        QCOMPARE(store.load(settings::kLogFilters), QStringList({QStringLiteral("a, \"b\""), QStringLiteral("~\\d")}));
        QCOMPARE(store.load(settings::kLogSavedFilters),
                 QStringList({QStringLiteral("名前"), QStringLiteral("errno:any")}));
        for (const auto* entry :
             {&settings::kWindowGeometry, &settings::kWindowColumns, &settings::kWindowRows, &settings::kLogState})
            QCOMPARE(store.load(*entry), blob);
    }

    void nonsenseValuesAreReplaced_data()
    {
        QTest::addColumn<QByteArray>("port");
        QTest::newRow("word") << QByteArray("eighty");
        QTest::newRow("negative") << QByteArray("-1");
        QTest::newRow("too large") << QByteArray("65536");
        QTest::newRow("empty") << QByteArray("");
        QTest::newRow("list") << QByteArray("1, 2");
    }
    void nonsenseValuesAreReplaced()
    {
        QFETCH(QByteArray, port);
        const QString path = m_folder.filePath(QStringLiteral("nonsense.ini"));
        write(path, "[server]\nport=" + port + "\naddress=127.0.0.2\n");
        const SettingsStore store(path);
        QCOMPARE(store.load(settings::kServerPort), settings::kServerPort.fallback);
        QCOMPARE(store.load(settings::kServerAddress), QStringLiteral("127.0.0.2"));
    }

    void damagedFileIsKeptAside_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("binary") << QByteArray("\x7f"
                                              "ELF\0\0\0[server]",
                                              14);
        QTest::newRow("no section") << QByteArray("hello world\n");
        QTest::newRow("line without value") << QByteArray("[server]\nport 8080\n");
        QTest::newRow("open bracket") << QByteArray("[server\nport=8080\n");
        QTest::newRow("cut in the middle of a key") << QByteArray("[server]\nport=1\naddr");
    }
    void damagedFileIsKeptAside()
    {
        QFETCH(QByteArray, content);
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("damaged.ini"));
        write(path, content);
        {
            SettingsStore store(path);
            QCOMPARE(store.load(settings::kServerPort), settings::kServerPort.fallback);
            QCOMPARE(store.problem(), SettingsStore::Problem::Damaged);
            QCOMPARE(contentOf(store.backupPath()), content);
            store.save(settings::kServerPort, 4711);
            QVERIFY(store.sync());
        }
        const SettingsStore store(path);
        QCOMPARE(store.problem(), SettingsStore::Problem::None);
        QCOMPARE(store.load(settings::kServerPort), 4711);
    }

    void earlierBackupsAreKept()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("x.ini"));
        write(path, "first damage");
        const QString first = SettingsStore(path).backupPath();
        write(path, "second damage");
        const QString second = SettingsStore(path).backupPath();
        QVERIFY(first != second);
        QCOMPARE(contentOf(first), QByteArray("first damage"));
        QCOMPARE(contentOf(second), QByteArray("second damage"));
    }

    void unreadableFileIsLeftAlone()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("x.ini"));
        QVERIFY(QDir().mkdir(path)); // to be opened by nobody, not even by root
        {
            SettingsStore store(path);
            QCOMPARE(store.problem(), SettingsStore::Problem::Unreadable);
            QCOMPARE(store.load(settings::kServerPort), settings::kServerPort.fallback);
            store.save(settings::kServerPort, 4711);
            QCOMPARE(store.load(settings::kServerPort), 4711);
        }
        QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
                 QStringList(QStringLiteral("x.ini")));
    }

    /// Reading would wait for ever, or never end.
    void whatIsNoFileIsLeftAlone_data()
    {
        QTest::addColumn<QString>("leadsTo");
        QTest::newRow("pipe") << QString();
        QTest::newRow("device without end") << QStringLiteral("/dev/zero");
    }
    void whatIsNoFileIsLeftAlone()
    {
        QFETCH(QString, leadsTo);
        const QString path = m_folder.filePath(QStringLiteral("odd.ini"));
        if (leadsTo.isEmpty())
            QCOMPARE(::mkfifo(qPrintable(path), 0600), 0);
        else
            QVERIFY(QFile::link(leadsTo, path));
        {
            SettingsStore store(path);
            QCOMPARE(store.problem(), SettingsStore::Problem::Unreadable);
            store.save(app::settings::kServerPort, 7000);
            QCOMPARE(store.load(app::settings::kServerPort), 7000); // in this run
        }
        QVERIFY(!QFileInfo(path).isFile());
        QVERIFY(QFile::remove(path));
    }

    void missingFolderIsMade()
    {
        const QString path = m_folder.filePath(QStringLiteral("new/folder/x.ini"));
        SettingsStore store(path);
        store.save(settings::kServerPort, 1);
        QVERIFY(store.sync());
        QVERIFY(QFileInfo::exists(path));
    }

    void unwritablePlaceIsToldAndHurtsNothing()
    {
        SettingsStore store(QStringLiteral("/proc/no-such-folder/x.ini"));
        store.save(settings::kServerPort, 1);
        QCOMPARE(store.load(settings::kServerPort), 1);
        QVERIFY(!store.sync());
    }

private:
    QTemporaryDir m_folder;
};

GUILESS_TEST(TestSettings)
#include "tst_settings.moc"
