// SPDX-License-Identifier: GPL-3.0-or-later
// The filter field with its menu, and the lines below it: what is wrong, and the name of a filter.
#pragma once

#include "widgets/log/filter/saved_filters.h"

#include <QWidget>
#include <functional>

class QMenu;
class QToolButton;

namespace widgets {

class FieldMessage;
class FilterField;
class FilterNameRow;

/// Where the saved filters are kept, for all windows. Without it they are those of one bar.
struct FilterStore
{
    std::function<SavedFilters()> load = {};
    std::function<void(const SavedFilters& saved)> save = {};
};

/// GUI thread.
class FilterBar final : public QWidget
{
    Q_OBJECT
public:
    explicit FilterBar(QWidget* parent = nullptr);

    FilterField& field() const { return *m_field; }
    /// The lines below, to be laid out by the owner: they need the whole width. Hidden while they are empty.
    QWidget* lines() const { return m_lines; }

    /// From now on the saved filters are read from there when they are needed, and written when they change.
    void setStore(FilterStore store);
    const SavedFilters& saved() const { return m_saved; }

private:
    void load();
    void save(const SavedFilters& saved);
    void fillMenu();
    void updateLines();

    FilterStore m_store;
    SavedFilters m_saved;
    FilterField* m_field;
    QToolButton* m_button;
    QMenu* m_menu;
    QWidget* m_lines;
    FieldMessage* m_problem;
    FilterNameRow* m_name;
};

} // namespace widgets
