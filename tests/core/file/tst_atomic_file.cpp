// SPDX-License-Identifier: GPL-3.0-or-later
// A file is written whole or not at all: also when the disk is full and when the program is killed.
#include "core/file/atomic_file.h"
#include "tests/core/file/recorded_events.h"
#include "tests/core/file/size_limit.h"
#include "tests/support/test_class.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <cstddef>
#include <fcntl.h>
#include <iterator>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

using core::AtomicFile;
using core::FileResult;
using namespace tests;

namespace {

template <class T>
QString problemOf(const FileResult<T>& result)
{
    return result ? QString() : QString::fromStdString(core::fileErrorText(result.error()));
}

template <class T>
core::FileError errorOf(const FileResult<T>& result)
{
    return result ? core::FileError{} : result.error();
}

mode_t modeOf(const QString& path)
{
    struct stat info = {};
    return ::stat(QFile::encodeName(path).constData(), &info) == 0 ? info.st_mode & 07777U : 0;
}

// This process is from now on one on a file system without O_TMPFILE.
bool refuseUnnamedFiles()
{
    sock_filter steps[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_openat, 0, 3),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, args[2])), // flags, little-endian
        BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, O_TMPFILE & ~O_DIRECTORY, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EOPNOTSUPP),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    const sock_fprog program{static_cast<unsigned short>(std::size(steps)), steps};
    return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

} // namespace

class TestAtomicFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void forTheOwnerOnly_data();
    void forTheOwnerOnly();
    void replaces();
    void uncommittedLeavesNothing();
    void fullDiskKeepsTheOldFile();
    void fullDevice();
    void inPlaceButNotForSure_data();
    void inPlaceButNotForSure();
    void followsALink();
    void besideItself();
    void refuses_data();
    void refuses();
    void keptOpen();
    void notOpen();
    void killed_data();
    void killed();
    void withoutUnnamedFiles();
    void killedWhileSaving();
    void temporaryNames_data();
    void temporaryNames();

private:
    QTemporaryDir m_folder;
    QString path(const char* name) const { return m_folder.filePath(QLatin1String(name)); }
    QStringList left() const
    {
        return QDir(m_folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden | QDir::System);
    }
};

void TestAtomicFile::forTheOwnerOnly_data()
{
    QTest::addColumn<uint>("mask");
    QTest::newRow("open to all") << 0U;
    QTest::newRow("usual") << 022U;
    QTest::newRow("closed to the owner too") << 0777U;
}

