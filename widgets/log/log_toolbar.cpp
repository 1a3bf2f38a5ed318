// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/log_toolbar.h"

#include "widgets/common/count_text.h"
#include "widgets/common/flow_layout.h"
#include "widgets/common/mark_toggle.h"
#include "widgets/common/role_label.h"
#include "widgets/log/filter/filter_bar.h"
#include "widgets/log/filter/filter_field.h"

#include <QIcon>
#include <QScopedValueRollback>
#include <QStringList>
#include <QToolButton>
#include <QVBoxLayout>

namespace widgets {

LogToolbar::LogToolbar(QWidget* parent) : QWidget(parent), m_row(new FlowLayout(5)), m_filter(new FilterBar(this))
{
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    outer->addLayout(m_row);
    outer->addWidget(m_filter->lines());
    m_row->setContentsMargins(8, 5, 8, 5);

    FilterField& field = m_filter->field();
    field.setPlaceholderText(tr("filter: connect, errno:ECONNREFUSED, took>1ms"));
    field.setAccessibleName(tr("Filter of the event log"));
    field.setToolTip(
        tr("Shows the rows with this text, or with these values; Ctrl+Space: what may be written (Ctrl+L)"));
    field.setMinimumWidth(140);
    m_filter->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_row->addWidget(m_filter);

    m_calls = addToggle(tr("Ca&lls"), tr("Show the system calls on the sockets"), true);
    m_states = addToggle(tr("S&tates"), tr("Show the changes of the TCP state"), true);
    m_packets = addToggle(tr("Pac&kets"), tr("Show the packets that the kernel captured (Observe kernel)"), true);
    m_messages = addToggle(tr("&Messages"), tr("Show the messages that were sent and received"), true);
    m_notes = addToggle(tr("&Notes"), tr("Show the notes of the program"), true);
    m_waiting =
        addToggle(tr("&Waiting calls"),
                  tr("Show the calls with which the program waits: epoll_wait, epoll_ctl, eventfd, read"), false);

    m_counts = new RoleLabel(Role::Muted, {}, this);
    m_row->addWidget(m_counts);
    m_missing = new RoleLabel(Role::Error, {}, this);
    m_missing->setToolTip(
        tr("Dropped: the log was full and the oldest events made room. Lost: more events came at once "
           "than could be taken."));
    m_missing->setContentsMargins(8, 0, 8, 5);
    m_missing->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // numbers that grow widen no window
    m_missing->hide();
    outer->addWidget(m_missing); // a line of its own

    m_following = addToggle(tr("F&ollowing"), tr("Keep the newest event in sight"), true);
    m_paused = new MarkToggle(
        tr("Pause"), tr("Let the rows stand still while recording goes on; again: show what came meanwhile (F9)"),
        false, this);
    m_paused->setKey(Qt::Key_F9);
    m_row->addWidget(m_paused);
    m_copy = addButton(tr("Cop&y"), QStringLiteral(":/icons/copy.svg"), tr("Copy the selected rows"));
    m_clear = addButton(tr("Clea&r"), QStringLiteral(":/icons/clear.svg"), tr("Remove all events from the log"));

    connect(&field, &FilterField::filterChanged, this, &LogToolbar::emitFilter);
    connect(&field, &FilterField::left, this, &LogToolbar::filterLeft);
    for (const QToolButton* kind : {m_calls, m_states, m_packets, m_messages, m_notes, m_waiting})
        connect(kind, &QToolButton::toggled, this, &LogToolbar::emitFilter);
    connect(m_following, &QToolButton::toggled, this, &LogToolbar::followingToggled);
    connect(m_paused, &QToolButton::toggled, this, &LogToolbar::pausedToggled);
    connect(m_copy, &QToolButton::clicked, this, &LogToolbar::copyClicked);
    connect(m_clear, &QToolButton::clicked, this, &LogToolbar::clearClicked);
    setCounts(0, 0, true);
    setCanCopy(false);
}

QToolButton* LogToolbar::addToggle(const QString& label, const QString& help, bool checked)
{
    auto* button = new MarkToggle(label, help, checked, this);
    m_row->addWidget(button);
    return button;
}

QToolButton* LogToolbar::addButton(const QString& label, const QString& icon, const QString& help)
{
    auto* button = new QToolButton(this);
    button->setText(label);
    button->setIcon(QIcon(icon));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setToolTip(help);
    button->setAccessibleName(QString(label).remove(QLatin1Char('&')));
    button->setAccessibleDescription(help);
    m_row->addWidget(button);
    return button;
}

LogFilter LogToolbar::filter() const
{
    LogFilter filter;
    filter.calls = m_calls->isChecked();
    filter.states = m_states->isChecked();
    filter.packets = m_packets->isChecked();
    filter.messages = m_messages->isChecked();
    filter.notes = m_notes->isChecked();
    filter.waitingCalls = m_waiting->isChecked();
    filter.text = m_filter->field().filter();
    return filter;
}

void LogToolbar::setFilter(const LogFilter& filter)
{
    {
        const QScopedValueRollback<bool> guard(m_quiet, true);
        m_calls->setChecked(filter.calls);
        m_states->setChecked(filter.states);
        m_packets->setChecked(filter.packets);
        m_messages->setChecked(filter.messages);
        m_notes->setChecked(filter.notes);
        m_waiting->setChecked(filter.waitingCalls);
        m_filter->field().setText(filter.text);
    }
    emitFilter();
}

void LogToolbar::emitFilter()
{
    if (m_quiet || filter() == m_sent)
        return;
    m_sent = filter();
    Q_EMIT filterChanged(m_sent);
}

void LogToolbar::setCounts(quint64 shown, quint64 total, bool complete)
{
    //: %1 events pass the filter, of %2 in all
    const QString counts = complete ? tr("%1 of %2").arg(countText(shown), countText(total))
                                    //: the same while the filter is still at work
                                    : tr("%1 of %2 …").arg(countText(shown), countText(total));
    m_counts->setText(counts, tr("Events shown: %1").arg(counts));
    m_counts->setToolTip(shown == total || m_waiting->isChecked()
                             ? QString()
                             : tr("Waiting calls, such as epoll_wait(), are counted, too, but hidden."));
    m_clear->setEnabled(total > 0);
}

void LogToolbar::setCanCopy(bool canCopy)
{
    m_copy->setEnabled(canCopy);
}

void LogToolbar::setMissing(quint64 letGo, quint64 lost)
{
    QStringList parts;
    if (letGo > 0)
        parts.append(tr("%1 event(s) dropped", nullptr, pluralOf(letGo)).arg(countText(letGo)));
    if (lost > 0)
        parts.append(tr("%1 event(s) lost", nullptr, pluralOf(lost)).arg(countText(lost)));
    m_missing->setText(parts.join(QStringLiteral(" · ")));
    m_missing->setRole(lost > 0 ? Role::Error : Role::Muted); // to dropped is how a bounded log works, to lose is not
    m_missing->setVisible(!parts.isEmpty());
}

void LogToolbar::setFollowing(bool following)
{
    m_following->setChecked(following);
}

void LogToolbar::setPaused(bool paused)
{
    m_paused->setChecked(paused);
}

void LogToolbar::setLive(bool live)
{
    m_clear->setVisible(live);
    m_paused->setVisible(live);
    m_following->setVisible(live);
}

void LogToolbar::focusFilter()
{
    m_filter->field().setFocus(Qt::ShortcutFocusReason);
    m_filter->field().selectAll();
}

} // namespace widgets

#include "moc_log_toolbar.cpp"
