// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold for every input of a fuzzer.
#pragma once

#include <cstdio>
#include <cstdlib>

/// Ends the program, as a crash that a fuzzer keeps the input of, when it does not hold.
inline void require(bool holds, const char* sentence)
{
    if (holds)
        return;
    std::fprintf(stderr, "This does not hold: %s\n", sentence);
    std::abort();
}
