// SPDX-License-Identifier: GPL-3.0-or-later
// Forgetting the old entries of a large map little by little.
#pragma once

#include <cstddef>

namespace widgets {

/// Erases old entries of a core::NumberedMap a place at a time. To look at ten thousand entries at once, most of which
/// are to be kept, takes milliseconds of a pass of the event loop; one with each event that comes is not noticed.
/// It keeps up when neighbours are numbers that follow each other, as those that the program gives.
/// Belongs to the thread of the map.
template <class Map>
class MapSweep
{
public:
    /// Every place is to be looked at once from now on.
    void begin(const Map& map) { m_left = map.places(); }
    bool isDone() const { return m_left == 0; }

    /// Looks at the next place, if one is left, and erases what is there and isOld(value).
    template <class IsOld>
    void step(Map& map, IsOld isOld)
    {
        if (m_left == 0)
            return;
        --m_left;
        m_next = (m_next + 1) % map.places(); // of a map that has grown meanwhile some have to wait for begin()
        map.eraseIfAt(m_next, isOld);
    }

private:
    std::size_t m_left = 0;
    std::size_t m_next = 0; // place looked at last
};

} // namespace widgets
