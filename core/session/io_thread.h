// SPDX-License-Identifier: GPL-3.0-or-later
// A thread with a reactor, its recorded seam and its track.
#pragma once

#include "core/event/recorder.h"
#include "core/net/io_context.h"
#include "core/net/reactor.h"
#include "core/sys/recording_sys.h"

#include <functional>
#include <string>
#include <thread>
#include <vector>

namespace core {

/// The arguments of the constructor are not owned and outlive it. The thread runs from start() to stop().
class IoThread
{
public:
    IoThread(std::string name, Side side, Sys& sys, Recorder& recorder, ConnectionIds& ids, UsedPorts& ports);
    ~IoThread();
    IoThread(const IoThread&) = delete;
    IoThread& operator=(const IoThread&) = delete;

    /// `failed` is called on the thread as Reactor::run() says.
    [[nodiscard]] Result<void>
    start(std::function<void(const SysError& error)> failed = {}); ///< Fails as Reactor::open() and startThread() do.
    /// Carries out `last` on the thread after all that was posted, then joins it.
    void stop(std::function<void()> last);
    void post(std::function<void()> task) { m_reactor.post(std::move(task)); } ///< Any thread.

    IoContext& io() { return m_io; } ///< To be used on the thread (before start(): anywhere).

private:
    EventTrack& m_track;
    RecordingSys m_sys;
    Reactor m_reactor;
    IoContext m_io;
    std::string m_name;
    std::thread m_thread;
};

} // namespace core
