// SPDX-License-Identifier: GPL-3.0-or-later
// The filter of the event log as a whole: the field, the lines below it, saved filters, filtering on a cell.
#include "tests/support/test_class.h"
#include "tests/widgets/log/event_maker.h"
#include "widgets/common/field_message.h"
#include "widgets/log/filter/filter_bar.h"
#include "widgets/log/filter/filter_field.h"
#include "widgets/log/filter/filter_name_row.h"
#include "widgets/log/filter/seen_values.h"
#include "widgets/log/log_model.h"
#include "widgets/log/log_panel.h"
#include "widgets/log/log_view.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QContextMenuEvent>
#include <QDialog>
#include <QMenu>
#include <QTest>
#include <QToolButton>

using core::Call;
using core::Side;
using widgets::EventFeed;
using widgets::FilterBar;
using widgets::FilterField;
using widgets::LogModel;
using widgets::LogPanel;
using widgets::SavedFilters;

namespace {

struct FilterBarFixture
{
    FilterBarFixture()
    {
        panel.resize(1300, 330);
        panel.show();
        panel.activateWindow();
        feed.append(
            EventMaker::batch({maker.call(Call::Bind, Side::Server, 0, 7, 0, 0, EventMaker::tcp(8080)),
                               maker.call(Call::Connect, Side::Client, 2, 9, 0, ECONNREFUSED, EventMaker::tcp(8081)),
                               maker.state(Side::Client, 2, 9, core::TcpState::Closed, core::TcpState::SynSent),
                               maker.message(Side::Client, 2, core::Direction::Sent, "Hello & \"you\""),
                               maker.note(Side::Server, core::NoteCode::AcceptResumed)}));
    }
    ~FilterBarFixture()
    {
        for (QMenu* menu : panel.view().findChildren<QMenu*>())
            menu->close();
    }

    FilterBar& bar() const { return panel.filterBar(); }
    FilterField& field() const { return bar().field(); }
    QToolButton* button(const QString& text) const
    {
        for (QToolButton* found : panel.findChildren<QToolButton*>()) {
            if (found->text().remove(QLatin1Char('&')) == text && found->isVisible())
                return found;
        }
        return nullptr;
    }
    /// The entry of the menu beside the field, as it is when it opens.
    QAction* entry(const QString& text) const
    {
        QMenu* menu = bar().findChild<QToolButton*>(QString(), Qt::FindDirectChildrenOnly)->menu();
        Q_EMIT menu->aboutToShow();
        return find(*menu, text);
    }
    static QAction* find(const QMenu& menu, const QString& text)
    {
        for (QAction* action : menu.actions()) {
            if (action->text()
                    .replace(QLatin1String("&&"), QLatin1String("\1"))
                    .remove(QLatin1Char('&'))
                    .replace(QLatin1Char('\1'), QLatin1Char('&')) == text)
                return action;
        }
        return nullptr;
    }
    QMenu* cellMenu(int row, int column, QContextMenuEvent::Reason reason = QContextMenuEvent::Mouse)
    {
        const QModelIndex cell = panel.model().index(row, column);
        panel.view().setCurrentIndex(cell);
        const QPoint at = panel.view().visualRect(cell).center();
        QContextMenuEvent event(reason, at, panel.view().viewport()->mapToGlobal(at));
        QApplication::sendEvent(panel.view().viewport(), &event);
        const QList<QMenu*> menus = panel.view().findChildren<QMenu*>(QString(), Qt::FindDirectChildrenOnly);
        return menus.isEmpty() ? nullptr : menus.last();
    }
    int rows() const { return panel.model().rowCount(); }

    EventMaker maker;
    EventFeed feed{{.events = 100, .payloadBytes = 1 << 20}};
    LogPanel panel{feed, [](quint16) { return QStringLiteral("server I/O"); }};
};

} // namespace

