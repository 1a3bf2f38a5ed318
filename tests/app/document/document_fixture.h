// SPDX-License-Identifier: GPL-3.0-or-later
// A feed, its log and a save bar in a window, as a document has them.
#pragma once

#include "app/document/recording_document.h"
#include "app/window/event_tabs.h"
#include "tests/widgets/log/event_maker.h"
#include "widgets/log/log_panel.h"

#include <QAbstractButton>
#include <QFile>
#include <QTemporaryDir>
#include <QVBoxLayout>
#include <QWidget>

struct DocumentFixture
{
    DocumentFixture()
    {
        auto* layout = new QVBoxLayout(&window);
        layout->addWidget(bar);
        layout->addWidget(tabs);
        window.resize(900, 400);
        window.show();
    }

    QString path(const char* name) const { return folder.filePath(QLatin1String(name)); }
    static QByteArray contentOf(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(none)");
    }
    void write(const char* name, const QByteArray& content) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("The test file could not be written.");
    }
    /// The first button below `parent` whose text begins so.
    static QAbstractButton* button(const QWidget& parent, const QString& text)
    {
        for (auto* found : parent.findChildren<QAbstractButton*>()) {
            if (found->text().startsWith(text))
                return found;
        }
        return nullptr;
    }
    void happens() { feed.append(maker.calls(1)); }
    void waits() { feed.append(EventMaker::batch({maker.call(core::Call::EpollWait, core::Side::Server, 0, 5)})); }

    QTemporaryDir folder;
    app::SettingsStore settings{folder.filePath(QStringLiteral("settings.ini"))};
    EventMaker maker;
    widgets::EventFeed feed{core::Recording::Limits{}};
    QWidget window;
    widgets::SaveBar* bar = new widgets::SaveBar;
    app::EventTabs* tabs = new app::EventTabs(feed, [](quint16) { return QStringLiteral("server I/O"); });
    widgets::LogPanel* log = &tabs->log();
    app::RecordingDocument document{{feed, *tabs, *bar, settings, window}, [] {
                                        core::RecordingFacts facts = core::currentFacts("Socket Playground test");
                                        facts.threads = {"server I/O"};
                                        return facts;
                                    }};
};
