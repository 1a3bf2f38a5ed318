// SPDX-License-Identifier: GPL-3.0-or-later
// The stream of the observer: whole, cut anywhere, and wrong.
#include "core/observe/record_parser.h"
#include "tests/support/test_class.h"

#include <QtTest>
#include <random>

using namespace core;

namespace {

QByteArray record(RecordKind kind, const QByteArray& data, std::int64_t ns = 7)
{
    RecordHeader header;
    header.kind = kind;
    header.ns = ns;
    header.length = static_cast<std::uint32_t>(data.size());
    return QByteArray(reinterpret_cast<const char*>(&header), sizeof header) + data;
}

std::span<const std::byte> bytesOf(const QByteArray& bytes)
{
    return std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size())));
}

const QByteArray kStream =
    record(RecordKind::Problem, QByteArray(8, '\0') + "lo", 1) + record(RecordKind::Ready, QByteArray(8, '\1'), 2) +
    record(RecordKind::State, QByteArray(48, 's'), 3) + record(RecordKind::Packet, QByteArray(8 + 54, 'p'), 4) +
    record(RecordKind::Drained, {}, 5) + record(RecordKind::Lost, QByteArray(8, '\2'), 6);

} // namespace

class TestRecordParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cutAnywhere_data();
    void cutAnywhere();
    void wrong_data();
    void wrong();
    void randomBytes();
    void shortData();
};

void TestRecordParser::cutAnywhere_data()
{
    QTest::addColumn<int>("step");
    for (const int step : {1, 2, 23, 24, 25, 1000})
        QTest::addRow("%d bytes at a time", step) << step;
}

void TestRecordParser::cutAnywhere()
{
    QFETCH(int, step);
    RecordParser parser;
    std::vector<std::pair<RecordKind, qsizetype>> found;
    for (qsizetype at = 0; at < kStream.size(); at += step) {
        parser.feed(bytesOf(kStream.mid(at, step)));
        for (;;) {
            const auto next = parser.next();
            QVERIFY(next.has_value());
            if (!*next)
                break;
            found.emplace_back((*next)->kind, static_cast<qsizetype>((*next)->data.size()));
            QCOMPARE((*next)->ns, static_cast<std::int64_t>(found.size()));
        }
    }
    const std::vector<std::pair<RecordKind, qsizetype>> wanted{{RecordKind::Problem, 10}, {RecordKind::Ready, 8},
                                                               {RecordKind::State, 48},   {RecordKind::Packet, 62},
                                                               {RecordKind::Drained, 0},  {RecordKind::Lost, 8}};
    QVERIFY(found == wanted);
    QCOMPARE(parser.left(), std::size_t{0});
}

void TestRecordParser::wrong_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<QString>("words");
    const auto patched = [](qsizetype at, char value) {
        QByteArray bytes = record(RecordKind::State, QByteArray(48, 's'));
        bytes[at] = value;
        return bytes;
    };
    QTest::newRow("text") << QByteArray("bash: command not found\n") << QStringLiteral("no record");
    QTest::newRow("magic") << patched(0, 'x') << QStringLiteral("no record");
    QTest::newRow("version") << patched(4, 9) << QStringLiteral("version 9");
    QTest::newRow("kind") << patched(6, 99) << QStringLiteral("unknown kind (99)");
    QTest::newRow("state too short") << patched(8, 47) << QStringLiteral("47 bytes");
    QTest::newRow("endless") << patched(11, 0x7f) << QStringLiteral("cannot be");
    QTest::newRow("packet without its header") << record(RecordKind::Packet, "1234567") << QStringLiteral("7 bytes");
    QTest::newRow("drained with data") << record(RecordKind::Drained, "x") << QStringLiteral("1 byte,");
    QTest::newRow("problem too short") << record(RecordKind::Problem, "1234567") << QStringLiteral("7 bytes");
    QTest::newRow("problem too long") << record(RecordKind::Problem, QByteArray(8 + 1025, 'x'))
                                      << QStringLiteral("1033 bytes");
}

void TestRecordParser::wrong()
{
    QFETCH(QByteArray, stream);
    QFETCH(QString, words);
    RecordParser parser;
    parser.feed(bytesOf(record(RecordKind::Drained, {})));
    const auto good = parser.next();
    QVERIFY(good.has_value() && *good);
    parser.feed(bytesOf(stream + QByteArray(24, '\0')));
    const auto next = parser.next();
    QVERIFY(!next.has_value());
    const std::string text = english(next.error());
    QVERIFY2(QString::fromStdString(text).contains(words), text.c_str());
    parser.feed(bytesOf(kStream)); // there is no way back
    QVERIFY(!parser.next().has_value());
}

void TestRecordParser::randomBytes()
{
    std::mt19937 random(11);
    for (int i = 0; i < 3000; ++i) {
        QByteArray bytes = kStream;
        for (unsigned change = random() % 4; change > 0; --change)
            bytes[static_cast<qsizetype>(random() % static_cast<unsigned>(bytes.size()))] = static_cast<char>(random());
        RecordParser parser;
        parser.feed(bytesOf(bytes));
        int records = 0;
        for (auto next = parser.next(); next.has_value() && *next; next = parser.next())
            ++records;
        QVERIFY(records <= 7);
    }
}

void TestRecordParser::shortData()
{
    const QByteArray bytes(7, '\1');
    QVERIFY(!recordData<LostRecord>(bytesOf(bytes)).has_value());
    QVERIFY(recordData<LostRecord>(bytesOf(bytes + '\1')).has_value());
}

GUILESS_TEST(TestRecordParser)
#include "tst_record_parser.moc"
