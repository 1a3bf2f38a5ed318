// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/document/file_words.h"

#include "core/text/bytes_text.h"
#include "widgets/common/error_text.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <span>

namespace app {

namespace {

QString words(const char* text)
{
    return QCoreApplication::translate("app::FileWords", text);
}

QString place(const core::FileError& error)
{
    if (error.line == 0)
        return {};
    const QString line = QString::number(error.line);
    return error.column == 0 ? words(QT_TRANSLATE_NOOP("app::FileWords", "Line %1: ")).arg(line)
                             : words(QT_TRANSLATE_NOOP("app::FileWords", "Line %1, column %2: "))
                                   .arg(line, QString::number(error.column));
}

} // namespace

QString fileErrorSentence(const core::FileError& error)
{
    QString reason = widgets::coreText(error.reason);
    if (reason.contains(QLatin1String("%1")))
        reason = reason.arg(widgets::fromUtf8(error.subject));
    if (const std::string call = core::failedCallText(error); !call.empty()) {
        if (reason.endsWith(QLatin1Char('.')))
            reason.chop(1);
        reason = QStringLiteral("%1: %2.").arg(reason, widgets::fromUtf8(call));
    }
    return place(error) + reason;
}

QString shownPath(const QString& path)
{
    const QByteArray utf8 = path.toUtf8();
    return widgets::fromUtf8(
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

} // namespace app
