// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/columns/time_column.h"

#include "widgets/log/log_text.h"

#include <QDateTime>
#include <QLocale>

namespace widgets {

namespace {

constexpr std::int64_t kNsPerMs = 1'000'000;

QString timeOfDayText(std::int64_t realNs)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(realNs / kNsPerMs);
    const std::int64_t micros = realNs / 1000 % 1'000'000;
    return QStringLiteral("%1.%2")
        .arg(time.time().toString(QStringLiteral("HH:mm:ss")))
        .arg(micros, 6, 10, QLatin1Char('0'));
}

} // namespace

QString TimeColumn::text(std::int64_t ns, std::int64_t originNs, std::int64_t realtimeOffsetNs) const
{
    if (format == Format::TimeOfDay)
        return timeOfDayText(ns + realtimeOffsetNs);
    return timeText(ns, format == Format::SinceReference && reference != 0 ? referenceNs : originNs);
}

QString dateAndTimeText(std::int64_t ns, std::int64_t realtimeOffsetNs)
{
    const std::int64_t realNs = ns + realtimeOffsetNs;
    const QDate date = QDateTime::fromMSecsSinceEpoch(realNs / kNsPerMs).date();
    return QStringLiteral("%1, %2").arg(QLocale().toString(date, QLocale::LongFormat), timeOfDayText(realNs));
}

} // namespace widgets
