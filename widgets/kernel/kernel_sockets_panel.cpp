// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/kernel/kernel_sockets_panel.h"

#include "widgets/common/count_text.h"
#include "widgets/common/message_bar.h"
#include "widgets/common/role_label.h"
#include "widgets/feed/event_feed.h"
#include "widgets/kernel/kernel_socket_model.h"

#include <QCheckBox>
#include <QDateTime>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QStackedLayout>
#include <QTableView>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>
#include <chrono>

namespace widgets {

using namespace std::chrono_literals;

KernelSocketsPanel::KernelSocketsPanel(EventFeed& feed, QWidget* parent)
    : QWidget(parent),
      m_feed(feed),
      m_model(new KernelSocketModel(this)),
      m_view(new QTableView(this)),
      m_all(new QCheckBox(tr("All sockets of this &machine"), this)),
      m_count(new RoleLabel(Role::Muted, {}, this)),
      m_asOf(new RoleLabel(Role::Muted, {}, this)),
      m_ofNow(new RoleLabel(Role::Neutral, tr("shown as of now:"), this)),
      m_empty(new RoleLabel(Role::Muted, {}, this)),
      m_message(new MessageBar(this)),
      m_stack(new QStackedLayout),
      m_timer(new QTimer(this))
{
    setAccessibleName(tr("Kernel sockets"));
    m_all->setToolTip(tr("Also the sockets of other programs, with their names where /proc tells them"));
    m_asOf->setToolTip(
        tr("The kernel was asked with NETLINK_SOCK_DIAG (sock_diag(7)), four times a second while this is "
           "visible. The asking is not recorded."));
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setText(tr("Nothing is known yet."));
    setUpView();

    auto* tools = new QHBoxLayout;
    tools->setContentsMargins(6, 4, 6, 4);
    tools->setSpacing(12);
    tools->addWidget(m_all);
    tools->addWidget(m_count);
    tools->addStretch(1);
    tools->addWidget(m_ofNow);
    tools->addWidget(m_asOf);
    m_ofNow->setToolTip(tr("Other panels show the past. What the kernel knew then was not kept."));
    m_ofNow->hide();
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_view);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(tools);
    column->addWidget(m_message);
    column->addLayout(m_stack, 1);

    m_timer->setInterval(250ms);
    connect(m_timer, &QTimer::timeout, this, &KernelSocketsPanel::requestSample);
    connect(m_all, &QCheckBox::toggled, this, &KernelSocketsPanel::requestSample);
    learn(0, static_cast<qsizetype>(feed.recording().size()));
    connect(&feed, &EventFeed::appended, this, &KernelSocketsPanel::learn);
}

void KernelSocketsPanel::setPastShownElsewhere(bool on)
{
    m_ofNow->setVisible(on);
}

void KernelSocketsPanel::setUpView()
{
    m_view->setModel(m_model);
    m_view->setAccessibleName(tr("Kernel sockets"));
    m_view->setAccessibleDescription(tr("What the kernel knows of each socket; a column header sorts by its column"));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setTabKeyNavigation(false);
    m_view->setCornerButtonEnabled(false);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerItem);
    m_view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setMinimumSize(300, 60);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->verticalHeader()->setMinimumSectionSize(1);
    m_view->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    setUpColumns();
}

