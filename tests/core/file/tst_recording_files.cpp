// SPDX-License-Identifier: GPL-3.0-or-later
// Recordings are saved and reopened exactly.
#include "tests/core/file/recorded_events.h"
#include "tests/support/test_class.h"

#include <QTemporaryDir>
#include <QTest>
#include <sys/stat.h>

using namespace core;
using namespace tests;

namespace {

/// What a reading gave.
struct Read
{
    FileResult<ReadOutcome> outcome;
    Recording recording;
    RecordingHeader header;
    int headers = 0;
    std::size_t largestBatch = 0;
};

std::unique_ptr<Read> read(const QString& path, const ReadLimits& limits = {}, const FileControl& control = {})
{
    auto result =
        std::make_unique<Read>(Read{tl::unexpected(FileError{}), Recording({1'000'000, 1U << 30U}), {}, 0, 0});
    ReadRequest request{path.toStdString(), limits, {}, {}};
    request.onHeader = [&](const RecordingHeader& header) {
        ++result->headers;
        result->header = header;
        result->recording = Recording({1'000'000, 1U << 30U}, {header.firstNumber, header.letGo, header.originNs});
    };
    request.onBatch = [&](Batch batch) {
        result->largestBatch = std::max(result->largestBatch, batch.events.size());
        result->recording.append(std::move(batch));
    };
    result->outcome = readRecording(request, control);
    return result;
}

void compare(const RecordingSnapshot& a, const RecordingSnapshot& b)
{
    QCOMPARE(a.size(), b.size());
    QCOMPARE(a.firstNumber(), b.firstNumber());
    QCOMPARE(a.letGo(), b.letGo());
    QCOMPARE(a.originNs(), b.originNs());
    for (std::size_t i = 0; i < a.size(); ++i) {
        const QString differs = difference(a.at(i), b.at(i));
        QVERIFY2(differs.isEmpty(), qPrintable(QStringLiteral("event %1: %2").arg(i).arg(differs)));
    }
}

// The file of wholeLines().
constexpr const char* kLines =
    R"({"format":"socket-playground-recording","version":1,"program":"Socket Playground 0.1.0",)"
    R"("system":"Linux 6.1.0 x86_64","first":7,"events":4,"let_go":6,"lost":12,)"
    R"("origin_ns":1000000000,"realtime_offset_ns":1700000000000000000})"
    "\n"
    R"({"track":0,"thread":"server I/O"})"
    "\n"
    R"({"seq":7,"time_ns":1000000000,"took_ns":41000,"track":0,"kind":"call","source":"call",)"
    R"("side":"server","connection":3,"fd":7,"call":"send","raw_args":[6,16384,0,0],"result":6,)"
    R"("size":6,"data":"Hello!",)"
    "\"line\":\"send(7, \\\"Hello!\\\", 6, MSG_NOSIGNAL) = 6\"}"
    "\n"
    R"({"seq":8,"time_ns":1000000001,"took_ns":0,"track":0,"kind":"state","source":"sampled",)"
    R"("side":"server","raw_args":[7,10,0,0],"from":"CLOSED","to":"LISTEN",)"
    R"("line":"CLOSED → LISTEN"})"
    "\n"
    R"({"seq":9,"time_ns":1000000002,"took_ns":0,"track":0,"kind":"message","source":"call",)"
    R"("side":"client","size":2,"data_hex":"00ff",)"
    "\"line\":\"→ 2 bytes \\\"\\\\0\\\\xff\\\"\"}"
    "\n"
    R"({"seq":10,"time_ns":1000000003,"took_ns":0,"track":0,"kind":"message","source":"call",)"
    R"("side":"server","size":70000,"line":"→ 70000 bytes not kept"})"
    "\n";

} // namespace

class TestRecordingFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sameAgain();
    void nothingRecorded();
    void letGo();
    void manyEvents();
    void facts();
    void bookmarks();
    void tooManyBookmarks();
    void wholeLines();
    void forTheOwnerOnly();
    void cancelled();
    void refusesOtherFiles_data();
    void refusesOtherFiles();
    void limits_data();
    void limits();
    void anyPieces();

