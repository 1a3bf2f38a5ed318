// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/packets/packets_panel.h"

#include "widgets/common/count_text.h"
#include "widgets/common/error_text.h"
#include "widgets/common/field_message.h"
#include "widgets/common/mark_toggle.h"
#include "widgets/common/role_label.h"
#include "widgets/common/sentence_text.h"
#include "widgets/log/filter/filter_field.h"
#include "widgets/log/log_overlay.h"
#include "widgets/log/rows_status.h"
#include "widgets/packets/packet_details.h"
#include "widgets/packets/packet_model.h"
#include "widgets/packets/packet_view.h"
#include "widgets/wire/connection_list_model.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QListView>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

namespace widgets {

PacketsPanel::PacketsPanel(EventFeed& feed, QWidget* parent)
    : QWidget(parent),
      m_feed(feed),
      m_model(new PacketModel(feed, this)),
      m_connections(new ConnectionListModel(feed, this)),
      m_tools(new QWidget(this)),
      m_chooser(new QComboBox(m_tools)),
      m_text(new FilterField(m_tools)),
      m_problem(new FieldMessage(m_text, this)),
      m_counts(new RoleLabel(Role::Muted, {}, m_tools)),
      m_following(new MarkToggle(tr("F&ollowing"), tr("Keep the newest packet in sight"), true, m_tools)),
      m_paused(new MarkToggle(
          tr("Pause"), tr("Let the rows stand still while recording goes on; again: show what came meanwhile (F9)"),
          false, m_tools)),
      m_withCalls(new MarkToggle(tr("A&dd calls"),
                                 tr("Each exported packet has as comments our calls that led to it, with their time"),
                                 true, m_tools)),
      m_export(new QToolButton(m_tools)),
      m_view(new PacketView(*m_model)),
      m_details(new PacketDetails(feed)),
      m_overlay(new LogOverlay(m_view->viewport())),
      m_status(new RowsStatus(*m_view, *m_model))
{
    setAccessibleName(tr("Packets"));
    makeTools();
    auto* splitter = new QSplitter(Qt::Horizontal, this);
    auto* rows = new QWidget;
    auto* column = new QVBoxLayout(rows);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_view, 1);
    column->addWidget(m_status);
    splitter->addWidget(rows);
    splitter->addWidget(m_details);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({1010, 360});
    splitter->setCollapsible(0, false);
    splitter->setHandleWidth(5);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_tools);
    m_problem->setContentsMargins(8, 0, 8, 5);
    layout->addWidget(m_problem);
    layout->addWidget(splitter, 1);

    connect(m_following, &MarkToggle::toggled, m_view, &PacketView::setFollowing);
    connect(m_status, &RowsStatus::followClicked, m_view, [this] { m_view->setFollowing(true); });
    connect(m_paused, &MarkToggle::toggled, m_model, &PacketModel::setPaused);
    connect(m_model, &PacketModel::pausedChanged, m_paused, &MarkToggle::setChecked);
    connect(m_view, &PacketView::followingChanged, m_following, &MarkToggle::setChecked);
    connect(m_view, &PacketView::eventSelected, this, [this](quint64 number) {
        m_details->setEvent(number);
        Q_EMIT eventSelected(number);
    });
    connect(m_view, &PacketView::termChosen, m_text, &FilterField::narrow);
    connect(m_overlay, &LogOverlay::clearFilterClicked, this, &PacketsPanel::clearFilter);
    connect(m_model, &PacketModel::countsChanged, this, &PacketsPanel::updateCounts);
    updateCounts();
}

