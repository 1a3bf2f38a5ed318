// SPDX-License-Identifier: GPL-3.0-or-later
// Forgetting the old entries of a large map little by little.
#pragma once

#include <cstddef>

namespace widgets {

/// Erases old entries of an unordered_map a bucket at a time. To look at ten thousand entries at once, most of which
/// are to be kept, takes milliseconds of a pass of the event loop; one with each event that comes is not noticed.
/// Belongs to the thread of the map.
template <class Map>
class MapSweep
{
public:
    /// Every bucket is to be looked at once from now on.
    void begin(const Map& map) { m_left = map.bucket_count(); }
    bool isDone() const { return m_left == 0; }

    /// Looks at the next bucket, if one is left, and erases the entries for which isOld(entry) is true.
    template <class IsOld>
    void step(Map& map, IsOld isOld)
    {
        if (m_left == 0)
            return;
        --m_left;
        m_next = (m_next + 1) % map.bucket_count(); // of a map that has grown meanwhile some have to wait for begin()
        for (auto entry = map.begin(m_next); entry != map.end(m_next);) {
            const auto at = entry++;
            if (isOld(*at)) {
                const auto key = at->first;
                map.erase(key);
            }
        }
    }

private:
    std::size_t m_left = 0;
    std::size_t m_next = 0; // bucket looked at last
};

} // namespace widgets
