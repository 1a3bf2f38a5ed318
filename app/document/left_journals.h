// SPDX-License-Identifier: GPL-3.0-or-later
// Offers what earlier runs of the program could not save.
#pragma once

#include "core/file/journal_finder.h"
#include "widgets/common/file_task.h"

#include <QObject>
#include <vector>

class QPushButton;

namespace widgets {
class MessageBar;
} // namespace widgets

namespace app {

/// One line a journal, the newest first, with what can be done: open it, delete it. GUI thread.
class LeftJournals final : public QObject
{
    Q_OBJECT
public:
    /// `bar` is not owned and outlives it; it gets two buttons.
    explicit LeftJournals(widgets::MessageBar& bar, QObject* parent = nullptr);

    /// Looks for them, on another thread.
    void look(const QString& folder);

Q_SIGNALS:
    void openRequested(const QString& path);

private:
    void showFirst();
    void openFirst();
    void next();
    void showButtons(bool shown);
    void removeFirst();

    widgets::MessageBar& m_bar;
    QPushButton* m_open;
    QPushButton* m_delete;
    std::vector<core::LeftJournal> m_left;
    widgets::FileTask m_task;
};

} // namespace app
