// SPDX-License-Identifier: GPL-3.0-or-later
// A disk that is full, for an ordinary user.
#pragma once

#include <csignal>
#include <sys/resource.h>

namespace tests {

/// No file may grow past `bytes` meanwhile: writing fails half way, as on a full disk, with EFBIG.
class SizeLimit
{
public:
    explicit SizeLimit(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{bytes, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~SizeLimit() { ::setrlimit(RLIMIT_FSIZE, &m_before); }
    SizeLimit(const SizeLimit&) = delete;
    SizeLimit& operator=(const SizeLimit&) = delete;

private:
    rlimit m_before{};
};

} // namespace tests
