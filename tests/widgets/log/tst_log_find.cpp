// SPDX-License-Identifier: GPL-3.0-or-later
// Finding in the rows that are shown, by keys and mouse.
#include "tests/support/test_class.h"
#include "tests/widgets/log/panel_fixture.h"
#include "widgets/common/theme.h"
#include "widgets/log/columns/table_columns.h"
#include "widgets/log/find/find_pattern.h"

#include <QElapsedTimer>
#include <QImage>
#include <QSignalSpy>

using core::Call;
using core::Side;
using widgets::FindPattern;
using widgets::LogModel;

namespace {

/// Messages 1 to 300; those that divide by 100 hold "needle".
void addMessages(PanelFixture& f)
{
    core::Batch batch;
    for (int i = 1; i <= 300; ++i)
        batch.events.push_back(
            f.maker.message(Side::Client, 2, core::Direction::Sent, i % 100 == 0 ? "a Needle" : "hay"));
    f.feed.append(std::move(batch));
}

QToolButton* button(const PanelFixture& f, const char* name)
{
    for (QToolButton* found : f.actions().findBar().findChildren<QToolButton*>()) {
        if (found->accessibleName() == QLatin1String(name))
            return found;
    }
    return nullptr;
}

int pixelsOf(const PanelFixture& f, const QColor& color)
{
    const QImage image = f.view().viewport()->grab().toImage().convertToFormat(QImage::Format_RGB32);
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            count += image.pixelColor(x, y) == color ? 1 : 0;
    }
    return count;
}

} // namespace

class TestLogFind : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void patterns_data();
    void patterns();
    void brokenExpressionsSaySo();
    void endlessExpressionsEnd();
    void nextPreviousAndRound();
    void newRowsAreCounted();
    void looksAtShownRowsAndColumnsOnly();
    void mistakeKeepsQuiet();
    void marksHitsInSight();
    void closing();
    void buttonsDoTheSame();
};

void TestLogFind::patterns_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("expression");
    QTest::addColumn<bool>("matchCase");
    QTest::addColumn<QString>("in");
    QTest::addColumn<int>("start"); // -1: none
    QTest::addColumn<int>("length");
    const auto row = [](const char* name, const char* text, bool expression, bool matchCase, const char* in, int start,
                        int length) {
        QTest::newRow(name) << QString::fromUtf8(text) << expression << matchCase << QString::fromUtf8(in) << start
                            << length;
    };
    row("plain, case alike", "CONN", false, false, "a connect", 2, 4);
    row("plain, case differs", "CONN", false, true, "a connect", -1, 0);
    row("what means something in expressions", "a.c(", false, false, "abc( a.c(", 5, 4);
    row("expression", "s[e]nd\\(\\d+", true, false, "Send(42, x)", 0, 7);
    row("expression, case differs", "send", true, true, "Send", -1, 0);
    row("empty parts are none", "x*", true, false, "abxx", 2, 2);
    row("Japanese", "葉", false, false, "言葉", 1, 1);
    row("behind letters of four bytes", "é", false, false, "😀É", 2, 1);
    row("twice", "ab", false, false, "xabab", 1, 2);
    row("of nothing but empty parts", "x*", true, false, "ab", -1, 0);
    row("nothing", "", false, false, "anything", -1, 0);
}

void TestLogFind::patterns()
{
    QFETCH(QString, text);
    QFETCH(bool, expression);
    QFETCH(bool, matchCase);
    QFETCH(QString, in);
    QFETCH(int, start);
    QFETCH(int, length);
    const auto pattern = FindPattern::make(text, {.regularExpression = expression, .matchCase = matchCase});
    QVERIFY(pattern);
    const auto parts = pattern->partsOf(in, 1);
    QCOMPARE(parts.isEmpty() ? -1 : static_cast<int>(parts.first().start), start);
    if (!parts.isEmpty())
        QCOMPARE(static_cast<int>(parts.first().length), length);
    QCOMPARE(pattern->isIn(in), start >= 0);
}

void TestLogFind::brokenExpressionsSaySo()
{
    const auto pattern = FindPattern::make(QStringLiteral("a(b"), {.regularExpression = true});
    QVERIFY(!pattern);
    QVERIFY2(pattern.error().contains(QStringLiteral("a(b")), qPrintable(pattern.error()));
}

void TestLogFind::endlessExpressionsEnd()
{
    const auto pattern = FindPattern::make(QStringLiteral("(a+)+$"), {.regularExpression = true});
    QVERIFY(pattern);
    QElapsedTimer timer;
    timer.start();
    QVERIFY(!pattern->isIn(QString(200, QLatin1Char('a')) + QLatin1Char('!')));
    QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
}

void TestLogFind::nextPreviousAndRound()
{
    PanelFixture f;
    addMessages(f);
    f.view().chooseEvent(150);
    PanelFixture::press(Qt::Key_F, Qt::ControlModifier);
    const widgets::FindBar& bar = f.actions().findBar();
    QVERIFY(bar.field()->hasFocus());
    PanelFixture::type(QStringLiteral("needle"));
    QTRY_COMPARE(bar.status(), QStringLiteral("3 found|"));
    PanelFixture::press(Qt::Key_Return);
    QTRY_COMPARE(f.selected(), 200ULL);
    QTRY_COMPARE(bar.status(), QStringLiteral("2 of 3|"));
    PanelFixture::press(Qt::Key_F3);
    QTRY_COMPARE(f.selected(), 300ULL);
    PanelFixture::press(Qt::Key_F3);
    QTRY_COMPARE(f.selected(), 100ULL);
    QTRY_COMPARE(bar.status(), QStringLiteral("1 of 3|Continued from the top."));
    PanelFixture::press(Qt::Key_Return, Qt::ShiftModifier);
    QTRY_COMPARE(f.selected(), 300ULL);
    QTRY_COMPARE(bar.status(), QStringLiteral("3 of 3|Continued from the bottom."));
    PanelFixture::press(Qt::Key_F3, Qt::ShiftModifier);
    QTRY_COMPARE(f.selected(), 200ULL);
    QVERIFY(bar.field()->hasFocus()); // one can go on typing
    PanelFixture::type(QStringLiteral("x"));
    PanelFixture::press(Qt::Key_Return);
    QTRY_COMPARE(f.selected(), 200ULL);
    QTRY_VERIFY(bar.status().startsWith(QStringLiteral("0 found|No row")));
}

