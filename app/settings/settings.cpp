// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settings/settings.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

namespace app {

namespace {

// QSettings takes nearly any text for an INI file and, when it writes, keeps only what it understood. So the file is
// looked at first: it must be text of "[section]", "key=value", comment and empty lines.
bool looksLikeSettings(QFile& file)
{
    constexpr qint64 kTooLarge = 8 << 20; // bytes; ours has a few KiB
    if (file.size() > kTooLarge)
        return false;
    const QList<QByteArray> lines = file.readAll().split('\n');
    bool inSection = false;
    for (const QByteArray& raw : lines) {
        const QByteArray line = raw.trimmed();
        if (line.contains('\0'))
            return false;
        if (line.isEmpty() || line.startsWith(';') || line.startsWith('#'))
            continue;
        if (line.startsWith('[')) {
            if (!line.endsWith(']'))
                return false;
            inSection = true;
        } else if (!inSection || line.indexOf('=') < 1) {
            return false;
        }
    }
    return QSettings(file.fileName(), QSettings::IniFormat).status() == QSettings::NoError;
}

QString freeBackupName(const QString& path)
{
    QString name = path + QStringLiteral(".corrupt");
    for (int i = 2; QFile::exists(name); ++i)
        name = path + QStringLiteral(".corrupt-%1").arg(i);
    return name;
}

} // namespace

SettingsStore::SettingsStore(const QString& path) : m_path(path)
{
    QFile file(path);
    if (!file.exists()) {
        QDir().mkpath(QFileInfo(path).absolutePath()); // a failure shows in sync()
    } else if (!QFileInfo(path).isFile()) {            // of a pipe the reading would never end, of a device never stop
        m_problem = Problem::Unreadable;
    } else if (!file.open(QIODevice::ReadOnly)) {
        m_problem = Problem::Unreadable;
    } else if (!looksLikeSettings(file)) {
        m_problem = Problem::Damaged;
        m_backupPath = freeBackupName(path);
        if (!QFile::rename(path, m_backupPath))
            m_problem = Problem::DamagedInPlace;
    }
    // What can be neither read nor moved must not be written either: the settings of this run go with it.
    const bool isKept = m_problem == Problem::None || m_problem == Problem::Damaged;
    if (!isKept)
        m_thisRun = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<QSettings>(isKept ? path : m_thisRun->filePath(QFileInfo(path).fileName()),
                                             QSettings::IniFormat);
}

QString SettingsStore::defaultPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) +
           QStringLiteral("/socket-playground.ini");
}

bool SettingsStore::sync()
{
    m_settings->sync();
    return m_settings->status() == QSettings::NoError;
}

} // namespace app
