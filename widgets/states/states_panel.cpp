// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/states/states_panel.h"

#include "widgets/common/role_label.h"
#include "widgets/common/side_mark.h"
#include "widgets/common/state_text.h"
#include "widgets/states/end_summary.h"
#include "widgets/states/state_diagram_view.h"
#include "widgets/states/state_words.h"
#include "widgets/wire/connection_list_model.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QIdentityProxyModel>
#include <QListView>
#include <QPainter>
#include <QScrollArea>
#include <QShortcut>
#include <QVBoxLayout>
#include <algorithm>

namespace widgets {

namespace {

/// The list of connections with another first row: a diagram shows one connection, never all of them.
class NewestFirst final : public QIdentityProxyModel
{
public:
    using QIdentityProxyModel::QIdentityProxyModel;
    QVariant data(const QModelIndex& index, int role) const override
    {
        if (index.row() == 0 && role == Qt::DisplayRole)
            return StatesPanel::tr("Newest connection");
        return QIdentityProxyModel::data(index, role);
    }
};

} // namespace

StatesPanel::StatesPanel(EventFeed& feed, QWidget* parent, Clock clock)
    : QWidget(parent),
      m_feed(feed),
      m_clock(std::move(clock)),
      m_connections(new ConnectionListModel(feed, this)), // before the panel itself: it hears of events first
      m_view(new StateDiagramView(this)),
      m_chooser(new QComboBox(this)),
      m_listener(new EndSummary(core::Side::Server, QStringLiteral("L"), tr("listener"), this)),
      m_server(new EndSummary(core::Side::Server, sideLetter(core::Side::Server), tr("server end"), this)),
      m_client(new EndSummary(core::Side::Client, sideLetter(core::Side::Client), tr("client end"), this)),
      m_stateName(new RoleLabel(Role::Neutral, {}, this)),
      m_explanation(new RoleLabel(Role::Neutral, {}, this))
{
    setAccessibleName(tr("TCP states"));
    makeLayout();
    m_countdown.setInterval(250);
    connect(&m_countdown, &QTimer::timeout, this, &StatesPanel::refresh);
    connect(m_chooser, &QComboBox::currentIndexChanged, this, &StatesPanel::refresh);
    connect(m_view, &StateDiagramView::eventSelected, this, &StatesPanel::eventSelected);
    connect(m_view, &StateDiagramView::shownStateChanged, this, &StatesPanel::explain);
    connect(&feed, &EventFeed::appended, this, &StatesPanel::onAppended);
    connect(&feed, &EventFeed::letGo, this, &StatesPanel::onLetGo);
    connect(&feed, &EventFeed::cleared, this, &StatesPanel::onCleared);
    onAppended(0, static_cast<qsizetype>(feed.recording().size()));
}

void StatesPanel::makeLayout()
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 8, 0, 4);
    layout->setSpacing(10);
    layout->addWidget(m_view, 1);
    layout->addWidget(makeSide());
    setFocusProxy(m_view);
}

QWidget* StatesPanel::makeSide()
{
    auto* names = new NewestFirst(this);
    names->setSourceModel(m_connections);
    auto* list = new QListView(m_chooser);
    list->setUniformItemSizes(true); // thousands of rows: none is measured for the size of the list
    m_chooser->setView(list);
    m_chooser->setModel(names);
    m_chooser->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_chooser->setMinimumContentsLength(14);
    m_chooser->setAccessibleName(tr("Connection in the state diagram"));
    m_chooser->setToolTip(tr("Shows one connection, or always the newest (Alt+N)."));
    auto* shortcut = new QShortcut(QKeySequence(Qt::ALT | Qt::Key_N), this);
    connect(shortcut, &QShortcut::activated, m_chooser, [this] { m_chooser->setFocus(Qt::ShortcutFocusReason); });

    QFont bold = font();
    bold.setBold(true);
    m_stateName->setFont(bold);
    m_explanation->setWordWrap(true);
    m_explanation->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* legend = new RoleLabel(Role::Muted, tr("thick: the way taken · dashed: inferred"), this);
    legend->setWordWrap(true);
    legend->setToolTip(tr("A solid arrow or state was read from the kernel. A dashed one must have been, after RFC "
                          "9293. rcv: received, snd: sent, as in the figure of the RFC."));

    auto* content = new QWidget;
    content->setAutoFillBackground(false);
    auto* texts = new QVBoxLayout(content);
    texts->setContentsMargins(0, 0, 8, 0);
    texts->setSpacing(8);
    for (EndSummary* end : {m_server, m_client, m_listener})
        texts->addWidget(end);
    auto* state = new QVBoxLayout;
    state->setSpacing(2);
    state->addWidget(m_stateName);
    state->addWidget(m_explanation);
    texts->addLayout(state);
    texts->addStretch(1);
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setAccessibleName(tr("Both ends and the chosen state in words"));
    scroll->setWidget(content);
    scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false); // setWidget() turns it on

    auto* side = new QWidget(this);
    side->setFixedWidth(fontMetrics().averageCharWidth() * 52);
    auto* layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 8, 0);
    layout->setSpacing(8);
    layout->addWidget(m_chooser);
    layout->addWidget(scroll, 1);
    layout->addWidget(legend);
    setTabOrder(m_view, m_chooser);
    setTabOrder(m_chooser, scroll);
    return side;
}

