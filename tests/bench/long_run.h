// SPDX-License-Identifier: GPL-3.0-or-later
// Very many events under the default cap, and the memory that a row needs.
#pragma once

#include <cstddef>
#include <functional>

namespace bench {

/// Takes `events` events into the whole window as fast as it can, and tells after each million how much memory the
/// program has. GUI thread.
void runLong(std::size_t events,
             const std::function<void(std::size_t events, std::size_t rows, std::size_t bytes)>& told);

/// Heap that recording, index and model of the log use for each of `rows` rows without payload.
double bytesPerRow(std::size_t rows);

} // namespace bench
