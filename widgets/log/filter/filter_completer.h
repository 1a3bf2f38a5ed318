// SPDX-License-Identifier: GPL-3.0-or-later
// The list of keys and values below a filter field.
#pragma once

#include "widgets/log/filter/filter_values.h"

#include <QObject>

class QCompleter;
class QLineEdit;
class QStandardItemModel;

namespace widgets {

/// Offers what fits at the cursor. The field has the keyboard all the time: what is written goes on. GUI thread.
class FilterCompleter final : public QObject
{
    Q_OBJECT
public:
    explicit FilterCompleter(QLineEdit& field);

    /// What was recorded. Not owned; null: only what never changes is offered.
    void setValues(const FilterValues* values) { m_values = values; }

    /// Shows what fits at the cursor, or hides the list; `always`: also where nothing is written yet.
    void offer(bool always);
    bool isOffering() const;
    /// The list is there and what is being written may become a key.
    bool isOfferingKeys() const { return m_keys && isOffering(); }
    /// Takes the entry that is marked, or with `first` the first one when none is. False when there is none.
    bool take(bool first);
    void hide();

private:
    void insert(const QString& completion);

    QLineEdit& m_field;
    const FilterValues* m_values = nullptr;
    QStandardItemModel* m_model;
    QCompleter* m_completer;
    qsizetype m_begin = 0; // what an entry replaces, in characters
    qsizetype m_end = 0;
    bool m_keys = false; // the list holds keys
};

} // namespace widgets
