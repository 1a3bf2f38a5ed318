// SPDX-License-Identifier: GPL-3.0-or-later
// The filter field with its menu, and the lines below it: what is wrong, and the name of a filter.
#pragma once

#include "widgets/log/filter/saved_filters.h"

#include <QWidget>

class QMenu;
class QToolButton;

namespace widgets {

class FieldMessage;
class FilterField;
class FilterNameRow;

/// Keeps the filters that were used and saved; the window remembers them from one start to the next. GUI thread.
class FilterBar final : public QWidget
{
    Q_OBJECT
public:
    explicit FilterBar(QWidget* parent = nullptr);

    FilterField& field() const { return *m_field; }
    /// The lines below, to be laid out by the owner: they need the whole width. Hidden while they are empty.
    QWidget* lines() const { return m_lines; }

    const SavedFilters& saved() const { return m_saved; }
    void setSaved(const SavedFilters& saved) { m_saved = saved; }

private:
    void fillMenu();
    void updateLines();

    SavedFilters m_saved;
    FilterField* m_field;
    QToolButton* m_button;
    QMenu* m_menu;
    QWidget* m_lines;
    FieldMessage* m_problem;
    FilterNameRow* m_name;
};

} // namespace widgets
