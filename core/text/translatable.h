// SPDX-License-Identifier: GPL-3.0-or-later
// Marks English sentences of core for the translators; core itself has no Qt. Widgets translate them with
// QCoreApplication::translate("core", text). lupdate finds them with -tr-function-alias QT_TR_NOOP+=CORE_TR.
#pragma once

#define CORE_TR(text) text
