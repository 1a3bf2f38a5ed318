// SPDX-License-Identifier: GPL-3.0-or-later
// Who stands at the two lifelines.
#pragma once

#include <QString>

namespace widgets {

/// Named in the strip at the top of the wire; either may be empty.
struct LadderEnds
{
    QString server; ///< "8080", "9000, not this program"
    QString client;

    friend bool operator==(const LadderEnds& a, const LadderEnds& b) = default;
};

} // namespace widgets
