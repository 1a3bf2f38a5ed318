// SPDX-License-Identifier: GPL-3.0-or-later
// Exports: whole files of a small recording, what may not be taken for markup or a formula, choice of events.
#include "tests/core/file/recorded_events.h"
#include "tests/core/file/size_limit.h"
#include "tests/support/test_class.h"

#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cctype>

using namespace core;
using namespace tests;

namespace {

Recording smallRecording()
{
    Recording recording;
    BatchMaker make;
    make.add(callEvent(Call::Send, 1'000'000'000, 6), "a,\"b\"").args = {5, 0x4000};
    make.add(callEvent(Call::Connect, 1'000'000'500, -1, ECONNREFUSED));
    Event state = kindEvent(EventKind::State, 999'000'000, {7, 10});
    state.thread = 2;
    make.add(state);
    make.add(kindEvent(EventKind::Message, 1'200'000'000), "=1+1|`x\\|").connection = 4;
    make.add(callEvent(Call::Recv, 1'300'000'000, -1, EAGAIN));
    recording.append(make.take());
    return recording;
}

constexpr const char* kCsv =
    "seq,time_utc,seconds,time_ns,took_ns,thread,kind,source,side,connection,fd,call,result,errno,from,to,size,text,"
    "data\r\n"
    "1,2023-11-14T22:13:21.000000000Z,0.000000000,1000000000,41000,server I/O,call,call,server,3,7,send,6,,,,5,"
    "\"send(7, \"\"a,\\\"\"b\\\"\"\"\", 5, MSG_NOSIGNAL) = 6\",\"\"\"a,\\\"\"b\\\"\"\"\"\"\r\n"
    "2,2023-11-14T22:13:21.000000500Z,0.000000500,1000000500,41000,server I/O,call,call,server,3,7,connect,-1,"
    "ECONNREFUSED,,,0,\"connect(7, ...) = -1 ECONNREFUSED\",\r\n"
    "3,2023-11-14T22:13:20.999000000Z,-0.001000000,999000000,0,'=evil,state,call,server,,,,,,CLOSED,LISTEN,0,CLOSED → "
    "LISTEN,\r\n"
    "4,2023-11-14T22:13:21.200000000Z,0.200000000,1200000000,0,server I/O,message,call,server,4,,,,,,,9,"
    "\"→ 9 bytes \"\"=1+1|`x\\\\|\"\"\",\"\"\"=1+1|`x\\\\|\"\"\"\r\n"
    "5,2023-11-14T22:13:21.300000000Z,0.300000000,1300000000,41000,server I/O,call,call,server,3,7,recv,-1,EAGAIN,,,0,"
    "\"recv(7, ..., 0, 0) = -1 EAGAIN\",\r\n";

constexpr const char* kText =
    "# Recorded by Socket Playground 0.1.0 on Linux 6.1.0 x86_64\n"
    "# 0.000000000 is 2023-11-14T22:13:21.000000000Z\n"
    "# seconds, thread, connection, event, <seconds it took>\n"
    "   0.000000000  server I/O       #3  send(7, \"a,\\\"b\\\"\", 5, MSG_NOSIGNAL) = 6 <0.000041000>\n"
    "   0.000000500  server I/O       #3  connect(7, ...) = -1 ECONNREFUSED <0.000041000>\n"
    "  -0.001000000  =evil             -  CLOSED → LISTEN\n"
    "   0.200000000  server I/O       #4  → 9 bytes \"=1+1|`x\\\\|\"\n"
    "   0.300000000  server I/O       #3  recv(7, ..., 0, 0) = -1 EAGAIN <0.000041000>\n";

constexpr const char* kMarkdown =
    "# Recording of Socket Playground\n\n"
    "- Program: `Socket Playground 0.1.0`\n"
    "- System: `Linux 6.1.0 x86_64`\n"
    "- Recorded: 2023-11-14T22:13:20.999000000Z, 0.301000000 s\n"
    "- Events: 5 (call 3, state 1, message 1, packet 0, note 0)\n"
    "- Not here: dropped 0, too fast to be recorded 12\n\n"
    "## Errors\n\n"
    "| call | errno | times | first |\n|---|---|--:|--:|\n"
    "| `connect` | ECONNREFUSED | 1 | 2 |\n\n"
    "## Events\n\n"
    "| # | seconds | thread | connection | event | took |\n|--:|--:|---|--:|---|--:|\n"
    "| 1 | 0.000000000 | `server I/O` | 3 | `send(7, \"a,\\\"b\\\"\", 5, MSG_NOSIGNAL) = 6` | 41 µs |\n"
    "| 2 | 0.000000500 | `server I/O` | 3 | `connect(7, ...) = -1 ECONNREFUSED` **error** | 41 µs |\n"
    "| 3 | -0.001000000 | `=evil` |  | `CLOSED → LISTEN` |  |\n"
    "| 4 | 0.200000000 | `server I/O` | 4 | `` → 9 bytes \"=1+1\\|`x\\\\\\x7c\" `` |  |\n"
    "| 5 | 0.300000000 | `server I/O` | 3 | `recv(7, ..., 0, 0) = -1 EAGAIN` | 41 µs |\n";

} // namespace

class TestExports : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wholeFile_data();
    void wholeFile();
    void chosenEvents();
    void formulas();
    void longReport();
    void pcapng();
    void everyFormatTakesEverything();
    void fullDisk_data();
    void fullDisk();
    void progress();

private:
    QTemporaryDir m_folder;
    QString path() const { return m_folder.filePath(QStringLiteral("export")); }
    SaveRequest request(FileFormat format) const
    {
        SaveRequest wanted{path().toStdString(), format, someFacts(), {}};
        wanted.facts.threads = {"server I/O", "client I/O", "=evil"};
        return wanted;
    }
    QByteArray exported(const Recording& recording, const SaveRequest& wanted) const
    {
        const auto saved = saveEvents(recording.snapshot(), wanted);
        return saved ? contentOf(path()) : QByteArray::fromStdString(fileErrorText(saved.error()));
    }
};

void TestExports::wholeFile_data()
{
    QTest::addColumn<int>("format");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("csv") << static_cast<int>(FileFormat::Csv) << QByteArray(kCsv);
    QTest::newRow("text") << static_cast<int>(FileFormat::Text) << QByteArray(kText);
    QTest::newRow("markdown") << static_cast<int>(FileFormat::Markdown) << QByteArray(kMarkdown);
}

void TestExports::wholeFile()
{
    QFETCH(int, format);
    QTEST(exported(smallRecording(), request(static_cast<FileFormat>(format))), "expected");
}

void TestExports::chosenEvents()
{
    SaveRequest wanted = request(FileFormat::Text);
    wanted.numbers = {2, 4, 77}; // 77: dropped meanwhile
    QByteArray content = exported(smallRecording(), wanted);
    content.remove(0, content.indexOf("it took>\n") + 9);
    QCOMPARE(content,
             QByteArray("   0.000000500  server I/O       #3  connect(7, ...) = -1 ECONNREFUSED <0.000041000>\n"
                        "   0.200000000  server I/O       #4  → 9 bytes \"=1+1|`x\\\\|\"\n"));
    wanted.format = FileFormat::Markdown;
    QVERIFY(exported(smallRecording(), wanted).contains("- Events: 2 (call 1, state 0, message 1, packet 0, note 0)"));
    wanted.numbers = std::vector<std::uint64_t>{};
    QVERIFY(exported(smallRecording(), wanted).contains("- Events: 0 "));
    wanted.format = FileFormat::Recording; // always whole
    QCOMPARE(exported(smallRecording(), wanted).count('\n'), 1 + 3 + 5);
}

void TestExports::formulas()
{
    BatchMaker make;
    for (const char* payload : {"=1", "+1", "-1", "@x", "\t=1", "\r=1", "plain"}) {
        make.add(kindEvent(EventKind::Message, 1), payload);
        make.add(kindEvent(EventKind::Note, 1, {static_cast<int>(NoteCode::NameNotFound)}), payload);
    }
    Recording recording;
    recording.append(make.take());
    SaveRequest wanted = request(FileFormat::Csv);
    for (const char* thread : {"=1", "+1", "-1", "@x", "\t=1", "\r=1"}) {
        wanted.facts.threads = {thread};
        const QByteArray content = exported(recording, wanted);
        for (const char* cell : {",=", ",+", ",@", ",\t", ",\r", ",\"=", ",\"+", ",\"-", ",\"@", ",\"\t", ",\"\r"})
            QVERIFY2(!content.contains(cell), cell);
        for (qsizetype at = 0; (at = content.indexOf(",-", at)) >= 0; ++at)
            QVERIFY2(isdigit(content.at(at + 2)), "a negative number is none");
    }
}

void TestExports::longReport()
{
    BatchMaker make;
    for (int i = 0; i < 1000; ++i)
        make.add(callEvent(Call::Send, i, -1, i + 1), QByteArray(1000, 'x'));
    Recording recording;
    recording.append(make.take());
    const QByteArray content = exported(recording, request(FileFormat::Markdown));
    QVERIFY(content.size() < 65'536); // what GitHub takes
    QVERIFY(content.endsWith("\n700 more events are not in this table.\n"));
    QVERIFY(content.contains("\nAnd 9"));
    QCOMPARE(content.count(" **error** "), 297); // EAGAIN, EINPROGRESS and EINTR are none
}

void TestExports::pcapng()
{
    Recording recording;
    recording.append(everything());
    SaveRequest wanted = request(FileFormat::Pcapng);
    const auto saved = saveEvents(recording.snapshot(), wanted);
    QVERIFY(saved);
    QCOMPARE(saved->packets, 2U);
    QCOMPARE(saved->packetsWithoutBytes, 1U);
    QVERIFY(contentOf(path()).startsWith("\x0a\x0d\x0d\x0a"));
}

void TestExports::everyFormatTakesEverything()
{
    Recording recording;
    recording.append(everything());
    for (const FileFormatInfo& info : kFileFormats) {
        SaveRequest wanted = request(info.format);
        if (info.format != FileFormat::Recording) // which keeps the name as it is
            wanted.facts.threads = {"a\u202eb", "\ue000", "\u0600"};
        const auto saved = saveEvents(recording.snapshot(), wanted);
        QVERIFY2(saved, info.extension);
        QCOMPARE(saved->events, recording.size());
        QCOMPARE(saved->bytes, static_cast<std::uint64_t>(contentOf(path()).size()));
        QVERIFY(info.format == kFileFormats[static_cast<std::size_t>(info.format)].format);
        if (info.format == FileFormat::Pcapng)
            continue;
        for (const char* hidden : {"\x1b", "\u202e", "\u0600", "\ue000", "\u2028", "\xff", "\x7f"})
            QVERIFY2(!contentOf(path()).contains(hidden), info.extension);
    }
}

void TestExports::fullDisk_data()
{
    QTest::addColumn<int>("format");
    for (const FileFormatInfo& info : kFileFormats)
        QTest::newRow(info.extension) << static_cast<int>(info.format);
}

void TestExports::fullDisk()
{
    QFETCH(int, format);
    Recording recording;
    recording.append(everything());
    put(path(), "old");
    FileResult<SaveOutcome> saved;
    {
        const SizeLimit limit(100);
        saved = saveEvents(recording.snapshot(), request(static_cast<FileFormat>(format)));
    }
    QVERIFY(!saved);
    QCOMPARE(saved.error().code, EFBIG);
    QCOMPARE(contentOf(path()), QByteArray("old"));
}

void TestExports::progress()
{
    BatchMaker make;
    for (int i = 0; i < 10'000; ++i)
        make.add(callEvent(Call::Close, i));
    Recording recording;
    recording.append(make.take());
    for (const FileFormatInfo& info : kFileFormats) {
        std::vector<std::uint64_t> steps;
        std::uint64_t all = 0;
        FileControl control;
        control.progress = [&](std::uint64_t done, std::uint64_t total) {
            steps.push_back(done);
            all = total;
        };
        QVERIFY(saveEvents(recording.snapshot(), request(info.format), control));
        QVERIFY(steps.size() > 3);
        QVERIFY(std::is_sorted(steps.begin(), steps.end()));
        QCOMPARE(steps.back(), all);
    }
}

GUILESS_TEST(TestExports)
#include "tst_exports.moc"
