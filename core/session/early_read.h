// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a connection's next request may be there already when an answer has been given.
#pragma once

#include <algorithm>
#include <cstdint>

namespace core {

/// When the kernel lets the peer run while our send(2) is on its way (both on one processor, and somebody waits there),
/// its next request has come when send returns: reading it at once saves an epoll_wait(2). From the times of calls that
/// are recorded anyway, so not without recording: a send that only wakes the peer is short, and requests come right
/// after answers. A read that
/// finds nothing costs trust, so that there are few of them where this is not so. One for each connection, on its
/// thread.
class EarlyRead
{
public:
    static constexpr std::int64_t kLongNs = 3'000;   // a send: of 1 to 2 µs without the peer, 4 to 5 with it
    static constexpr std::int64_t kQuickNs = 20'000; // from an answer to the next
    static constexpr int kTrusted = 32;              // quick requests before the first try: nobody types so fast
    static constexpr int kMostTrust = 64;
    static constexpr int kPrice = 16; // of a read that found nothing

    /// An answer was given by a call that started then and took so long (ns). True: read now, before waiting.
    bool answered(std::int64_t startNs, std::int64_t tookNs) noexcept
    {
        const bool quick = startNs - m_answeredNs <= kQuickNs;
        m_trust = quick ? std::min(m_trust + 1, kMostTrust) : 0;
        m_answeredNs = startNs + tookNs;
        return tookNs >= kLongNs && m_trust >= kTrusted;
    }
    void foundNothing() noexcept { m_trust = std::max(m_trust - kPrice, 0); }

private:
    std::int64_t m_answeredNs = 0;
    int m_trust = 0;
};

} // namespace core
