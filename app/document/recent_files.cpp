// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/document/recent_files.h"

#include "widgets/common/file_path.h"

#include <QDir>
#include <QFileInfo>
#include <QMenu>

namespace app {

RecentFiles::RecentFiles(SettingsStore& settings, QObject* parent) : QObject(parent), m_settings(settings) {}

QStringList RecentFiles::paths() const
{
    return m_settings.load(settings::kRecentFiles).mid(0, kMost);
}

void RecentFiles::add(const QString& path)
{
    const QString absolute = QFileInfo(path).absoluteFilePath();
    QStringList all = paths();
    all.removeAll(absolute);
    all.prepend(absolute);
    m_settings.save(settings::kRecentFiles, all.mid(0, kMost));
}

void RecentFiles::remove(const QString& path)
{
    QStringList all = paths();
    all.removeAll(path);
    m_settings.save(settings::kRecentFiles, all);
}

void RecentFiles::clear()
{
    m_settings.save(settings::kRecentFiles, QStringList());
}

void RecentFiles::addTo(QMenu& menu)
{
    QMenu* recent = menu.addMenu(tr("Open &recent"));
    connect(recent, &QMenu::aboutToShow, this, [this, recent] { fill(*recent); });
}

void RecentFiles::fill(QMenu& menu)
{
    menu.clear();
    const QStringList all = paths();
    for (qsizetype i = 0; i < all.size(); ++i) {
        // An ampersand in a name is no mnemonic; the number is.
        const QString shown =
            widgets::shownPath(QDir::toNativeSeparators(all[i])).replace(QLatin1Char('&'), QLatin1String("&&"));
        const QString number = i + 1 < kMost ? QStringLiteral("&%1").arg(i + 1) : QStringLiteral("1&0");
        menu.addAction(QStringLiteral("%1  %2").arg(number, shown), this, [this, path = all[i]] { choose(path); });
    }
    if (all.isEmpty())
        menu.addAction(tr("No recording was opened or saved yet"))->setEnabled(false);
    menu.addSeparator();
    menu.addAction(tr("&Clear list"), this, &RecentFiles::clear)->setEnabled(!all.isEmpty());
}

void RecentFiles::choose(const QString& path)
{
    if (QFileInfo::exists(path))
        return Q_EMIT chosen(path);
    remove(path);
    Q_EMIT missing(path);
}

} // namespace app

#include "moc_recent_files.cpp"
