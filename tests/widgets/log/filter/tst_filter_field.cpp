// SPDX-License-Identifier: GPL-3.0-or-later
// Writing a filter: by keys, with mistakes, from the list, from before.
#include "core/filter/filter_tree.h"
#include "tests/support/test_class.h"
#include "widgets/log/filter/filter_field.h"
#include "widgets/log/filter/filter_values.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QCompleter>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using widgets::FilterField;

namespace {

class Values final : public widgets::FilterValues
{
public:
    QList<widgets::FilterValue> values(core::FilterKey key) const override
    {
        if (key == core::FilterKey::Conn)
            return {{QStringLiteral("12"), QStringLiteral("54321 → 8080")}, {QStringLiteral("7")}};
        if (key == core::FilterKey::Errno)
            return {{QStringLiteral("ECONNREFUSED"), QStringLiteral("3 ×")}};
        return {};
    }
};

struct FilterFieldFixture
{
    FilterFieldFixture()
    {
        window.resize(500, 100);
        auto* layout = new QVBoxLayout(&window);
        layout->addWidget(&field);
        field.setValues(&values);
        window.show();
        window.activateWindow();
        field.setFocus();
        if (!QTest::qWaitForWindowActive(&window))
            qFatal("The window did not become active.");
    }
    ~FilterFieldFixture() { field.setParent(nullptr); }

    QAbstractItemView* popup() const { return field.findChild<QCompleter*>()->popup(); }
    QStringList offered() const
    {
        QStringList all;
        if (!popup()->isVisible())
            return all;
        for (int row = 0; row < popup()->model()->rowCount(); ++row)
            all.append(popup()->model()->index(row, 0).data(Qt::UserRole).toString());
        return all;
    }
    void type(const char* text) { QTest::keyClicks(&field, QString::fromUtf8(text)); }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(&field, key, modifiers); }
    /// As the keys come while the list is open: to the list.
    void keyToList(Qt::Key key) { QTest::keyClick(popup(), key); }

    Values values;
    QWidget window;
    FilterField field;
};

} // namespace

