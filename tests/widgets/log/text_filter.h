// SPDX-License-Identifier: GPL-3.0-or-later
// A filter of the log that is nothing but a text.
#pragma once

#include "widgets/log/log_filter.h"

inline widgets::LogFilter textFilter(const QString& text)
{
    widgets::LogFilter filter;
    filter.text = text;
    return filter;
}
