// SPDX-License-Identifier: GPL-3.0-or-later
// A file is written whole or not at all: also when the disk is full.
#include "widgets/common/atomic_file.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>

using widgets::AtomicFile;

namespace {

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(none)");
}

void put(const QString& path, const QByteArray& content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

/// No file may grow past `bytes` meanwhile: writing fails half way, as on a full disk.
struct SizeLimit
{
    explicit SizeLimit(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &before);
        const rlimit limit{bytes, before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~SizeLimit() { ::setrlimit(RLIMIT_FSIZE, &before); }
    rlimit before{};
};

} // namespace

class TestAtomicFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesForTheOwnerOnly();
    void replaces();
    void uncommittedLeavesNothing();
    void fullDiskKeepsTheOldFile();
    void refuses_data();
    void refuses();

private:
    QTemporaryDir m_folder;
    QString path(const char* name) const { return m_folder.filePath(QLatin1String(name)); }
    QStringList left() const { return QDir(m_folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot); }
};

void TestAtomicFile::writesForTheOwnerOnly()
{
    const QString name = path("new");
    AtomicFile file(name);
    QCOMPARE(file.open(), QString());
    QCOMPARE(file.write("abc"), QString());
    QCOMPARE(file.write(QByteArray(300'000, 'x')), QString());
    QVERIFY(!QFileInfo::exists(name));
    QCOMPARE(file.commit(), QString());
    QCOMPARE(contentOf(name).size(), 300'003);
    struct stat info = {};
    QCOMPARE(::stat(QFile::encodeName(name).constData(), &info), 0);
    QCOMPARE(info.st_mode & 07777U, 0600U);
}

void TestAtomicFile::replaces()
{
    const QString name = path("old");
    put(name, "old content");
    AtomicFile file(name);
    QCOMPARE(file.open(), QString());
    QCOMPARE(file.write("new"), QString());
    QCOMPARE(contentOf(name), QByteArray("old content"));
    QCOMPARE(file.commit(), QString());
    QCOMPARE(contentOf(name), QByteArray("new"));
    QVERIFY((QFileInfo(name).permissions() & (QFile::ReadGroup | QFile::ReadOther)) == 0);
}

void TestAtomicFile::uncommittedLeavesNothing()
{
    const QStringList before = left();
    {
        AtomicFile file(path("never"));
        QCOMPARE(file.open(), QString());
        QCOMPARE(file.write("abc"), QString());
    }
    QCOMPARE(left(), before);
}

void TestAtomicFile::fullDiskKeepsTheOldFile()
{
    const QString name = path("kept");
    put(name, "old content");
    const QStringList before = left();
    {
        AtomicFile file(name);
        QCOMPARE(file.open(), QString());
        {
            const SizeLimit limit(100'000);
            QVERIFY(!file.write(QByteArray(200'000, 'x')).isEmpty());
        }
        QVERIFY(!file.write("more").isEmpty());
        QVERIFY(!file.commit().isEmpty());
    }
    QCOMPARE(contentOf(name), QByteArray("old content"));
    QCOMPARE(left(), before);
}

void TestAtomicFile::refuses_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("a folder") << m_folder.path();
    QTest::newRow("in no folder") << path("nowhere/file");
    QTest::newRow("a device") << QStringLiteral("/dev/null");
    QTest::newRow("a pipe") << path("pipe");
    QTest::newRow("a link to a pipe") << path("link");
    QTest::newRow("no name") << QString();
}

void TestAtomicFile::refuses()
{
    QFETCH(QString, name);
    if (!QFileInfo::exists(path("pipe"))) {
        QCOMPARE(::mkfifo(QFile::encodeName(path("pipe")).constData(), 0600), 0);
        QVERIFY(QFile::link(path("pipe"), path("link")));
    }
    AtomicFile file(name);
    QVERIFY(!file.open().isEmpty());
    QVERIFY(!file.write("x").isEmpty());
    QVERIFY(!file.commit().isEmpty());
}

QTEST_GUILESS_MAIN(TestAtomicFile)
#include "tst_atomic_file.moc"
