// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/filter/saved_filters.h"

#include <algorithm>

namespace widgets {

namespace {

bool isSame(const QString& a, const QString& b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

} // namespace

const SavedFilter* SavedFilters::named(const QString& name) const
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
                                    [&name](const SavedFilter& entry) { return isSame(entry.name, name.trimmed()); });
    return found == m_entries.end() ? nullptr : &*found;
}

const SavedFilter* SavedFilters::ofText(const QString& text) const
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
                                    [&text](const SavedFilter& entry) { return entry.text == text.trimmed(); });
    return found == m_entries.end() ? nullptr : &*found;
}

void SavedFilters::save(const QString& name, const QString& text)
{
    const SavedFilter entry{name.trimmed(), text.trimmed()};
    if (entry.name.isEmpty() || entry.text.isEmpty())
        return;
    remove(name);
    if (m_entries.size() >= kMaxEntries)
        return;
    const auto place = std::find_if(m_entries.begin(), m_entries.end(), [&entry](const SavedFilter& other) {
        return entry.name.compare(other.name, Qt::CaseInsensitive) < 0;
    });
    m_entries.insert(place, entry);
}

void SavedFilters::remove(const QString& name)
{
    m_entries.removeIf([&name](const SavedFilter& entry) { return isSame(entry.name, name.trimmed()); });
}

QStringList SavedFilters::toStrings() const
{
    QStringList strings;
    for (const SavedFilter& entry : m_entries)
        strings << entry.name << entry.text;
    return strings;
}

SavedFilters SavedFilters::fromStrings(const QStringList& strings)
{
    SavedFilters filters;
    for (qsizetype i = 0; i + 1 < strings.size(); i += 2)
        filters.save(strings[i], strings[i + 1]);
    return filters;
}

} // namespace widgets
