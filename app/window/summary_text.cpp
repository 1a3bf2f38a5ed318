// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/summary_text.h"

#include <QCoreApplication>
#include <QLocale>

namespace app {

QString summaryText(const core::ServerStatus& server, qsizetype connections, qsizetype events)
{
    const bool listening = server.phase == core::ServerStatus::Phase::Listening;
    const auto count = [](qsizetype n) { return static_cast<int>(n); };
    QStringList parts;
    parts << (listening ? QString::fromStdString(server.address.text())
                        : QCoreApplication::translate("Summary", "Server stopped"));
    if (listening)
        parts << QCoreApplication::translate("Summary", "%n connection(s)", nullptr, count(connections));
    parts << QCoreApplication::translate("Summary", "%n event(s)", nullptr, count(events));
    return parts.join(QStringLiteral(" · "));
}

} // namespace app
