// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/find/log_find.h"

#include "widgets/log/event_table_view.h"
#include "widgets/log/find/find_bar.h"
#include "widgets/log/moving/log_jumps.h"

#include <QHeaderView>
#include <QLocale>

namespace widgets {

LogFind::LogFind(FindBar& bar, EventTableView& view, const EventRowsModel& model, LogJumps& jumps, QObject* parent)
    : QObject(parent), m_bar(bar), m_view(view), m_model(model), m_jumps(jumps), m_search(model), m_hits(model)
{
    connect(&bar, &FindBar::patternChanged, this, &LogFind::onPattern);
    connect(&bar, &FindBar::nextWanted, this, [this] { find(SearchDirection::Down); });
    connect(&bar, &FindBar::previousWanted, this, [this] { find(SearchDirection::Up); });
    connect(&bar, &FindBar::closed, this, &LogFind::onClosed);
    connect(&m_hits, &HitCount::changed, this, &LogFind::updateStatus);
    connect(&view, &EventTableView::eventSelected, this, [this] {
        m_search.stop();
        m_message.clear();
        updateStatus();
    });
    // Sections that come or go are resized from or to nothing.
    connect(view.horizontalHeader(), &QHeaderView::sectionResized, this, [this](int, int before, int after) {
        if (before == 0 || after == 0)
            onPattern();
    });
    connect(&m_search, &RowSearch::found, this, [this](quint64 number, bool wrapped) {
        const bool down = number > m_view.selectedEvent();
        m_jumps.jump(number);
        if (wrapped)
            m_message = down ? tr("Continued from the bottom.") : tr("Continued from the top.");
        updateStatus();
    });
    connect(&m_search, &RowSearch::notFound, this, [this] {
        m_message = tr("No row that is shown holds this.");
        updateStatus();
    });
    connect(&m_search, &RowSearch::progressed, this, [this] {
        m_message = tr("Searching… %1 %").arg(m_search.percent());
        updateStatus();
    });
}

void LogFind::find(SearchDirection direction)
{
    if (m_bar.isHidden())
        return m_bar.open();
    if (m_bar.pattern().isEmpty()) // nothing is written yet, or a mistake that is told already
        return;
    m_search.start(
        {.from = m_jumps.startOf(direction), .direction = direction, .test = [this](int row) { return holds(row); }});
}

bool LogFind::holds(int row) const
{
    return m_bar.pattern().isIn(m_model.rowText(row, m_columns));
}

void LogFind::onPattern()
{
    if (m_bar.isHidden())
        return;
    m_search.stop();
    m_message.clear();
    m_columns = m_view.shownColumns();
    const bool empty = m_bar.pattern().isEmpty();
    m_view.setFoundText(empty ? nullptr : &m_bar.pattern());
    m_hits.restart(empty ? HitCount::Test() : [this](int row) { return holds(row); });
}

void LogFind::onClosed()
{
    m_search.stop();
    m_hits.restart(nullptr);
    m_view.setFoundText(nullptr);
    m_view.setFocus(Qt::OtherFocusReason);
}

void LogFind::updateStatus()
{
    if (m_bar.pattern().isEmpty())
        return m_bar.setStatus({}, {});
    const QLocale locale;
    const QString all = locale.toString(m_hits.count()) + (m_hits.isComplete() ? QString() : QStringLiteral(" …"));
    const quint64 place = m_hits.placeOf(m_view.selectedEvent());
    //: the third of 17 rows that were found; %2 ends in … while there may be more
    m_bar.setStatus(place > 0 ? tr("%1 of %2").arg(locale.toString(place), all)
                              //: rows that were found; %1 ends in … while there may be more
                              : tr("%1 found").arg(all),
                    m_message);
}

} // namespace widgets

#include "moc_log_find.cpp"
