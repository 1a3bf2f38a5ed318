// SPDX-License-Identifier: GPL-3.0-or-later
// Asks which file to write to, while everything else goes on.
#pragma once

#include "app/settings/settings.h"
#include "core/file/save_events.h"

#include <QString>
#include <functional>

class QWidget;

namespace app {

struct FileQuestion
{
    QString title;
    QString filter;    ///< "Recordings (*.jsonl)"
    QString suffix;    ///< Of the format. Added to a name without one.
    QString suggested; ///< A name, or a whole path.
    std::function<void(const QString& path)> chosen;
    std::function<void()> givenUp; ///< May be left out.
};

/// Opens a dialog of `window` in the folder that was used last, and returns at once. Overwriting is asked about there.
/// A name with the suffix of another format is asked about again, with the right one added.
void askForFile(QWidget& window, SettingsStore& settings, const FileQuestion& question);
/// The same for files to open.
void askForFiles(QWidget& window, SettingsStore& settings, const std::function<void(const QStringList& paths)>& chosen);

/// "jsonl"
QString formatSuffix(core::FileFormat format);
/// "Packet captures (*.pcapng)"
QString formatFilter(core::FileFormat format);

} // namespace app
