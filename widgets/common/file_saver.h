// SPDX-License-Identifier: GPL-3.0-or-later
// Writes a file on a thread of its own from bytes that are handed over piece by piece.
#pragma once

#include <QObject>
#include <QString>
#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <span>

namespace widgets {

/// How saving ended. A plain value.
struct FileSaveResult
{
    QString path;
    QString problem;   ///< Why no file was written; empty: it was.
    quint64 bytes = 0; ///< In the file.
};

/// The file is written whole or not at all (core::AtomicFile), with mode 0600. At most about a quarter of a MiB is in
/// memory at once. GUI thread.
class FileSaver final : public QObject
{
    Q_OBJECT
public:
    /// The next bytes, valid until the next call; none at the end. Called on the other thread, destroyed on any.
    using NextBytes = std::function<std::span<const std::byte>()>;

    explicit FileSaver(QObject* parent = nullptr) : QObject(parent) {}
    /// Cancels; waits for what is being written just now.
    ~FileSaver() override;

    bool isRunning() const { return m_job != nullptr; }
    /// Not while one runs. `size`: how many bytes will come, for the progress.
    void start(const QString& path, quint64 size, NextBytes next);
    /// The file that was there before stays. finished() is not sent.
    void cancel();

Q_SIGNALS:
    void progressed(int thousandths);
    void finished(const widgets::FileSaveResult& result);

private:
    struct Job
    {
        QString path;
        quint64 size = 0;
        NextBytes next;
        std::atomic<bool> cancelled{false};
    };

    FileSaveResult write(const std::shared_ptr<Job>& job); // on the other thread

    std::shared_ptr<Job> m_job; // the one that runs
};

} // namespace widgets

Q_DECLARE_METATYPE(widgets::FileSaveResult)
