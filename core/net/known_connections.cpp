// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/known_connections.h"

#include <algorithm>

namespace core {

void KnownConnections::remember(const AddressPair& pair, ConnectionId id)
{
    if (m_entries.size() < kKept) {
        m_entries.push_back({pair, id});
    } else {
        forgetOldest();
        m_entries[m_count % kKept] = {pair, id};
    }
    ++m_count;
}

// Where nobody ever looks for one, there is nothing to be erased.
void KnownConnections::forgetOldest()
{
    if (oldest() >= m_indexed)
        return;
    const auto found = m_index.find(entry(oldest()).pair);
    if (found != m_index.end() && found->second == oldest())
        m_index.erase(found);
}

std::optional<ConnectionId> KnownConnections::find(const AddressPair& pair)
{
    updateIndex();
    const auto found = m_index.find(pair);
    if (found == m_index.end())
        return std::nullopt;
    return entry(found->second).id;
}

void KnownConnections::updateIndex()
{
    for (m_indexed = std::max(m_indexed, oldest()); m_indexed < m_count; ++m_indexed)
        m_index[entry(m_indexed).pair] = m_indexed;
}

} // namespace core
