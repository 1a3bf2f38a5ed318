// SPDX-License-Identifier: GPL-3.0-or-later
// The filters that were used before, for going through them with Up and Down.
#pragma once

#include <QString>
#include <QStringList>
#include <optional>

namespace widgets {

/// Newest first, each once. Keeps the draft that was in the field when the user began to go back.
class FilterHistory
{
public:
    static constexpr qsizetype kMaxEntries = 50;

    const QStringList& entries() const { return m_entries; }
    void setEntries(const QStringList& entries);

    /// A filter was used: it becomes the newest; going back starts at it again.
    void add(const QString& used);
    /// The user writes: going back starts anew.
    void restart() { m_at = -1; }
    /// The one before; `current` is kept as the draft when this leaves it. Nothing when there is none.
    std::optional<QString> older(const QString& current);
    /// The one after, in the end the draft. Nothing when the draft is shown already.
    std::optional<QString> newer();

private:
    QStringList m_entries;
    qsizetype m_at = -1; // the entry that is shown; -1: the draft
    QString m_draft;
};

} // namespace widgets
