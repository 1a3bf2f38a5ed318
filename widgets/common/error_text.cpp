// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/error_text.h"

#include "core/text/errno_text.h"

#include <QCoreApplication>
#include <system_error>

namespace widgets {

QString coreText(const char* source)
{
    return QCoreApplication::translate("core", source);
}

QString fromUtf8(const std::string& text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

ErrorText errorText(const QString& what, const core::SysError& error, int family)
{
    const QString call = QString::fromUtf8(error.call);
    const QString reason = QString::fromLocal8Bit(std::generic_category().message(error.code).c_str());
    const QString name = fromUtf8(core::errnoName(error.code));
    const core::ErrnoHelp help = core::errnoHelp(core::callNamed(error.call), error.code, family);
    ErrorText text;
    if (what.isEmpty()) {
        //: %1 system call, %2 reason in words, %3 name of the errno
        text.sentence =
            QCoreApplication::translate("widgets::ErrorText", "%1() failed: %2 (%3)").arg(call, reason, name);
    } else {
        //: %1 what was tried, %2 system call, %3 reason in words, %4 name of the errno
        text.sentence =
            QCoreApplication::translate("widgets::ErrorText", "%1: %2() failed: %3 (%4)").arg(what, call, reason, name);
    }
    text.cause = coreText(help.cause);
    text.remedy = coreText(help.remedy);
    return text;
}

} // namespace widgets
