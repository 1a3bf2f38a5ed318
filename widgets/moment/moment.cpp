// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/moment/moment.h"

#include <QCoreApplication>

namespace widgets {

namespace {

struct MomentText
{
    Q_DECLARE_TR_FUNCTIONS(widgets::MomentText)
};

} // namespace

QString momentTime(std::int64_t ns, std::int64_t originNs)
{
    constexpr double kSecond = 1e9;
    //: A time in seconds, "4.201 s"
    return MomentText::tr("%1 s").arg(static_cast<double>(ns - originNs) / kSecond, 0, 'f', 3);
}

QString Moment::text() const
{
    //: %1 time of a past event, "4.201 s"
    return MomentText::tr("as of %1").arg(momentTime(ns, originNs));
}

} // namespace widgets
