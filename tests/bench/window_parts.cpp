// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/window_parts.h"

#include "app/window/event_tabs.h"
#include "widgets/client/client_tabs.h"
#include "widgets/kernel/kernel_sockets_panel.h"
#include "widgets/log/filter/filter_bar.h"
#include "widgets/log/filter/filter_field.h"
#include "widgets/log/log_model.h"
#include "widgets/log/log_panel.h"
#include "widgets/moment/moment_control.h"
#include "widgets/server/server_panel.h"
#include "widgets/wire/wire_panel.h"

#include <QSplitter>

namespace bench {

namespace {

QString threadName(quint16 track)
{
    return track == 0 ? QStringLiteral("server") : QStringLiteral("clients");
}

} // namespace

WindowParts::WindowParts(Parts parts, core::Recording::Limits limits) : m_feed(limits), m_pump(m_recorder, m_feed)
{
    if (parts == Parts::Log) {
        auto log = std::make_unique<widgets::LogPanel>(m_feed, &threadName);
        m_log = log.get();
        m_window = std::move(log);
    } else {
        auto tabs = std::make_unique<app::EventTabs>(m_feed, &threadName);
        m_log = &tabs->log();
        if (parts == Parts::Tabs) {
            m_window = std::move(tabs);
        } else {
            m_moment = std::make_unique<widgets::MomentControl>(m_feed);
            auto* columns = new QSplitter(Qt::Horizontal);
            columns->addWidget(new widgets::ServerPanel(m_feed));
            columns->addWidget(new widgets::WirePanel(m_feed));
            columns->addWidget(new widgets::ClientTabs(m_feed, [] { return core::ClientId{1}; }));
            columns->setSizes({330, 670, 360});
            tabs->addTab(new widgets::KernelSocketsPanel(m_feed), QStringLiteral("Kernel sockets"));
            auto rows = std::make_unique<QSplitter>(Qt::Vertical);
            rows->addWidget(columns);
            rows->addWidget(tabs.release());
            rows->setSizes({440, 360});
            m_window = std::move(rows);
        }
    }
    m_window->resize(1400, 900);
    m_window->show();
}

WindowParts::~WindowParts() = default;

void WindowParts::setFilter(const QString& text)
{
    m_log->filterBar().field().use(text);
}

bool WindowParts::filterIsApplied() const
{
    return m_log->model().isComplete();
}

} // namespace bench
