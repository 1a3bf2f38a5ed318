// SPDX-License-Identifier: GPL-3.0-or-later
// Filters that the user gave names.
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace widgets {

struct SavedFilter
{
    QString name;
    QString text;

    friend bool operator==(const SavedFilter& a, const SavedFilter& b) = default;
};

/// In the order of their names, each name once (upper and lower case alike). A plain value.
class SavedFilters
{
public:
    static constexpr qsizetype kMaxEntries = 200;

    const QList<SavedFilter>& entries() const { return m_entries; }
    /// The one with that name, or of that text; null when there is none.
    const SavedFilter* named(const QString& name) const;
    const SavedFilter* ofText(const QString& text) const;

    /// Takes the place of the one with the same name. Nothing when the name or the text is empty, or there are too
    /// many.
    void save(const QString& name, const QString& text);
    void remove(const QString& name);

    /// Name and text in turn, for the settings; what makes no sense is left out when it is read.
    QStringList toStrings() const;
    static SavedFilters fromStrings(const QStringList& strings);

private:
    QList<SavedFilter> m_entries;
};

} // namespace widgets
