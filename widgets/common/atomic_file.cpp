// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/atomic_file.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace widgets {

namespace {

QString translated(const char* text)
{
    return QCoreApplication::translate("widgets::AtomicFile", text);
}

} // namespace

QString AtomicFile::fail(const QString& reason)
{
    m_failed = true;
    m_file.cancelWriting();
    return reason;
}

QString AtomicFile::open()
{
    if (m_path.isEmpty())
        return fail(translated(QT_TRANSLATE_NOOP("widgets::AtomicFile", "It has no name.")));
    const QFileInfo there(m_path);
    if (there.isDir())
        return fail(translated(QT_TRANSLATE_NOOP("widgets::AtomicFile", "It is a folder.")));
    if (there.exists() && !there.isFile())
        return fail(translated(QT_TRANSLATE_NOOP("widgets::AtomicFile", "It is no ordinary file.")));
    // Unbuffered: each write tells at once whether it succeeded.
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Unbuffered) ||
        !m_file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return fail(m_file.errorString());
    return {};
}

QString AtomicFile::write(QByteArrayView bytes)
{
    while (!m_failed && !bytes.empty()) {
        const qint64 written = m_file.write(bytes.data(), bytes.size());
        if (written <= 0)
            return fail(m_file.errorString());
        bytes = bytes.sliced(written); // a short write: the next one says why
    }
    return m_failed ? translated(QT_TRANSLATE_NOOP("widgets::AtomicFile", "Writing had failed before.")) : QString();
}

QString AtomicFile::commit()
{
    if (m_failed)
        return translated(QT_TRANSLATE_NOOP("widgets::AtomicFile", "Writing had failed before."));
    return m_file.commit() ? QString() : fail(m_file.errorString());
}

} // namespace widgets
