// SPDX-License-Identifier: GPL-3.0-or-later
// A table of events: follows its end, selects whole rows, copies them.
#pragma once

#include "core/filter/filter_tree.h"
#include "widgets/log/event_rows_model.h"

#include <QList>
#include <QTableView>
#include <functional>
#include <initializer_list>
#include <utility>

class QMenu;

namespace widgets {

class FindPattern;
class LogDelegate;

/// Shows an EventRowsModel. While it follows, the newest row stays in sight; scrolling up ends that, scrolling back to
/// the end starts it again. Rows dropped at the front do not move what is read, and never move the selection to another
/// event. GUI thread.
class EventTableView : public QTableView
{
    Q_OBJECT
public:
    bool isFollowing() const { return m_following; }
    void setFollowing(bool following);

    /// Selects that event and scrolls to it. When the filter hides it nothing is selected until a filter shows it.
    void selectEvent(quint64 number);
    /// Selects that event as if the user had clicked its row, and tells of it. Nothing when the filter hides it.
    void chooseEvent(quint64 number);
    /// The event that was selected last; 0 before.
    quint64 selectedEvent() const { return m_selected; }
    void clearSelectedEvent();

    /// Of what is copied: a million rows would take seconds and hundreds of MiB of the clipboard.
    static constexpr qsizetype kMaxCopied = qsizetype{1} << 20; // characters

    /// The columns that are not hidden, from left to right.
    QList<int> shownColumns() const;
    /// By column; 0 for one that is hidden.
    QList<int> columnWidths() const;
    void setColumnWidths(const QList<int>& widths);

    /// Marks it in the rows in sight; null: nothing. Not owned.
    void setFoundText(const FindPattern* pattern);

    EventRowsModel& rows() const { return m_model; }

    void keyboardSearch(const QString& search) override;

public Q_SLOTS:
    /// The selected rows as lines, their columns separated by tabs. Nothing without a selection.
    void copyRows();

Q_SIGNALS:
    /// The first `rows` of the `selected` ones are on the clipboard; fewer when they were more than kMaxCopied.
    void copied(qsizetype rows, qsizetype selected);
    void followingChanged(bool following);
    /// The user chose a row.
    void eventSelected(quint64 number);
    /// The user wants rows with that value only, or with `exclude` none of them.
    void termChosen(const core::FilterTerm& term, bool exclude);

protected:
    /// The model is not owned and must outlive the view. Takes the delegate.
    EventTableView(EventRowsModel& model, LogDelegate* delegate, QWidget* parent);

    LogDelegate& rowDelegate() const { return *m_delegate; }
    /// Puts a line of each selected row on the clipboard, up to kMaxCopied.
    void copyLines(const std::function<QString(int row)>& line);
    /// Makes columns as wide as the widest sample of their text and as their title.
    void setSampleWidths(std::initializer_list<std::pair<int, QString>> samples);
    /// Adds to the context menu what the table offers besides copying its rows: to filter on the values of `cell`, the
    /// one that was clicked, or the current one; invalid when there is none.
    virtual void addMenuActions(QMenu& menu, const QModelIndex& cell);

    void changeEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void keyPressEvent(QKeyEvent* event) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void rowsAboutToBeRemoved(const QModelIndex& parent, int first, int last) override;
    void rowsInserted(const QModelIndex& parent, int first, int last) override;
    void updateGeometries() override;
    void verticalScrollbarValueChanged(int value) override;

private:
    QList<int> selectedRowNumbers() const;
    void applyFont();
    void onRowsRemoved(int count);
    void restoreSelection();
    void showSelected(int row);

    EventRowsModel& m_model;
    LogDelegate* m_delegate;
    quint64 m_selected = 0;
    int m_adjusting = 0; // > 0: we scroll, not the user
    bool m_following = true;
    bool m_selecting = false; // we select, not the user
};

} // namespace widgets
