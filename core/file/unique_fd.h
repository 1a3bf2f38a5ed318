// SPDX-License-Identifier: GPL-3.0-or-later
// A descriptor that is closed by its owner.
#pragma once

#include <unistd.h>
#include <utility>

namespace core {

/// Owns one descriptor or none (-1). For files only: descriptors of sockets belong to the seam (core/sys/sys.h).
class UniqueFd
{
public:
    UniqueFd() = default;
    explicit UniqueFd(int fd) noexcept : m_fd(fd) {}
    UniqueFd(UniqueFd&& other) noexcept : m_fd(other.release()) {}
    UniqueFd& operator=(UniqueFd&& other) noexcept
    {
        if (this != &other) {
            reset();
            m_fd = other.release();
        }
        return *this;
    }
    UniqueFd(const UniqueFd&) = delete;
    UniqueFd& operator=(const UniqueFd&) = delete;
    ~UniqueFd() { reset(); }

    int get() const noexcept { return m_fd; }
    explicit operator bool() const noexcept { return m_fd >= 0; }
    int release() noexcept { return std::exchange(m_fd, -1); }
    void reset() noexcept
    {
        if (m_fd >= 0)
            ::close(release());
    }

private:
    int m_fd = -1;
};

} // namespace core
