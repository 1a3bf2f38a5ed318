// SPDX-License-Identifier: GPL-3.0-or-later
// Which columns a table shows, in which order and how wide.
#pragma once

#include <QList>

class QDataStream;

namespace widgets {

/// A plain value with one entry for each column.
struct ColumnLayout
{
    QList<int> order;  ///< Columns from left to right, hidden ones too.
    QList<int> widths; ///< By column, in pixels; 0: as it was.
    QList<bool> shown; ///< By column.

    friend bool operator==(const ColumnLayout& a, const ColumnLayout& b) = default;
};

void write(QDataStream& stream, const ColumnLayout& layout);
/// False unless it is a layout of exactly `columns` columns that makes sense.
bool read(QDataStream& stream, ColumnLayout& layout, int columns);

} // namespace widgets
