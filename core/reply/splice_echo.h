// SPDX-License-Identifier: GPL-3.0-or-later
// Echo without copying: from the socket into a pipe and back, inside the kernel (splice(2)).
#pragma once

#include "core/net/pipe.h"
#include "core/reply/reply.h"
#include "core/reply/reply_request.h"

#include <algorithm>
#include <cstddef>

namespace core {

/// The calls and how many bytes they moved are recorded; the bytes never come into the program, so they are not. Reads
/// only while its pipe is empty: a pipe with few bytes may be full (pipe(7)).
class SpliceEcho final : public Reply
{
public:
    SpliceEcho(Sys& sys, Pace pace) : m_sys(sys), m_pace(pace) {}

    [[nodiscard]] Result<void> begin() override; ///< pipe2(2)
    [[nodiscard]] Result<IoResult> read(Socket& socket, std::span<std::byte> room) override;
    [[nodiscard]] Result<IoStatus> write(Socket& socket) override;
    std::size_t waiting() const noexcept override { return m_waiting; }
    std::size_t mostAtOnce(std::size_t room) const noexcept override { return std::min(room, kPipeBytes); }
    bool takesMore() const noexcept override { return m_waiting == 0; }

private:
    static constexpr std::size_t kPipeBytes = std::size_t{64} << 10; // what a pipe holds (pipe(7))

    Sys& m_sys;
    const Pace m_pace;
    Pipe m_pipe;
    std::size_t m_waiting = 0; // bytes in the pipe
};

} // namespace core
