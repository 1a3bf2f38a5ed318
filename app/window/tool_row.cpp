// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/tool_row.h"

#include "app/window/network_box.h"
#include "app/window/observer_text.h"
#include "widgets/common/accent_button.h"
#include "widgets/common/elided_label.h"
#include "widgets/common/mark_toggle.h"
#include "widgets/common/role_label.h"
#include "widgets/common/sentence_text.h"
#include "widgets/common/tool_tip.h"
#include "widgets/moment/moment_bar.h"

#include <QHBoxLayout>
#include <QIcon>
#include <QPushButton>
#include <QTextDocument>

namespace app {

ToolRow::ToolRow(QWidget* parent)
    : QWidget(parent),
      m_server(
          new widgets::AccentButton(tr("Start server"), core::Side::Server, widgets::AccentButton::Style::Outline)),
      m_client(new widgets::AccentButton(tr("Connect"), core::Side::Client, widgets::AccentButton::Style::Outline)),
      m_demo(new QPushButton(QIcon(QStringLiteral(":/icons/demo.svg")), tr("Start demo"))),
      m_observe(new widgets::MarkToggle(
          tr("Observe kernel"),
          tr("Lets the kernel report the TCP states and the packets itself (F7). Needs root or a password, except for "
             "packets of a private network."),
          false)),
      m_observed(new widgets::RoleLabel(widgets::Role::Muted, {})),
      m_network(new NetworkBox),
      m_summary(new widgets::ElidedLabel(widgets::Role::Neutral, {})),
      m_moment(new widgets::MomentBar(this))
{
    m_server->setToolTip(tr("Starts or stops the server (F5)."));
    m_client->setToolTip(tr("Connects or disconnects the client (F6)."));
    m_client->setSymbol(widgets::Symbol::Connect);
    m_demo->setToolTip(tr("Listens, connects and sends \"Hello!\" (Ctrl+D)."));
    m_summary->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_summary->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // gives way before all others
    m_summary->setAlignment(Qt::AlignRight | Qt::AlignVCenter);

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 6, 12, 6);
    layout->setSpacing(8);
    layout->addWidget(m_server);
    layout->addWidget(m_client);
    layout->addSpacing(8);
    layout->addWidget(m_demo);
    layout->addWidget(m_observe);
    layout->addWidget(m_observed);
    layout->addSpacing(8);
    layout->addWidget(m_network);
    layout->addStretch(0); // when the summary is hidden
    layout->addWidget(m_summary, 1);
    layout->addWidget(m_moment);

    connect(m_server, &QPushButton::clicked, this, &ToolRow::serverClicked);
    connect(m_client, &QPushButton::clicked, this, &ToolRow::clientClicked);
    connect(m_demo, &QPushButton::clicked, this, &ToolRow::demoClicked);
    connect(m_observe, &QToolButton::clicked, this, &ToolRow::observeClicked);
    connect(m_moment, &widgets::MomentBar::backToNowClicked, this, &ToolRow::backToNowClicked);
    setServer({});
    setObserver({});
}

void ToolRow::addControl(QWidget* control)
{
    layout()->addWidget(control);
}

void ToolRow::setServer(const core::ServerStatus& status)
{
    const bool listening = status.phase == core::ServerStatus::Phase::Listening;
    m_server->setText(listening ? tr("Stop server") : tr("Start server"));
    m_server->setSymbol(listening ? widgets::Symbol::Stop : widgets::Symbol::Start);
}

void ToolRow::setClientAction(const QString& text)
{
    m_client->setText(text);
}

void ToolRow::setObserver(const core::ObserverStatus& status)
{
    using Phase = core::ObserverStatus::Phase;
    m_observe->setChecked(status.phase == Phase::Starting || status.phase == Phase::Running);
    m_observed->setText(observerStateText(status));
    m_observed->setAccessibleName(tr("Observing the kernel: %1").arg(m_observed->text()));
    widgets::setPlainToolTip(*m_observed, widgets::sentenceText(status.reasons));
    m_observed->setRole(status.phase == Phase::Failed ? widgets::Role::Error : widgets::Role::Muted);
}

void ToolRow::showMoment(const std::optional<widgets::Moment>& moment)
{
    m_summary->setVisible(!moment);
    m_moment->showMoment(moment);
}

void ToolRow::setSummary(const QString& text)
{
    m_summary->setFullText(text);
}

} // namespace app

#include "moc_tool_row.cpp"
