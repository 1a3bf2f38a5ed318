// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/known_connections.h"

#include <algorithm>

namespace core {

void KnownConnections::remember(const AddressPair& pair, ConnectionId id)
{
    if (m_entries.size() < kKept)
        m_entries.push_back({pair, id});
    else
        m_entries[m_count % kKept] = {pair, id};
    ++m_count;
}

std::optional<ConnectionId> KnownConnections::find(const AddressPair& pair)
{
    updateIndex();
    const auto found = m_index.find(pair);
    if (found == m_index.end() || found->second < oldest())
        return std::nullopt;
    return entry(found->second).id;
}

void KnownConnections::updateIndex()
{
    if (m_index.size() > 2 * kKept) { // more than half of it is too old
        m_index.clear();
        m_indexed = 0;
    }
    for (m_indexed = std::max(m_indexed, oldest()); m_indexed < m_count; ++m_indexed)
        m_index[entry(m_indexed).pair] = m_indexed;
}

} // namespace core
