// SPDX-License-Identifier: GPL-3.0-or-later
// Every file of the fuzz corpus: the bad ones are refused with line and reason, the good ones are read.
#include "core/file/recording_reader.h"
#include "tests/support/test_class.h"

#include <QDir>
#include <QSet>
#include <QTest>
#include <array>

using namespace core;

namespace {

struct Refused
{
    const char* file;
    const char* text;
};

constexpr std::array kRefused{
    Refused{"bad-empty", "This is no recording of Socket Playground."},
    Refused{"bad-no-header", "Line 1: This is no recording of Socket Playground."},
    Refused{"bad-text", "Line 1: This is no recording of Socket Playground."},
    Refused{"bad-binary", "Line 1: This is no recording of Socket Playground."},
    Refused{"bad-png", "Line 1: This is no recording of Socket Playground."},
    Refused{"bad-other-json", "Line 1: This is no recording of Socket Playground."},
    Refused{"bad-format-in-a-value", "Line 1: This is no recording of Socket Playground."},
    Refused{"bad-array", "Line 1: This is no recording of Socket Playground."},
    Refused{"bad-byte-order-mark", "Line 1: This is no recording of Socket Playground."},
    Refused{"bad-blank-first-line", "Line 1: This is no recording of Socket Playground."},
    Refused{"bad-endless-first-line", "Line 1: This is no recording of Socket Playground."},
    Refused{"bad-newer-version",
            "Line 1: It was written by a newer version of Socket Playground, in version 2 of the format."},
    Refused{"bad-version-zero", "Line 1: The number \"version\" is out of range."},
    Refused{"bad-version-text", "Line 1: The value of \"version\" has the wrong type."},
    Refused{"bad-no-version", "Line 1: The key \"version\" is missing."},
    Refused{"bad-no-first", "Line 1: The key \"first\" is missing."},
    Refused{"bad-no-let-go", "Line 1: The key \"let_go\" is missing."},
    Refused{"bad-no-origin", "Line 1: The key \"origin_ns\" is missing."},
    Refused{"bad-first-zero", "Line 1: The number \"first\" is out of range."},
    Refused{"bad-first-negative", "Line 1: The number \"first\" is out of range."},
    Refused{"bad-events-negative", "Line 1: The number \"events\" is out of range."},
    Refused{"bad-events-too-large", "Line 1: The number \"events\" is out of range."},
    Refused{"bad-events-beyond-64-bits", "Line 1: The value of \"events\" has the wrong type."},
    Refused{"bad-header-twice-a-key", "Line 1: The key \"first\" comes twice."},
    Refused{"bad-header-broken", "Line 1, column 213: It is no valid JSON."},
    Refused{"bad-too-few-events", "Line 3: The file ends too early: 1 event is missing."},
    Refused{"bad-only-header", "Line 1: The file ends too early: 2 events are missing."},
    Refused{"bad-too-many-events", "Line 4: There are more events than the 2 of which the first line speaks."},
    Refused{"bad-cut-in-a-line", "Line 3, column 21: It is no valid JSON."},
    Refused{"bad-blank-line", "Line 3: It is empty."},
    Refused{"bad-array-line", "Line 3, column 1: It is no JSON object."},
    Refused{"bad-space-before", "Line 2, column 1: It is no JSON object."},
    Refused{"bad-number-line", "Line 2, column 1: It is no JSON object."},
    Refused{"bad-two-objects", "Line 2, column 244: It is no valid JSON."},
    Refused{"bad-trailing-comma", "Line 2, column 10: It is no valid JSON."},
    Refused{"bad-comment", "Line 2, column 2: It is no valid JSON."},
    Refused{"bad-single-quotes", "Line 2, column 2: It is no valid JSON."},
    Refused{"bad-nan", "Line 2, column 8: It is no valid JSON."},
    Refused{"bad-leading-zero", "Line 2, column 9: It is no valid JSON."},
    Refused{"bad-huge-exponent", "Line 2, column 12: It is no valid JSON."},
    Refused{"bad-control-in-text", "Line 2, column 19: It is no valid JSON."},
    Refused{"bad-lone-surrogate-escape", "Line 2, column 24: It is no valid JSON."},
    Refused{"bad-surrogate-in-utf8", "Line 2, column 18: It is not valid UTF-8."},
    Refused{"bad-not-utf8", "Line 2, column 19: It is not valid UTF-8."},
    Refused{"bad-overlong", "Line 2, column 18: It is not valid UTF-8."},
    Refused{"bad-nul-in-text", "Line 2, column 18: It holds a NUL byte."},
    Refused{"bad-nul-at-the-end", "Line 2, column 244: It holds a NUL byte."},
    Refused{"bad-deep-nesting", "Line 2, column 20014: It is no valid JSON."},
    Refused{"bad-no-seq", "Line 2: The key \"seq\" is missing."},
    Refused{"bad-no-time-ns", "Line 2: The key \"time_ns\" is missing."},
    Refused{"bad-no-took-ns", "Line 2: The key \"took_ns\" is missing."},
    Refused{"bad-no-track", "Line 2: The key \"track\" is missing."},
    Refused{"bad-no-kind", "Line 2: The key \"kind\" is missing."},
    Refused{"bad-no-source", "Line 2: The key \"source\" is missing."},
    Refused{"bad-no-side", "Line 2: The key \"side\" is missing."},
    Refused{"bad-no-call", "Line 2: The key \"call\" is missing."},
    Refused{"bad-no-result", "Line 2: The key \"result\" is missing."},
    Refused{"bad-twice-a-key", "Line 2: The key \"fd\" comes twice."},
    Refused{"bad-type-seq--1-", "Line 2: The value of \"seq\" has the wrong type."},
    Refused{"bad-type-seq-1-0", "Line 2: The value of \"seq\" has the wrong type."},
    Refused{"bad-type-time-ns-null", "Line 2: The value of \"time_ns\" has the wrong type."},
    Refused{"bad-type-took-ns-true", "Line 2: The value of \"took_ns\" has the wrong type."},
    Refused{"bad-type-track---", "Line 2: The value of \"track\" has the wrong type."},
    Refused{"bad-type-connection--3-", "Line 2: The value of \"connection\" has the wrong type."},
    Refused{"bad-type-kind-0", "Line 2: The value of \"kind\" has the wrong type."},
    Refused{"bad-type-source-null", "Line 2: The value of \"source\" has the wrong type."},
    Refused{"bad-type-fd--7-", "Line 2: The value of \"fd\" has the wrong type."},
    Refused{"bad-type-call-13", "Line 2: The value of \"call\" has the wrong type."},
    Refused{"bad-type-raw-args-6", "Line 2: The value of \"raw_args\" has the wrong type."},
    Refused{"bad-type-raw-args--1-2-3--4--", "Line 2: The value of \"raw_args\" has the wrong type."},
    Refused{"bad-type-raw-args---1-2-3-4--", "Line 2: The value of \"raw_args\" has the wrong type."},
    Refused{"bad-type-raw-args--1-2-3-4-5-", "Line 2: The value of \"raw_args\" has the wrong type."},
    Refused{"bad-type-result--6-", "Line 2: The value of \"result\" has the wrong type."},
    Refused{"bad-type-errno-null", "Line 2: The value of \"errno\" has the wrong type."},
    Refused{"bad-type-errno---", "Line 2: The value of \"errno\" has the wrong type."},
    Refused{"bad-type-errno--1-", "Line 2: The value of \"errno\" has the wrong type."},
    Refused{"bad-type-size--6-", "Line 2: The value of \"size\" has the wrong type."},
    Refused{"bad-type-data-6", "Line 2: The value of \"data\" has the wrong type."},
    Refused{"bad-type-data---a--", "Line 2: The value of \"data\" has the wrong type."},
    Refused{"bad-type-data-hex-1", "Line 2: The value of \"data_hex\" has the wrong type."},
    Refused{"bad-type-bookmark-1", "Line 2: The value of \"bookmark\" has the wrong type."},
    Refused{"bad-bookmark-long", "Line 2: The note in \"bookmark\" is too long."},
    Refused{"bad-range-seq-0", "Line 2: The number \"seq\" is out of range."},
    Refused{"bad-range-seq-minus1", "Line 2: The number \"seq\" is out of range."},
    Refused{"bad-range-seq-9223372036854775808", "Line 2: The number \"seq\" is out of range."},
    Refused{"bad-range-time-ns-2305843009213693953", "Line 2: The number \"time_ns\" is out of range."},
    Refused{"bad-range-time-ns-minus2305843009213693953", "Line 2: The number \"time_ns\" is out of range."},
    Refused{"bad-range-time-ns-18446744073709551615", "Line 2: The number \"time_ns\" is out of range."},
    Refused{"bad-range-took-ns-minus1", "Line 2: The number \"took_ns\" is out of range."},
    Refused{"bad-range-took-ns-281474976710656", "Line 2: The number \"took_ns\" is out of range."},
    Refused{"bad-range-track-65536", "Line 2: The number \"track\" is out of range."},
    Refused{"bad-range-track-minus1", "Line 2: The number \"track\" is out of range."},
    Refused{"bad-range-connection-4294967296", "Line 2: The number \"connection\" is out of range."},
    Refused{"bad-range-connection-minus1", "Line 2: The number \"connection\" is out of range."},
    Refused{"bad-range-fd-2147483648", "Line 2: The number \"fd\" is out of range."},
    Refused{"bad-range-fd-minus2147483649", "Line 2: The number \"fd\" is out of range."},
    Refused{"bad-range-result-2147483648", "Line 2: The number \"result\" is out of range."},
    Refused{"bad-range-raw-args-2147483648", "Line 2: The number \"raw_args\" is out of range."},
    Refused{"bad-range-errno-65536", "Line 2: The number \"errno\" is out of range."},
    Refused{"bad-range-errno-minus1", "Line 2: The number \"errno\" is out of range."},
    Refused{"bad-range-size-4294967296", "Line 2: The number \"size\" is out of range."},
    Refused{"bad-range-size-minus1", "Line 2: The number \"size\" is out of range."},
    Refused{"bad-raw-args-0", "Line 2: \"raw_args\" does not hold four numbers."},
    Refused{"bad-raw-args-3", "Line 2: \"raw_args\" does not hold four numbers."},
    Refused{"bad-raw-args-5", "Line 2: \"raw_args\" does not hold four numbers."},
    Refused{"bad-unknown-kind-Call", "Line 2: The value of \"kind\" is not known."},
    Refused{"bad-unknown-kind-empty", "Line 2: The value of \"kind\" is not known."},
    Refused{"bad-unknown-source-guessed", "Line 2: The value of \"source\" is not known."},
    Refused{"bad-unknown-side-both", "Line 2: The value of \"side\" is not known."},
    Refused{"bad-unknown-call-sendto", "Line 2: The value of \"call\" is not known."},
    Refused{"bad-unknown-errno-ENOSUCH", "Line 2: The value of \"errno\" is not known."},
    Refused{"bad-unknown-errno-econnrefused", "Line 2: The value of \"errno\" is not known."},
    Refused{"bad-wrong-order", "Line 2: Events are missing or in the wrong order: here number 1 was expected."},
    Refused{"bad-gap", "Line 3: Events are missing or in the wrong order: here number 2 was expected."},
    Refused{"bad-same-number", "Line 3: Events are missing or in the wrong order: here number 2 was expected."},
    Refused{"bad-other-first", "Line 2: Events are missing or in the wrong order: here number 7 was expected."},
    Refused{"bad-size-too-large", "Line 2: \"size\" is not the number of bytes."},
    Refused{"bad-size-too-small", "Line 2: \"size\" is not the number of bytes."},
    Refused{"bad-size-counts-characters", "Line 2: \"size\" is not the number of bytes."},
    Refused{"bad-size-of-hex-digits", "Line 2: \"size\" is not the number of bytes."},
    Refused{"bad-data-without-size", "Line 2: The key \"size\" is missing."},
    Refused{"bad-both-data", "Line 2: \"data\" and \"data_hex\" exclude each other."},
    Refused{"bad-hex-odd", "Line 2: \"data_hex\" holds something else than pairs of hex digits."},
    Refused{"bad-hex-letter", "Line 2: \"data_hex\" holds something else than pairs of hex digits."},
    Refused{"bad-hex-spaces", "Line 2: \"data_hex\" holds something else than pairs of hex digits."},
    Refused{"bad-hex-umlaut", "Line 2: \"data_hex\" holds something else than pairs of hex digits."},
    Refused{"bad-thread-without-track", "Line 2: The key \"track\" is missing."},
    Refused{"bad-thread-named-twice", "Line 3: The thread of \"track\" has a name already."},
    Refused{"bad-thread-name-empty", "Line 2: The name in \"thread\" is empty or too long."},
    Refused{"bad-thread-name-long", "Line 2: The name in \"thread\" is empty or too long."},
    Refused{"bad-thread-number-name", "Line 2: The value of \"thread\" has the wrong type."},
    Refused{"bad-thread-out-of-range", "Line 2: The number \"track\" is out of range."},
    Refused{"bad-second-header", "Line 2: The key \"seq\" is missing."},
    Refused{"bad-empty-object", "Line 2: The key \"seq\" is missing."},
    Refused{"bad-journal-broken-in-the-middle", "Line 2, column 9: It is no valid JSON."},
    Refused{"bad-journal-last-line-ends-torn", "Line 3, column 9: It is no valid JSON."},
    Refused{"bad-journal-whole-last-line-wrong",
            "Line 3: Events are missing or in the wrong order: here number 2 was expected."},
};

} // namespace

