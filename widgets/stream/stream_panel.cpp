// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/stream/stream_panel.h"

#include "core/stream/stream_bytes.h"
#include "widgets/common/count_text.h"
#include "widgets/common/mark_toggle.h"
#include "widgets/common/role_label.h"
#include "widgets/common/save_bytes.h"
#include "widgets/log/bytes_field.h"
#include "widgets/stream/stream_search_run.h"
#include "widgets/stream/stream_text.h"
#include "widgets/stream/stream_view.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QMenu>
#include <QShortcut>
#include <QStandardItemModel>
#include <QToolButton>
#include <QVBoxLayout>

namespace widgets {

using core::StreamDirection;
using core::StreamForm;
using core::StreamSource;

namespace {

constexpr int kBoth = -1; // both directions, or those of the best source

} // namespace

StreamPanel::StreamPanel(EventFeed& feed, core::ConnectionId connection, QWidget* parent)
    : QWidget(parent),
      m_feed(feed),
      m_content(new StreamContent(feed, connection, this)),
      m_search(new StreamSearchRun(*m_content, this)),
      m_tools(new QWidget(this)),
      m_directions(new QComboBox(m_tools)),
      m_forms(new QComboBox(m_tools)),
      m_sources(new QComboBox(m_tools)),
      m_following(new MarkToggle(tr("F&ollowing"), tr("Keep the newest bytes in sight"), true, m_tools)),
      m_copy(new QToolButton(m_tools)),
      m_save(new QToolButton(m_tools)),
      m_find(new BytesField(tr("Bytes to find in the stream"), m_tools)),
      m_notice(new RoleLabel(Role::Neutral, {}, this)),
      m_view(new StreamView(*m_content, this)),
      m_saveBar(new SaveBar(this)),
      m_summary(new RoleLabel(Role::Muted, {}, this))
{
    setAccessibleName(tr("Stream of a connection"));
    makeTools();
    makeSave();
    m_notice->setWordWrap(true);
    m_notice->setMargin(6);
    m_summary->setMargin(6);
    m_view->setFrameShape(QFrame::NoFrame);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_tools);
    layout->addWidget(m_saveBar);
    layout->addWidget(m_notice);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_summary);

    connect(m_view, &StreamView::eventSelected, this, &StreamPanel::eventSelected);
    connect(m_following, &MarkToggle::toggled, m_view, &StreamView::setFollowing);
    connect(m_view, &StreamView::followingChanged, m_following, &MarkToggle::setChecked);
    connect(m_view, &StreamView::copied, this, [this](bool cut) {
        if (cut)
            m_find->setOutcome(tr("Only the first %1 byte(s) were copied.", nullptr, pluralOf(kMaxCopiedStream))
                                   .arg(countText(kMaxCopiedStream)));
    });
    connect(m_content, &StreamContent::changed, this, &StreamPanel::updateWords);
    connect(m_content, &StreamContent::restarted, this, &StreamPanel::updateWords);
    connect(m_content, &StreamContent::dropped, this, &StreamPanel::updateWords);
    connect(m_find, &BytesField::findRequested, this, &StreamPanel::find);
    connect(m_find, &BytesField::left, m_view, [this] { m_view->setFocus(Qt::OtherFocusReason); });
    connect(m_search, &StreamSearchRun::found, this, &StreamPanel::onFound);
    connect(m_search, &StreamSearchRun::notFound, this, [this] { m_find->setOutcome(tr("Not found")); });
    connect(m_content, &StreamContent::restarted, m_find, [this] { m_find->setOutcome({}); }); // the search ended
    auto* findKey = new QShortcut(QKeySequence::Find, this);
    findKey->setContext(Qt::WidgetWithChildrenShortcut);
    connect(findKey, &QShortcut::activated, m_find, [this] { m_find->setFocus(Qt::ShortcutFocusReason); });
    if (!feed.isLive()) { // nothing will come: it is read from its beginning
        m_following->hide();
        m_view->setFollowing(false);
    }
    updateWords();
}

void StreamPanel::makeTools()
{
    m_directions->setAccessibleName(tr("Directions"));
    m_directions->setToolTip(tr("Shows the bytes of both directions in the order in which they went, or of one"));
    m_directions->addItem(tr("⇄ both ways"), kBoth);
    for (const StreamDirection direction : {StreamDirection::ToServer, StreamDirection::ToClient})
        m_directions->addItem(directionText(direction), static_cast<int>(direction));
    m_forms->setAccessibleName(tr("Form of the bytes"));
    m_forms->addItem(tr("Text"), static_cast<int>(StreamForm::Text));
    m_forms->addItem(tr("Hex dump"), static_cast<int>(StreamForm::Hex));
    m_forms->addItem(tr("C array"), static_cast<int>(StreamForm::CArray));
    m_sources->setAccessibleName(tr("Who tells of the bytes"));
    m_sources->setToolTip(tr("Each byte is read from one account only, so that none is shown twice"));
    m_sources->addItem(tr("Source: automatic"), kBoth);
    for (const StreamSource source : {StreamSource::ClientCalls, StreamSource::ServerCalls, StreamSource::Packets})
        m_sources->addItem(sourceText(source), static_cast<int>(source));
    m_copy->setText(tr("&Copy"));
    m_copy->setToolTip(tr("Copies the selected lines (Ctrl+C)"));
    m_copy->setFocusPolicy(Qt::StrongFocus);

    auto* row = new QHBoxLayout;
    row->setSpacing(5);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_directions, m_forms, m_sources, m_following})
        row->addWidget(widget);
    row->addStretch(1);
    row->addWidget(m_copy);
    row->addWidget(m_save);
    auto* rows = new QVBoxLayout(m_tools);
    rows->setContentsMargins(8, 5, 8, 5);
    rows->setSpacing(5);
    rows->addLayout(row);
    rows->addWidget(m_find);

    connect(m_directions, &QComboBox::currentIndexChanged, this, [this] {
        const int chosen = m_directions->currentData().toInt();
        m_content->setDirection(chosen == kBoth ? std::nullopt : std::optional(static_cast<StreamDirection>(chosen)));
    });
    connect(m_forms, &QComboBox::currentIndexChanged, this,
            [this] { m_content->setForm(static_cast<StreamForm>(m_forms->currentData().toInt())); });
    connect(m_sources, &QComboBox::currentIndexChanged, this, [this] {
        const int chosen = m_sources->currentData().toInt();
        m_content->setSource(chosen == kBoth ? std::nullopt : std::optional(static_cast<StreamSource>(chosen)));
    });
    connect(m_copy, &QToolButton::clicked, m_view, &StreamView::copy);
}

