// SPDX-License-Identifier: GPL-3.0-or-later
// The languages of the window. Texts in the sources are English; the plural forms of English are a translation, too,
// and every program that links widgets has them from the start.
#pragma once

#include <QLocale>
#include <QString>

namespace widgets {

/// The translations that are compiled into the program: socket-playground_LANGUAGE.qm.
inline const QString kTranslations = QStringLiteral(":/translations");

/// Translates what the program says from now on, and the words of Qt itself, into the first language of `locale` for
/// which there is a translation in `folder`. What it lacks stays English. Called before the first widget is made.
void installLanguage(const QLocale& locale, const QString& folder = kTranslations);

} // namespace widgets
