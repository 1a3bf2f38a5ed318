// SPDX-License-Identifier: GPL-3.0-or-later
// A file that is written whole or not at all.
#pragma once

#include <QByteArrayView>
#include <QSaveFile>
#include <QString>

namespace widgets {

/// Until commit() the file of that name is what it was before; then it is replaced, readable and writable by its owner
/// only (mode 0600). What was not committed is gone with the object. Every function returns an empty text, or the
/// reason why it failed, after which nothing more can be written. Any thread, one at a time.
class AtomicFile
{
public:
    explicit AtomicFile(const QString& path) : m_path(path), m_file(path) {}

    /// Fails also for what exists and is no ordinary file: replacing a device or a pipe is never what was meant.
    QString open();
    /// Compares what was written with what was to be: on a full disk QSaveFile (6.4) tells of neither.
    QString write(QByteArrayView bytes);
    QString commit();

private:
    QString fail(const QString& reason);

    QString m_path;
    QSaveFile m_file;
    bool m_failed = false;
};

} // namespace widgets
