// SPDX-License-Identifier: GPL-3.0-or-later
// Writes the file of an export on a thread of its own, so that a slow disk does not stop the window.
#pragma once

#include "core/file/atomic_file.h"

#include <QByteArray>
#include <QObject>
#include <optional>

namespace widgets {

/// Lives on the thread that it was moved to: call its slots through queued connections, one at a time; each is answered
/// by done().
class PacketFileWriter final : public QObject
{
    Q_OBJECT
public Q_SLOTS:
    void open(const QString& path);
    void write(const QByteArray& bytes);
    void commit();
    /// Forgets what was written; the file that was there before stays. Not answered.
    void discard();

Q_SIGNALS:
    /// `problem` is empty when all went well.
    void done(const QString& problem);

private:
    std::optional<core::AtomicFile> m_file;
};

} // namespace widgets
