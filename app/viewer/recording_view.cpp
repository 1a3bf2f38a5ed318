// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/viewer/recording_view.h"

#include "app/window/event_tabs.h"
#include "widgets/common/count_text.h"
#include "widgets/common/error_text.h"
#include "widgets/common/foreign_text.h"
#include "widgets/common/role_label.h"
#include "widgets/common/tool_tip.h"
#include "widgets/log/log_panel.h"
#include "widgets/log/log_view.h"
#include "widgets/log/moving/log_actions.h"
#include "widgets/moment/moment_bar.h"
#include "widgets/wire/ladder_view.h"
#include "widgets/wire/wire_panel.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLocale>
#include <QScrollBar>
#include <QSplitter>
#include <QVBoxLayout>

namespace app {

namespace {

core::Recording::Start startOf(const core::RecordingHeader& header)
{
    core::Recording::Start start;
    start.firstNumber = header.firstNumber;
    start.letGo = header.letGo;
    start.originNs = header.originNs;
    return start;
}

using widgets::countText;
using widgets::pluralOf;

} // namespace

RecordingView::RecordingView(const core::ReadOutcome& file, core::Recording::Limits limits, QWidget* parent)
    : QWidget(parent),
      m_facts(file.header.facts),
      m_feed(limits, startOf(file.header)),
      m_top(new QHBoxLayout),
      m_description(new widgets::RoleLabel(widgets::Role::Neutral, {})),
      m_momentBar(new widgets::MomentBar),
      m_wire(new widgets::WirePanel(m_feed)),
      m_tabs(new EventTabs(m_feed,
                           [this](quint16 thread) { return widgets::escapedText(core::threadName(m_facts, thread)); })),
      m_views(m_feed, *m_tabs, *m_wire)
{
    m_description->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_description->setWordWrap(true);
    m_feed.setRealtimeOffsetNs(m_facts.realtimeOffsetNs);
    m_momentBar->setLive(false);
    m_top->setContentsMargins(4, 0, 4, 0);
    m_top->addWidget(m_description, 1);
    m_top->addWidget(m_momentBar);
    auto* rows = new QSplitter(Qt::Vertical);
    rows->addWidget(m_wire);
    rows->addWidget(m_tabs);
    rows->setSizes({380, 380});
    rows->setChildrenCollapsible(false);
    rows->setHandleWidth(8);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addLayout(m_top);
    layout->addWidget(rows, 1);

    connect(&m_views, &LinkedViews::momentChanged, m_momentBar, &widgets::MomentBar::showMoment);
    connect(m_momentBar, &widgets::MomentBar::backToNowClicked, this, [this] {
        m_tabs->log().view().setFocus(Qt::OtherFocusReason); // the button goes
        m_views.backToNow();
    });
    describe(file);
}

void RecordingView::describe(const core::ReadOutcome& file)
{
    QStringList sentences;
    const QDateTime began =
        QDateTime::fromMSecsSinceEpoch((file.header.originNs + m_facts.realtimeOffsetNs) / 1'000'000);
    sentences.append(file.header.originNs == 0
                         ? tr("A recording in which nothing happened.")
                         : tr("Recording of %1 with %2 event(s).", nullptr, pluralOf(file.events))
                               .arg(QLocale().toString(began, QLocale::ShortFormat), countText(file.events)));
    if (file.header.letGo > 0)
        sentences.append(tr("%1 older event(s) had been dropped.", nullptr, pluralOf(file.header.letGo))
                             .arg(countText(file.header.letGo)));
    if (m_facts.lost > 0)
        sentences.append(tr("%1 event(s) had come too fast to be recorded.", nullptr, pluralOf(m_facts.lost))
                             .arg(countText(m_facts.lost)));
    if (file.ignoredBytes > 0)
        sentences.append(tr("The end was cut off: %1 byte(s) of an unfinished line were ignored.", nullptr,
                            pluralOf(file.ignoredBytes))
                             .arg(countText(file.ignoredBytes)));
    sentences.append(tr("Nothing here is live."));
    m_description->setText(sentences.join(QLatin1Char(' ')));
    widgets::setPlainToolTip(
        *m_description,
        tr("Recorded by %1 on %2.").arg(widgets::escapedText(m_facts.program), widgets::escapedText(m_facts.system)));
}

void RecordingView::addControl(QWidget* control)
{
    m_top->addWidget(control);
    setTabOrder(m_momentBar, control);
}

void RecordingView::showBookmarks()
{
    QList<widgets::Bookmark> bookmarks;
    for (const auto& [number, note] : m_facts.bookmarks)
        bookmarks.append({number, widgets::fromUtf8(note)});
    m_tabs->log().actions().bookmarks().setList(bookmarks);
}

QString RecordingView::description() const
{
    return m_description->text();
}

void RecordingView::showBeginning()
{
    m_tabs->log().view().setFollowing(false);
    m_tabs->log().view().scrollToTop();
    m_wire->view()->setFollowing(false);
    m_wire->view()->verticalScrollBar()->triggerAction(QAbstractSlider::SliderToMinimum);
    m_tabs->log().view().setFocus(Qt::OtherFocusReason);
}

void RecordingView::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && m_views.moment().isPast())
        m_views.backToNow();
    else
        QWidget::keyPressEvent(event);
}

} // namespace app

#include "moc_recording_view.cpp"
