// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/message_bar.h"

#include "widgets/common/error_text.h"
#include "widgets/common/role_label.h"
#include "widgets/common/symbols.h"
#include "widgets/common/theme.h"
#include "widgets/common/tool_tip.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace widgets {

namespace {

Role textRole(MessageBar::Kind kind)
{
    return kind == MessageBar::Kind::Error ? Role::Error : Role::Neutral;
}

void makeWrapping(RoleLabel* label)
{
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setFocusPolicy(Qt::ClickFocus); // selectable, but no stop of its own in the tab order
    label->setMinimumWidth(60);
}

} // namespace

MessageBar::MessageBar(QWidget* parent)
    : QWidget(parent),
      m_mark(new RoleLabel(Role::Error, {}, this)),
      m_sentence(new RoleLabel(Role::Error, {}, this)),
      m_addition(new RoleLabel(Role::Neutral, {}, this)),
      m_help(new RoleLabel(Role::Neutral, {}, this)),
      m_counter(new RoleLabel(Role::Muted, {}, this)),
      m_buttons(new QHBoxLayout),
      m_dismiss(new QToolButton(this))
{
    makeWrapping(m_sentence);
    makeWrapping(m_addition);
    makeWrapping(m_help);
    m_addition->hide();
    QFont bold = font();
    bold.setBold(true);
    m_mark->setFont(bold);
    m_dismiss->setIcon(symbolIcon(Symbol::Close));
    m_dismiss->setAutoRaise(true);
    m_dismiss->setIconSize({12, 12});
    m_dismiss->setFocusPolicy(Qt::StrongFocus);
    m_dismiss->setToolTip(tr("Dismiss this message (Escape)"));
    m_dismiss->setAccessibleName(tr("Dismiss this message"));
    connect(m_dismiss, &QToolButton::clicked, this, &MessageBar::dismiss);

    auto* texts = new QVBoxLayout;
    texts->setSpacing(3);
    texts->addWidget(m_sentence);
    texts->addWidget(m_addition);
    texts->addWidget(m_help);
    texts->addWidget(m_counter);
    texts->addLayout(m_buttons);
    m_buttons->addStretch(1);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 6, 4, 6);
    row->setSpacing(7);
    row->addWidget(m_mark, 0, Qt::AlignTop);
    row->addLayout(texts, 1);
    row->addWidget(m_dismiss, 0, Qt::AlignTop);
    hide();
}

void MessageBar::showError(const QString& what, const core::SysError& error, int family)
{
    const ErrorText text = errorText(what, error, family);
    showMessage(Kind::Error, text.sentence, text.cause, text.remedy);
}

void MessageBar::showMessage(Kind kind, const QString& sentence, const QString& cause, const QString& remedy)
{
    const QString help = cause.isEmpty() || remedy.isEmpty() ? cause + remedy : cause + QLatin1Char('\n') + remedy;
    const bool again = m_count > 0 && m_kind == kind && m_sentence->text() == sentence && m_help->text() == help;
    m_count = again ? m_count + 1 : 1;
    m_kind = kind;
    m_mark->setText(kind == Kind::Error ? QStringLiteral("✕") : QStringLiteral("!"));
    m_mark->setRole(textRole(kind));
    m_sentence->setText(sentence);
    m_sentence->setRole(textRole(kind));
    m_addition->clear();
    m_addition->hide();
    m_help->setText(help);
    m_help->setVisible(!help.isEmpty());
    m_counter->setText(m_count > 1 ? tr("%Ln time(s)", nullptr, m_count) : QString());
    m_counter->setVisible(m_count > 1);
    setAccessibleName(sentence);
    setAccessibleDescription(help);
    show();
    updateGeometry();
    update();
    showToolTip();
    if (QAccessible::isActive()) {
        QAccessibleEvent alert(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
}

void MessageBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    showToolTip();
}

/// Where the room is too low for the message, the tool tip is the place to read it whole.
void MessageBar::showToolTip()
{
    const bool whole = !hasMessage() || height() >= heightForWidth(width());
    QStringList lines{sentence(), addition(), help()};
    lines.removeAll(QString());
    setToolTip(whole ? QString() : plainToolTip(lines.join(QLatin1Char('\n'))));
}

void MessageBar::setAddition(const QString& sentence)
{
    if (!hasMessage())
        return;
    m_addition->setText(sentence);
    m_addition->setVisible(!sentence.isEmpty());
    setAccessibleDescription(sentence.isEmpty() ? help() : sentence + QLatin1Char('\n') + help());
    updateGeometry();
    showToolTip();
}

void MessageBar::clearMessage()
{
    m_count = 0;
    m_sentence->clear();
    m_addition->clear();
    m_addition->hide();
    m_help->clear();
    m_counter->clear();
    hide();
}

QPushButton* MessageBar::addButton(const QString& text)
{
    auto* button = new QPushButton(text, this);
    button->setAutoDefault(false);
    m_buttons->insertWidget(m_buttons->count() - 1, button); // before the stretch
    return button;
}

QString MessageBar::sentence() const
{
    return m_sentence->text();
}

QString MessageBar::addition() const
{
    return m_addition->text();
}

QString MessageBar::help() const
{
    return m_help->text();
}

void MessageBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool error = m_kind == Kind::Error;
    painter.setPen(QPen(color(error ? Role::Error : Role::CardBorder, palette()), 1));
    painter.setBrush(color(error ? Role::ErrorTint : Role::HoverTint, palette()));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
}

void MessageBar::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        dismiss();
    else
        QWidget::keyPressEvent(event);
}

void MessageBar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        update();
}

void MessageBar::dismiss()
{
    clearMessage();
    Q_EMIT dismissed();
}

} // namespace widgets

#include "moc_message_bar.cpp"
