// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/client/message_edit.h"

#include "widgets/client/message_input.h"
#include "widgets/common/accent_button.h"
#include "widgets/common/field_message.h"
#include "widgets/common/role_label.h"
#include "widgets/common/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QVBoxLayout>
#include <chrono>

namespace widgets {

using namespace std::chrono_literals;

MessageEdit::MessageEdit(QWidget* parent)
    : QWidget(parent),
      m_input(new MessageInput(this)),
      m_message(nullptr),
      m_excerpt(new RoleLabel(Role::Muted, {}, this)),
      m_mode(new QComboBox(this)),
      m_ending(new QComboBox(this)),
      m_send(new AccentButton(tr("Send ⏎"), core::Side::Client, AccentButton::Style::Filled, this))
{
    m_input->setAccessibleName(tr("Message"));
    m_input->setAccessibleDescription(tr("Enter sends, Up and Down go through earlier messages."));
    m_message = new FieldMessage(m_input, this);
    m_excerpt->setWordWrap(true);
    makeControls();

    auto* controls = new QHBoxLayout;
    controls->setSpacing(6);
    controls->addWidget(m_mode);
    controls->addWidget(m_ending);
    controls->addStretch(1);
    controls->addWidget(m_send);
    auto* framed = new QHBoxLayout; // the frame is painted around the field
    framed->setContentsMargins(2, 2, 2, 2);
    framed->addWidget(m_input);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addLayout(framed);
    column->addWidget(m_excerpt);
    column->addWidget(m_message);
    column->addLayout(controls);
    setFocusProxy(m_input);
    m_input->installEventFilter(this);

    m_validation.setSingleShot(true);
    m_validation.setInterval(600ms);
    connect(&m_validation, &QTimer::timeout, this, &MessageEdit::validate);
    connect(m_input, &MessageInput::edited, this, &MessageEdit::takeEdit);
    connect(m_input, &MessageInput::enterPressed, this, &MessageEdit::send);
    connect(m_input, &MessageInput::olderRequested, this, [this] { recall(m_history.older(draft())); });
    connect(m_input, &MessageInput::newerRequested, this, [this] { recall(m_history.newer()); });
    connect(m_input, &MessageInput::tooLong, this, [this](qsizetype characters) {
        m_message->setText(tr("The text was not pasted: it has %Ln character(s), the longest message %1.", nullptr,
                              static_cast<int>(characters))
                               .arg(QLocale().toString(MessageInput::kMaxCharacters)));
    });
    connect(m_mode, &QComboBox::currentIndexChanged, this, &MessageEdit::takeMode);
    connect(m_send, &QPushButton::clicked, this, &MessageEdit::send);
    takeMode();
}

void MessageEdit::makeControls()
{
    m_mode->addItem(tr("Text"), static_cast<int>(MessageMode::Text));
    m_mode->addItem(tr("Hex"), static_cast<int>(MessageMode::Hex));
    m_mode->setAccessibleName(tr("How the message is written"));
    m_mode->setToolTip(tr("Text: UTF-8 with the escapes \\n \\r \\t \\0 \\xHH and \\\\. Hex: pairs of digits."));
    m_ending->addItem(tr("No line end"), static_cast<int>(LineEnding::None));
    m_ending->addItem(tr("+ LF"), static_cast<int>(LineEnding::Lf));
    m_ending->addItem(tr("+ CRLF"), static_cast<int>(LineEnding::CrLf));
    m_ending->setAccessibleName(tr("Line end added to the message"));
    m_ending->setToolTip(tr("What is added to a text message: nothing, LF (\\n) or CRLF (\\r\\n)"));
    m_send->setToolTip(tr("Send the message (Enter)"));
    for (QComboBox* box : {m_mode, m_ending})
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
}

void MessageEdit::setCanSend(bool on)
{
    if (std::exchange(m_canSend, on) != on && on)
        m_message->setText({}); // the hint to connect first is done with
}

QString MessageEdit::text() const
{
    return m_input->text();
}

void MessageEdit::setText(const QString& text)
{
    m_input->setText(text);
}

MessageMode MessageEdit::mode() const
{
    return static_cast<MessageMode>(m_mode->currentData().toInt());
}

void MessageEdit::setMode(MessageMode mode)
{
    m_mode->setCurrentIndex(m_mode->findData(static_cast<int>(mode)));
}

LineEnding MessageEdit::lineEnding() const
{
    return static_cast<LineEnding>(m_ending->currentData().toInt());
}

void MessageEdit::setLineEnding(LineEnding ending)
{
    m_ending->setCurrentIndex(m_ending->findData(static_cast<int>(ending)));
}

QString MessageEdit::hint() const
{
    return m_message->text();
}

void MessageEdit::send()
{
    m_validation.stop();
    MessageDraft sent = draft();
    const auto bytes = parseMessage(sent, lineEnding());
    if (!bytes) {
        showMistake(bytes.error());
        return;
    }
    if (bytes->empty()) {
        m_message->setText(tr("Type a message first."));
        return;
    }
    if (!m_canSend) {
        m_message->setText(tr("Not connected, so nothing was sent. Press Connect (F6) and send it again."));
        return;
    }
    m_history.add(std::move(sent));
    m_input->setText({});
    Q_EMIT sendRequested(*bytes);
}

void MessageEdit::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool focus = m_input->hasFocus();
    painter.setPen(QPen(color(focus ? Role::Client : Role::CardBorder, palette()), focus ? 1.6 : 1.0));
    painter.setBrush(palette().brush(QPalette::Base));
    painter.drawRoundedRect(QRectF(m_input->geometry()).adjusted(-1.2, -1.2, 1.2, 1.2), 4, 4);
}

bool MessageEdit::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut || event->type() == QEvent::Resize)
        update();
    return QWidget::eventFilter(watched, event);
}

void MessageEdit::takeMode()
{
    const bool hex = mode() == MessageMode::Hex;
    m_input->setMode(mode());
    m_input->setPlaceholderText(hex ? tr("Type bytes like 48 65 6c, Enter to send")
                                    : tr("Type a message, Enter to send"));
    m_ending->setEnabled(!hex);
    takeEdit();
}

void MessageEdit::takeEdit()
{
    m_message->setText({});
    m_input->clearMark();
    m_excerpt->setVisible(m_input->isExcerpt());
    if (m_input->isExcerpt()) {
        m_validation.stop(); // checked when it is sent
        m_excerpt->setText(tr("%Ln character(s), shown shortened. Enter sends all of them, Esc removes them.", nullptr,
                              static_cast<int>(text().size())));
        return;
    }
    m_validation.start();
}

void MessageEdit::showMistake(const MessageError& mistake)
{
    m_input->markMistake(mistake.position, mistake.length);
    m_message->setText(mistake.reason);
}

void MessageEdit::validate()
{
    if (const auto bytes = parseMessage(draft(), lineEnding()); !bytes)
        showMistake(bytes.error());
}

void MessageEdit::recall(const std::optional<MessageDraft>& draft)
{
    if (!draft)
        return;
    setMode(draft->mode);
    m_input->setText(draft->text);
}

} // namespace widgets

#include "moc_message_edit.cpp"