std::optional<core::ConnectionId> StatesPanel::connection() const
{
    if (const auto chosen = m_connections->connectionAt(m_chooser->currentIndex()))
        return chosen;
    if (!m_moment)
        return m_connections->connectionAt(1);
    if (m_moment->connection != 0)
        return m_moment->connection;
    for (int row = 1; row < m_connections->rowCount(); ++row) {
        const auto each = m_connections->connectionAt(row);
        if (history().find(*each, core::Side::Server) || history().find(*each, core::Side::Client))
            return each;
    }
    return std::nullopt;
}

QString StatesPanel::explanation() const
{
    return m_explanation->text();
}

void StatesPanel::selectEvent(quint64 number)
{
    const std::optional<core::Event> event = m_feed.recording().find(number);
    const bool isState = event && event->kind == core::EventKind::State;
    if (isState && event->connection != 0 && event->connection != connection()) {
        if (const int row = m_connections->rowOf(event->connection); row > 0)
            m_chooser->setCurrentIndex(row);
    }
    m_view->markEvent(isState ? number : 0);
}

void StatesPanel::showMoment(const std::optional<Moment>& moment)
{
    m_moment = moment;
    refresh();
}

void StatesPanel::onAppended(qsizetype first, qsizetype count)
{
    const core::Recording& recording = m_feed.recording();
    for (qsizetype i = first; i < first + count; ++i) {
        const auto index = static_cast<std::size_t>(i);
        m_history.apply(recording.at(index), recording.firstNumber() + index);
    }
    refresh();
}

void StatesPanel::onLetGo()
{
    m_history.letGo(m_feed.recording().firstNumber());
}

void StatesPanel::onCleared()
{
    m_history.clear();
    m_view->markEvent(0);
    refresh();
}

void StatesPanel::refresh()
{
    if (!isVisible())
        return; // showEvent() makes up for it
    const std::int64_t now = m_moment ? m_moment->ns : m_clock();
    const auto pathOf = [&](core::ConnectionId id, core::Side side) -> std::optional<StatePath> {
        const StatePath* path = history().find(id, side);
        if (!path)
            return std::nullopt;
        const StatePath* peer =
            history().find(id, side == core::Side::Server ? core::Side::Client : core::Side::Server);
        return pathAt(peer ? pathBeside(*path, *peer) : *path, now);
    };
    const std::optional<core::ConnectionId> id = connection();
    const auto listener = pathOf(0, core::Side::Server);
    const auto server = id ? pathOf(*id, core::Side::Server) : std::nullopt;
    const auto client = id ? pathOf(*id, core::Side::Client) : std::nullopt;
    std::int64_t left = 0;
    for (const auto& path : {server, client})
        left = std::max(left, path ? timeWaitLeftNs(*path, now) : 0);
    constexpr std::int64_t kSecond = 1'000'000'000;
    m_view->setCountdown(left > 0 ? tr("%1 s left").arg((left + kSecond - 1) / kSecond) : QString());
    m_view->setPaths(listener, server, client);
    m_listener->setPath(listener);
    m_server->setPath(server);
    m_client->setPath(client);
    if (left > 0 && !m_moment && !m_countdown.isActive())
        m_countdown.start();
    else if (left == 0 || m_moment)
        m_countdown.stop();
    explain();
}

void StatesPanel::explain()
{
    core::TcpState state = m_view->shownState();
    const StateStep* newest = nullptr;
    for (const StatePath* path : m_view->scene().paths()) {
        if (!newest || path->steps.back().ns > newest->ns)
            newest = &path->steps.back();
    }
    if (state == core::TcpState::Unknown && newest)
        state = newest->to;
    m_stateName->setVisible(state != core::TcpState::Unknown);
    if (state != core::TcpState::Unknown) {
        const QString name = stateWord(state);
        const QString rfc = rfcStateName(state);
        m_stateName->setText(rfc == name ? name : tr("%1, in the RFC %2").arg(name, rfc));
        m_explanation->setText(stateSentence(state));
    } else if (m_moment) {
        m_explanation->setText(
            tr("No state was known yet as of %1.").arg(momentTime(m_moment->ns, m_moment->originNs)));
    } else if (connection()) {
        m_explanation->setText(tr("No state of this connection was seen. UNIX sockets have no TCP states."));
    } else if (!m_feed.isLive()) {
        m_explanation->setText(
            tr("There are no TCP states in this recording. Point at a state to read what it means."));
    } else {
        m_explanation->setText(tr("Nothing has happened yet. Start the server and connect: both ends are marked here, "
                                  "and the way that they take is drawn as they go. Point at a state to read what it "
                                  "means."));
    }
}

void StatesPanel::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), color(Role::Card, palette()));
}

void StatesPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

void StatesPanel::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_countdown.stop();
}

} // namespace widgets

#include "moc_states_panel.cpp"
