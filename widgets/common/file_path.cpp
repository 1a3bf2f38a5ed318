// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/file_path.h"

#include "widgets/common/foreign_text.h"

#include <QFile>
#include <QFileInfo>

namespace widgets {

QString shownPath(const QString& path)
{
    return escapedText(path.toStdString());
}

QString shownFileName(const QString& path)
{
    return shownPath(QFileInfo(path).fileName());
}

std::string nativePath(const QString& path)
{
    return QFile::encodeName(path).toStdString();
}

} // namespace widgets
