// SPDX-License-Identifier: GPL-3.0-or-later
// Journals: what a killed program leaves is found and read, and the file does not grow without bound.
#include "core/file/journal.h"
#include "core/file/journal_finder.h"
#include "core/file/journal_name.h"
#include "core/file/journal_writer.h"
#include "tests/core/file/recorded_events.h"
#include "tests/core/file/size_limit.h"
#include "tests/support/test_class.h"

#include <QDir>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace core;
using namespace tests;

namespace {

Batch calls(int count, const QByteArray& payload = "Hello!")
{
    static std::int64_t lastTime = 1'000'000;
    BatchMaker make;
    for (int i = 0; i < count; ++i)
        make.add(callEvent(Call::Send, ++lastTime, 6), payload);
    return make.take();
}

struct Recovered
{
    FileResult<ReadOutcome> outcome = tl::unexpected(FileError{});
    std::vector<Event> events; // payload null
};

Recovered recover(const std::string& path)
{
    Recovered result;
    ReadRequest request;
    request.path = path;
    request.onBatch = [&](const Batch& batch) {
        for (Event event : batch.events) {
            event.payload = nullptr;
            result.events.push_back(event);
        }
    };
    result.outcome = readRecording(request);
    return result;
}

} // namespace

class TestJournal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_temporary = std::make_unique<QTemporaryDir>(); }
    void names_data();
    void names();
    void appends();
    void privateFiles();
    void newThreads();
    void nothingNothing();
    void boundedOnDisk();
    void clearedIsGone();
    void goesOnAfterAGap();
    void found();
    void killed();
    void tornLine_data();
    void tornLine();
    void fullDisk();
    void noFolder();
    void cancelled();
    void onItsThread();
    void endsSoonWhileItWrites();
    void kept();
    void keptAfterAFailure();

private:
    std::string folder() const { return m_temporary->filePath(QStringLiteral("state/journal")).toStdString(); }
    QStringList files() const
    {
        return QDir(QString::fromStdString(folder())).entryList(QDir::Files | QDir::Hidden | QDir::System);
    }

    std::unique_ptr<QTemporaryDir> m_temporary;
};

void TestJournal::names_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("pid"); // 0: no journal
    QTest::newRow("journal") << "journal-4711-2.jsonl" << 4711;
    QTest::newRow("made") << QString::fromStdString(journalName(1, 17)) << 1;
    QTest::newRow("no number") << "journal-4711.jsonl" << 0;
    QTest::newRow("zero") << "journal-0-1.jsonl" << 0;
    QTest::newRow("leading zero") << "journal-01-1.jsonl" << 0;
    QTest::newRow("sign") << "journal--1-1.jsonl" << 0;
    QTest::newRow("too large") << "journal-99999999999-1.jsonl" << 0;
    QTest::newRow("other end") << "journal-1-1.jsonl.part" << 0;
    QTest::newRow("only the start") << "journal-" << 0;
    QTest::newRow("only the pid") << "journal-1" << 0;
    QTest::newRow("empty") << "" << 0;
    QTest::newRow("temporary") << ".socket-playground-00000000.part" << 0;
}

void TestJournal::names()
{
    QFETCH(QString, name);
    QTEST(journalPid(name.toStdString()).value_or(0), "pid");
}

void TestJournal::appends()
{
    Recording recording;
    JournalWriter writer(folder());
    std::uint64_t before = 0;
    for (const int count : {1, 10, 0, 5000}) {
        recording.append(calls(count));
        QVERIFY(writer.write(recording.snapshot(), someFacts()));
        QCOMPARE(writer.bytes() > before, count > 0);
        before = writer.bytes();
        QCOMPARE(static_cast<quint64>(QFile(QString::fromStdString(writer.path())).size()), before);
        const Recovered recovered = recover(writer.path());
        QVERIFY(recovered.outcome);
        QCOMPARE(recovered.events.size(), recording.size());
        QVERIFY(!recovered.outcome->header.events);
        QCOMPARE(recovered.outcome->header.originNs, recording.originNs());
    }
    writer.remove();
    QCOMPARE(files(), QStringList());
}

void TestJournal::privateFiles()
{
    const mode_t before = ::umask(0);
    Recording recording;
    recording.append(calls(1));
    JournalWriter writer(folder());
    const auto written = writer.write(recording.snapshot(), someFacts());
    ::umask(before);
    QVERIFY(written);
    struct stat info = {};
    QCOMPARE(::stat(folder().c_str(), &info), 0);
    QCOMPARE(info.st_mode & 07777U, 0700U);
    QCOMPARE(::stat(writer.path().c_str(), &info), 0);
    QCOMPARE(info.st_mode & 07777U, 0600U);
}

