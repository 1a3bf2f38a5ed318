// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/file_path.h"

#include "core/text/bytes_text.h"
#include "widgets/common/error_text.h"

#include <QFile>
#include <QFileInfo>
#include <span>

namespace widgets {

QString shownPath(const QString& path)
{
    const QByteArray utf8 = path.toUtf8();
    return fromUtf8(
        core::escapeBytes(std::as_bytes(std::span(utf8.constData(), static_cast<std::size_t>(utf8.size())))));
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
