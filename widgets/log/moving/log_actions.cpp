// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/moving/log_actions.h"

#include "widgets/log/find/find_bar.h"
#include "widgets/log/log_view.h"
#include "widgets/log/moving/bookmark_pane.h"
#include "widgets/log/moving/go_bar.h"
#include "widgets/log/rows_status.h"

#include <QAction>
#include <QMenu>
#include <QVBoxLayout>
#include <utility>

namespace widgets {

LogActions::LogActions(LogView& view, EventRowsModel& model, QVBoxLayout& below, QObject* parent)
    : QObject(parent),
      m_view(view),
      m_model(model),
      m_bookmarks(model.feed()),
      m_jumps(view, model, m_bookmarks),
      m_findBar(new FindBar),
      m_goBar(new GoBar([this](const QString& place) { return m_jumps.toPlace(place); })),
      m_pane(new BookmarkPane(model.feed(), m_bookmarks)),
      m_status(new RowsStatus(view, model)),
      m_find(*m_findBar, view, model, m_jumps)
{
    for (QWidget* part : std::initializer_list<QWidget*>{m_status, m_goBar, m_findBar, m_pane})
        below.addWidget(part);
    model.setBookmarks(&m_bookmarks);
    makeFindActions();
    makeJumpActions();
    makeBookmarkActions();
    view.setMenuActions(m_ofTheRow);

    connect(&m_jumps, &LogJumps::said, m_status, &RowsStatus::say);
    connect(m_goBar, &GoBar::closed, this, &LogActions::backToRows);
    connect(m_pane, &BookmarkPane::closed, this, &LogActions::backToRows);
    connect(m_pane, &BookmarkPane::chosen, &m_jumps, &LogJumps::toEvent);
    connect(&m_bookmarks, &Bookmarks::wentWithEvents, m_status, [this](int count) {
        m_status->say(tr("%Ln bookmark(s) went with the events, which were dropped.", nullptr, count));
    });
}

template <class Do>
QAction* LogActions::add(const QString& text, const QKeySequence& key, Do&& action)
{
    auto* made = new QAction(text, this);
    made->setShortcut(key);
    made->setShortcutVisibleInContextMenu(true);
    connect(made, &QAction::triggered, this, [this, action = std::forward<Do>(action)] {
        Q_EMIT used();
        action();
    });
    m_all.append(made);
    return made;
}

void LogActions::addSeparator()
{
    auto* separator = new QAction(this);
    separator->setSeparator(true);
    m_all.append(separator);
}

void LogActions::makeFindActions()
{
    using enum SearchDirection;
    add(tr("&Find…"), QKeySequence::Find, [this] { m_findBar->open(); });
    add(tr("Find &next"), Qt::Key_F3, [this] { m_find.find(Down); });
    add(tr("Find pre&vious"), Qt::SHIFT | Qt::Key_F3, [this] { m_find.find(Up); });
    addSeparator();
}

void LogActions::makeJumpActions()
{
    using enum SearchDirection;
    m_ofTheRow += add(tr("Next &error"), Qt::Key_F4, [this] { m_jumps.toError(Down); });
    m_ofTheRow += add(tr("Previous e&rror"), Qt::SHIFT | Qt::Key_F4, [this] { m_jumps.toError(Up); });
    m_ofTheRow +=
        add(tr("Next of this &connection"), Qt::CTRL | Qt::Key_Period, [this] { m_jumps.toSameConnection(Down); });
    m_ofTheRow +=
        add(tr("Previous of this c&onnection"), Qt::CTRL | Qt::Key_Comma, [this] { m_jumps.toSameConnection(Up); });
    addSeparator();
    m_ofTheRow += add(tr("&Go to number or time…"), Qt::CTRL | Qt::Key_G, [this] { m_goBar->open(); });
    add(tr("F&irst event"), {}, [this] { m_jumps.toFirst(); });
    add(tr("&Last event"), {}, [this] { m_jumps.toLast(); });
    QAction* back = add(tr("B&ack"), Qt::ALT | Qt::Key_Left, [this] { m_jumps.back(); });
    QAction* forward = add(tr("For&ward"), Qt::ALT | Qt::Key_Right, [this] { m_jumps.forward(); });
    const auto update = [this, back, forward] {
        back->setEnabled(m_jumps.canGoBack());
        forward->setEnabled(m_jumps.canGoForward());
    };
    connect(&m_jumps, &LogJumps::visitedChanged, this, update);
    update();
    addSeparator();
}

void LogActions::makeBookmarkActions()
{
    using enum SearchDirection;
    m_ofTheRow += add(tr("Set or remove &bookmark"), Qt::CTRL | Qt::Key_B, [this] { toggleBookmark(); });
    add(tr("Next boo&kmark"), Qt::Key_F2, [this] { m_jumps.toBookmark(Down); });
    add(tr("&Previous bookmark"), Qt::SHIFT | Qt::Key_F2, [this] { m_jumps.toBookmark(Up); });
    add(tr("Book&marks…"), Qt::CTRL | Qt::SHIFT | Qt::Key_B, [this] { m_pane->open(); });
    addSeparator();
    m_ofTheRow += add(tr("Set or remove &time reference"), Qt::CTRL | Qt::Key_R, [this] { toggleReference(); });
}

void LogActions::fillGoMenu(QMenu& menu) const
{
    menu.addActions(m_all);
}

void LogActions::toggleBookmark()
{
    const quint64 number = m_view.selectedEvent();
    if (number == 0 || !m_model.feed().recording().find(number))
        return m_status->say(tr("Select the event first."));
    const bool had = m_bookmarks.has(number);
    const bool has = m_bookmarks.toggle(number);
    if (!had && !has)
        m_status->say(
            tr("There are %Ln bookmark(s), and no more can be kept.", nullptr, static_cast<int>(m_bookmarks.count())));
}

void LogActions::toggleReference()
{
    const quint64 number = m_view.selectedEvent();
    if (number == 0 || !m_model.feed().recording().find(number))
        return m_status->say(tr("Select the event first."));
    m_model.setTimeReference(number == m_model.timeColumn().reference ? 0 : number);
}

void LogActions::backToRows()
{
    m_view.setFocus(Qt::OtherFocusReason);
}

} // namespace widgets

#include "moc_log_actions.cpp"
