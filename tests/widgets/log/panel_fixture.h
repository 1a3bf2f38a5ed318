// SPDX-License-Identifier: GPL-3.0-or-later
// A shown event log with the menu "Go", for tests that click and type.
#pragma once

#include "tests/widgets/log/event_maker.h"
#include "widgets/common/notice_line.h"
#include "widgets/log/find/find_bar.h"
#include "widgets/log/log_model.h"
#include "widgets/log/log_panel.h"
#include "widgets/log/log_view.h"
#include "widgets/log/moving/bookmark_pane.h"
#include "widgets/log/moving/go_bar.h"
#include "widgets/log/moving/log_actions.h"
#include "widgets/log/rows_status.h"

#include <QAction>
#include <QLineEdit>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QTest>
#include <QToolButton>

/// The feed holds `limit` events at most.
struct PanelFixture
{
    explicit PanelFixture(std::size_t limit = 1000) : feed({.events = limit, .payloadBytes = 1 << 20})
    {
        panel = new widgets::LogPanel(feed, [](quint16) { return QStringLiteral("server I/O"); });
        go = window.menuBar()->addMenu(QStringLiteral("Go"));
        panel->actions().fillGoMenu(*go);
        window.setCentralWidget(panel);
        window.resize(1300, 400);
        window.show();
        window.activateWindow();
        (void)QTest::qWaitForWindowActive(&window);
        panel->view().setFocus();
    }

    widgets::LogView& view() const { return panel->view(); }
    widgets::LogModel& model() const { return panel->model(); }
    widgets::LogActions& actions() const { return panel->actions(); }
    QString message() const { return actions().status().messageLine().sentence(); }
    quint64 selected() const
    {
        return view().currentIndex().isValid() ? model().numberAt(view().currentIndex().row()) : 0;
    }
    /// Types a key where the keyboard is.
    static void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
    }
    static void type(const QString& text) { QTest::keyClicks(QApplication::focusWidget(), text); }
    void setFilter(const QString& text) const
    {
        widgets::LogFilter filter = model().filter();
        filter.text = text;
        model().setFilter(filter);
    }

    EventMaker maker;
    widgets::EventFeed feed;
    QMainWindow window;
    widgets::LogPanel* panel;
    QMenu* go;
};
