// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/document/plain_icons.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace app {

namespace {

struct PlainIconsText
{
    Q_DECLARE_TR_FUNCTIONS(app::PlainIconsText)
};

} // namespace

QIcon PlainIcons::icon(const QFileInfo& file) const
{
    return icon(file.isDir() ? Folder : File);
}

QString PlainIcons::type(const QFileInfo& file) const
{
    if (file.isDir())
        return PlainIconsText::tr("Folder");
    //: the type of a file, %1 is how its name ends: "jsonl file"
    return file.suffix().isEmpty() ? PlainIconsText::tr("File") : PlainIconsText::tr("%1 file").arg(file.suffix());
}

} // namespace app