class TestFilterField : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void lastGoodFilterStays()
    {
        FilterFieldFixture f;
        QSignalSpy changed(&f.field, &FilterField::filterChanged);
        f.type("a");
        QCOMPARE(changed.count(), 1);
        f.type(" er:");
        QCOMPARE(f.field.filter(), QStringLiteral("a"));
        QVERIFY(f.field.problem());
        QCOMPARE(f.field.problem()->position, 2);
        QCOMPARE(f.field.problem()->length, 2);
        const auto count = changed.count();
        f.type("x");
        QCOMPARE(changed.count(), count);
        f.field.setText(QStringLiteral("errno:EAGAIN"));
        QCOMPARE(f.field.filter(), QStringLiteral("errno:EAGAIN"));
        QVERIFY(!f.field.problem());
    }

    void wordThatMayBecomeAKeyIsNotYetAFilter()
    {
        FilterFieldFixture f;
        f.type("side:client");
        f.type(" err");
        QCOMPARE(f.field.filter(), QStringLiteral("side:client"));
        f.type("no:");
        QTest::keyClick(&f.field, Qt::Key_Backspace);
        QCOMPARE(f.field.filter(), QStringLiteral("side:client"));
        QTRY_COMPARE(f.field.filter(), QStringLiteral("side:client errno")); // a word after all
        f.type(" co");
        QCOMPARE(f.field.filter(), QStringLiteral("side:client errno"));
        f.type("nnect"); // no key any more
        QCOMPARE(f.field.filter(), QStringLiteral("side:client errno connect"));
        f.type(" to");
        f.keyToList(Qt::Key_Return);
        QCOMPARE(f.field.filter(), QStringLiteral("side:client errno connect to"));
    }

    void mistakeIsToldWhenTheUserStops()
    {
        FilterFieldFixture f;
        QSignalSpy problem(&f.field, &FilterField::problemChanged);
        f.type("errno:ECONREFUSED");
        QCOMPARE(problem.count(), 0);
        QTRY_COMPARE(problem.count(), 1);
        const QString sentence = problem.first().first().toString();
        QVERIFY2(sentence.contains(QStringLiteral("\"ECONREFUSED\"")), qPrintable(sentence));
        QVERIFY2(sentence.endsWith(QStringLiteral("ECONNREFUSED")), qPrintable(sentence));
        f.field.setText(QStringLiteral("errno:ECONNREFUSED"));
        QCOMPARE(problem.count(), 2);
        QCOMPARE(problem.last().first().toString(), QString());
    }

    void mistakeIsToldWhenTheListIsGone()
    {
        FilterFieldFixture f;
        QSignalSpy problem(&f.field, &FilterField::problemChanged);
        f.type("side:");
        QVERIFY(f.popup()->isVisible()); // it says better what is missing
        f.keyToList(Qt::Key_Escape);
        QTRY_COMPARE(problem.count(), 1);
    }

    void enterTellsAtOnceAndStays()
    {
        FilterFieldFixture f;
        QSignalSpy problem(&f.field, &FilterField::problemChanged);
        QSignalSpy left(&f.field, &FilterField::left);
        f.type("a or");
        f.key(Qt::Key_Return);
        QCOMPARE(problem.count(), 1);
        QCOMPARE(left.count(), 0);
        f.type(" b");
        f.key(Qt::Key_Return);
        QCOMPARE(left.count(), 1);
    }

    void placesAreInCharacters()
    {
        FilterFieldFixture f;
        f.field.setText(QStringLiteral("接続 ä foo:x"));
        QVERIFY(f.field.problem());
        QCOMPARE(f.field.problem()->position, 5);
        QCOMPARE(f.field.problem()->length, 3);
        f.field.setText(QStringLiteral("接続 or"));
        QCOMPARE(f.field.problem()->position, 5);
        QCOMPARE(f.field.problem()->length, 0);
    }

    void mistakeIsUnderlined()
    {
        FilterFieldFixture f;
        f.field.setText(QStringLiteral("side:left"));
        f.field.setFocus();
        const QImage wrong = f.field.grab().toImage();
        f.field.setText(QStringLiteral("text:left"));
        const QImage right = f.field.grab().toImage();
        const auto redOf = [](const QImage& image) {
            int red = 0;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x) {
                    const QColor color = image.pixelColor(x, y);
                    red += color.red() > color.blue() + 60 && color.red() > color.green() + 60;
                }
            }
            return red;
        };
        QVERIFY(redOf(wrong) > redOf(right) + 10);
    }

    void keysAndValuesAreOffered()
    {
        FilterFieldFixture f;
        f.type("a er");
        QCOMPARE(f.offered(), QStringList(QStringLiteral("errno:")));
        f.keyToList(Qt::Key_Tab);
        QCOMPARE(f.field.text(), QStringLiteral("a errno:"));
        QCOMPARE(f.offered().first(), QStringLiteral("ECONNREFUSED")); // was recorded
        QVERIFY(f.offered().contains(QStringLiteral("any")));
        QCOMPARE(f.offered().count(QStringLiteral("ECONNREFUSED")), 1);
        f.type("econnr");
        QCOMPARE(f.offered(), (QStringList{QStringLiteral("ECONNREFUSED"), QStringLiteral("ECONNRESET")}));
        f.keyToList(Qt::Key_Down);
        f.keyToList(Qt::Key_Down);
        f.keyToList(Qt::Key_Return);
        QCOMPARE(f.field.text(), QStringLiteral("a errno:ECONNRESET"));
        QVERIFY(!f.popup()->isVisible());
    }

    void enterWithoutAChoiceIsTheFilter()
    {
        FilterFieldFixture f;
        QSignalSpy left(&f.field, &FilterField::left);
        f.type("s");
        QVERIFY(f.popup()->isVisible());
        f.keyToList(Qt::Key_Return);
        QCOMPARE(f.field.text(), QStringLiteral("s"));
        QVERIFY(!f.popup()->isVisible());
        QCOMPARE(left.count(), 1);
    }

    void escapeHidesTheListFirst()
    {
        FilterFieldFixture f;
        f.type("s");
        f.keyToList(Qt::Key_Escape);
        QVERIFY(!f.popup()->isVisible());
        QCOMPARE(f.field.text(), QStringLiteral("s"));
        f.key(Qt::Key_Escape);
        QCOMPARE(f.field.text(), QString());
        QSignalSpy left(&f.field, &FilterField::left);
        f.key(Qt::Key_Escape);
        QCOMPARE(left.count(), 1);
    }

    void listOnRequest()
    {
        FilterFieldFixture f;
        QVERIFY(!f.popup()->isVisible());
        f.key(Qt::Key_Space, Qt::ControlModifier);
        QVERIFY(f.offered().contains(QStringLiteral("took>")));
        f.keyToList(Qt::Key_Escape);
        f.key(Qt::Key_Down, Qt::AltModifier);
        QVERIFY(f.offered().contains(QStringLiteral("side:")));
    }

    void valuesInAListAndInParentheses()
    {
        FilterFieldFixture f;
        f.type("(call:send,rec");
        QCOMPARE(f.offered(), QStringList(QStringLiteral("recv")));
        f.keyToList(Qt::Key_Tab);
        QCOMPARE(f.field.text(), QStringLiteral("(call:send,recv"));
        f.type(") conn:1");
        QCOMPARE(f.offered(), QStringList(QStringLiteral("12")));
    }

    void completionCanBeUndone()
    {
        FilterFieldFixture f;
        f.type("er");
        f.keyToList(Qt::Key_Tab);
        QCOMPARE(f.field.text(), QStringLiteral("errno:"));
        f.keyToList(Qt::Key_Escape);
        f.field.undo();
        QCOMPARE(f.field.text(), QStringLiteral("er"));
    }

    void upAndDownGoThroughWhatWasUsed()
    {
        FilterFieldFixture f;
        f.field.use(QStringLiteral("first"));
        f.field.use(QStringLiteral("second"));
        f.field.use(QStringLiteral("bad or"));
        f.field.setText(QStringLiteral("draft"));
        f.key(Qt::Key_Up);
        QCOMPARE(f.field.text(), QStringLiteral("second")); // what is no filter is not kept
        f.key(Qt::Key_Up);
        QCOMPARE(f.field.filter(), QStringLiteral("first"));
        f.key(Qt::Key_Up);
        QCOMPARE(f.field.text(), QStringLiteral("first"));
        f.key(Qt::Key_Down);
        f.key(Qt::Key_Down);
        QCOMPARE(f.field.text(), QStringLiteral("draft"));
        QSignalSpy left(&f.field, &FilterField::left);
        f.key(Qt::Key_Down);
        QCOMPARE(left.count(), 1);
        QCOMPARE(f.field.history().entries().first(), QStringLiteral("draft"));
    }

    void narrowing()
    {
        FilterFieldFixture f;
        const core::FilterTerm refused{core::FilterKey::Errno, core::Comparison::Equal, {111}, {}};
        f.field.setText(QStringLiteral("a or b"));
        f.field.narrow(refused, true);
        QCOMPARE(f.field.filter(), QStringLiteral("(a or b) not errno:ECONNREFUSED"));
        QCOMPARE(f.field.history().entries().first(), f.field.filter());
        f.field.setText(QStringLiteral("c or")); // a mistake: what the rows show is narrowed
        f.field.narrow(refused, false);
        QCOMPARE(f.field.text(), QStringLiteral("(a or b) not errno:ECONNREFUSED errno:ECONNREFUSED"));
    }

    void historyIsBoundedAndHasNoDoubles()
    {
        widgets::FilterHistory history;
        for (int i = 0; i < 3 * widgets::FilterHistory::kMaxEntries; ++i)
            history.add(QString::number(i));
        QCOMPARE(history.entries().size(), widgets::FilterHistory::kMaxEntries);
        history.add(QStringLiteral(" 149 "));
        history.add(QStringLiteral("140"));
        QCOMPARE(history.entries().first(), QStringLiteral("140"));
        QCOMPARE(history.entries().size(), widgets::FilterHistory::kMaxEntries);
        widgets::FilterHistory copy;
        copy.setEntries(history.entries());
        QCOMPARE(copy.entries(), history.entries());
        history.add(QStringLiteral("  "));
        QCOMPARE(history.entries(), copy.entries());
    }
};

GUI_TEST(TestFilterField)
#include "tst_filter_field.moc"