void StreamPanel::makeSave()
{
    m_save->setText(tr("&Save raw…"));
    m_save->setAccessibleName(tr("Save raw"));
    m_save->setToolTip(tr("Writes the bytes of one direction to a file, exactly as they went"));
    m_save->setFocusPolicy(Qt::StrongFocus);
    m_save->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(m_save);
    for (const StreamDirection direction : {StreamDirection::ToServer, StreamDirection::ToClient})
        menu->addAction(tr("%1…").arg(directionText(direction)), this,
                        [this, direction] { askAndSave(*m_saveBar, bytesToSave(direction)); });
    m_save->setMenu(menu);
    connect(m_saveBar, &SaveBar::runningChanged, m_save, &QToolButton::setDisabled);
}

void StreamPanel::updateWords()
{
    const QString missing = missingText(*m_content, m_feed.recording().letGo());
    m_notice->setText(missing);
    m_notice->setVisible(!missing.isEmpty());
    m_view->setEmptyText(m_content->isOver() ? tr("This connection has ended. No bytes went through it.")
                         : m_feed.isLive()
                             ? tr("No bytes went through this connection yet. Send something: it appears here.")
                             : tr("No bytes went through this connection."));
    const core::StreamIndex& index = m_content->index();
    const QString sizes = tr("→ %1, ← %2")
                              .arg(byteCountText(m_content->keptBytes(StreamDirection::ToServer)),
                                   byteCountText(m_content->keptBytes(StreamDirection::ToClient)));
    //: %1 bytes of each direction, %2 the account that they are read from, "calls of the client"
    const QString words = tr("%1 · %2").arg(sizes, sourceText(index.source()));
    m_summary->setText(m_content->isComplete() ? words : tr("%1 (still reading …)").arg(words));
    m_save->setEnabled(!index.empty() && !m_saveBar->isRunning());
    auto* items = qobject_cast<QStandardItemModel*>(m_sources->model());
    for (int i = 1; i < m_sources->count(); ++i)
        items->item(i)->setEnabled(m_content->has(static_cast<StreamSource>(m_sources->itemData(i).toInt())));
}

QString StreamPanel::notice() const
{
    return m_notice->text();
}

QString StreamPanel::summary() const
{
    return m_summary->text();
}

void StreamPanel::selectEvent(quint64 number)
{
    m_view->selectEvent(number);
}

void StreamPanel::showNearEvent(quint64 number)
{
    m_view->showNearEvent(number);
}

void StreamPanel::find(const std::vector<std::byte>& needle, bool forward)
{
    const qint64 row = m_view->currentRow();
    const bool isThere = row >= 0 && static_cast<quint64>(row) < m_content->rows();
    const std::size_t segment = isThere ? m_content->segmentOfRow(static_cast<quint64>(row)) : 0;
    m_find->setOutcome(tr("Searching …"));
    m_view->setFollowing(false);
    m_search->start(needle, segment, forward);
}

void StreamPanel::onFound(quint64 segment, quint32 offset, bool cameRound)
{
    m_view->setCurrentRow(static_cast<qint64>(m_content->rowOfByte(segment, offset)), true);
    const quint64 event = m_content->index().at(segment).number;
    m_find->setOutcome(cameRound ? tr("Found in event %1, coming round").arg(event)
                                 : tr("Found in event %1").arg(event));
}

BytesToSave StreamPanel::bytesToSave(StreamDirection direction) const
{
    const bool toServer = direction == StreamDirection::ToServer;
    return {toServer ? tr("Save the bytes to the server") : tr("Save the bytes to the client"),
            QStringLiteral("connection-%1-%2.bin")
                .arg(m_content->connection())
                .arg(toServer ? QLatin1String("to-server") : QLatin1String("to-client")),
            m_content->keptBytes(direction),
            [bytes = core::StreamBytes(m_feed.snapshot(), m_content->connection(), m_content->index().source(),
                                       direction)]() mutable { return bytes.next(); }};
}

void StreamPanel::saveTo(const QString& path, StreamDirection direction)
{
    widgets::saveTo(*m_saveBar, path, bytesToSave(direction));
}

} // namespace widgets

#include "moc_stream_panel.cpp"
