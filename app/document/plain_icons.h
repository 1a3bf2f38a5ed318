// SPDX-License-Identifier: GPL-3.0-or-later
// What the file dialog shows of a file without looking into it.
#pragma once

#include <QFileIconProvider>

namespace app {

/// Icon and type from the name and the kind of a file alone. Qt's own provider reads files to guess what they are, and
/// some, /proc/kmsg among them, let their reader wait for ever. Any thread, as QFileDialog needs it.
class PlainIcons final : public QFileIconProvider
{
public:
    using QFileIconProvider::icon;
    QIcon icon(const QFileInfo& file) const override;
    QString type(const QFileInfo& file) const override;
};

} // namespace app
