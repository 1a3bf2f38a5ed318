// SPDX-License-Identifier: GPL-3.0-or-later
// What all replies share that see the bytes: recv(2), send(2) and a queue between them.
#pragma once

#include "core/net/output_queue.h"
#include "core/reply/reply.h"
#include "core/reply/reply_request.h"

namespace core {

/// A mode says what to answer, and perhaps what to say unasked; the rest is here. An answer is sent from where it
/// stands and copied only as far as the kernel does not take it.
class BytesReply : public Reply
{
public:
    explicit BytesReply(Pace pace) : m_pace(pace) {}

    [[nodiscard]] Result<IoResult> read(Socket& socket, std::span<std::byte> room) final;
    [[nodiscard]] Result<IoStatus> write(Socket& socket) final;
    [[nodiscard]] Result<void> speak(Socket& socket) final;
    std::size_t waiting() const noexcept final { return m_output.size(); }

protected:
    /// The answer to what one recv(2) brought. Valid until the next call.
    virtual std::span<const std::byte> answer(std::span<const std::byte> received) = 0;
    /// What is said unasked. Called only while speaks().
    virtual std::span<const std::byte> next() { return {}; }

private:
    Result<void> put(Socket& socket, std::span<const std::byte> bytes);

    const Pace m_pace;
    OutputQueue m_output;
};

} // namespace core
