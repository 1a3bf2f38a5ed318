// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/states/end_summary.h"

#include "widgets/common/role_label.h"
#include "widgets/common/state_badge.h"
#include "widgets/states/state_words.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace widgets {

EndSummary::EndSummary(core::Side side, const QString& letter, const QString& name, QWidget* parent)
    : QWidget(parent),
      m_badge(new StateBadge(side, this)),
      m_source(new RoleLabel(Role::Muted, {}, this)),
      m_sentence(new RoleLabel(Role::Neutral, {}, this))
{
    const Role role = side == core::Side::Server ? Role::Server : Role::Client;
    //: %1 is the letter that stands for the end in the diagram, %2 its name
    auto* title = new RoleLabel(role, tr("%1 · %2").arg(letter, name), this);
    QFont bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
    m_badge->setSubject(name);
    m_sentence->setWordWrap(true);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);

    auto* line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(title);
    line->addWidget(m_badge);
    line->addWidget(m_source);
    line->addStretch(1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addLayout(line);
    layout->addWidget(m_sentence);
    hide();
}

void EndSummary::setPath(const std::optional<StatePath>& path)
{
    setVisible(path && !path->steps.empty());
    if (!path || path->steps.empty())
        return;
    const StateStep& last = path->steps.back();
    m_badge->setText(stateWord(last.to));
    m_badge->setStyle({.side = path->side, .filled = false, .dashed = last.source == core::Source::Inferred});
    m_source->setText(stepSource(last));
    m_sentence->setVisible(last.to != core::TcpState::Listen); // that is its normal state, and the room is small
    const bool mayGoOn = path->descriptorClosed && last.cause.kind != StateCause::Kind::Time &&
                         last.to != core::TcpState::Closed && last.to != core::TcpState::TimeWait;
    m_sentence->setText(mayGoOn ? tr("%1 What follows is not seen: its descriptor is closed.").arg(causeSentence(last))
                                : causeSentence(last));
}

QString EndSummary::sentence() const
{
    return m_sentence->text();
}

} // namespace widgets

#include "moc_end_summary.cpp"
