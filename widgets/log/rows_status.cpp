// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/rows_status.h"

#include "widgets/common/count_text.h"
#include "widgets/common/notice_line.h"
#include "widgets/log/event_table_view.h"
#include "widgets/log/log_text.h"

#include <QLocale>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace widgets {

RowsStatus::RowsStatus(EventTableView& view, EventRowsModel& model, QWidget* parent)
    : QWidget(parent),
      m_view(view),
      m_model(model),
      m_pause(new NoticeLine(QStringLiteral("\u2016"), tr("Resume (F9)"), this)),
      m_follow(new NoticeLine(QStringLiteral("\u2193"), tr("Follow (End)"), this)),
      m_message(new NoticeLine(QStringLiteral("\u203a"), tr("Close"), this))
{
    m_pause->setAccessibleName(tr("Pause"));
    m_follow->setAccessibleName(tr("Following"));
    m_message->setAccessibleName(tr("Message"));
    m_pause->button()->setToolTip(tr("Show what was recorded meanwhile, and go on"));
    m_follow->button()->setToolTip(tr("Go to the newest event and stay with it"));
    auto* lines = new QVBoxLayout(this);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(0);
    for (NoticeLine* line : {m_message, m_follow, m_pause})
        lines->addWidget(line);

    connect(m_pause, &NoticeLine::clicked, &model, [this] { m_model.setPaused(false); });
    connect(m_follow, &NoticeLine::clicked, this, &RowsStatus::followClicked);
    connect(m_message, &NoticeLine::clicked, m_message, &NoticeLine::clear);
    connect(&model, &EventRowsModel::pausedChanged, this, &RowsStatus::updatePause);
    connect(&model, &EventRowsModel::countsChanged, this, &RowsStatus::updatePause);
    connect(&model, &EventRowsModel::countsChanged, this, &RowsStatus::updateFollow);
    connect(&view, &EventTableView::followingChanged, this, &RowsStatus::updateFollow);
    connect(&view, &EventTableView::eventSelected, m_message, &NoticeLine::clear);
    connect(&view, &EventTableView::copied, this, &RowsStatus::sayCopied);
    connect(view.verticalScrollBar(), &QScrollBar::valueChanged, this, &RowsStatus::updateFollow);
}

void RowsStatus::say(const QString& sentence)
{
    if (sentence.isEmpty())
        m_message->clear();
    else
        m_message->say(sentence);
}

void RowsStatus::sayCopied(qsizetype rows, qsizetype selected)
{
    say(rows == selected
            ? QString()
            : tr("Only the first %1 of %Ln row(s) were copied: a copy ends after %2 characters. Export the "
                 "events to have all.",
                 nullptr, static_cast<int>(selected))
                  .arg(QLocale().toString(rows), QLocale().toString(EventTableView::kMaxCopied)));
}

void RowsStatus::updatePause()
{
    if (!m_model.pause())
        return m_pause->clear();
    const EventRowsModel::Pause& pause = *m_model.pause();
    const std::uint64_t since = m_model.eventsSincePause();
    QString text =
        pause.ns == 0
            ? tr("These rows are paused: %1 event(s) since. Recording goes on.", nullptr, pluralOf(since))
                  .arg(countText(since))
            //: %1: a time in seconds; %2: a number
            : tr("These rows are paused since %1 s: %2 event(s) since. Recording goes on.", nullptr, pluralOf(since))
                  .arg(timeText(pause.ns, m_model.feed().recording().originNs()), countText(since));
    if (pause.rowsGone > 0)
        text += QLatin1Char(' ') + tr("%1 row(s) were dropped, as the recording is full.", nullptr,
                                      pluralOf(static_cast<std::uint64_t>(pause.rowsGone)))
                                       .arg(countText(static_cast<std::uint64_t>(pause.rowsGone)));
    m_pause->say(text);
}

void RowsStatus::updateFollow()
{
    look();
    const int below = m_model.rowCount() - m_model.rowsBefore(m_seen + 1);
    if (m_view.isFollowing() || m_model.rowCount() == 0 || !m_model.feed().isLive())
        m_follow->clear();
    else if (below > 0)
        m_follow->say(tr("Not following: %Ln new event(s) below.", nullptr, below));
    else
        m_follow->say(tr("Not following the newest event."));
}

/// Notes what has been in sight.
void RowsStatus::look()
{
    const int rows = m_model.rowCount();
    if (rows == 0)
        return;
    const int bottom = m_view.rowAt(m_view.viewport()->height() - 1);
    const int last = m_view.isFollowing() || bottom < 0 ? rows - 1 : std::min(bottom, rows - 1);
    m_seen = std::max(m_seen, m_model.numberAt(last));
}

} // namespace widgets

#include "moc_rows_status.cpp"
