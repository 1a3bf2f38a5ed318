// SPDX-License-Identifier: GPL-3.0-or-later
// Marks English sentences of core for the translators; core itself has no Qt. Widgets translate them with
// QCoreApplication::translate("core", text); lupdate is told of the name (-tr-function-alias).
#pragma once

#define CORE_TR(text) text
