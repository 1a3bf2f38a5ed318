// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/bytes_field.h"

#include "widgets/client/message_parser.h"
#include "widgets/common/field_message.h"
#include "widgets/common/mark_toggle.h"
#include "widgets/common/role_label.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

namespace widgets {

BytesField::BytesField(const QString& accessibleName, QWidget* parent)
    : QWidget(parent),
      m_edit(new QLineEdit(this)),
      m_hex(new MarkToggle(tr("Hex"), tr("What is typed are pairs of hex digits"), false, this)),
      m_mistake(new FieldMessage(m_edit, this)),
      m_outcome(new RoleLabel(Role::Muted, {}, this))
{
    m_edit->setAccessibleName(accessibleName);
    m_edit->setPlaceholderText(tr("find bytes: text, or \\r\\n and \\x1b"));
    m_edit->setToolTip(tr("Enter finds the next place, Shift+Enter the one before"));
    m_edit->setClearButtonEnabled(true);
    m_edit->setMinimumWidth(110);
    m_edit->installEventFilter(this);
    auto* row = new QHBoxLayout;
    row->setSpacing(4);
    row->addWidget(m_edit, 1);
    row->addWidget(m_hex);
    for (const bool forward : {false, true}) {
        auto* button = new QToolButton(this);
        button->setArrowType(forward ? Qt::DownArrow : Qt::UpArrow);
        button->setAccessibleName(forward ? tr("Find next") : tr("Find previous"));
        button->setToolTip(forward ? tr("Find next (Enter)") : tr("Find previous (Shift+Enter)"));
        button->setFocusPolicy(Qt::StrongFocus);
        connect(button, &QToolButton::clicked, this, [this, forward] { find(forward); });
        row->addWidget(button);
    }
    row->addWidget(m_outcome);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(row);
    layout->addWidget(m_mistake);
    setFocusProxy(m_edit);

    const auto changed = [this] {
        m_mistake->setText({});
        setOutcome({});
    };
    connect(m_edit, &QLineEdit::textChanged, this, changed);
    connect(m_hex, &MarkToggle::toggled, this, changed);
}

void BytesField::setOutcome(const QString& sentence)
{
    m_outcome->setText(sentence);
    m_outcome->setVisible(!sentence.isEmpty());
}

QString BytesField::outcome() const
{
    return m_outcome->text();
}

bool BytesField::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
        find(!key->modifiers().testFlag(Qt::ShiftModifier));
        return true;
    }
    if (key->key() == Qt::Key_Escape) {
        Q_EMIT left();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void BytesField::find(bool forward)
{
    const auto bytes =
        parseMessage({m_edit->text(), m_hex->isChecked() ? MessageMode::Hex : MessageMode::Text}, LineEnding::None);
    m_mistake->setText(bytes ? QString() : bytes.error().reason);
    if (bytes && !bytes->empty())
        Q_EMIT findRequested(*bytes, forward);
}

} // namespace widgets

#include "moc_bytes_field.cpp"