void TestJournal::newThreads()
{
    Recording recording;
    RecordingFacts facts;
    facts.threads = {"one"};
    JournalWriter writer(folder());
    recording.append(calls(1));
    QVERIFY(writer.write(recording.snapshot(), facts));
    facts.threads = {"one", "", "three"};
    recording.append(calls(1));
    QVERIFY(writer.write(recording.snapshot(), facts));
    const Recovered recovered = recover(writer.path());
    QVERIFY(recovered.outcome);
    QVERIFY(recovered.outcome->header.facts.threads == facts.threads);
}

void TestJournal::nothingNothing()
{
    JournalWriter writer(folder());
    QVERIFY(writer.write(RecordingSnapshot(), someFacts()));
    QVERIFY(!QFile::exists(QString::fromStdString(folder())));
    writer.remove();
}

void TestJournal::boundedOnDisk()
{
    Recording recording({1000, 100'000'000});
    JournalWriter writer(folder());
    const QByteArray payload(10'000, 'x'); // a recording of 10 MB
    std::uint64_t most = 0;
    for (int round = 0; round < 100; ++round) {
        recording.append(calls(100, payload));
        QVERIFY(writer.write(recording.snapshot(), someFacts()));
        most = std::max(most, writer.bytes());
    }
    QVERIFY2(most < 26'000'000, qPrintable(QString::number(most)));
    const Recovered recovered = recover(writer.path());
    QVERIFY(recovered.outcome);
    QVERIFY(recovered.events.size() >= recording.size());
    const std::uint64_t end = recovered.outcome->header.firstNumber + recovered.events.size();
    QCOMPARE(end, recording.firstNumber() + recording.size());
    QCOMPARE(files().size(), 1);
}

void TestJournal::clearedIsGone()
{
    Recording recording;
    JournalWriter writer(folder());
    recording.append(calls(10, "secret"));
    QVERIFY(writer.write(recording.snapshot(), someFacts()));
    QVERIFY(contentOf(QString::fromStdString(writer.path())).contains("secret"));
    recording.clear();
    QVERIFY(writer.write(recording.snapshot(), someFacts()));
    QVERIFY(!contentOf(QString::fromStdString(writer.path())).contains("secret"));
    recording.append(calls(1, "other"));
    QVERIFY(writer.write(recording.snapshot(), someFacts()));
    recording.append(calls(1, "one more"));
    QVERIFY(writer.write(recording.snapshot(), someFacts()));
    const Recovered recovered = recover(writer.path());
    QVERIFY(recovered.outcome);
    QCOMPARE(recovered.outcome->header.firstNumber, 11U);
    QCOMPARE(recovered.events.size(), 2U);
}

void TestJournal::goesOnAfterAGap()
{
    Recording recording({20, 1000});
    JournalWriter writer(folder());
    recording.append(calls(5));
    QVERIFY(writer.write(recording.snapshot(), someFacts()));
    for (int i = 0; i < 10; ++i)
        recording.append(calls(19)); // what is between was never written
    QVERIFY(writer.write(recording.snapshot(), someFacts()));
    const Recovered recovered = recover(writer.path());
    QVERIFY(recovered.outcome);
    QCOMPARE(recovered.outcome->header.firstNumber, recording.firstNumber());
    QCOMPARE(recovered.outcome->header.letGo, recording.letGo());
    QCOMPARE(recovered.events.size(), recording.size());
}

void TestJournal::found()
{
    QVERIFY(findJournals(folder()));
    QCOMPARE(findJournals(folder())->size(), 0U);
    Recording recording;
    recording.append(calls(3));
    auto running = std::make_unique<JournalWriter>(folder());
    auto ended = std::make_unique<JournalWriter>(folder());
    QVERIFY(running->write(recording.snapshot(), someFacts()));
    QVERIFY(ended->write(recording.snapshot(), someFacts()));
    put(QString::fromStdString(folder() + "/notes.txt"), "no journal");
    QVERIFY(QDir(QString::fromStdString(folder())).mkdir(QStringLiteral("journal-1-1.jsonl")));
    QCOMPARE(findJournals(folder())->size(), 0U);
    const std::string path = ended->path();
    ended.reset();
    const auto found = findJournals(folder());
    QVERIFY(found);
    QCOMPARE(found->size(), 1U);
    QCOMPARE(found->front().path, path);
    QCOMPARE(found->front().pid, static_cast<int>(::getpid()));
    QCOMPARE(found->front().bytes, static_cast<std::uint64_t>(QFile(QString::fromStdString(path)).size()));
    QVERIFY(found->front().writtenNs > 1'700'000'000'000'000'000);
    QVERIFY(!removeJournal(running->path()));
    QVERIFY(removeJournal(path));
    QVERIFY(!QFile::exists(QString::fromStdString(path)));
    QVERIFY(QFile::exists(QString::fromStdString(running->path())));
    QVERIFY(!findJournals(running->path())); // no folder
}

void TestJournal::killed()
{
    int pipe[2];
    QCOMPARE(::pipe(pipe), 0);
    const pid_t child = ::fork();
    if (child == 0) { // writes until it is killed
        Recording recording;
        JournalWriter writer(folder());
        for (int round = 0;; ++round) {
            recording.append(calls(1000));
            if (!writer.write(recording.snapshot(), someFacts()))
                ::_exit(1);
            const char done = round < 5 ? '.' : '!';
            if (::write(pipe[1], &done, 1) != 1)
                ::_exit(1);
        }
    }
    ::close(pipe[1]);
    char done = 0;
    int rounds = 0;
    while (done != '!' && ::read(pipe[0], &done, 1) == 1)
        ++rounds;
    const auto whileItRuns = findJournals(folder());
    ::kill(child, SIGKILL);
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QVERIFY(WIFSIGNALED(status));
    ::close(pipe[0]);

    QVERIFY(whileItRuns && whileItRuns->empty());
    const auto found = findJournals(folder());
    QVERIFY(found);
    QCOMPARE(found->size(), 1U);
    QCOMPARE(found->front().pid, static_cast<int>(child));
    const Recovered recovered = recover(found->front().path);
    QVERIFY2(recovered.outcome, fileErrorText(recovered.outcome ? FileError{} : recovered.outcome.error()).c_str());
    QVERIFY(recovered.events.size() >= static_cast<std::size_t>(rounds) * 1000);
}

void TestJournal::tornLine_data()
{
    QTest::addColumn<QByteArray>("tail");
    QTest::addColumn<int>("events"); // -1: refused
    QTest::addColumn<int>("ignored");
    QTest::newRow("whole") << QByteArray() << 3 << 0;
    QTest::newRow("torn at its start") << QByteArray("{") << 3 << 1;
    QTest::newRow("torn in a name") << QByteArray(R"({"seq":4,"time_ns":1,"took)") << 3 << 26;
    QTest::newRow("torn before its end") << QByteArray(R"({"seq":4,"time_ns":1)") << 3 << 20;
    QTest::newRow("bytes that were never written") << QByteArray(100, '\0') << 3 << 100;
    QTest::newRow("whole but for its line end")
        << QByteArray(R"({"seq":4,"time_ns":1,"took_ns":0,"track":0,"kind":"note","source":"call","side":"server"})")
        << 4 << 0;
    QTest::newRow("a torn line that ends") << QByteArray("{\"seq\":4,\"time\n") << -1 << 0;
    QTest::newRow("two torn lines") << QByteArray("{\"seq\":4,\"time\n{") << -1 << 0;
    QTest::newRow("whole and wrong") << QByteArray(R"({"seq":9})") << -1 << 0;
}

void TestJournal::tornLine()
{
    Recording recording;
    recording.append(calls(3));
    JournalWriter writer(folder());
    QVERIFY(writer.write(recording.snapshot(), someFacts()));
    QFETCH(QByteArray, tail);
    QFile file(QString::fromStdString(writer.path()));
    QVERIFY(file.open(QIODevice::Append));
    QCOMPARE(file.write(tail), tail.size());
    file.close();
    const Recovered recovered = recover(writer.path());
    QFETCH(int, events);
    QCOMPARE(recovered.outcome ? static_cast<int>(recovered.events.size()) : -1, events);
    if (recovered.outcome)
        QTEST(static_cast<int>(recovered.outcome->ignoredBytes), "ignored");
}

void TestJournal::fullDisk()
{
    Recording recording;
    recording.append(calls(10));
    JournalWriter writer(folder());
    QVERIFY(writer.write(recording.snapshot(), someFacts()));
    recording.append(calls(1000));
    {
        const SizeLimit limit(10'000);
        const auto written = writer.write(recording.snapshot(), someFacts());
        QVERIFY(!written);
        QCOMPARE(written.error().call, "write");
        QCOMPARE(written.error().code, EFBIG);
    }
    const Recovered recovered = recover(writer.path()); // what there was room for
    QVERIFY(recovered.outcome);
    QVERIFY(recovered.events.size() >= 10);
    QVERIFY(recovered.outcome->ignoredBytes > 0);
}

void TestJournal::noFolder()
{
    put(m_temporary->filePath(QStringLiteral("file")), "x");
    Recording recording;
    recording.append(calls(1));
    JournalWriter writer(m_temporary->filePath(QStringLiteral("file/journal")).toStdString());
    const auto written = writer.write(recording.snapshot(), someFacts());
    QVERIFY(!written);
    QCOMPARE(QString::fromStdString(fileErrorText(written.error())),
             QStringLiteral(
                 "The folder of the journal cannot be made. The call mkdir failed with ENOTDIR (Not a directory)."));
}

void TestJournal::cancelled()
{
    std::atomic<bool> cancel{true};
    FileControl control;
    control.cancel = &cancel;
    Recording recording;
    recording.append(calls(10));
    JournalWriter anew(folder());
    auto written = anew.write(recording.snapshot(), someFacts(), control);
    QVERIFY(!written && written.error().isCancelled);
    QCOMPARE(files(), QStringList());

    JournalWriter appended(folder());
    QVERIFY(appended.write(recording.snapshot(), someFacts()));
    recording.append(calls(10));
    written = appended.write(recording.snapshot(), someFacts(), control);
    QVERIFY(!written && written.error().isCancelled);
    QCOMPARE(recover(appended.path()).events.size(), 10U);
    appended.remove();
    QCOMPARE(files(), QStringList());
}

void TestJournal::onItsThread()
{
    std::atomic<int> failures{0};
    const auto count = [&](const FileError&) { ++failures; };
    Recording recording;
    {
        Journal journal(folder(), count);
        recording.append(calls(100));
        journal.offer(recording.snapshot(), someFacts());
        QTRY_COMPARE(files().size(), 1);
        const std::string path = folder() + '/' + files().front().toStdString();
        recording.append(calls(100));
        journal.offer(recording.snapshot(), someFacts());
        QTRY_COMPARE(recover(path).events.size(), 200U);
    }
    QCOMPARE(files(), QStringList());
    QCOMPARE(failures.load(), 0);

    put(m_temporary->filePath(QStringLiteral("file")), "x");
    Journal journal(m_temporary->filePath(QStringLiteral("file/journal")).toStdString(), count);
    for (int i = 0; i < 3; ++i) {
        journal.offer(recording.snapshot(), someFacts());
        QTRY_COMPARE(failures.load(), 1); // told once
    }
}

void TestJournal::endsSoonWhileItWrites()
{
    Recording recording;
    recording.append(calls(400'000));
    QElapsedTimer time;
    time.start();
    {
        JournalWriter whole(folder());
        QVERIFY(whole.write(recording.snapshot(), someFacts()));
        whole.remove();
    }
    const qint64 toWriteAll = time.elapsed();
    QVERIFY(QDir().rmdir(QString::fromStdString(folder())));

    std::atomic<int> failures{0};
    {
        Journal journal(folder(), [&](const FileError&) { ++failures; });
        journal.offer(recording.snapshot(), someFacts());
        while (!QFile::exists(QString::fromStdString(folder())))
            std::this_thread::yield(); // until it has begun
        time.start();
    }
    const qint64 toEnd = time.elapsed();
    QVERIFY2(toEnd < toWriteAll / 2, qPrintable(QStringLiteral("%1 of %2 ms").arg(toEnd).arg(toWriteAll)));
    QCOMPARE(files(), QStringList());
    QCOMPARE(failures.load(), 0); // to give up is none
}

void TestJournal::kept()
{
    Recording recording;
    std::atomic<int> failures{0};
    {
        Journal journal(folder(), [&](const FileError&) { ++failures; });
        recording.append(calls(5000));
        journal.offer(recording.snapshot(), someFacts());
        recording.append(calls(5000));
        journal.offer(recording.snapshot(), someFacts());
        QVERIFY(journal.keep());
    }
    QCOMPARE(failures.load(), 0);
    const auto found = findJournals(folder());
    QVERIFY(found && found->size() == 1);
    QCOMPARE(recover(found->front().path).events.size(), 10'000U);
}

void TestJournal::keptAfterAFailure()
{
    put(m_temporary->filePath(QStringLiteral("file")), "x");
    Recording recording;
    recording.append(calls(1));
    Journal journal(m_temporary->filePath(QStringLiteral("file/journal")).toStdString(), [](const FileError&) {});
    journal.offer(recording.snapshot(), someFacts());
    const auto kept = journal.keep();
    QVERIFY(!kept);
    QCOMPARE(kept.error().call, "mkdir");
}

GUILESS_TEST(TestJournal)
#include "tst_journal.moc"
