// SPDX-License-Identifier: GPL-3.0-or-later
// Asks before a file is overwritten that somebody else has changed.
#pragma once

#include <QString>
#include <functional>

class QWidget;

namespace app {

/// What to do then; one of them is called, once.
struct ChangedFileAnswers
{
    std::function<void()> replace;
    std::function<void()> saveAs; ///< In another file.
    std::function<void()> cancel;
};

/// Opens the question in `window` and returns at once. GUI thread.
void askAboutChangedFile(QWidget& window, const QString& path, const ChangedFileAnswers& answers);

} // namespace app
