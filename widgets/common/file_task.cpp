// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/file_task.h"

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
    m_thread = std::thread([this, work = std::move(work)] {
        core::FileControl control;
        control.cancel = &m_cancel;
        control.progress = [this](std::uint64_t done, std::uint64_t total) {
            const int thousandths = total == 0 ? 1000 : static_cast<int>(done * 1000 / total);
            QMetaObject::invokeMethod(
                this, [this, thousandths] { Q_EMIT progressed(thousandths); }, Qt::QueuedConnection);
        };
        QMetaObject::invokeMethod(
            this,
            [this, outcome = work(control)] {
                m_thread.join(); // it has nothing left to do
                outcome();
            },
            Qt::QueuedConnection);
    });
}

} // namespace widgets

#include "moc_file_task.cpp"
