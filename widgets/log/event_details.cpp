// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/event_details.h"

#include "core/net/address.h"
#include "core/packet/tcp_packet.h"
#include "core/text/errno_text.h"
#include "core/text/event_text.h"
#include "widgets/common/count_text.h"
#include "widgets/common/error_text.h"
#include "widgets/common/role_label.h"
#include "widgets/common/state_text.h"
#include "widgets/common/theme.h"
#include "widgets/log/columns/time_column.h"
#include "widgets/log/details_writer.h"
#include "widgets/log/hex_view.h"
#include "widgets/log/log_text.h"
#include "widgets/log/payload_pane.h"
#include "widgets/packets/packet_fields.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QSplitter>
#include <QTextEdit>
#include <QToolButton>
#include <QVBoxLayout>
#include <utility>

namespace widgets {

namespace {

/// The bytes that were sent or received; of a packet those behind its headers.
std::span<const std::byte> dataOf(const core::Event& event)
{
    if (event.kind == core::EventKind::Message)
        return event.bytes();
    if (event.kind == core::EventKind::Packet) {
        const auto packet = core::decodeTcp(event.bytes(), core::LinkType::Raw, event.bytes().size());
        return packet ? packet->payload : std::span<const std::byte>{};
    }
    switch (event.call) {
    case core::Call::Send:
    case core::Call::Recv:
    case core::Call::Read:
    case core::Call::Write:
        return event.kind == core::EventKind::Call ? event.bytes() : std::span<const std::byte>{};
    default:
        return {};
    }
}

/// The call whose words explain the error: getsockopt(SO_ERROR) hands over that of the connect(2) before it.
core::Call failedCall(const core::Event& event)
{
    return event.call == core::Call::Getsockopt && event.error == 0 ? core::Call::Connect : event.call;
}

/// Of the socket, where the event says it.
int familyOf(const core::Event& event)
{
    const bool hasAddress = event.call == core::Call::Bind || event.call == core::Call::Connect;
    return hasAddress ? core::Address::fromBytes(event.bytes()).family() : AF_UNSPEC;
}

} // namespace

EventDetails::EventDetails(EventFeed& feed, const ConnectionLabels& labels, ThreadName threadName, QWidget* parent)
    : QWidget(parent),
      m_feed(feed),
      m_labels(labels),
      m_threadName(std::move(threadName)),
      m_text(new QTextEdit(this)),
      m_notice(new RoleLabel(Role::Error, {}, this)),
      m_payload(new PayloadPane(feed, this)),
      m_copy(new QToolButton(this))
{
    setAccessibleName(tr("Details of the selected event"));
    m_text->setReadOnly(true);
    m_text->setAcceptRichText(false);
    m_text->setTabChangesFocus(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_text->document()->setDocumentMargin(10);
    m_text->setAccessibleName(tr("Details of the selected event"));
    m_notice->setWordWrap(true);
    m_notice->setMargin(6);
    m_notice->hide();

    m_copy->setText(tr("Copy det&ails"));
    m_copy->setToolTip(tr("Copy these details and the bytes as a hex dump"));
    m_copy->setAutoRaise(true);
    m_copy->setFocusPolicy(Qt::StrongFocus);
    connect(m_copy, &QToolButton::clicked, this, &EventDetails::copyAll);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_notice);
    auto* parts = new QSplitter(Qt::Vertical, this);
    parts->addWidget(m_text);
    parts->addWidget(m_payload);
    parts->setStretchFactor(0, 1);
    parts->setStretchFactor(1, 1);
    parts->setChildrenCollapsible(false);
    parts->setHandleWidth(5);
    layout->addWidget(parts, 1);
    layout->addWidget(m_copy, 0, Qt::AlignRight);

    connect(&m_feed, &EventFeed::letGo, this, &EventDetails::onGone);
    connect(&m_feed, &EventFeed::cleared, this, [this] { setEvent(0); });
    rebuild();
}

void EventDetails::setEvent(quint64 number)
{
    m_number = number;
    rebuild();
}

QString EventDetails::text() const
{
    return m_text->toPlainText();
}

void EventDetails::copyAll()
{
    QString text = m_text->toPlainText();
    const HexView& hex = m_payload->hexView();
    if (!hex.bytes().empty()) {
        text += QLatin1Char('\n') + m_payload->title() + QLatin1Char('\n') + hex.dump();
        if (hex.bytes().size() > HexView::kMaxCopied)
            text += tr("Only the first %1 byte(s) were copied.", nullptr, pluralOf(HexView::kMaxCopied))
                        .arg(countText(HexView::kMaxCopied));
    }
    QGuiApplication::clipboard()->setText(text);
}

void EventDetails::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        rebuild();
}

void EventDetails::onGone()
{
    if (m_number == 0 || m_feed.recording().find(m_number))
        return;
    m_payload->clear(); // before anything else: the memory is gone
    m_notice->setText(tr("Event %1 was dropped meanwhile: the log keeps the newest events only.").arg(m_number));
    m_notice->show();
}

