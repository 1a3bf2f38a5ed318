// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/columns/column_layout.h"

#include <QDataStream>
#include <algorithm>

namespace widgets {

namespace {

constexpr int kMaxWidth = 4000; // pixels; what is larger was not saved by us

} // namespace

void write(QDataStream& stream, const ColumnLayout& layout)
{
    stream << static_cast<quint8>(layout.order.size());
    for (qsizetype i = 0; i < layout.order.size(); ++i)
        stream << static_cast<quint8>(layout.order[i]) << static_cast<quint16>(layout.widths[i]) << layout.shown[i];
}

bool read(QDataStream& stream, ColumnLayout& layout, int columns)
{
    quint8 count = 0;
    stream >> count;
    if (count != columns)
        return false;
    QList<bool> placed(columns, false);
    for (int i = 0; i < columns; ++i) {
        quint8 column = 0;
        quint16 width = 0;
        quint8 shown = 0;
        stream >> column >> width >> shown;
        if (column >= columns || placed[column] || width > kMaxWidth || shown > 1)
            return false;
        placed[column] = true;
        layout.order.append(column);
        layout.widths.append(width);
        layout.shown.append(shown == 1);
    }
    return stream.status() == QDataStream::Ok;
}

} // namespace widgets
