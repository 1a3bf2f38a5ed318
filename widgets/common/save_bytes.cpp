// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/save_bytes.h"

#include "widgets/common/count_text.h"
#include "widgets/common/file_path.h"

#include <QCoreApplication>
#include <QFileDialog>

namespace widgets {

namespace {

struct SaveBytesText
{
    Q_DECLARE_TR_FUNCTIONS(widgets::SaveBytesText)
};

} // namespace

void askAndSave(SaveBar& bar, const BytesToSave& bytes)
{
    auto* dialog = new QFileDialog(&bar, bytes.title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    if (const QString folder = bar.folder(); !folder.isEmpty())
        dialog->setDirectory(folder);
    dialog->selectFile(bytes.fileName);
    QObject::connect(dialog, &QFileDialog::fileSelected, &bar,
                     [&bar, bytes](const QString& path) { saveTo(bar, path, bytes); });
    dialog->open(); // returns at once
}

void saveTo(SaveBar& bar, const QString& path, const BytesToSave& bytes)
{
    bar.start({path, [path, bytes](const core::FileControl& control) -> core::FileResult<QString> {
                   const auto written = core::saveBytes(nativePath(path), bytes.size, bytes.next, control);
                   if (!written)
                       return tl::unexpected(written.error());
                   return SaveBytesText::tr("%1 byte(s) were written to %2.", nullptr, pluralOf(*written))
                       .arg(countText(*written), shownPath(path));
               }});
}

} // namespace widgets