void TestLogFind::newRowsAreCounted()
{
    PanelFixture f(1000);
    addMessages(f);
    PanelFixture::press(Qt::Key_F, Qt::ControlModifier);
    PanelFixture::type(QStringLiteral("needle"));
    QTRY_COMPARE(f.actions().findBar().status(), QStringLiteral("3 found|"));
    addMessages(f);
    QTRY_COMPARE(f.actions().findBar().status(), QStringLiteral("6 found|"));
    addMessages(f);
    addMessages(f); // the first 200 go
    QTRY_COMPARE(f.actions().findBar().status(), QStringLiteral("10 found|"));
    f.setFilter(QStringLiteral("hay"));
    QTRY_COMPARE(f.actions().findBar().status(), QStringLiteral("0 found|"));
}

void TestLogFind::looksAtShownRowsAndColumnsOnly()
{
    PanelFixture f;
    f.feed.append(EventMaker::batch({f.maker.call(Call::Send, Side::Client, 2, 9, -1, EPIPE)}));
    PanelFixture::press(Qt::Key_F, Qt::ControlModifier);
    PanelFixture::type(QStringLiteral("server I/O")); // its column is hidden
    QTRY_COMPARE(f.actions().findBar().status(), QStringLiteral("0 found|"));
    f.view().setColumnHidden(LogModel::Thread, false);
    QTRY_COMPARE(f.actions().findBar().status(), QStringLiteral("1 found|"));
}

void TestLogFind::mistakeKeepsQuiet()
{
    PanelFixture f;
    addMessages(f);
    PanelFixture::press(Qt::Key_F, Qt::ControlModifier);
    QTest::mouseClick(button(f, "Regular expression"), Qt::LeftButton);
    f.actions().findBar().field()->setFocus();
    PanelFixture::type(QStringLiteral("need(le"));
    QVERIFY(f.actions().findBar().status().contains(QStringLiteral("This is no regular expression")));
    QVERIFY(!button(f, "Find next")->isEnabled());
    PanelFixture::press(Qt::Key_Return);
    QTRY_COMPARE(f.selected(), 0ULL);
    QVERIFY(f.actions().findBar().status().contains(QStringLiteral("This is no regular expression")));
    PanelFixture::type(QStringLiteral(")"));
    QTRY_COMPARE(f.actions().findBar().status(), QStringLiteral("3 found|"));
}

void TestLogFind::marksHitsInSight()
{
    PanelFixture f;
    addMessages(f);
    f.view().chooseEvent(295);
    f.view().setFollowing(true);
    const QColor tint = widgets::color(widgets::Role::HitTint, f.view().palette());
    QCOMPARE(pixelsOf(f, tint), 0);
    PanelFixture::press(Qt::Key_F, Qt::ControlModifier);
    PanelFixture::type(QStringLiteral("needle"));
    f.view().setFollowing(true);
    QTRY_VERIFY(pixelsOf(f, tint) > 100);
    PanelFixture::press(Qt::Key_Escape);
    QCOMPARE(pixelsOf(f, tint), 0);
}

void TestLogFind::closing()
{
    PanelFixture f;
    addMessages(f);
    PanelFixture::press(Qt::Key_F3); // nothing to look for yet: opens
    QVERIFY(f.actions().findBar().isVisible());
    PanelFixture::type(QStringLiteral("needle"));
    PanelFixture::press(Qt::Key_Escape);
    QVERIFY(f.actions().findBar().isHidden());
    QVERIFY(f.view().hasFocus());
    PanelFixture::press(Qt::Key_F, Qt::ControlModifier); // what was looked for before
    QTRY_COMPARE(f.actions().findBar().status(), QStringLiteral("3 found|"));
    QCOMPARE(f.actions().findBar().field()->selectedText(), QStringLiteral("needle"));
}

void TestLogFind::buttonsDoTheSame()
{
    PanelFixture f;
    addMessages(f);
    f.view().chooseEvent(150);
    PanelFixture::press(Qt::Key_F, Qt::ControlModifier);
    PanelFixture::type(QStringLiteral("needle"));
    QTest::mouseClick(button(f, "Find next"), Qt::LeftButton);
    QTRY_COMPARE(f.selected(), 200ULL);
    QTest::mouseClick(button(f, "Find previous"), Qt::LeftButton);
    QTRY_COMPARE(f.selected(), 100ULL);
    QTest::mouseClick(button(f, "Match case"), Qt::LeftButton);
    QTRY_COMPARE(f.actions().findBar().status(), QStringLiteral("0 found|"));
    QTest::mouseClick(button(f, "Close the search"), Qt::LeftButton);
    QVERIFY(f.actions().findBar().isHidden());
}

GUI_TEST(TestLogFind)
#include "tst_log_find.moc"