class TestFilterBar : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void languageFiltersRows()
    {
        FilterBarFixture f;
        const QAbstractItemModelTester tester(&f.panel.model());
        QTest::keyClicks(&f.field(), QStringLiteral("errno:econnrefused or kind:note"));
        QCOMPARE(f.rows(), 2);
        f.field().setText(QStringLiteral("thread:\"server i/o\" not side:client"));
        QCOMPARE(f.rows(), 2);
        f.field().setText(QStringLiteral("kind:call"));
        QTest::mouseClick(f.button(QStringLiteral("Calls \u2713")), Qt::LeftButton); // both must hold
        QCOMPARE(f.rows(), 0);
    }

    void mistakeStandsBelowAndRowsStay()
    {
        FilterBarFixture f;
        QTest::keyClicks(&f.field(), QStringLiteral("side:client"));
        QCOMPARE(f.rows(), 3);
        auto* message = f.panel.findChild<widgets::FieldMessage*>();
        QVERIFY(!message->isVisible());
        QTest::keyClicks(&f.field(), QStringLiteral(" bogus:1"));
        QTRY_VERIFY(message->isVisible());
        QVERIFY(message->text().contains(QStringLiteral("bogus")));
        QCOMPARE(f.field().accessibleDescription(), message->text());
        f.field().setText(QStringLiteral("side:client"));
        QVERIFY(!message->isVisible());
        QTest::keyClicks(&f.field(), QStringLiteral(" or"));
        QTRY_VERIFY(message->isVisible());
        QCOMPARE(f.rows(), 3);
        f.field().setText(QStringLiteral("side:server"));
        QVERIFY(!message->isVisible());
        QVERIFY(!f.bar().lines()->isVisible());
        QCOMPARE(f.rows(), 2);
    }

    void saveChooseRenameDelete()
    {
        FilterBarFixture f;
        QVERIFY(!f.entry(QStringLiteral("Save this filter…"))->isEnabled());
        f.field().setText(QStringLiteral("errno:any"));
        f.entry(QStringLiteral("Save this filter…"))->trigger();
        auto* name = f.panel.findChild<widgets::FilterNameRow*>()->findChild<QLineEdit*>();
        QTRY_VERIFY(name->hasFocus());
        QVERIFY(!f.button(QStringLiteral("Save"))->isEnabled());
        QTest::keyClicks(name, QStringLiteral("Q&A"));
        QTest::keyClick(name, Qt::Key_Return);
        QVERIFY(!name->isVisible());
        QVERIFY(f.field().hasFocus());
        QCOMPARE(f.bar().saved().entries(),
                 (QList<widgets::SavedFilter>{{QStringLiteral("Q&A"), QStringLiteral("errno:any")}}));
        f.field().clear();
        QAction* saved = f.entry(QStringLiteral("Q&A"));
        QVERIFY(saved);
        saved->trigger();
        QCOMPARE(f.field().text(), QStringLiteral("errno:any"));
        QCOMPARE(f.rows(), 1);
        QVERIFY(f.entry(QStringLiteral("Q&A"))->isChecked());

        f.entry(QStringLiteral("Rename \"Q&A\"…"))->trigger();
        QCOMPARE(name->text(), QStringLiteral("Q&A"));
        QTest::keyClicks(name, QStringLiteral("errors"));
        QTest::mouseClick(f.button(QStringLiteral("Save")), Qt::LeftButton);
        QVERIFY(!f.entry(QStringLiteral("Q&A")));
        QVERIFY(f.entry(QStringLiteral("errors")));
        f.entry(QStringLiteral("Delete \"errors\""))->trigger();
        QVERIFY(f.bar().saved().entries().isEmpty());
    }

    void takenNameIsSaid()
    {
        FilterBarFixture f;
        SavedFilters saved;
        saved.save(QStringLiteral("mine"), QStringLiteral("a"));
        f.bar().setStore({[&saved] { return saved; }, [&saved](const SavedFilters& changed) { saved = changed; }});
        f.field().setText(QStringLiteral("b"));
        f.entry(QStringLiteral("Save this filter…"))->trigger();
        auto* name = f.panel.findChild<widgets::FilterNameRow*>()->findChild<QLineEdit*>();
        QTest::keyClicks(name, QStringLiteral("MINE"));
        QVERIFY(f.button(QStringLiteral("Replace")));
        QTest::keyClick(name, Qt::Key_Escape);
        QVERIFY(!name->isVisible());
        QCOMPARE(f.bar().saved().entries().first().text, QStringLiteral("a"));
    }

    void allWindowsShareTheirSavedFilters()
    {
        SavedFilters saved;
        const widgets::FilterStore store{[&saved] { return saved; },
                                         [&saved](const SavedFilters& changed) { saved = changed; }};
        FilterBarFixture a;
        FilterBarFixture b;
        a.bar().setStore(store);
        b.bar().setStore(store);
        saved.save(QStringLiteral("theirs"), QStringLiteral("x"));
        a.field().setText(QStringLiteral("mine"));
        a.entry(QStringLiteral("Save this filter…"))->trigger();
        auto* name = a.panel.findChild<widgets::FilterNameRow*>()->findChild<QLineEdit*>();
        name->setText(QStringLiteral("my name"));
        QTest::keyClick(name, Qt::Key_Return);
        QVERIFY(b.entry(QStringLiteral("my name")));
        b.entry(QStringLiteral("theirs"))->trigger();
        b.entry(QStringLiteral("Delete \"theirs\""))->trigger();
        QCOMPARE(saved.toStrings(), (QStringList{QStringLiteral("my name"), QStringLiteral("mine")}));
    }

    void savedFiltersAsStrings()
    {
        SavedFilters filters;
        filters.save(QStringLiteral("b"), QStringLiteral("x, y"));
        filters.save(QStringLiteral(" a "), QStringLiteral(" z "));
        filters.save(QStringLiteral("B"), QStringLiteral("new"));
        filters.save(QStringLiteral(" "), QStringLiteral("z"));
        const QStringList strings{QStringLiteral("a"), QStringLiteral("z"), QStringLiteral("B"), QStringLiteral("new")};
        QCOMPARE(filters.toStrings(), strings);
        QCOMPARE(SavedFilters::fromStrings(strings).entries(), filters.entries());
        QCOMPARE(SavedFilters::fromStrings({QStringLiteral("odd")}).entries().size(), 0);
    }

    void helpIsAWindowOfItsOwn()
    {
        FilterBarFixture f;
        f.entry(QStringLiteral("How to filter…"))->trigger();
        const QList<QDialog*> windows = f.panel.findChildren<QDialog*>();
        QCOMPARE(windows.size(), 1);
        QVERIFY(windows.first()->isVisible() && !windows.first()->isModal());
        f.entry(QStringLiteral("How to filter…"))->trigger();
        QCOMPARE(f.panel.findChildren<QDialog*>().size(), 1);
    }

    void cellsFilter_data()
    {
        QTest::addColumn<int>("row");
        QTest::addColumn<int>("column");
        QTest::addColumn<QString>("entry");
        QTest::addColumn<QString>("filter");
        QTest::addColumn<int>("rows");
        auto row = [](const char* name, int at, int column, const char* entry, const char* filter, int rows) {
            QTest::newRow(name) << at << column << QString::fromUtf8(entry) << QString::fromUtf8(filter) << rows;
        };
        row("call", 1, LogModel::Event, "Filter on call:connect", "call:connect", 1);
        row("errno of the same cell", 1, LogModel::Event, "Exclude errno:ECONNREFUSED", "not errno:ECONNREFUSED", 4);
        row("side", 0, LogModel::Side, "Filter on side:server", "side:server", 2);
        row("connection", 1, LogModel::Connection, "Filter on conn:2", "conn:2", 3);
        row("time", 2, LogModel::Time, "Filter on time>=2ms", "time>=2ms", 3);
        row("time since the row before", 2, LogModel::Delta, "Exclude time>=2ms", "not time>=2ms", 2);
        row("took", 0, LogModel::Took, "Filter on took>=41us", "took>=41us", 2);
        row("number", 3, LogModel::Number, "Exclude number:4", "not number:4", 4);
        row("state", 2, LogModel::Event, "Filter on state:SYN_SENT", "state:SYN_SENT", 1);
        row("where a state is known from", 2, LogModel::Took, "Filter on source:sampled", "source:sampled", 1);
        row("bytes of a message", 3, LogModel::Event, "Filter on text:\"Hello & \\\"you\\\"\"",
            "text:\"Hello & \\\"you\\\"\"", 1);
        row("kind of a note", 4, LogModel::Event, "Exclude kind:note", "not kind:note", 4);
    }
    void cellsFilter()
    {
        QFETCH(int, row);
        QFETCH(int, column);
        QFETCH(QString, entry);
        QFETCH(QString, filter);
        QFETCH(int, rows);
        FilterBarFixture f;
        QMenu* menu = f.cellMenu(row, column);
        QVERIFY(menu);
        QAction* action = FilterBarFixture::find(*menu, entry);
        QVERIFY2(action, qPrintable(entry));
        action->trigger();
        QCOMPARE(f.field().filter(), filter);
        QCOMPARE(f.rows(), rows);
    }

    void everyValueByKeyboard()
    {
        FilterBarFixture f;
        QMenu* menu = f.cellMenu(1, LogModel::Number, QContextMenuEvent::Keyboard);
        QVERIFY(menu);
        QMenu* exclude = FilterBarFixture::find(*menu, QStringLiteral("Exclude"))->menu();
        QVERIFY(FilterBarFixture::find(*exclude, QStringLiteral("side:client")));
        QVERIFY(FilterBarFixture::find(*exclude, QStringLiteral("thread:\"server I/O\"")));
        QVERIFY(FilterBarFixture::find(*exclude, QStringLiteral("fd:9")));
        FilterBarFixture::find(*exclude, QStringLiteral("errno:ECONNREFUSED"))->trigger();
        QCOMPARE(f.field().filter(), QStringLiteral("not errno:ECONNREFUSED"));
    }

    void seenValuesFollowTheRecording()
    {
        FilterBarFixture f;
        const widgets::SeenValues seen(f.feed, f.panel.model().filterContext(), nullptr);
        using Values = QList<widgets::FilterValue>;
        QCOMPARE(seen.values(core::FilterKey::Errno),
                 (Values{{QStringLiteral("ECONNREFUSED"), QStringLiteral("1 ×")}}));
        QCOMPARE(seen.values(core::FilterKey::Conn), (Values{{QStringLiteral("2"), QStringLiteral("→ 8081")}}));
        QCOMPARE(seen.values(core::FilterKey::Thread), (Values{{QStringLiteral("\"server I/O\"")}}));
        f.feed.append(EventMaker::batch({f.maker.call(Call::Recv, Side::Server, 3, 8, 0, EAGAIN),
                                         f.maker.call(Call::Recv, Side::Server, 3, 8, 0, EAGAIN)}));
        QCOMPARE(seen.values(core::FilterKey::Errno).first().text, QStringLiteral("EAGAIN")); // more often
        QCOMPARE(seen.values(core::FilterKey::Conn).first().text, QStringLiteral("3"));       // newer
        f.feed.clear();
        QVERIFY(seen.values(core::FilterKey::Errno).isEmpty());
        QVERIFY(seen.values(core::FilterKey::Conn).isEmpty());
    }
};

GUI_TEST(TestFilterBar)
#include "tst_filter_bar.moc"
