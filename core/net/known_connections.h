// SPDX-License-Identifier: GPL-3.0-or-later
// Which connections there were between which addresses.
#pragma once

#include "core/event/event.h"
#include "core/net/address_pair.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

namespace core {

/// The numbers of the newest kKept connections. Every connection is remembered, few are ever looked for: remembering
/// only writes it down, and who looks for one first brings the index up to date, with kKept entries at the most. Not
/// thread-safe.
class KnownConnections
{
public:
    static constexpr std::size_t kKept = 16'384;

    void remember(const AddressPair& pair, ConnectionId id);
    /// The number of the newest one between these two.
    std::optional<ConnectionId> find(const AddressPair& pair);

private:
    struct Entry
    {
        AddressPair pair;
        ConnectionId id = 0;
    };

    std::uint64_t oldest() const { return m_count - m_entries.size(); }
    const Entry& entry(std::uint64_t place) const { return m_entries[place % kKept]; }
    void forgetOldest();
    void updateIndex();

    std::vector<Entry> m_entries;                                              // a ring once it is full
    std::uint64_t m_count = 0;                                                 // ever remembered
    std::uint64_t m_indexed = 0;                                               // so many of them stand in m_index
    std::unordered_map<AddressPair, std::uint64_t, AddressPair::Hash> m_index; // places of entries that are kept
};

} // namespace core
