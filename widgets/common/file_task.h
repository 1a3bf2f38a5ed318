// SPDX-License-Identifier: GPL-3.0-or-later
// Work on a file, on a thread of its own.
#pragma once

#include "core/file/file_control.h"

#include <QObject>
#include <atomic>
#include <functional>
#include <thread>

namespace widgets {

/// One piece of work at a time. GUI thread, where everything is told.
class FileTask final : public QObject
{
    Q_OBJECT
public:
    /// What is left to do on the GUI thread when the work is done.
    using Outcome = std::function<void()>;
    /// Runs on the thread of the task and ends soon after it was cancelled. Where no thread can be started it runs in
    /// start(), on the GUI thread: the window stands still meanwhile, but what was to be saved is saved.
    using Work = std::function<Outcome(const core::FileControl& control)>;

    explicit FileTask(QObject* parent = nullptr) : QObject(parent) {}
    /// Cancels and waits for the end, some milliseconds; nothing is told any more.
    ~FileTask() override;

    /// Until the outcome has begun.
    bool isRunning() const { return m_isRunning; }
    /// Not while one runs.
    void start(Work work);
    void cancel() { m_cancel = true; }

Q_SIGNALS:
    void progressed(int thousandths);

private:
    Outcome carryOut(const Work& work);

    std::atomic<bool> m_cancel{false};
    bool m_isRunning = false;
    std::thread m_thread;
};

} // namespace widgets
