// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/server/connection_list.h"

#include "widgets/common/role_label.h"
#include "widgets/common/state_badge.h"
#include "widgets/server/connection_delegate.h"
#include "widgets/server/connection_table_model.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QStackedLayout>
#include <QTableView>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>
#include <array>
#include <chrono>

namespace widgets {

using namespace std::chrono_literals;

namespace {

constexpr int kLeastBytesWidth = 70; // device-independent pixels

RoleLabel* selectableLabel(Role role, QWidget* parent)
{
    auto* label = new RoleLabel(role, {}, parent);
    label->setWordWrap(true);
    label->setAlignment(Qt::AlignHCenter);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

// Less than the style asks for, so that four buttons fit into a narrow panel.
int compactWidth(const QPushButton& button)
{
    return button.fontMetrics().horizontalAdvance(button.text()) + 8;
}

} // namespace

ConnectionList::ConnectionList(EventFeed& feed, QWidget* parent)
    : QWidget(parent),
      m_model(new ConnectionTableModel(feed, this)),
      m_view(new QTableView(this)),
      m_stack(new QStackedLayout),
      m_emptySentence(selectableLabel(Role::Muted, this)),
      m_emptyCommand(selectableLabel(Role::Neutral, this)),
      m_closeAll(nullptr),
      m_ageTimer(new QTimer(this)),
      m_widthTimer(new QTimer(this))
{
    setUpView();
    m_emptyCommand->setFont(monospaceFont());

    auto* emptyPage = new QWidget(this);
    auto* emptyLayout = new QVBoxLayout(emptyPage);
    emptyLayout->addStretch(1);
    emptyLayout->addWidget(m_emptySentence);
    emptyLayout->addWidget(m_emptyCommand);
    emptyLayout->addStretch(2);
    m_stack->addWidget(emptyPage);
    m_stack->addWidget(m_view);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addLayout(m_stack, 1);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(6);
    buttons->addWidget(
        addButton(tr("Cl&ose"), tr("close(2) the selected connections (Delete)"), &ConnectionList::closeRequested));
    buttons->addWidget(addButton(tr("H&alf-close"),
                                 tr("shutdown(2) writing on the selected connections: sends FIN, still receives"),
                                 &ConnectionList::halfCloseRequested));
    buttons->addWidget(addButton(tr("&Reset"), tr("Close the selected connections with SO_LINGER of 0 s: sends RST"),
                                 &ConnectionList::resetRequested));
    m_closeAll = new QPushButton(tr("C&lose all"), this);
    m_closeAll->setMinimumWidth(compactWidth(*m_closeAll));
    m_closeAll->setToolTip(tr("close(2) every connection; the server goes on listening"));
    m_toolTips.append(m_closeAll->toolTip());
    connect(m_closeAll, &QPushButton::clicked, this, &ConnectionList::closeAllRequested);
    buttons->addWidget(m_closeAll, 1);
    column->addLayout(buttons);
    m_actions.front()->setShortcut(QKeySequence::Delete);
    m_actions.front()->setShortcutContext(Qt::WidgetShortcut);

    // Connected after the view, so its selection is up to date already.
    const auto update = [this] { updateEnabled(); };
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, update);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, update);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, update);
    connect(m_model, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex& top, const QModelIndex&) {
        if (top.column() == 0) // not a mere change of ages
            updateEnabled();
    });
    m_widthTimer->setSingleShot(true);
    m_widthTimer->setInterval(0);
    connect(m_widthTimer, &QTimer::timeout, this, &ConnectionList::updateColumnWidths);
    m_ageTimer->setInterval(1s);
    connect(m_ageTimer, &QTimer::timeout, this, &ConnectionList::refreshVisibleAges);
    updateEnabled();
}

