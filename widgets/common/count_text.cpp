// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/count_text.h"

#include <QCoreApplication>
#include <QLocale>

namespace widgets {

namespace {

struct CountText
{
    Q_DECLARE_TR_FUNCTIONS(widgets::CountText)
};

} // namespace

QString countText(std::uint64_t count)
{
    return QLocale().toString(static_cast<qulonglong>(count));
}

QString byteCountText(std::uint64_t bytes)
{
    return CountText::tr("%1 byte(s)", nullptr, pluralOf(bytes)).arg(countText(bytes));
}

} // namespace widgets