class TestRecordingCorpus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void refused_data();
    void refused();
    void good_data();
    void good();
    void eachFileIsListed();

private:
    QDir m_folder;
    FileResult<ReadOutcome> read(const QString& name) const
    {
        ReadRequest request;
        request.path = m_folder.filePath(name).toStdString();
        return readRecording(request);
    }
};

void TestRecordingCorpus::initTestCase()
{
    m_folder = QDir(qEnvironmentVariable("FUZZ_CORPUS") + QStringLiteral("/recording"));
    QVERIFY(m_folder.exists());
}

void TestRecordingCorpus::refused_data()
{
    QTest::addColumn<QString>("text");
    for (const Refused& row : kRefused)
        QTest::newRow(row.file) << row.text;
}

void TestRecordingCorpus::refused()
{
    const auto outcome = read(QLatin1String(QTest::currentDataTag()));
    QVERIFY(!outcome);
    QTEST(QString::fromStdString(fileErrorText(outcome.error())), "text");
}

void TestRecordingCorpus::good_data()
{
    QTest::addColumn<bool>("isGood");
    for (const QString& name : m_folder.entryList({QStringLiteral("good-*")}, QDir::Files))
        QTest::newRow(qPrintable(name)) << true;
}

void TestRecordingCorpus::good()
{
    const auto outcome = read(QLatin1String(QTest::currentDataTag()));
    QVERIFY2(outcome, fileErrorText(outcome ? FileError{} : outcome.error()).c_str());
    QCOMPARE(outcome->ignoredBytes > 0, qstrcmp(QTest::currentDataTag(), "good-journal-torn") == 0);
}

void TestRecordingCorpus::eachFileIsListed()
{
    QSet<QString> files;
    for (const QString& name : m_folder.entryList({QStringLiteral("bad-*")}, QDir::Files))
        files.insert(name);
    QSet<QString> listed;
    for (const Refused& row : kRefused)
        listed.insert(QLatin1String(row.file));
    QVERIFY(files == listed);
    QVERIFY(!files.isEmpty());
}

GUILESS_TEST(TestRecordingCorpus)
#include "tst_recording_corpus.moc"
