// SPDX-License-Identifier: GPL-3.0-or-later
// Which network interfaces are ports of another one: of a bridge, a bond.
#pragma once

#include <unordered_map>

namespace helper {

/// Asks the kernel (rtnetlink(7)) once for each interface; needs no privileges.
class InterfacePorts
{
public:
    bool contains(int index);

private:
    std::unordered_map<int, bool> m_known;
};

} // namespace helper
