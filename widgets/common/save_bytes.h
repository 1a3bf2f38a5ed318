// SPDX-License-Identifier: GPL-3.0-or-later
// Writes bytes of the recording to a file, as they are.
#pragma once

#include "core/file/save_bytes.h"
#include "widgets/common/save_bar.h"

namespace widgets {

/// A plain value. What `next` needs it keeps alive itself (core::RecordingSnapshot); it is called on another thread.
struct BytesToSave
{
    QString title;    ///< Of the dialog.
    QString fileName; ///< Suggested.
    quint64 size = 0; ///< Bytes.
    core::NextBytes next;
};

/// Asks where to, in a dialog that lets everything else go on, and writes them. GUI thread.
void askAndSave(SaveBar& bar, const BytesToSave& bytes);
/// The same without the question.
void saveTo(SaveBar& bar, const QString& path, const BytesToSave& bytes);

} // namespace widgets
