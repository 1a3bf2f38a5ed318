// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the observer and records what it reports.
#pragma once

#include "core/event/recorder.h"
#include "core/net/connection_ids.h"
#include "core/observe/observer_command.h"
#include "core/observe/observer_status.h"
#include "core/observe/used_ports.h"

#include <chrono>
#include <functional>
#include <memory>
#include <thread>

namespace core {

/// One thread while it runs, with a track of its own ("observer"). It follows the ports that the program uses. start()
/// and stop() return at once and are called from one thread at a time; `changed` is called on the thread of the
/// observer, and on that of start() when it cannot start.
class Observer
{
public:
    /// An observer that is silent for so long while it runs is ended.
    static constexpr std::chrono::seconds kMostSilent{5};
    /// How much later than they happened events may be handed out while the observer is silent.
    static constexpr std::int64_t kMostBehindNs = 250'000'000;

    /// Recorder, numbers and ports are not owned and outlive it.
    Observer(Recorder& recorder, ConnectionIds& ids, UsedPorts& ports,
             std::function<void(const ObserverStatus&)> changed);
    ~Observer(); ///< Stops it and waits until it has ended, about 3 s at most.
    Observer(const Observer&) = delete;
    Observer& operator=(const Observer&) = delete;

    /// Starts; one that runs is ended before.
    void start(const ObserveRequest& request) { start(request, observerCommand(ObserverPlaces::find())); }
    /// The same with a command of the caller's, or a reason for which there is none.
    void start(const ObserveRequest& request, HelperCommand command);
    /// What happened until now is still recorded, then its status becomes Off.
    void stop();

private:
    void fail(Sentence reason, bool needsPrivileges);

    class Run;

    Recorder& m_recorder;
    ConnectionIds& m_ids;
    UsedPorts& m_ports;
    std::function<void(const ObserverStatus&)> m_changed;
    EventTrack* m_track = nullptr; // made by the first start()
    std::shared_ptr<Run> m_run;
    std::thread m_thread;
};

} // namespace core
