// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/languages.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QTranslator>
#include <memory>

namespace {

/// The application owns the translator. One that finds nothing is not kept.
void install(const QLocale& locale, const QString& name, const QString& folder)
{
    auto translator = std::make_unique<QTranslator>();
    if (!translator->load(locale, name, QStringLiteral("_"), folder))
        return;
    translator->setParent(QCoreApplication::instance());
    QCoreApplication::installTranslator(translator.release());
}

void installOwn(const QLocale& locale, const QString& folder)
{
    install(locale, QStringLiteral("socket-playground"), folder);
}

void installEnglish()
{
    installOwn(QLocale(QLocale::English), widgets::kTranslations);
}

} // namespace

Q_COREAPP_STARTUP_FUNCTION(installEnglish)

namespace widgets {

void installLanguage(const QLocale& locale, const QString& folder)
{
    install(locale, QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    installOwn(locale, folder);
}

} // namespace widgets
