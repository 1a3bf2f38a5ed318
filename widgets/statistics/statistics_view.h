// SPDX-License-Identifier: GPL-3.0-or-later
// The table of a statistics model.
#pragma once

#include "widgets/statistics/statistics_table.h"

#include <QList>
#include <QTableView>

class QMenu;

namespace widgets {

/// Sorts by the column whose header is clicked. Ctrl+C copies all rows as Markdown; the context menu has CSV too. GUI
/// thread.
class StatisticsView final : public QTableView
{
    Q_OBJECT
public:
    /// The model is not owned and must outlive the view. `samples`: a wide text of each column; `stretched` takes the
    /// room that is left; -1: none does.
    StatisticsView(StatisticsTable& model, const QList<QString>& samples, int stretched, QWidget* parent = nullptr);

    /// 0 when no row is the current one.
    quint64 currentId() const;
    void addCopyActions(QMenu& menu);

Q_SIGNALS:
    void currentIdChanged(quint64 id);
    /// Double click or Enter.
    void rowActivated(quint64 id);
    /// Others may add what they offer for a row.
    void menuRequested(QMenu* menu, quint64 id);

protected:
    void contextMenuEvent(QContextMenuEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;

private:
    StatisticsTable& m_model;
};

} // namespace widgets
