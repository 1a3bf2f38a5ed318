// SPDX-License-Identifier: GPL-3.0-or-later
// Filters that were used or saved in one window are there in the other, and in the next start.
#include "app/window/remembered_filters.h"
#include "tests/support/test_class.h"
#include "widgets/log/filter/filter_bar.h"
#include "widgets/log/filter/filter_field.h"

#include <QTemporaryDir>
#include <QTest>

using app::SettingsStore;
using widgets::FilterBar;

class TestRememberedFilters : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void usedInOneWindowIsInTheOther()
    {
        const QTemporaryDir folder;
        SettingsStore store(folder.filePath(QStringLiteral("x.ini")));
        FilterBar first;
        FilterBar second;
        app::shareFilters(store, first);
        app::shareFilters(store, second);
        first.field().use(QStringLiteral("errno:any"));
        second.field().use(QStringLiteral("\"a, b\""));
        const QStringList both{QStringLiteral("\"a, b\""), QStringLiteral("errno:any")};
        QCOMPARE(second.field().history().entries(), both);
        QCOMPARE(store.load(app::settings::kLogFilters), both);
    }

    void savedIsThereInTheNextStart()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("x.ini"));
        widgets::SavedFilters saved;
        saved.save(QStringLiteral("名前"), QStringLiteral("text:\"a\\\\b\""));
        {
            SettingsStore store(path);
            store.save(app::settings::kLogSavedFilters, saved.toStrings());
            QVERIFY(store.sync());
        }
        SettingsStore store(path);
        FilterBar bar;
        app::shareFilters(store, bar);
        QCOMPARE(bar.saved().entries(), saved.entries());
    }
};

GUI_TEST(TestRememberedFilters)
#include "tst_remembered_filters.moc"
