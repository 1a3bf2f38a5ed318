// SPDX-License-Identifier: GPL-3.0-or-later
// What it costs a thread that one of its calls is recorded.
#pragma once

#include <cstddef>

namespace bench {

/// CPU time of a send(2) of that many bytes through RecordingSys, less that of the bare call through the same seam, in
/// nanoseconds: the median of many batches. A second thread collects meanwhile, as the window does.
double recordNs(std::size_t payload);

} // namespace bench