private:
    QTemporaryDir m_folder;
    QString path(const char* name) const { return m_folder.filePath(QLatin1String(name)); }
    SaveOutcome save(const Recording& recording, const QString& name)
    {
        const auto saved =
            saveEvents(recording.snapshot(), {name.toStdString(), FileFormat::Recording, someFacts(), {}});
        if (!saved)
            qFatal("%s", fileErrorText(saved.error()).c_str());
        return *saved;
    }
};

void TestRecordingFiles::sameAgain()
{
    Recording recording;
    recording.append(everything());
    const QString name = path("everything.jsonl");
    const SaveOutcome saved = save(recording, name);
    QCOMPARE(saved.events, recording.size());
    QCOMPARE(saved.bytes, static_cast<std::uint64_t>(QFile(name).size()));
    const auto reopened = read(name);
    QVERIFY2(reopened->outcome, fileErrorText(reopened->outcome ? FileError{} : reopened->outcome.error()).c_str());
    QCOMPARE(reopened->outcome->events, recording.size());
    QCOMPARE(reopened->outcome->ignoredBytes, 0U);
    compare(recording.snapshot(), reopened->recording.snapshot());

    // And once more: the file of what was reopened is the same file.
    const auto again =
        saveEvents(reopened->recording.snapshot(),
                   {path("again.jsonl").toStdString(), FileFormat::Recording, reopened->header.facts, {}});
    QVERIFY(again);
    QVERIFY(contentOf(name) == contentOf(path("again.jsonl")));
}

void TestRecordingFiles::nothingRecorded()
{
    save(Recording(), path("empty.jsonl"));
    const auto reopened = read(path("empty.jsonl"));
    QVERIFY(reopened->outcome);
    QCOMPARE(reopened->headers, 1);
    QCOMPARE(reopened->recording.size(), 0U);
    QCOMPARE(reopened->header.events, std::optional<std::uint64_t>(0));
}

void TestRecordingFiles::letGo()
{
    Recording recording({100, 1000}, {5000, 17, 99});
    BatchMaker make;
    for (int i = 0; i < 350; ++i)
        make.add(callEvent(Call::Send, 100 + i), i % 7 == 0 ? "0123456789" : "");
    recording.append(make.take());
    QVERIFY(recording.letGo() > 17);
    save(recording, path("letgo.jsonl"));
    const auto reopened = read(path("letgo.jsonl"));
    QVERIFY(reopened->outcome);
    compare(recording.snapshot(), reopened->recording.snapshot());
}