void ConnectionList::setUpView()
{
    m_view->setModel(m_model);
    m_view->setItemDelegate(new ConnectionDelegate(m_view));
    m_view->setAccessibleName(tr("Connections of the server"));
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_view->setTabKeyNavigation(false);
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerItem);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setMinimumSize(120, 46); // the head and a row: messages above it come first
    QHeaderView* rows = m_view->verticalHeader();
    rows->hide();
    rows->setSectionResizeMode(QHeaderView::Fixed);
    rows->setDefaultSectionSize(badgeSize(QString(), badgeFont(font())).height() + 5);
    QHeaderView* columns = m_view->horizontalHeader();
    columns->setHighlightSections(false);
    columns->setMinimumSectionSize(24);
    columns->setSectionResizeMode(QHeaderView::Fixed);
    columns->setSectionResizeMode(ConnectionTableModel::PeerColumn, QHeaderView::Stretch);
    columns->setSectionsClickable(false);
    m_view->viewport()->installEventFilter(this);
    auto* follow = new QAction(tr("&Follow stream"), m_view);
    m_view->addAction(follow);
    connect(follow, &QAction::triggered, this, [this] {
        if (const core::ConnectionEnd* end = m_model->endAt(m_view->currentIndex().row()))
            Q_EMIT followStreamRequested(end->connection);
    });
    connect(m_view, &QTableView::activated, this, [this](const QModelIndex& index) {
        if (const core::ConnectionEnd* end = m_model->endAt(index.row()))
            Q_EMIT connectionActivated(end->connection);
    });
}

QPushButton* ConnectionList::addButton(const QString& text, const QString& toolTip, ListSignal signal)
{
    auto* button = new QPushButton(text, this);
    button->setToolTip(toolTip);
    button->setMinimumWidth(compactWidth(*button));
    m_forSelected.push_back(button);
    m_toolTips.append(toolTip);
    const auto emitSelected = [this, signal] {
        const std::vector<core::ConnectionId> connections = selectedOpen();
        if (!connections.empty())
            Q_EMIT(this->*signal)(connections);
    };
    connect(button, &QPushButton::clicked, this, emitSelected);
    auto* action = new QAction(text, m_view);
    action->setToolTip(toolTip);
    connect(action, &QAction::triggered, this, emitSelected);
    m_view->addAction(action);
    m_actions.push_back(action);
    return button;
}

void ConnectionList::setEmptyText(const QString& sentence, const QString& command)
{
    m_emptySentence->setText(sentence);
    m_emptyCommand->setText(command);
    m_emptyCommand->setVisible(!command.isEmpty());
}

std::vector<core::ConnectionId> ConnectionList::selectedOpen() const
{
    std::vector<core::ConnectionId> connections;
    QModelIndexList rows = m_view->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    for (const QModelIndex& row : rows) {
        const core::ConnectionEnd* end = m_model->endAt(row.row());
        if (end && end->isOpen())
            connections.push_back(end->connection);
    }
    return connections;
}

void ConnectionList::showMoment(const std::optional<Moment>& moment)
{
    m_moment = moment;
    m_model->showMoment(moment);
    updateToolTips();
    updateEnabled();
}

void ConnectionList::updateToolTips()
{
    QList<QPushButton*> buttons(m_forSelected.begin(), m_forSelected.end());
    buttons.append(m_closeAll);
    //: %1 time of a past event, "4.201 s"
    const QString why = m_moment ? tr("The connections are shown as of %1. Go back to now to act on them.")
                                       .arg(momentTime(m_moment->ns, m_moment->originNs))
                                 : QString();
    for (qsizetype i = 0; i < buttons.size(); ++i)
        buttons[i]->setToolTip(why.isEmpty() ? m_toolTips[i] : why);
    m_view->setAccessibleDescription(why);
}

void ConnectionList::updateEnabled()
{
    bool any = false;
    for (const QItemSelectionRange& range : m_view->selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom() && !any; ++row) {
            const core::ConnectionEnd* end = m_model->endAt(row);
            any = end && end->isOpen();
        }
    }
    any = any && !m_moment;
    for (QPushButton* button : m_forSelected)
        button->setEnabled(any);
    for (QAction* action : m_actions)
        action->setEnabled(any);
    m_closeAll->setEnabled(m_model->openCount() > 0 && !m_moment);
    m_stack->setCurrentIndex(m_model->rowCount() > 0 ? 1 : 0);
    if (isVisible() && !m_widthTimer->isActive())
        m_widthTimer->start(); // a batch that ends many connections takes away as many runs of rows
}

