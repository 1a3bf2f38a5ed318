// SPDX-License-Identifier: GPL-3.0-or-later
// The field in which a filter is written.
#pragma once

#include "widgets/log/filter/filter_history.h"
#include "widgets/log/filter/filter_problem.h"

#include <QLineEdit>
#include <QTimer>
#include <optional>

namespace core {
struct FilterTerm;
}

namespace widgets {

class FilterCompleter;
class FilterValues;

/// Reads the filter while it is written. A text that is none is underlined at its mistake, and the last filter stays;
/// so it does for a moment while a word may still become a key, so that "errno:" shows no rows with the word "errno"
/// before. Up and Down go through the filters used before; Ctrl+Space and Alt+Down show what may stand at the cursor.
/// GUI thread.
class FilterField final : public QLineEdit
{
    Q_OBJECT
public:
    explicit FilterField(QWidget* parent = nullptr);

    /// What was recorded, for completion. Not owned; may be null.
    void setValues(const FilterValues* values);
    FilterHistory& history() { return m_history; }
    const FilterHistory& history() const { return m_history; }

    /// The last text that was a filter, without spaces around it: what filterChanged() told.
    const QString& filter() const { return m_filter; }
    const std::optional<FilterProblem>& problem() const { return m_problem; }
    /// Narrows the filter by a term; with `exclude` by its opposite.
    void narrow(const core::FilterTerm& term, bool exclude);
    /// Writes a filter as if the user had, and remembers it as used.
    void use(const QString& filter);

Q_SIGNALS:
    /// A filter was added to the history.
    void used(const QString& filter);
    void filterChanged(const QString& filter);
    /// A sentence for the user to read, empty: there is nothing wrong. Not at once while the user writes.
    void problemChanged(const QString& sentence);
    /// The user is done with the field (Escape in the empty field, Return, arrow down).
    void left();

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void read();
    void apply();
    void tellProblem();
    void keep();
    bool handleOffer(int key);
    void goBack();
    void goForward();
    void finish();

    FilterCompleter* m_completer;
    FilterHistory m_history;
    QString m_filter;
    std::optional<FilterProblem> m_problem;
    QString m_told; // what problemChanged() said last
    QTimer m_pause; // of the user in writing, before a mistake is told
    QTimer m_hold;  // until a word that may become a key is taken for a word
};

} // namespace widgets