void KernelSocketsPanel::setUpColumns()
{
    QHeaderView* header = m_view->horizontalHeader();
    header->setHighlightSections(false);
    header->setMinimumSectionSize(24);
    header->setSortIndicator(static_cast<int>(SocketColumn::Kind), Qt::AscendingOrder);
    m_view->setSortingEnabled(true);
    const QFontMetrics proportional(font());
    const QFontMetrics fixed(monospaceFont());
    const auto setWidth = [&](SocketColumn column, const QFontMetrics& metrics, const QString& sample) {
        constexpr int kSortMark = 30; // the title with the arrow of the sorted column
        const QString title = m_model->headerData(static_cast<int>(column), Qt::Horizontal).toString();
        m_view->setColumnWidth(static_cast<int>(column), std::max(metrics.horizontalAdvance(sample) + 14,
                                                                  proportional.horizontalAdvance(title) + kSortMark));
    };
    setWidth(SocketColumn::Kind, proportional, QStringLiteral("UNIX seqpacket"));
    setWidth(SocketColumn::State, proportional, QStringLiteral("UNCONNECTED"));
    setWidth(SocketColumn::ReceiveQueue, fixed, QStringLiteral("1234567"));
    setWidth(SocketColumn::SendQueue, fixed, QStringLiteral("1234567"));
    setWidth(SocketColumn::AcceptQueue, fixed, QStringLiteral("128 of 128"));
    setWidth(SocketColumn::Local, proportional, QStringLiteral("255.255.255.255:65535 "));
    setWidth(SocketColumn::Peer, proportional, QStringLiteral("255.255.255.255:65535 "));
    setWidth(SocketColumn::Timer, fixed, QStringLiteral("TIME_WAIT 59.9 s"));
    setWidth(SocketColumn::Rtt, fixed, QStringLiteral("12.34 ms"));
    setWidth(SocketColumn::CongestionWindow, fixed, QStringLiteral("1234"));
    setWidth(SocketColumn::Retransmits, fixed, QStringLiteral("1234"));
    setWidth(SocketColumn::Owner, proportional, QStringLiteral("abcdefghijklmno (pid 1234567)"));
    header->setSectionResizeMode(static_cast<int>(SocketColumn::Local), QHeaderView::Stretch);
    header->setSectionResizeMode(static_cast<int>(SocketColumn::Peer), QHeaderView::Stretch);
}

void KernelSocketsPanel::learn(qsizetype first, qsizetype count)
{
    bool learned = false;
    for (qsizetype i = first; i < first + count; ++i)
        learned = m_endpoints.apply(m_feed.recording().at(static_cast<std::size_t>(i))) || learned;
    if (learned)
        m_shared.reset();
}

void KernelSocketsPanel::requestSample()
{
    if (!isVisible() || window()->isMinimized())
        return;
    if (!m_shared)
        m_shared = std::make_shared<const core::OwnEndpoints>(m_endpoints);
    Q_EMIT sampleRequested({m_all->isChecked(), m_shared});
}

void KernelSocketsPanel::setSample(const std::shared_ptr<const core::SocketSample>& sample)
{
    if (!sample || sample->wholeMachine != m_all->isChecked()) // asked for before the choice changed
        return;
    m_model->setSockets(sample->sockets);
    const auto shown = static_cast<std::size_t>(m_model->rowCount());
    //: %1 sockets shown, %2 sockets of the machine
    QStringList facts(
        tr("%1 of %2 socket(s)", nullptr, pluralOf(sample->total)).arg(countText(shown), countText(sample->total)));
    if (sample->interrupted)
        facts << tr("some may be missing: they came or went meanwhile");
    if (sample->malformed > 0)
        facts << tr("messages of the kernel that could not be read: %1").arg(countText(sample->malformed));
    m_count->setText(facts.join(QStringLiteral(" · ")));
    const QString time = QDateTime::fromMSecsSinceEpoch(sample->wallMs).toString(QStringLiteral("HH:mm:ss.zzz"));
    //: %1 time of day
    m_asOf->setText(tr("as of %1 · sampled: sock_diag").arg(time));
    showError(sample->error);
    m_empty->setText(sample->error ? tr("The kernel does not tell.")
                                   : tr("The program has no sockets. Start the server or connect the client."));
    m_stack->setCurrentWidget(m_model->rowCount() > 0 ? static_cast<QWidget*>(m_view) : m_empty);
}

void KernelSocketsPanel::showError(const std::optional<core::SysError>& error)
{
    if (error == m_error)
        return; // said already, or dismissed
    m_error = error;
    if (error)
        m_message->showError(tr("Asking the kernel for its sockets"), *error);
    else
        m_message->clearMessage();
}

void KernelSocketsPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    requestSample();
    m_timer->start();
}

void KernelSocketsPanel::hideEvent(QHideEvent* event)
{
    m_timer->stop();
    QWidget::hideEvent(event);
}

} // namespace widgets

#include "moc_kernel_sockets_panel.cpp"
