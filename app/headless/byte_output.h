// SPDX-License-Identifier: GPL-3.0-or-later
// What a peer sent, on its way to standard output.
#pragma once

#include <atomic>
#include <cstddef>
#include <span>
#include <string>

namespace app {

/// write() blocks until the reader has taken all, so that an I/O thread that calls it reads no more meanwhile; stop(),
/// of any thread, ends that. Exact bytes, but to a terminal: there they become visible escapes, lines stay lines.
class ByteOutput
{
public:
    explicit ByteOutput(bool raw); ///< `raw`: exact bytes to a terminal, too.
    ~ByteOutput();
    ByteOutput(const ByteOutput&) = delete;
    ByteOutput& operator=(const ByteOutput&) = delete;

    void write(std::span<const std::byte> bytes); ///< One thread at a time. After a failure: nothing.
    void finish();                                ///< What was kept of a character whose rest never came; a line end.
    void stop() noexcept;

    bool failed() const noexcept { return m_error.load() != 0; }
    std::string problem() const; ///< A sentence; empty when nothing failed, or the reader wanted no more (| head).

private:
    void writeText(const std::string& text);
    void put(std::span<const std::byte> bytes);

    const bool m_escape;
    int m_stopFd = -1;  // eventfd: readable once stopped
    std::string m_rest; // of a character that was cut between two writes
    bool m_lineOpen = false;
    std::atomic<int> m_error{0};
};

} // namespace app
