// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/document/plain_icons.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace app {

namespace {

QString kindText(const char* text)
{
    return QCoreApplication::translate("app::PlainIcons", text);
}

} // namespace

QIcon PlainIcons::icon(const QFileInfo& file) const
{
    return icon(file.isDir() ? Folder : File);
}

QString PlainIcons::type(const QFileInfo& file) const
{
    if (file.isDir())
        return kindText(QT_TRANSLATE_NOOP("app::PlainIcons", "Folder"));
    //: the type of a file, %1 is how its name ends: "jsonl file"
    return file.suffix().isEmpty() ? kindText(QT_TRANSLATE_NOOP("app::PlainIcons", "File"))
                                   : kindText(QT_TRANSLATE_NOOP("app::PlainIcons", "%1 file")).arg(file.suffix());
}

} // namespace app
