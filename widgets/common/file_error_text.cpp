// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/file_error_text.h"

#include "widgets/common/sentence_text.h"

namespace widgets {

QString fileErrorSentence(const core::FileError& error)
{
    return sentenceText(core::fileErrorSentences(error));
}

} // namespace widgets