void PacketsPanel::makeTools()
{
    auto* row = new QHBoxLayout(m_tools);
    row->setContentsMargins(8, 5, 8, 5);
    row->setSpacing(5);
    // Thousands of rows: none is measured for the size of the list.
    auto* list = new QListView(m_chooser);
    list->setUniformItemSizes(true);
    m_chooser->setView(list);
    m_chooser->setModel(m_connections);
    m_chooser->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_chooser->setMinimumContentsLength(24);
    m_chooser->setAccessibleName(tr("Connection of the packets"));
    m_chooser->setToolTip(tr("Shows the packets of one connection, or of all of them"));
    m_text->setPlaceholderText(tr("filter: type to search, for example SYN or retransmission"));
    m_text->setAccessibleName(tr("Filter of the packets"));
    m_text->setToolTip(tr("Shows the packets whose flags, numbers, addresses, marks or data contain this text"));
    m_text->setMinimumWidth(140);
    m_counts->setAccessibleName(tr("Number of packets shown"));
    row->addWidget(m_chooser);
    row->addWidget(m_text, 1);
    row->addWidget(m_counts);
    m_following->setVisible(m_feed.isLive());
    row->addWidget(m_following);
    m_paused->setKey(Qt::Key_F9);
    m_paused->setVisible(m_feed.isLive());
    row->addWidget(m_paused);
    row->addSpacing(8);
    row->addWidget(m_withCalls);
    row->addWidget(m_export);
    m_export->setText(tr("Export packets…"));
    m_export->setAccessibleName(tr("Export packets"));
    m_export->setToolTip(tr("Writes all captured packets to a pcapng file, which Wireshark opens (Ctrl+E)"));
    m_export->setFocusPolicy(Qt::StrongFocus);
    connect(m_export, &QToolButton::clicked, this, &PacketsPanel::exportPackets);
    connect(m_chooser, &QComboBox::currentIndexChanged, this, &PacketsPanel::applyFilter);
    connect(m_text, &FilterField::filterChanged, this, &PacketsPanel::applyFilter);
    connect(m_text, &FilterField::problemChanged, m_problem, &FieldMessage::setText);
    connect(m_text, &FilterField::left, m_view, [this] { m_view->setFocus(Qt::OtherFocusReason); });
}

void PacketsPanel::applyFilter()
{
    m_model->setPacketFilter(m_connections->connectionAt(m_chooser->currentIndex()).value_or(0), m_text->filter());
}

void PacketsPanel::clearFilter()
{
    m_chooser->setCurrentIndex(0);
    m_text->clear();
    m_view->setFocus(Qt::OtherFocusReason);
}

void PacketsPanel::updateCounts()
{
    const auto shown = static_cast<quint64>(m_model->rowCount());
    const quint64 total = m_model->total();
    //: %1 packets pass the filter, of %2 in all
    m_counts->setText(m_model->isComplete() ? tr("%1 of %2").arg(countText(shown), countText(total))
                                            //: the same while the filter is still at work
                                            : tr("%1 of %2 …").arg(countText(shown), countText(total)));
    updateExport();
    if (total == 0)
        m_overlay->showSentence(emptySentence());
    else if (shown == 0 && m_model->isComplete())
        m_overlay->showAllHidden(
            tr("The filter hides all %1 packet(s).", nullptr, pluralOf(total)).arg(countText(total)));
    else
        m_overlay->hide();
}

QString PacketsPanel::emptySentence() const
{
    if (!m_feed.isLive())
        return tr("There are no packets in this recording. They are captured while the kernel is observed.");
    using Phase = core::ObserverStatus::Phase;
    const QString reason = sentenceText(m_observer.reasons);
    switch (m_observer.phase) {
    case Phase::Off:
        break;
    case Phase::Starting:
        return tr("The observation of the kernel starts. The packets will be shown here.");
    case Phase::Running:
        return m_observer.packets ? tr("No packet was captured yet. Connect the client, or send something.")
                                  : tr("The kernel does not let packets be captured. %1").arg(reason);
    case Phase::Failed:
        return tr("Packets cannot be captured. %1").arg(reason);
    }
    return tr(
        "There are no packets yet. Click \"Observe kernel\" and then connect or send: every packet is shown here. "
        "The kernel shows packets to root only: start the program as root, or let pkexec ask for the password. "
        "In a private network everybody may see them.");
}

void PacketsPanel::updateExport()
{
    m_export->setEnabled(m_model->total() > 0 && !m_exporting);
}

void PacketsPanel::exportPackets()
{
    if (m_export->isEnabled())
        Q_EMIT exportRequested(m_withCalls->isChecked());
}

void PacketsPanel::setExporting(bool exporting)
{
    m_exporting = exporting;
    updateExport();
}

void PacketsPanel::setObserver(const core::ObserverStatus& status)
{
    m_observer = status;
    updateCounts();
}

void PacketsPanel::selectEvent(quint64 number)
{
    m_details->setEvent(number);
    m_view->selectEvent(number);
}

void PacketsPanel::showConnection(core::ConnectionId connection)
{
    m_chooser->setCurrentIndex(m_connections->rowOf(connection));
}

} // namespace widgets

#include "moc_packets_panel.cpp"