void TestRecordingFiles::manyEvents()
{
    Recording recording;
    BatchMaker make;
    for (int i = 0; i < 20'000; ++i)
        make.add(callEvent(i % 2 ? Call::Send : Call::EpollWait, 1'000'000 + i * 1000), QByteArray(i % 50, 'a'));
    for (const char byte : {'a', '"', '\xff'}) // longer than what is read at once and than what a batch holds
        make.add(kindEvent(EventKind::Message, 30'000'000), QByteArray(5'000'000, byte));
    recording.append(make.take());
    save(recording, path("many.jsonl"));
    int steps = 0;
    std::uint64_t last = 0;
    FileControl control;
    control.progress = [&](std::uint64_t done, std::uint64_t total) {
        ++steps;
        QVERIFY(done > last && done <= total);
        last = done;
    };
    const auto reopened = read(path("many.jsonl"), {}, control);
    QVERIFY(reopened->outcome);
    QCOMPARE(last, static_cast<std::uint64_t>(QFile(path("many.jsonl")).size()));
    QVERIFY(steps > 5 && steps < 1000);
    QCOMPARE(reopened->headers, 1);
    QVERIFY(reopened->largestBatch <= 8192);
    compare(recording.snapshot(), reopened->recording.snapshot());
}

void TestRecordingFiles::facts()
{
    Recording recording;
    recording.append(everything());
    save(recording, path("facts.jsonl"));
    const auto reopened = read(path("facts.jsonl"));
    const RecordingFacts& facts = reopened->header.facts;
    QCOMPARE(facts.program, std::string("Socket Playground 0.1.0"));
    QCOMPARE(facts.system, std::string("Linux 6.1.0 x86_64"));
    QCOMPARE(facts.realtimeOffsetNs, 1'700'000'000'000'000'000);
    QCOMPARE(facts.lost, 12U);
    QCOMPARE(threadName(facts, 0), std::string("server I/O"));
    QCOMPARE(threadName(facts, 1), std::string("thread 1"));
    QCOMPARE(threadName(facts, 2), std::string("=client \\\"I/O\\\"|\\xff")); // no UTF-8: escaped once
    QCOMPARE(threadName(facts, 3), std::string("thread 3"));
}

void TestRecordingFiles::bookmarks()
{
    Recording recording({10, 1000}, {7, 6, 0});
    BatchMaker make;
    for (int i = 0; i < 5; ++i)
        make.add(callEvent(Call::Close, i));
    recording.append(make.take());
    RecordingFacts facts = someFacts();
    facts.bookmarks = {{3, "gone"}, {7, ""}, {9, "here \"it\" began\n\u65e5"}, {99, "not yet"}};
    QVERIFY(saveEvents(recording.snapshot(), {path("marks").toStdString(), FileFormat::Recording, facts, {}}));
    const auto reopened = read(path("marks"));
    QVERIFY(reopened->outcome);
    const std::map<std::uint64_t, std::string> expected{{7, ""}, {9, "here \"it\" began\n\u65e5"}};
    QVERIFY(reopened->outcome->header.facts.bookmarks == expected);
}

void TestRecordingFiles::tooManyBookmarks()
{
    Recording recording;
    BatchMaker make;
    RecordingFacts facts = someFacts();
    facts.threads.clear();
    for (std::uint64_t i = 1; i <= 10'001; ++i) {
        make.add(callEvent(Call::Close, static_cast<std::int64_t>(i)));
        facts.bookmarks.emplace(i, "");
    }
    recording.append(make.take());
    QVERIFY(saveEvents(recording.snapshot(), {path("many").toStdString(), FileFormat::Recording, facts, {}}));
    const auto reopened = read(path("many"));
    QVERIFY(!reopened->outcome);
    QCOMPARE(QString::fromStdString(fileErrorText(reopened->outcome.error())),
             QStringLiteral("Line 10002: There are more than 10000 bookmarks."));
}

void TestRecordingFiles::wholeLines()
{
    Recording recording({10, 1000}, {7, 6, 0});
    BatchMaker make;
    make.add(callEvent(Call::Send, 1'000'000'000, 6), "Hello!").args = {6, 0x4000};
    Event state = kindEvent(EventKind::State, 1'000'000'001, {7, 10});
    state.source = Source::Sampled;
    make.add(state);
    make.add(kindEvent(EventKind::Message, 1'000'000'002), QByteArray("\0\xff", 2)).side = Side::Client;
    make.addWithoutBytes(kindEvent(EventKind::Message, 1'000'000'003), 70'000);
    recording.append(make.take());
    RecordingFacts facts = someFacts();
    facts.threads = {"server I/O"};
    QVERIFY(saveEvents(recording.snapshot(), {path("lines").toStdString(), FileFormat::Recording, facts, {}}));
    QCOMPARE(contentOf(path("lines")), QByteArray(kLines));
}

void TestRecordingFiles::forTheOwnerOnly()
{
    const mode_t before = ::umask(0);
    save(Recording(), path("mode"));
    ::umask(before);
    struct stat info = {};
    QCOMPARE(::stat(qPrintable(path("mode")), &info), 0);
    QCOMPARE(info.st_mode & 07777U, 0600U);
}

void TestRecordingFiles::cancelled()
{
    put(path("kept"), "old");
    Recording recording;
    recording.append(everything());
    std::atomic<bool> cancel{true};
    FileControl control;
    control.cancel = &cancel;
    const auto saved = saveEvents(recording.snapshot(), {path("kept").toStdString(), {}, {}, {}}, control);
    QVERIFY(!saved && saved.error().isCancelled);
    QCOMPARE(contentOf(path("kept")), QByteArray("old"));
    save(recording, path("whole"));
    const auto reading = read(path("whole"), {}, control);
    QVERIFY(!reading->outcome && reading->outcome.error().isCancelled);
}

void TestRecordingFiles::refusesOtherFiles_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("reason");
    QTest::newRow("missing") << path("nowhere")
                             << "It cannot be read. The call open failed with ENOENT (No such file or directory).";
    QTest::newRow("folder") << m_folder.path() << "It is a folder.";
    QTest::newRow("device") << "/dev/null"
                            << "It is no ordinary file.";
    QTest::newRow("pipe") << path("pipe") << "It is no ordinary file.";
    QTest::newRow("empty") << path("zero") << "This is no recording of Socket Playground.";
}

void TestRecordingFiles::refusesOtherFiles()
{
    if (!QFile::exists(path("pipe")))
        QCOMPARE(::mkfifo(qPrintable(path("pipe")), 0600), 0);
    put(path("zero"), "");
    QFETCH(QString, name);
    const auto reading = read(name);
    QVERIFY(!reading->outcome);
    QTEST(QString::fromStdString(fileErrorText(reading->outcome.error())), "reason");
}

void TestRecordingFiles::limits_data()
{
    QTest::addColumn<quint64>("events");
    QTest::addColumn<quint64>("payload");
    QTest::addColumn<quint64>("line");
    QTest::addColumn<QString>("reason"); // empty: it is read
    QTest::newRow("exactly") << quint64(2) << quint64(6) << quint64(500) << "";
    QTest::newRow("events") << quint64(1) << quint64(6) << quint64(500)
                            << "Line 4: There are more events than the 1 that can be opened.";
    QTest::newRow("payload") << quint64(2) << quint64(5) << quint64(500)
                             << "Line 3: The payload is more than the 5 bytes that can be opened.";
    QTest::newRow("line") << quint64(2) << quint64(6) << quint64(60) << "Line 1: It is too long.";
}

void TestRecordingFiles::limits()
{
    Recording recording;
    BatchMaker make;
    make.add(callEvent(Call::Send, 1), "Hello!");
    make.add(callEvent(Call::Close, 2));
    recording.append(make.take());
    RecordingFacts facts = someFacts();
    facts.threads = {"one"};
    QVERIFY(saveEvents(recording.snapshot(), {path("limits").toStdString(), FileFormat::Recording, facts, {}}));
    QFETCH(quint64, events);
    QFETCH(quint64, payload);
    QFETCH(quint64, line);
    const auto reading = read(path("limits"), {static_cast<std::size_t>(line), events, payload});
    QTEST(reading->outcome ? QString() : QString::fromStdString(fileErrorText(reading->outcome.error())), "reason");
}

void TestRecordingFiles::anyPieces()
{
    Recording recording;
    recording.append(everything());
    save(recording, path("pieces"));
    const QByteArray bytes = contentOf(path("pieces"));
    for (const qsizetype step : {1, 2, 7, 4096}) {
        std::uint64_t events = 0;
        ReadRequest request;
        request.onBatch = [&](const Batch& batch) { events += batch.events.size(); };
        RecordingReader reader(request);
        for (qsizetype i = 0; i < bytes.size(); i += step)
            QVERIFY(reader.feed({bytes.constData() + i, static_cast<std::size_t>(std::min(step, bytes.size() - i))}));
        QVERIFY(reader.finish());
        QCOMPARE(events, recording.size());
    }
}

GUILESS_TEST(TestRecordingFiles)
#include "tst_recording_files.moc"
