// SPDX-License-Identifier: GPL-3.0-or-later
// The line in which a filter gets its name.
#pragma once

#include "widgets/log/filter/saved_filters.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QToolButton;

namespace widgets {

/// Hidden until it is asked for. A name that is taken already is said on the button: what has it is replaced. GUI
/// thread.
class FilterNameRow final : public QWidget
{
    Q_OBJECT
public:
    explicit FilterNameRow(QWidget* parent = nullptr);

    /// Asks for the name of a filter; `before` is the one that it has. `all`: those that exist.
    void ask(const QString& filter, const QString& before, const SavedFilters& all);

Q_SIGNALS:
    void named(const QString& name, const QString& filter);
    /// Named or not: the row is gone.
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void save();
    void close();
    void updateButton();

    SavedFilters m_all;
    QString m_filter;
    QString m_before;
    QLabel* m_label;
    QLineEdit* m_name;
    QToolButton* m_save;
    QToolButton* m_cancel;
};

} // namespace widgets
