// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/server/reply_box.h"

#include "core/text/bytes_text.h"
#include "widgets/common/field_label.h"
#include "widgets/common/field_message.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QVBoxLayout>
#include <algorithm>

namespace widgets {

namespace {

constexpr int kValidationMs = 600;

struct ModeText
{
    QString name;
    QString tip;
};

// In the order of core::kReplyModes.
QList<ModeText> modeTexts()
{
    return {
        {ReplyBox::tr("Echo"), ReplyBox::tr("Sends back what it receives (RFC 862).")},
        {ReplyBox::tr("Echo by splice(2)"),
         ReplyBox::tr("Sends back without copying: calls and counts are recorded, the bytes stay in the kernel.")},
        {ReplyBox::tr("Discard"), ReplyBox::tr("Reads everything and sends nothing (RFC 863).")},
        {ReplyBox::tr("Upper-case echo"), ReplyBox::tr("Sends back with a to z as A to Z.")},
        {ReplyBox::tr("Fixed answer"), ReplyBox::tr("Sends the same answer after each recv() that brought bytes.")},
        {ReplyBox::tr("Character generator"), ReplyBox::tr("Sends lines of characters without end (RFC 864).")},
        {ReplyBox::tr("Daytime"), ReplyBox::tr("Sends the time of day and closes (RFC 867).")},
    };
}

QSpinBox* numberField(int maximum, const QString& suffix, const QString& none, QWidget* parent)
{
    auto* field = new QSpinBox(parent);
    field->setRange(0, maximum);
    field->setSuffix(suffix);
    field->setSpecialValueText(none);
    field->setButtonSymbols(QAbstractSpinBox::NoButtons);
    const QFontMetrics metrics = field->fontMetrics();
    field->setFixedWidth(
        std::max(metrics.horizontalAdvance(QStringLiteral("000000") + suffix), metrics.horizontalAdvance(none)) + 16);
    return field;
}

} // namespace

ReplyBox::ReplyBox(QWidget* parent)
    : QWidget(parent),
      m_mode(new QComboBox(this)),
      m_delay(numberField(kMaxDelayMs, tr(" ms"), tr("none"), this)),
      m_chunk(numberField(kMaxChunk, tr(" B"), tr("whole"), this)),
      m_answerRow(new QWidget(this)),
      m_answer(new QLineEdit(m_answerRow)),
      m_mistake(new FieldMessage(m_answer, this))
{
    m_mode->setAccessibleName(tr("What the server answers"));
    for (const ModeText& each : modeTexts()) {
        m_mode->addItem(each.name);
        m_mode->setItemData(m_mode->count() - 1, each.tip, Qt::ToolTipRole);
    }
    m_mode->setSizeAdjustPolicy(QComboBox::AdjustToContents); // no name is cut
    m_delay->setAccessibleName(tr("Delay before each send in milliseconds"));
    m_delay->setToolTip(tr("How long the server waits before each send(); 0: not at all."));
    m_chunk->setAccessibleName(tr("Bytes of one send at most"));
    m_chunk->setToolTip(
        tr("At most so many bytes with one send(); 0: as many as there are. Shows that a stream has no messages."));
    m_answer->setAccessibleName(tr("Fixed answer"));
    m_answer->setToolTip(tr("The bytes of the answer; \\n, \\x1b and the like are escapes."));
    m_answer->setPlaceholderText(tr("Empty: sends nothing"));
    m_answer->setMaxLength(10'000);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    auto* modeRow = new QHBoxLayout;
    modeRow->setSpacing(6);
    modeRow->addWidget(fieldLabel(tr("Repl&y"), m_mode));
    modeRow->addWidget(m_mode, 1);
    column->addLayout(modeRow);
    auto* paceRow = new QHBoxLayout;
    paceRow->setSpacing(6);
    paceRow->addWidget(fieldLabel(tr("D&elay"), m_delay));
    paceRow->addWidget(m_delay);
    paceRow->addSpacing(6);
    paceRow->addWidget(fieldLabel(tr("Chunk"), m_chunk));
    paceRow->addWidget(m_chunk);
    paceRow->addStretch(1);
    column->addLayout(paceRow);
    auto* answerRow = new QHBoxLayout(m_answerRow);
    answerRow->setContentsMargins(0, 0, 0, 0);
    answerRow->addWidget(fieldLabel(tr("Ans&wer"), m_answer));
    answerRow->addWidget(m_answer, 1);
    column->addWidget(m_answerRow);
    column->addWidget(m_mistake);
    m_validation.setSingleShot(true);
    m_validation.setInterval(kValidationMs);
    connect(&m_validation, &QTimer::timeout, this, &ReplyBox::sayMistake);
    connect(m_answer, &QLineEdit::textChanged, this, [this] {
        m_mistake->setText({});
        m_validation.start();
    });
    connect(m_mode, &QComboBox::currentIndexChanged, this, &ReplyBox::showMode);
    showMode();
}

void ReplyBox::showMode()
{
    m_mode->setToolTip(m_mode->currentData(Qt::ToolTipRole).toString());
    m_answerRow->setVisible(mode() == core::ReplyMode::Fixed);
    sayMistake();
}

core::ReplyMode ReplyBox::mode() const
{
    return core::kReplyModes[static_cast<std::size_t>(std::max(0, m_mode->currentIndex()))];
}

tl::expected<std::vector<std::byte>, MessageError> ReplyBox::answer() const
{
    return parseMessage({m_answer->text(), MessageMode::Text}, LineEnding::None);
}

void ReplyBox::sayMistake()
{
    m_validation.stop();
    const auto bytes = answer();
    m_mistake->setText(bytes || mode() != core::ReplyMode::Fixed ? QString() : bytes.error().reason);
}

void ReplyBox::showMistake()
{
    sayMistake();
    if (const auto bytes = answer(); !bytes) {
        m_answer->setFocus(Qt::OtherFocusReason);
        m_answer->setSelection(static_cast<int>(bytes.error().position), static_cast<int>(bytes.error().length));
    }
}

std::optional<core::ReplyRequest> ReplyBox::request() const
{
    auto bytes = answer();
    core::ReplyRequest request;
    request.mode = mode();
    if (bytes)
        request.answer = std::move(*bytes);
    else if (request.mode == core::ReplyMode::Fixed)
        return std::nullopt;
    request.pace.delay = std::chrono::milliseconds(m_delay->value());
    request.pace.chunk = static_cast<std::size_t>(m_chunk->value());
    return request;
}

void ReplyBox::setRequest(const core::ReplyRequest& request)
{
    m_mode->setCurrentIndex(static_cast<int>(request.mode));
    m_answer->setText(QString::fromStdString(core::escapeBytes(request.answer)));
    m_delay->setValue(static_cast<int>(std::min<std::int64_t>(request.pace.delay.count(), kMaxDelayMs)));
    m_chunk->setValue(static_cast<int>(std::min<std::size_t>(request.pace.chunk, kMaxChunk)));
}

} // namespace widgets

#include "moc_reply_box.cpp"