void TestAtomicFile::forTheOwnerOnly()
{
    QFETCH(uint, mask);
    const QString name = m_folder.filePath(QStringLiteral("new%1").arg(mask));
    AtomicFile file(name.toStdString());
    const mode_t before = ::umask(mask);
    const auto opened = file.open();
    ::umask(before);
    QCOMPARE(problemOf(opened), QString());
    QVERIFY(file.write("abc"));
    QVERIFY(file.write(std::string(300'000, 'x')));
    QVERIFY(!QFileInfo::exists(name));
    QCOMPARE(problemOf(file.commit()), QString());
    QCOMPARE(contentOf(name).size(), 300'003);
    QCOMPARE(modeOf(name), 0600U);
}

void TestAtomicFile::replaces()
{
    const QString name = path("old");
    put(name, "old content");
    QCOMPARE(::chmod(qPrintable(name), 0666), 0);
    AtomicFile file(name.toStdString());
    QVERIFY(file.open());
    QVERIFY(file.write("new"));
    QCOMPARE(contentOf(name), QByteArray("old content"));
    QVERIFY(file.commit());
    QCOMPARE(contentOf(name), QByteArray("new"));
    QCOMPARE(modeOf(name), 0600U);
}

void TestAtomicFile::uncommittedLeavesNothing()
{
    const QStringList before = left();
    {
        AtomicFile file(path("never").toStdString());
        QVERIFY(file.open());
        QVERIFY(file.write("abc"));
    }
    QCOMPARE(left(), before);
}

void TestAtomicFile::fullDiskKeepsTheOldFile()
{
    const QString name = path("kept");
    put(name, "old content");
    const QStringList before = left();
    {
        AtomicFile file(name.toStdString());
        QVERIFY(file.open());
        {
            const SizeLimit limit(100'000);
            QCOMPARE(problemOf(file.write(std::string(200'000, 'x'))),
                     QStringLiteral("It cannot be written. The call write failed with EFBIG (File too large)."));
        }
        QVERIFY(!file.write("more"));
        QCOMPARE(problemOf(file.commit()),
                 QStringLiteral("It cannot be written. The call write failed with EFBIG (File too large)."));
    }
    QCOMPARE(contentOf(name), QByteArray("old content"));
    QCOMPARE(left(), before);
}

void TestAtomicFile::fullDevice()
{
    const core::UniqueFd full(::open("/dev/full", O_WRONLY | O_CLOEXEC));
    QVERIFY(full);
    const std::byte bytes[4]{};
    QCOMPARE(problemOf(core::writeAll(full.get(), bytes)),
             QStringLiteral("It cannot be written. The call write failed with ENOSPC (No space left on device)."));
}

void TestAtomicFile::inPlaceButNotForSure_data()
{
    QTest::addColumn<bool>("kept");
    QTest::newRow("closed") << false;
    QTest::newRow("kept open") << true;
}

void TestAtomicFile::inPlaceButNotForSure()
{
    QFETCH(bool, kept);
    put(path("file"), "old");
    const QStringList before = left();
    AtomicFile file(path("file").toStdString());
    QVERIFY(file.open());
    QVERIFY(file.write("new"));
    // The folder cannot be opened to bring its new entry to the disk: nobody can have another descriptor.
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    const rlimit none{0, limit.rlim_max};
    ::setrlimit(RLIMIT_NOFILE, &none);
    const auto error = kept ? errorOf(file.commitAndKeep()) : errorOf(file.commit());
    ::setrlimit(RLIMIT_NOFILE, &limit);
    QVERIFY(error.isInPlace);
    QCOMPARE(QString::fromStdString(core::fileErrorText(error)),
             QStringLiteral(
                 "It is in its place, but a power failure may still undo that. The call open failed with EMFILE (Too "
                 "many open files)."));
    QCOMPARE(contentOf(path("file")), QByteArray("new"));
    QCOMPARE(left(), before);
}

void TestAtomicFile::followsALink()
{
    QVERIFY(QDir(m_folder.path()).mkdir(QStringLiteral("elsewhere")));
    put(path("elsewhere/target"), "old");
    QVERIFY(QFile::link(path("elsewhere/target"), path("good link")));
    AtomicFile file(path("good link").toStdString());
    QVERIFY(file.open());
    QVERIFY(file.write("new"));
    QVERIFY(file.commit());
    QVERIFY(QFileInfo(path("good link")).isSymLink());
    QCOMPARE(contentOf(path("elsewhere/target")), QByteArray("new"));
    QCOMPARE(QDir(path("elsewhere")).entryList(QDir::Files | QDir::Hidden), QStringList{QStringLiteral("target")});
}

// A name without a folder is one in the working directory.
void TestAtomicFile::besideItself()
{
    const QString before = QDir::currentPath();
    QVERIFY(QDir::setCurrent(m_folder.path()));
    AtomicFile file("only a name");
    const bool written = file.open() && file.write("x") && file.commit();
    QVERIFY(QDir::setCurrent(before));
    QVERIFY(written);
    QCOMPARE(contentOf(path("only a name")), QByteArray("x"));
}

void TestAtomicFile::refuses_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("reason");
    QTest::newRow("a folder") << m_folder.path() << "It is a folder.";
    QTest::newRow("a folder that is not there") << path("no/") << "It is a folder.";
    QTest::newRow("in no folder")
        << path("nowhere/file")
        << "A file cannot be made in its folder. The call open failed with ENOENT (No such file or "
           "directory).";
    QTest::newRow("in a file") << path("old/file")
                               << "It cannot be written. The call stat failed with ENOTDIR (Not a directory).";
    QTest::newRow("a device") << QStringLiteral("/dev/null") << "It is no ordinary file.";
    QTest::newRow("a pipe") << path("pipe") << "It is no ordinary file.";
    QTest::newRow("a link to a pipe") << path("link") << "It is no ordinary file.";
    QTest::newRow("a link to nothing") << path("lost link") << "It is a link that leads nowhere.";
    QTest::newRow("a link to itself")
        << path("round link")
        << "It cannot be written. The call stat failed with ELOOP (Too many levels of symbolic "
           "links).";
    QTest::newRow("no name") << QString() << "It has no name.";
}

void TestAtomicFile::refuses()
{
    QFETCH(QString, name);
    QFETCH(QString, reason);
    if (!QFileInfo::exists(path("pipe"))) {
        put(path("old"), "x");
        QCOMPARE(::mkfifo(qPrintable(path("pipe")), 0600), 0);
        QVERIFY(QFile::link(path("pipe"), path("link")));
        QVERIFY(QFile::link(path("gone"), path("lost link")));
        QVERIFY(QFile::link(path("round link"), path("round link")));
    }
    const QStringList before = left();
    AtomicFile file(name.toStdString());
    QCOMPARE(problemOf(file.open()), reason);
    QCOMPARE(problemOf(file.write("x")), reason);
    QCOMPARE(problemOf(file.commit()), reason);
    QCOMPARE(left(), before);
}

void TestAtomicFile::keptOpen()
{
    AtomicFile file(path("growing").toStdString());
    QVERIFY(file.open());
    QVERIFY(file.write("begin"));
    const auto fd = file.commitAndKeep();
    QVERIFY(fd);
    QVERIFY(core::writeAll(fd->get(), std::as_bytes(std::span(" end", 4))));
    QCOMPARE(contentOf(path("growing")), QByteArray("begin end"));
    QCOMPARE(::fcntl(fd->get(), F_GETFD) & FD_CLOEXEC, FD_CLOEXEC);
}

void TestAtomicFile::notOpen()
{
    AtomicFile file(path("unopened").toStdString());
    QCOMPARE(problemOf(file.write("x")), QStringLiteral("It is not open."));
    QCOMPARE(problemOf(file.commit()), QStringLiteral("It is not open."));
    QVERIFY(!QFileInfo::exists(path("unopened")));
}

void TestAtomicFile::killed_data()
{
    QTest::addColumn<bool>("isNamed");
    QTest::newRow("file without a name") << false;
    QTest::newRow("file system that has no such thing") << true;
}

void TestAtomicFile::killed()
{
    QFETCH(bool, isNamed);
    const QString name = path("survivor");
    put(name, "old content");
    const QStringList before = left();
    int pipe[2];
    QCOMPARE(::pipe(pipe), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        AtomicFile file(name.toStdString());
        const bool written =
            (!isNamed || refuseUnnamedFiles()) && file.open() && file.write(std::string(1'000'000, 'x'));
        ::_exit(written && ::write(pipe[1], ".", 1) == 1 ? ::pause() : 1);
    }
    ::close(pipe[1]);
    char done = 0;
    QCOMPARE(::read(pipe[0], &done, 1), 1);
    ::close(pipe[0]);
    ::kill(child, SIGKILL);
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QVERIFY(WIFSIGNALED(status));
    QCOMPARE(contentOf(name), QByteArray("old content"));
    int temporary = 0;
    for (const QString& file : left()) { // nothing more, or something that is known for what it is
        temporary += core::isTemporaryName(file.toStdString()) ? 1 : 0;
        QVERIFY(before.contains(file) || core::isTemporaryName(file.toStdString()));
    }
    QVERIFY(temporary == 1 || !isNamed);
}

void TestAtomicFile::withoutUnnamedFiles()
{
    const QStringList before = left();
    const pid_t child = ::fork();
    if (child == 0) {
        AtomicFile kept(path("made with a name").toStdString());
        AtomicFile given(path("never made").toStdString());
        const bool written = refuseUnnamedFiles() && kept.open() && kept.write("new") && given.open() &&
                             left().size() == before.size() + 2 && kept.commit();
        given.discard();
        ::_exit(written ? 0 : 1);
    }
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QVERIFY(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    QCOMPARE(contentOf(path("made with a name")), QByteArray("new"));
    QCOMPARE(modeOf(path("made with a name")), 0600U);
    QCOMPARE(left().size(), before.size() + 1);
}

// Again and again, at moments of the scheduler's choice: there is always a whole file.
void TestAtomicFile::killedWhileSaving()
{
    core::Recording recording;
    recording.append(everything());
    const core::RecordingSnapshot snapshot = recording.snapshot();
    const core::SaveRequest request{path("saved").toStdString(), core::FileFormat::Recording, someFacts(), {}};
    QVERIFY(core::saveEvents(snapshot, request));
    const QByteArray whole = contentOf(path("saved"));
    for (int round = 0; round < 10; ++round) {
        int pipe[2];
        QCOMPARE(::pipe(pipe), 0);
        const pid_t child = ::fork();
        if (child == 0) {
            for (int i = 0;; ++i) {
                if (!core::saveEvents(snapshot, request) || (i >= round && ::write(pipe[1], ".", 1) != 1))
                    ::_exit(1);
            }
        }
        ::close(pipe[1]);
        char done = 0;
        QCOMPARE(::read(pipe[0], &done, 1), 1);
        ::kill(child, SIGKILL);
        ::close(pipe[0]);
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QVERIFY(WIFSIGNALED(status));
        QVERIFY(contentOf(path("saved")) == whole);
    }
}

void TestAtomicFile::temporaryNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isTemporary");
    QTest::newRow("temporary") << ".socket-playground-0123abcd.part" << true;
    QTest::newRow("shorter") << ".socket-playground-0123abc.part" << false;
    QTest::newRow("visible") << "socket-playground-0123abcd.part" << false;
    QTest::newRow("recording") << "recording.jsonl" << false;
    QTest::newRow("empty") << "" << false;
}

void TestAtomicFile::temporaryNames()
{
    QFETCH(QString, name);
    QTEST(core::isTemporaryName(name.toStdString()), "isTemporary");
}

GUILESS_TEST(TestAtomicFile)
#include "tst_atomic_file.moc"
