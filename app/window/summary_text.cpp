// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/summary_text.h"

#include <QCoreApplication>
#include <QLocale>

namespace app {

namespace {

struct SummaryText
{
    Q_DECLARE_TR_FUNCTIONS(app::SummaryText)
};

} // namespace

QString summaryText(const core::ServerStatus& server, qsizetype connections, qsizetype events)
{
    const bool listening = server.phase == core::ServerStatus::Phase::Listening;
    const QLocale locale;
    QStringList parts;
    parts << (listening ? QString::fromStdString(server.address.text()) : SummaryText::tr("Server stopped"));
    if (listening)
        parts << SummaryText::tr("connections: %1").arg(locale.toString(connections));
    parts << SummaryText::tr("events: %1").arg(locale.toString(events));
    return parts.join(QStringLiteral(" · "));
}

} // namespace app
