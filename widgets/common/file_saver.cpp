// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/file_saver.h"

#include "core/file/atomic_file.h"
#include "widgets/common/file_error_text.h"

#include <QByteArray>
#include <QFile>
#include <QMetaObject>
#include <QThread>
#include <string_view>
#include <utility>

namespace widgets {

namespace {

constexpr qsizetype kChunk = qsizetype{256} << 10; // bytes written at once

} // namespace

FileSaver::~FileSaver()
{
    cancel();
    for (QThread* thread : findChildren<QThread*>())
        thread->wait();
}

void FileSaver::start(const QString& path, quint64 size, NextBytes next)
{
    if (isRunning())
        return;
    m_job = std::make_shared<Job>();
    m_job->path = path;
    m_job->size = size;
    m_job->next = std::move(next);
    QThread* thread = QThread::create([this, job = m_job] {
        const FileSaveResult result = write(job);
        QMetaObject::invokeMethod(
            this,
            [this, job, result] {
                if (job != m_job)
                    return; // cancelled
                m_job.reset();
                Q_EMIT finished(result);
            },
            Qt::QueuedConnection);
    });
    thread->setObjectName(QStringLiteral("save file"));
    thread->setParent(this);
    connect(thread, &QThread::finished, thread, &QObject::deleteLater);
    thread->start();
}

void FileSaver::cancel()
{
    if (const std::shared_ptr<Job> job = std::exchange(m_job, nullptr))
        job->cancelled = true;
}

FileSaveResult FileSaver::write(const std::shared_ptr<Job>& job)
{
    FileSaveResult result;
    result.path = job->path;
    core::AtomicFile file(QFile::encodeName(job->path).toStdString());
    core::FileResult<void> done = file.open();
    QByteArray chunk;
    int told = 0;
    for (bool more = true; more && done && !job->cancelled;) {
        const std::span<const std::byte> bytes = job->next();
        more = !bytes.empty();
        chunk.append(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
        result.bytes += bytes.size();
        if (more && chunk.size() < kChunk)
            continue;
        done = file.write(std::string_view(chunk.constData(), static_cast<std::size_t>(chunk.size())));
        chunk.clear();
        const int thousandths = job->size == 0 ? 1000 : static_cast<int>(result.bytes * 1000 / job->size);
        if (std::exchange(told, thousandths) != thousandths) {
            QMetaObject::invokeMethod(
                this,
                [this, job, thousandths] {
                    if (job == m_job)
                        Q_EMIT progressed(thousandths);
                },
                Qt::QueuedConnection);
        }
    }
    if (done && !job->cancelled)
        done = file.commit();
    if (!done)
        result.problem = fileErrorSentence(done.error());
    return result;
}

} // namespace widgets