void EventDetails::rebuild()
{
    const std::optional<core::Event> event = m_feed.recording().find(m_number);
    const bool isPacket = event && event->kind == core::EventKind::Packet; // its fields have long names
    DetailsWriter writer(*m_text->document(), palette(), isPacket ? 17 : 12);
    showPayload(event);
    m_notice->setVisible(m_number != 0 && !event);
    m_copy->setEnabled(event.has_value());
    if (m_number == 0) {
        writer.paragraph(tr("Select an event to see what it does, what it was given and what came of it."),
                         Role::Muted);
        return;
    }
    if (!event) {
        m_notice->setText(
            tr("Event %1 is no longer in the log: it was cleared, or made room for newer events.").arg(m_number));
        return;
    }

    const bool isSideColored = event->kind == core::EventKind::Call || event->kind == core::EventKind::Message;
    const QColor ink = core::isTrouble(*event) ? color(Role::Error, palette())
                       : isSideColored         ? sideColor(event->side, palette())
                                               : palette().color(QPalette::Text);
    writer.title(eventLine(*event), ink);
    switch (event->kind) {
    case core::EventKind::Call:
        writer.paragraph(coreText(core::callSummary(event->call)));
        writeError(writer, *event);
        writeCall(writer, *event);
        break;
    case core::EventKind::State:
        writeState(writer, *event);
        break;
    case core::EventKind::Message:
        writer.paragraph(
            event->direction() == core::Direction::Sent
                ? tr("A message that this side sent. It may take several calls to hand it to the kernel.")
                : tr("What one call received. TCP is a stream: it keeps the bytes and their order, not the "
                     "boundaries of messages."));
        break;
    case core::EventKind::Note:
        writer.paragraph(tr("A note of this program on what it did or waits for; no system call."));
        break;
    case core::EventKind::Packet:
        writePacket(writer, *event);
        break;
    }
    if (event->payloadSize > 0 && !event->payload)
        writer.paragraph(tr("The bytes were not kept (%1).").arg(byteCountText(event->payloadSize)));
    writeOrigin(writer, *event);
    m_text->moveCursor(QTextCursor::Start);
}

void EventDetails::writeError(DetailsWriter& writer, const core::Event& event) const
{
    const int error = core::errorOf(event);
    if (error == 0)
        return;
    const core::ErrnoHelp help = core::errnoHelp(failedCall(event), error, familyOf(event));
    writer.heading(fromUtf8(core::errnoName(error)));
    writer.paragraph(coreText(help.cause));
    writer.heading(tr("Try"));
    writer.paragraph(coreText(help.remedy));
}

void EventDetails::writeCall(DetailsWriter& writer, const core::Event& event) const
{
    writer.heading(tr("Call"));
    for (const core::Argument& argument : core::arguments(event))
        writer.row(fromUtf8(argument.name), fromUtf8(argument.value));
    const int error = core::errorOf(event);
    writer.row(tr("result"), QString::number(event.result), event.error != 0 && core::isTrouble(event));
    if (error != 0)
        writer.row(tr("errno"), QStringLiteral("%1 %2").arg(error).arg(fromUtf8(core::errnoName(error))),
                   core::isTrouble(event));
    if (core::isInPrivateNetwork(event))
        writer.row(tr("network"), tr("private: the socket was made there by the program's helper"));
    writer.row(tr("manual"), QLatin1String(core::callInfo(event.call).manual));
}

void EventDetails::writeState(DetailsWriter& writer, const core::Event& event) const
{
    writer.paragraph(stateSentence(event.to()));
    writer.heading(tr("State of the socket"));
    writer.row(tr("from"), fromUtf8(std::string(core::stateName(event.from()))));
    writer.row(tr("to"), fromUtf8(std::string(core::stateName(event.to()))));
}

void EventDetails::writePacket(DetailsWriter& writer, const core::Event& event)
{
    writer.paragraph(tr("A TCP segment as the kernel captured it, from its IP header on."));
    for (const PacketField& field : packetFields(event)) {
        if (field.level > 0)
            writer.row(field.name, field.value, field.isTrouble);
        else
            writer.heading(field.value.isEmpty() ? field.name : tr("%1: %2").arg(field.name, field.value));
    }
}

void EventDetails::writeOrigin(DetailsWriter& writer, const core::Event& event) const
{
    writer.heading(tr("Event"));
    writer.row(tr("number"), QString::number(m_number));
    writer.row(tr("time"), tr("%1 s").arg(timeText(event.startNs, m_feed.recording().originNs())));
    writer.row(tr("time of day"), dateAndTimeText(event.startNs, m_feed.realtimeOffsetNs()));
    if (event.kind == core::EventKind::Call || event.tookNs > 0)
        writer.row(tr("took"), fromUtf8(core::durationText(event.tookNs)));
    writer.row(tr("kind"), kindText(event.kind));
    writer.row(tr("source"), sourceText(event.source));
    writer.row(tr("side"), sideText(event.side));
    if (event.fd >= 0)
        writer.row(tr("fd"), QString::number(event.fd));
    writeConnection(writer, event);
    if (m_threadName && event.source != core::Source::Kernel)
        writer.row(tr("thread"), m_threadName(event.thread));
    writer.paragraph(sourceSentence(event.source), Role::Muted);
}

void EventDetails::writeConnection(DetailsWriter& writer, const core::Event& event) const
{
    const QString label = fromUtf8(m_labels.text(event, m_number));
    if (event.connection == 0) {
        writer.row(tr("connection"), label);
        return;
    }
    const ConnectionLabels::EndTexts ends = m_labels.ends(event.connection);
    const auto endText = [](const std::string& address) {
        return address.empty() ? tr("not known") : fromUtf8(address);
    };
    writer.row(tr("connection"), tr("%1, number %2").arg(label).arg(event.connection));
    writer.row(tr("server end"), endText(ends.server));
    writer.row(tr("client end"), endText(ends.client));
}

void EventDetails::showPayload(const std::optional<core::Event>& event)
{
    m_payload->showBytes(m_number, event ? dataOf(*event) : std::span<const std::byte>{});
}

HexView* EventDetails::hexView() const
{
    return &m_payload->hexView();
}

} // namespace widgets

#include "moc_event_details.cpp"
