// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/remembered_filters.h"

#include "widgets/log/filter/filter_bar.h"
#include "widgets/log/filter/filter_field.h"

namespace app {

using namespace settings;

void shareFilters(SettingsStore& settings, widgets::FilterBar& bar)
{
    bar.setStore(
        {[&settings] { return widgets::SavedFilters::fromStrings(settings.load(kLogSavedFilters)); },
         [&settings](const widgets::SavedFilters& saved) { settings.save(kLogSavedFilters, saved.toStrings()); }});
    widgets::FilterField& field = bar.field();
    field.history().setEntries(settings.load(kLogFilters));
    QObject::connect(&field, &widgets::FilterField::used, &field, [&settings, &field](const QString& filter) {
        field.history().setEntries(settings.load(kLogFilters)); // another window may have used one
        field.history().add(filter);
        settings.save(kLogFilters, field.history().entries());
    });
}

} // namespace app
