// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/packets/packet_details.h"

#include "widgets/common/count_text.h"
#include "widgets/common/role_label.h"
#include "widgets/common/theme.h"
#include "widgets/common/tool_tip.h"
#include "widgets/log/hex_view.h"
#include "widgets/packets/packet_fields.h"

#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QSplitter>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <array>

namespace widgets {

namespace {

constexpr int kOffsetRole = Qt::UserRole;
constexpr int kSizeRole = Qt::UserRole + 1;
constexpr int kTroubleRole = Qt::UserRole + 2;

} // namespace

PacketDetails::PacketDetails(EventFeed& feed, QWidget* parent)
    : QWidget(parent),
      m_feed(feed),
      m_notice(new RoleLabel(Role::Muted, {}, this)),
      m_split(new QSplitter(Qt::Vertical, this)),
      m_tree(new QTreeWidget(this)),
      m_bytesTitle(new RoleLabel(Role::Neutral, {}, this)),
      m_hex(new HexView(this))
{
    setAccessibleName(tr("Details of the selected packet"));
    m_notice->setWordWrap(true);
    m_notice->setMargin(10);

    m_tree->setAccessibleName(tr("Fields of the selected packet"));
    m_tree->setColumnCount(2);
    m_tree->setHeaderLabels({tr("Field"), tr("Value")});
    m_tree->header()->hide();
    m_tree->header()->setStretchLastSection(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setIndentation(14);
    m_tree->setWordWrap(false);
    m_tree->setTabKeyNavigation(false);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_tree->setTextElideMode(Qt::ElideRight);
    m_tree->setContextMenuPolicy(Qt::ActionsContextMenu);
    auto* copy = new QAction(tr("&Copy details"), m_tree);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, &PacketDetails::copyAll);
    m_tree->addAction(copy);

    m_hex->setFrameShape(QFrame::NoFrame);
    m_bytesTitle->setBuddy(m_hex);
    auto* bytes = new QWidget(this);
    auto* bytesLayout = new QVBoxLayout(bytes);
    bytesLayout->setContentsMargins(10, 4, 0, 0);
    bytesLayout->setSpacing(2);
    bytesLayout->addWidget(m_bytesTitle);
    bytesLayout->addWidget(m_hex, 1);
    m_split->addWidget(m_tree);
    m_split->addWidget(bytes);
    m_split->setStretchFactor(0, 3);
    m_split->setStretchFactor(1, 1);
    m_split->setSizes({230, 90});
    m_split->setChildrenCollapsible(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_notice);
    layout->addWidget(m_split, 1);
    layout->addStretch(0);

    connect(m_tree, &QTreeWidget::currentItemChanged, this, &PacketDetails::showPart);
    connect(&m_feed, &EventFeed::letGo, this, &PacketDetails::onGone);
    connect(&m_feed, &EventFeed::cleared, this, [this] { setEvent(0); });
    rebuild();
}

std::optional<core::Event> PacketDetails::packet() const
{
    const std::optional<core::Event> event = m_feed.recording().find(m_number);
    return event && event->kind == core::EventKind::Packet ? event : std::nullopt;
}

void PacketDetails::setEvent(quint64 number)
{
    m_number = number;
    rebuild();
}

void PacketDetails::say(const QString& sentence)
{
    m_notice->setText(sentence);
    m_notice->setVisible(!sentence.isEmpty());
}

void PacketDetails::onGone()
{
    if (m_number == 0 || m_feed.recording().find(m_number))
        return;
    m_hex->clear(); // before anything else: the memory is gone
    m_bytesTitle->clear();
    say(tr("Packet %1 was dropped meanwhile: the log keeps the newest events only.").arg(m_number));
}

void PacketDetails::rebuild()
{
    m_hex->clear();
    m_bytesTitle->clear();
    m_tree->clear();
    const std::optional<core::Event> event = packet();
    m_split->setVisible(event.has_value());
    if (!event) {
        say(m_number != 0 && m_feed.recording().find(m_number)
                ? tr("The selected event is no packet: the event log tells about it.")
                : tr("Select a packet to see the fields of its headers and its bytes."));
        return;
    }
    say({});
    std::array<QTreeWidgetItem*, 3> above{};
    QTreeWidgetItem* shown = nullptr;
    for (const PacketField& field : packetFields(*event)) {
        auto* item = new QTreeWidgetItem({field.name, field.value});
        item->setToolTip(1, plainToolTip(field.value));
        item->setFont(1, monospaceFont());
        item->setForeground(0, color(field.level == 0 ? Role::Neutral : Role::Muted, palette()));
        if (field.isTrouble) {
            item->setText(0, QStringLiteral("! ") + field.name);
            item->setForeground(1, color(Role::Error, palette()));
            item->setData(0, kTroubleRole, true);
            item->setData(0, Qt::AccessibleTextRole, tr("%1, stands out").arg(field.name));
        }
        const auto level = static_cast<std::size_t>(std::clamp(field.level, 0, 2));
        if (level == 0) {
            QFont bold = font();
            bold.setBold(true);
            item->setFont(0, bold);
            item->setData(0, kOffsetRole, QVariant::fromValue(static_cast<qulonglong>(field.offset)));
            item->setData(0, kSizeRole, QVariant::fromValue(static_cast<qulonglong>(field.size)));
            m_tree->addTopLevelItem(item);
        } else {
            above[level - 1]->addChild(item);
        }
        above[level] = item;
    }
    // The IP header is seldom what is looked for.
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i) {
        QTreeWidgetItem* item = m_tree->topLevelItem(i);
        item->setExpanded(i > 0);
        for (int child = 0; child < item->childCount(); ++child)
            item->child(child)->setExpanded(true);
        if (item->data(0, kSizeRole).toULongLong() > 0)
            shown = item;
    }
    m_tree->resizeColumnToContents(0);
    showPart(shown);
}

void PacketDetails::showPart(const QTreeWidgetItem* item)
{
    while (item && item->parent())
        item = item->parent();
    const std::optional<core::Event> event = packet();
    if (!item || !event)
        return;
    const std::span<const std::byte> all = event->bytes();
    const auto offset = std::min<std::size_t>(item->data(0, kOffsetRole).toULongLong(), all.size());
    const auto size = std::min<std::size_t>(item->data(0, kSizeRole).toULongLong(), all.size() - offset);
    m_hex->setBytes(all.subspan(offset, size));
    //: %1 what the bytes are: a header, or the data; %2 "20 bytes"
    m_bytesTitle->setText(size == 0 ? QString() : tr("%1, %2").arg(item->text(0), byteCountText(size)));
}

QString PacketDetails::text() const
{
    QString text;
    const auto write = [&text](auto& self, const QTreeWidgetItem* item, int level) -> void {
        text += QString(level * 2, QLatin1Char(' ')) + item->text(0);
        if (!item->text(1).isEmpty())
            text += QStringLiteral(": ") + item->text(1);
        text += QLatin1Char('\n');
        for (int i = 0; i < item->childCount(); ++i)
            self(self, item->child(i), level + 1);
    };
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i)
        write(write, m_tree->topLevelItem(i), 0);
    return text;
}

void PacketDetails::copyAll()
{
    const std::optional<core::Event> event = packet();
    if (!event)
        return;
    QString copied = text();
    if (!event->bytes().empty()) {
        HexView whole; // lays out sixteen bytes a line, whatever the width here
        whole.setBytes(event->bytes());
        copied += QLatin1Char('\n') + whole.dump();
    }
    QGuiApplication::clipboard()->setText(copied);
}

void PacketDetails::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        rebuild();
}

} // namespace widgets

#include "moc_packet_details.cpp"
