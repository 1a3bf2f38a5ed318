// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/document/file_question.h"

#include "app/document/plain_icons.h"
#include "widgets/common/file_path.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QStandardPaths>
#include <algorithm>

namespace app {

namespace {

struct FileQuestionText
{
    Q_DECLARE_TR_FUNCTIONS(app::FileQuestionText)
};

QString lastFolder(const SettingsStore& settings)
{
    const QString folder = settings.load(settings::kFilesFolder);
    if (!folder.isEmpty() && QFileInfo(folder).isDir())
        return folder;
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QFileInfo(documents).isDir() ? documents : QDir::homePath();
}

QFileDialog* makeDialog(QWidget& window, SettingsStore& settings, const QString& title, const QString& filter)
{
    static PlainIcons icons; // the dialog does not own it
    // No folder of the user's is looked at before the dialog has them.
    auto* dialog = new QFileDialog(&window, title, QDir::rootPath(), filter);
    dialog->setIconProvider(&icons);
    dialog->setDirectory(lastFolder(settings));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QFileDialog::filesSelected, dialog, [&settings](const QStringList& paths) {
        if (!paths.isEmpty())
            settings.save(settings::kFilesFolder, QFileInfo(paths.first()).absolutePath());
    });
    return dialog;
}

bool isOfAnotherFormat(const QString& path, const QString& suffix)
{
    const auto named = core::fileFormatOf(path.toStdString());
    return named && formatSuffix(*named) != suffix;
}

} // namespace

void askForFile(QWidget& window, SettingsStore& settings, const FileQuestion& question)
{
    QFileDialog* dialog = makeDialog(window, settings, question.title, question.filter);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setDefaultSuffix(question.suffix);
    const QFileInfo suggested(question.suggested);
    if (suggested.isAbsolute())
        dialog->setDirectory(suggested.absolutePath());
    dialog->selectFile(suggested.fileName());
    QObject::connect(dialog, &QFileDialog::fileSelected, &window, [&window, &settings, question](const QString& path) {
        if (!isOfAnotherFormat(path, question.suffix))
            return question.chosen(path);
        FileQuestion again = question;
        again.title = FileQuestionText::tr("%1 is no name for this format: .%2 was added")
                          .arg(widgets::shownFileName(path), question.suffix);
        again.suggested = QStringLiteral("%1.%2").arg(path, question.suffix);
        askForFile(window, settings, again);
    });
    if (question.givenUp)
        QObject::connect(dialog, &QFileDialog::rejected, &window, question.givenUp);
    dialog->open();
}

void askForFiles(QWidget& window, SettingsStore& settings, const std::function<void(const QStringList& paths)>& chosen)
{
    QFileDialog* dialog = makeDialog(window, settings, FileQuestionText::tr("Open recording"),
                                     formatFilter(core::FileFormat::Recording) + QStringLiteral(";;") +
                                         FileQuestionText::tr("All files (*)"));
    dialog->setFileMode(QFileDialog::ExistingFiles);
    QObject::connect(dialog, &QFileDialog::filesSelected, &window, chosen);
    dialog->open();
}

QString formatSuffix(core::FileFormat format)
{
    const auto found = std::find_if(core::kFileFormats.begin(), core::kFileFormats.end(),
                                    [format](const core::FileFormatInfo& info) { return info.format == format; });
    return QString::fromLatin1(found->extension);
}

QString formatFilter(core::FileFormat format)
{
    switch (format) {
    case core::FileFormat::Recording:
        return FileQuestionText::tr("Recordings (*.jsonl)");
    case core::FileFormat::Csv:
        return FileQuestionText::tr("Comma-separated values (*.csv)");
    case core::FileFormat::Text:
        return FileQuestionText::tr("Plain text (*.txt)");
    case core::FileFormat::Markdown:
        return FileQuestionText::tr("Markdown (*.md)");
    case core::FileFormat::Pcapng:
        break;
    }
    return FileQuestionText::tr("Packet captures (*.pcapng)");
}

} // namespace app
