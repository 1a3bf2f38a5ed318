// SPDX-License-Identifier: GPL-3.0-or-later
// One end in words: where it is, and what led it there.
#pragma once

#include "widgets/states/state_history.h"

#include <QWidget>
#include <optional>

namespace widgets {

class RoleLabel;
class StateBadge;

/// A line with letter, name, state and source, and below it a sentence on the last step. Hidden without a path. GUI
/// thread.
class EndSummary final : public QWidget
{
    Q_OBJECT
public:
    /// `letter` is the mark in the diagram; `name` is translated: "server end".
    EndSummary(core::Side side, const QString& letter, const QString& name, QWidget* parent = nullptr);

    void setPath(const std::optional<StatePath>& path);
    /// What is shown below the line.
    QString sentence() const;

private:
    StateBadge* m_badge;
    RoleLabel* m_source;
    RoleLabel* m_sentence;
};

} // namespace widgets
