// SPDX-License-Identifier: GPL-3.0-or-later
// Which bytes of a stream stand in which line.
#include "core/stream/stream_rows.h"
#include "core/text/bytes_text.h"
#include "tests/support/test_class.h"

#include <QTest>
#include <string>
#include <string_view>

using core::StreamForm;
using core::StreamRows;
using core::StreamSegment;

namespace {

std::span<const std::byte> bytesOf(std::string_view text)
{
    return std::as_bytes(std::span(text));
}

std::string textOf(std::span<const std::byte> bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::span<const std::byte> rowBytes(StreamForm form, std::span<const std::byte> bytes, std::uint32_t row)
{
    const auto rest = bytes.subspan(core::rowOffset(form, bytes, row));
    return rest.first(core::rowSize(form, rest));
}

StreamSegment segmentOf(std::string_view text)
{
    StreamSegment segment;
    segment.size = static_cast<std::uint32_t>(text.size());
    return segment;
}

} // namespace

class TestStreamRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textIsBrokenAtLineFeeds_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArrayList>("rows");
        QTest::newRow("one line") << QByteArray("Hello") << QByteArrayList{"Hello"};
        QTest::newRow("lines") << QByteArray("a\r\n\nb") << QByteArrayList{"a\r\n", "\n", "b"};
        QTest::newRow("too long") << QByteArray(130, 'x') << QByteArrayList{QByteArray(120, 'x'), QByteArray(10, 'x')};
        const QByteArray kanji = "\xe6\x97\xa5";
        QTest::newRow("a character at the end of the line")
            << QByteArray("ab") + kanji.repeated(41)
            << QByteArrayList{QByteArray("ab") + kanji.repeated(39), kanji.repeated(2)};
        QTest::newRow("no characters") << QByteArray(125, '\x80')
                                       << QByteArrayList{QByteArray(120, '\x80'), QByteArray(5, '\x80')};
    }
    void textIsBrokenAtLineFeeds()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QByteArrayList, rows);
        const std::string all = text.toStdString();
        QCOMPARE(core::rowsOf(StreamForm::Text, segmentOf(all), bytesOf(all)), static_cast<unsigned>(rows.size()));
        for (int i = 0; i < rows.size(); ++i)
            QCOMPARE(textOf(rowBytes(StreamForm::Text, bytesOf(all), static_cast<unsigned>(i))), rows[i].toStdString());
    }

    void otherFormsHaveRowsOfOneLength()
    {
        const std::string bytes(33, 'x');
        QCOMPARE(core::rowsOf(StreamForm::Hex, segmentOf(bytes), {}), 3U); // the bytes are not looked at
        QCOMPARE(rowBytes(StreamForm::Hex, bytesOf(bytes), 2).size(), 1U);
        QCOMPARE(core::rowsOf(StreamForm::CArray, segmentOf(bytes), {}), 3U);
        QCOMPARE(rowBytes(StreamForm::CArray, bytesOf(bytes), 2).size(), 9U);
        for (const StreamForm form : {StreamForm::Text, StreamForm::Hex, StreamForm::CArray})
            QVERIFY(rowBytes(form, {}, 1).empty()); // dropped meanwhile
    }

    void whatIsMissingHasOneRow()
    {
        StreamSegment segment;
        segment.size = 100'000;
        segment.part = core::StreamPart::NotKept;
        for (const StreamForm form : {StreamForm::Text, StreamForm::Hex, StreamForm::CArray})
            QCOMPARE(core::rowsOf(form, segment, {}), 1U);
    }

    void rowsAreShownEscaped()
    {
        QCOMPARE(core::rowText(StreamForm::Text, bytesOf("a\x1b[1m\n")), std::string("a\\x1b[1m\\n"));
        QCOMPARE(core::rowText(StreamForm::Text, bytesOf(R"({"a":"\b"})")), std::string(R"({"a":"\\b"})"));
        QCOMPARE(core::rowText(StreamForm::Hex, bytesOf("Hi\n")), "48 69 0a" + std::string(41, ' ') + "Hi.");
        QCOMPARE(core::rowText(StreamForm::CArray, bytesOf("Hi")), std::string("0x48, 0x69,"));
        QCOMPARE(core::cArray(bytesOf("Hello, world!"), "greeting"),
                 std::string("const unsigned char greeting[13] = {\n"
                             "    0x48, 0x65, 0x6c, 0x6c, 0x6f, 0x2c, 0x20, 0x77, 0x6f, 0x72, 0x6c, 0x64,\n"
                             "    0x21,\n};\n"));
    }

    void rowsAreFoundAlsoWhenTheFirstAreGone()
    {
        StreamRows rows;
        for (const unsigned count : {3U, 0U, 2U, 1U})
            rows.append(count);
        QCOMPARE(rows.rows(), 6U);
        QCOMPARE(rows.place(2).segment, 0U);
        QCOMPARE(rows.place(2).row, 2U);
        QCOMPARE(rows.place(3).segment, 2U); // the one without rows is passed over
        QCOMPARE(rows.rowOf(3), 5U);
        QCOMPARE(rows.dropFirst(1), 3U);
        QCOMPARE(rows.rows(), 3U);
        QCOMPARE(rows.place(0).segment, 1U);
        QCOMPARE(rows.place(2).segment, 2U);
        rows.truncate(2);
        QCOMPARE(rows.rows(), 2U);
        rows.append(7);
        QCOMPARE(rows.place(8).row, 6U);
        QCOMPARE(rows.dropFirst(3), 9U);
        QCOMPARE(rows.rows(), 0U);
    }
};

APPLESS_TEST(TestStreamRows)
#include "tst_stream_rows.moc"
