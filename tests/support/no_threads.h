// SPDX-License-Identifier: GPL-3.0-or-later
// A time in which no thread can be started.
#pragma once

#include <cstddef>
#include <pthread.h>

namespace tests {

/// While it lives pthread_create(3) fails with EAGAIN in this program: each new thread is to have a stack that no
/// computer has. No two at once.
class NoThreads
{
public:
    NoThreads()
    {
        ::pthread_getattr_default_np(&m_before);
        pthread_attr_t none;
        ::pthread_attr_init(&none);
        ::pthread_attr_setstacksize(&none, std::size_t{1} << 47);
        ::pthread_setattr_default_np(&none);
        ::pthread_attr_destroy(&none);
    }
    ~NoThreads()
    {
        ::pthread_setattr_default_np(&m_before);
        ::pthread_attr_destroy(&m_before);
    }
    NoThreads(const NoThreads&) = delete;
    NoThreads& operator=(const NoThreads&) = delete;

private:
    pthread_attr_t m_before{};
};

} // namespace tests
