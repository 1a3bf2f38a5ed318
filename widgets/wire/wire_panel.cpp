// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/wire/wire_panel.h"

#include "widgets/common/card.h"
#include "widgets/common/role_label.h"
#include "widgets/wire/connection_list_model.h"
#include "widgets/wire/ladder_view.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QListView>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

namespace widgets {

WirePanel::WirePanel(EventFeed& feed, QWidget* parent)
    : QWidget(parent),
      m_connections(new ConnectionListModel(feed, this)),
      m_view(new LadderView(feed, this)),
      m_chooser(new QComboBox(this)),
      m_follow(new QPushButton(this))
{
    auto* card = new Card(tr("The wire — newest at the bottom"), std::nullopt, this);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(card);

    // Thousands of rows: none is measured for the size of the list.
    auto* list = new QListView(m_chooser);
    list->setUniformItemSizes(true);
    m_chooser->setView(list);
    m_chooser->setModel(m_connections);
    m_chooser->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_chooser->setMinimumContentsLength(14);
    m_chooser->setAccessibleName(tr("Connection on the wire"));
    m_chooser->setToolTip(tr("Shows one connection, or all of them (Alt+W)."));
    auto* shortcut = new QShortcut(QKeySequence(Qt::ALT | Qt::Key_W), this);
    connect(shortcut, &QShortcut::activated, m_chooser, [this] { m_chooser->setFocus(Qt::ShortcutFocusReason); });
    connect(m_chooser, &QComboBox::currentIndexChanged, this,
            [this](int row) { m_view->setConnectionFilter(m_connections->connectionAt(row)); });
    card->addHeaderWidget(m_chooser);

    card->body()->setContentsMargins(0, 0, 0, 0);
    card->body()->setSpacing(0);
    card->body()->addWidget(m_view, 1);

    m_follow->setObjectName(QStringLiteral("follow"));
    m_follow->setAutoDefault(false);
    connect(m_follow, &QPushButton::clicked, this, [this] { m_view->setFollowing(!m_view->isFollowing()); });
    connect(m_view, &LadderView::followingChanged, this, &WirePanel::showFollowing);
    connect(m_view, &LadderView::eventSelected, this, &WirePanel::eventSelected);
    showFollowing(true);

    auto* legend = new RoleLabel(Role::Muted, tr("solid state: sampled · dashed: inferred"), this);
    legend->setToolTip(tr("A solid state was read from the kernel. A dashed one must lie between two that were read, "
                          "after RFC 9293."));
    legend->setMinimumWidth(0);
    legend->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    legend->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(10, 6, 12, 8);
    bar->setSpacing(10);
    bar->addWidget(m_follow);
    bar->addWidget(legend, 1);
    card->body()->addLayout(bar);

    setTabOrder(m_chooser, m_view);
    setTabOrder(m_view, m_follow);
}

void WirePanel::showFollowing(bool on)
{
    m_follow->setText(on ? tr("Pa&use") : tr("⤓ Fo&llow"));
    m_follow->setAccessibleName(on ? tr("Pause: stay here") : tr("Follow the newest event"));
    m_follow->setToolTip(on ? tr("Stays here while new events arrive below.")
                            : tr("Goes to the newest event and stays with it (End)."));
}

void WirePanel::selectEvent(quint64 number)
{
    m_view->selectEvent(number);
}

void WirePanel::showConnection(core::ConnectionId connection)
{
    m_chooser->setCurrentIndex(m_connections->rowOf(connection));
}

} // namespace widgets
