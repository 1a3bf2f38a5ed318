// SPDX-License-Identifier: GPL-3.0-or-later
// The ports whose connections the kernel tells of itself, for threads that ask with every call.
#pragma once

#include <array>
#include <atomic>
#include <bitset>
#include <cstddef>
#include <cstdint>

namespace core {

/// Any thread, without a lock. One that asks while it is set may see some ports of before and some of after.
class CoveredPorts
{
public:
    void set(const std::bitset<65536>& ports) noexcept
    {
        for (std::size_t word = 0; word < m_words.size(); ++word) {
            std::uint64_t bits = 0;
            for (std::size_t bit = 0; bit < 64; ++bit)
                bits |= std::uint64_t{ports[word * 64 + bit]} << bit;
            m_words[word].store(bits, std::memory_order_relaxed);
        }
    }
    bool contains(std::uint16_t port) const noexcept
    {
        return (m_words[port / 64U].load(std::memory_order_relaxed) >> (port % 64U) & 1U) != 0;
    }

private:
    std::array<std::atomic<std::uint64_t>, 1024> m_words{};
};

} // namespace core
