// SPDX-License-Identifier: GPL-3.0-or-later
// Places in a recording as they are typed.
#include "tests/support/test_class.h"
#include "widgets/log/moving/place_text.h"

#include <QTest>

using widgets::parsePlace;
using widgets::Place;

class TestPlaceText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void places_data();
    void places();
    void somethingElse_data();
    void somethingElse();
};

void TestPlaceText::places_data()
{
    using Kind = Place::Kind;
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("kind");
    QTest::addColumn<qint64>("value");
    const auto row = [](const char* name, const char* text, Kind kind, qint64 value) {
        QTest::newRow(name) << QString::fromUtf8(text) << static_cast<int>(kind) << value;
    };
    row("number", "66", Kind::Number, 66);
    row("number with its sign", "#66", Kind::Number, 66);
    row("spaces around", "  # 7 ", Kind::Number, 7);
    row("seconds", "4.2s", Kind::SinceStart, 4'200'000'000);
    row("seconds as the column shows them", "4.201077", Kind::SinceStart, 4'201'077'000);
    row("milliseconds", "300 ms", Kind::SinceStart, 300'000'000);
    row("microseconds", "12us", Kind::SinceStart, 12'000);
    row("micro sign", "12µs", Kind::SinceStart, 12'000);
    row("Greek mu", "12μs", Kind::SinceStart, 12'000);
    row("nanoseconds", "5ns", Kind::SinceStart, 5);
    row("minutes", "2min", Kind::SinceStart, 120'000'000'000);
    row("hours in capitals", "1H", Kind::SinceStart, 3'600'000'000'000);
    row("no digit before the point", ".5s", Kind::SinceStart, 500'000'000);
    row("before the end", "-1s", Kind::BeforeEnd, 1'000'000'000);
    row("before the end with a minus sign", "−250ms", Kind::BeforeEnd, 250'000'000);
    row("a minus alone counts seconds", "-3", Kind::BeforeEnd, 3'000'000'000);
    row("time of day", "14:03", Kind::TimeOfDay, (14 * 3600 + 3 * 60) * 1'000'000'000LL);
    row("with seconds", "14:03:22.5", Kind::TimeOfDay, (14 * 3600 + 3 * 60 + 22) * 1'000'000'000LL + 500'000'000);
}

void TestPlaceText::places()
{
    QFETCH(QString, text);
    QFETCH(int, kind);
    QFETCH(qint64, value);
    const std::optional<Place> place = parsePlace(text);
    QVERIFY(place);
    QCOMPARE(static_cast<int>(place->kind), kind);
    QCOMPARE(place->kind == Place::Kind::Number ? static_cast<qint64>(place->number) : place->ns, value);
}

void TestPlaceText::somethingElse_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << QString();
    QTest::newRow("a word") << QStringLiteral("connect");
    QTest::newRow("no number") << QStringLiteral("#");
    QTest::newRow("unknown unit") << QStringLiteral("4 weeks");
    QTest::newRow("two points") << QStringLiteral("1.2.3s");
    QTest::newRow("more than 64 bits") << QStringLiteral("99999999999999999999");
    QTest::newRow("a time that does not fit") << QStringLiteral("999999999999999h");
    QTest::newRow("no hour of a day") << QStringLiteral("24:00");
    QTest::newRow("no minute") << QStringLiteral("12:60");
    QTest::newRow("no second") << QStringLiteral("12:00:60");
    QTest::newRow("control characters") << QStringLiteral("6\x1b[2J6");
}

void TestPlaceText::somethingElse()
{
    QFETCH(QString, text);
    QVERIFY(!parsePlace(text));
}

GUILESS_TEST(TestPlaceText)
#include "tst_place_text.moc"
