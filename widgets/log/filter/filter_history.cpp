// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/filter/filter_history.h"

namespace widgets {

void FilterHistory::setEntries(const QStringList& entries)
{
    m_entries.clear();
    for (auto entry = entries.crbegin(); entry != entries.crend(); ++entry)
        add(*entry);
}

void FilterHistory::add(const QString& used)
{
    restart();
    const QString entry = used.trimmed();
    if (entry.isEmpty())
        return;
    m_entries.removeAll(entry);
    m_entries.prepend(entry);
    if (m_entries.size() > kMaxEntries)
        m_entries.removeLast();
}

std::optional<QString> FilterHistory::older(const QString& current)
{
    if (m_at < 0)
        m_draft = current;
    // What stands in the field already is no step back.
    qsizetype next = m_at + 1;
    while (next < m_entries.size() && m_entries[next] == current.trimmed())
        ++next;
    if (next >= m_entries.size())
        return std::nullopt;
    m_at = next;
    return m_entries[m_at];
}

std::optional<QString> FilterHistory::newer()
{
    if (m_at < 0)
        return std::nullopt;
    --m_at;
    return m_at < 0 ? m_draft : m_entries[m_at];
}

} // namespace widgets
