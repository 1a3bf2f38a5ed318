// SPDX-License-Identifier: GPL-3.0-or-later
// What a peer sent, on its way to standard output.
#pragma once

#include "app/headless/patient_writer.h"

#include <atomic>
#include <cstddef>
#include <span>
#include <string>

namespace app {

/// write() blocks until the reader has taken all, so that an I/O thread that calls it reads no more meanwhile; what the
/// writer is stopped by ends that. Exact bytes, but to a terminal: there they become visible escapes, lines stay lines.
class ByteOutput
{
public:
    ByteOutput(bool raw, PatientWriter& writer); ///< `raw`: exact bytes to a terminal, too. The writer is not owned.

    void write(std::span<const std::byte> bytes); ///< One thread at a time. After a failure: nothing.
    void finish();                                ///< What was kept of a character whose rest never came; a line end.
    int error() const noexcept { return m_error.load(); } ///< Any thread: what PatientWriter::write() returned.

private:
    void writeText(const std::string& text);
    void put(std::span<const std::byte> bytes);

    const bool m_escape;
    PatientWriter& m_writer;
    std::string m_rest; // of a character that was cut between two writes
    bool m_lineOpen = false;
    std::atomic<int> m_error{0};
};

} // namespace app