std::pair<int, int> ConnectionList::visibleRows() const
{
    const int first = m_view->rowAt(0);
    const int last = m_view->rowAt(m_view->viewport()->height() - 1);
    return {first, last < 0 ? m_model->rowCount() - 1 : last};
}

// As wide as what is visible needs; the peer gets the rest. In a narrow panel ESTABLISHED gives up its long form first,
// then the ages go, then the counts of bytes are cut: who is connected stays to be read longest.
void ConnectionList::updateColumnWidths()
{
    QHeaderView* columns = m_view->horizontalHeader();
    const QFontMetrics metrics = m_view->fontMetrics();
    const QFont badge = badgeFont(m_view->font());
    std::array<int, ConnectionTableModel::ColumnCount> needed{};
    for (int column = 0; column < ConnectionTableModel::ColumnCount; ++column) {
        const QString title = m_model->headerData(column, Qt::Horizontal).toString();
        needed[static_cast<std::size_t>(column)] = metrics.horizontalAdvance(title) + 12;
    }
    int longState = needed[ConnectionTableModel::StateColumn];
    const auto [first, last] = visibleRows();
    for (int row = std::max(first, 0); row <= last; ++row) {
        for (int column = 0; column < ConnectionTableModel::ColumnCount; ++column) {
            int& width = needed[static_cast<std::size_t>(column)];
            const QString text = m_model->index(row, column).data().toString();
            if (column == ConnectionTableModel::StateColumn) {
                longState = std::max(longState, ConnectionDelegate::widthOfState(text, badge));
                width = std::max(width, ConnectionDelegate::widthOfState(ConnectionDelegate::shortState(text), badge));
            } else {
                width = std::max(width, ConnectionDelegate::widthOfText(text, metrics));
            }
        }
    }
    // A long peer does not push the others aside: its middle can be left out.
    const int usualPeer = ConnectionDelegate::widthOfText(QStringLiteral("127.0.0.1:65535"), metrics);
    const int peer = std::min(needed[ConnectionTableModel::PeerColumn], usualPeer);
    int& state = needed[ConnectionTableModel::StateColumn];
    int& bytes = needed[ConnectionTableModel::BytesColumn];
    const int age = needed[ConnectionTableModel::AgeColumn];
    const int room = m_view->viewport()->width();
    const int leastBytes = std::min(bytes, kLeastBytesWidth);
    const bool ageFits = peer + state + bytes + age <= room;
    m_view->setColumnHidden(ConnectionTableModel::AgeColumn, !ageFits); // it is in the tool tip, too
    if (peer + longState + bytes + (ageFits ? age : 0) <= room)
        state = longState;
    bytes = std::clamp(room - peer - state - (ageFits ? age : 0), leastBytes, bytes);
    for (const auto column :
         {ConnectionTableModel::StateColumn, ConnectionTableModel::BytesColumn, ConnectionTableModel::AgeColumn}) {
        const int width = needed[static_cast<std::size_t>(column)];
        if (!m_view->isColumnHidden(column) && columns->sectionSize(column) != width)
            columns->resizeSection(column, width);
    }
}

void ConnectionList::refreshVisibleAges()
{
    const auto [first, last] = visibleRows();
    if (first < 0)
        return;
    m_model->refreshAges(first, last);
    updateColumnWidths();
}

bool ConnectionList::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_view->viewport() && event->type() == QEvent::Resize)
        updateColumnWidths();
    return QWidget::eventFilter(watched, event);
}

void ConnectionList::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refreshVisibleAges();
    m_ageTimer->start();
}

void ConnectionList::hideEvent(QHideEvent* event)
{
    m_ageTimer->stop();
    QWidget::hideEvent(event);
}

} // namespace widgets

#include "moc_connection_list.cpp"
