// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/file_error_text.h"

#include "widgets/common/error_text.h"

#include <QCoreApplication>

namespace widgets {

namespace {

QString words(const char* text)
{
    return QCoreApplication::translate("widgets::FileErrorText", text);
}

QString place(const core::FileError& error)
{
    if (error.line == 0)
        return {};
    const QString line = QString::number(error.line);
    return error.column == 0 ? words(QT_TRANSLATE_NOOP("widgets::FileErrorText", "Line %1: ")).arg(line)
                             : words(QT_TRANSLATE_NOOP("widgets::FileErrorText", "Line %1, column %2: "))
                                   .arg(line, QString::number(error.column));
}

} // namespace

QString fileErrorSentence(const core::FileError& error)
{
    QString reason = coreText(error.reason);
    if (reason.contains(QLatin1String("%1")))
        reason = reason.arg(fromUtf8(error.subject));
    if (const std::string call = core::failedCallText(error); !call.empty()) {
        if (reason.endsWith(QLatin1Char('.')))
            reason.chop(1);
        reason = QStringLiteral("%1: %2.").arg(reason, fromUtf8(call));
    }
    return place(error) + reason;
}

} // namespace widgets
