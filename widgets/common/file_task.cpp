// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/file_task.h"

#include "core/process/start_thread.h"

#include <QMetaObject>
#include <utility>

namespace widgets {

FileTask::~FileTask()
{
    cancel();
    if (m_thread.joinable())
        m_thread.join();
}

void FileTask::start(Work work)
{
    m_cancel = false;
    m_isRunning = true;
    const auto run = [this, work = std::move(work)] {
        QMetaObject::invokeMethod(
            this,
            [this, outcome = carryOut(work)] {
                if (m_thread.joinable())
                    m_thread.join(); // it has nothing left to do
                m_isRunning = false;
                outcome();
            },
            Qt::QueuedConnection);
    };
    if (core::Result<std::thread> thread = core::startThread("file", run); thread)
        m_thread = std::move(*thread);
    else
        run();
}

FileTask::Outcome FileTask::carryOut(const Work& work)
{
    core::FileControl control;
    control.cancel = &m_cancel;
    control.progress = [this](std::uint64_t done, std::uint64_t total) {
        const int thousandths = total == 0 ? 1000 : static_cast<int>(done * 1000 / total);
        QMetaObject::invokeMethod(
            this, [this, thousandths] { Q_EMIT progressed(thousandths); }, Qt::QueuedConnection);
    };
    return work(control);
}

} // namespace widgets

#include "moc_file_task.cpp"
