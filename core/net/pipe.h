// SPDX-License-Identifier: GPL-3.0-or-later
// A pipe, in which splice(2) keeps bytes that the program never sees.
#pragma once

#include "core/result.h"
#include "core/sys/sys.h"

#include <utility>

namespace core {

/// Move-only. Both ends non-blocking and close-on-exec. Belongs to the thread of its Sys, which outlives it.
class Pipe
{
public:
    Pipe() = default;
    [[nodiscard]] static Result<Pipe> open(Sys& sys); ///< pipe2(2)
    Pipe(Pipe&& other) noexcept
        : m_sys(other.m_sys),
          m_readEnd(std::exchange(other.m_readEnd, -1)),
          m_writeEnd(std::exchange(other.m_writeEnd, -1))
    {
    }
    Pipe& operator=(Pipe&& other) noexcept;
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    ~Pipe() { close(); }

    void close() noexcept; ///< close(2) of both ends; their errno is recorded.

    int readEnd() const noexcept { return m_readEnd; } ///< Lent; -1 when it is not open.
    int writeEnd() const noexcept { return m_writeEnd; }

private:
    Sys* m_sys = nullptr;
    int m_readEnd = -1;
    int m_writeEnd = -1;
};

} // namespace core
