// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/client/conversation_view.h"

#include "core/text/bytes_text.h"
#include "widgets/client/conversation_delegate.h"
#include "widgets/client/conversation_list.h"
#include "widgets/client/conversation_text.h"
#include "widgets/common/role_label.h"
#include "widgets/common/theme.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

namespace widgets {

ConversationView::ConversationView(ConversationModel& model, QWidget* parent)
    : QWidget(parent),
      m_model(model),
      m_list(new ConversationList(this)),
      m_footer(new RoleLabel(Role::Muted, {}, this)),
      m_newest(new QToolButton(this)),
      m_menu(new QMenu(this))
{
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new ConversationDelegate(m_list));
    m_list->setAccessibleName(tr("Conversation"));
    m_footer->setWordWrap(true);
    m_newest->setText(tr("Newest ↓"));
    m_newest->setToolTip(tr("Go to the newest message and follow the conversation (End)"));
    m_newest->setAccessibleName(tr("Newest message"));
    m_newest->setAutoRaise(true);
    m_newest->hide();

    auto* bottom = new QHBoxLayout;
    bottom->setContentsMargins(9, 0, 6, 0);
    bottom->addWidget(m_footer, 1);
    bottom->addWidget(m_newest, 0, Qt::AlignRight);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 5, 1, 6);
    column->setSpacing(4);
    column->addWidget(m_list, 1);
    column->addLayout(bottom);
    setFocusProxy(m_list);

    makeMenu();
    connect(m_newest, &QToolButton::clicked, m_list, &ConversationList::follow);
    connect(m_list, &ConversationList::followingChanged, m_newest, [this](bool on) { m_newest->setVisible(!on); });
    connect(m_list, &ConversationList::copyRequested, this, &ConversationView::copyText);
    // Not currentChanged(): the keyboard focus alone makes a line the current one.
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        if (selectedRow() >= 0 && !m_selecting)
            Q_EMIT eventSelected(m_model.entry(selectedRow()).number);
    });
    connect(&m_model, &ConversationModel::totalsChanged, this, &ConversationView::updateFooter);
    updateFooter();
}

void ConversationView::setEmptyText(const QString& text)
{
    m_list->setEmptyText(text);
}

QString ConversationView::emptyText() const
{
    return m_list->emptyText();
}

QString ConversationView::footer() const
{
    return m_footer->text();
}

void ConversationView::selectEvent(quint64 number)
{
    if (selectedRow() >= 0 && m_model.entry(selectedRow()).number == number)
        return;
    m_selecting = true;
    const int row = m_model.rowOf(number);
    if (row < 0)
        m_list->selectionModel()->clear();
    else
        m_list->setCurrentIndex(m_model.index(row));
    m_selecting = false;
}

void ConversationView::copyText()
{
    if (selectedRow() < 0)
        return;
    const auto bytes = m_model.bytes(selectedRow());
    const QString text =
        bytes ? fieldText(asBytes(*bytes)) : m_model.index(selectedRow()).data(Qt::DisplayRole).toString();
    QGuiApplication::clipboard()->setText(text);
}

void ConversationView::copyHex()
{
    if (selectedRow() < 0)
        return;
    if (const auto bytes = m_model.bytes(selectedRow()))
        QGuiApplication::clipboard()->setText(QString::fromStdString(core::hexBytes(asBytes(*bytes))));
}

void ConversationView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color(Role::CardBorder, palette()), 1));
    painter.setBrush(palette().brush(QPalette::Base));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
}

void ConversationView::makeMenu()
{
    m_copyText = m_menu->addAction(tr("Copy &text"), this, &ConversationView::copyText);
    m_copyText->setShortcut(QKeySequence::Copy);
    m_copyText->setShortcutContext(Qt::WidgetShortcut); // shown in the menu; the list handles the key itself
    m_copyHex = m_menu->addAction(tr("Copy as &hex"), this, &ConversationView::copyHex);
    m_menu->addSeparator();
    m_sendAgain = m_menu->addAction(tr("&Send again"), this, &ConversationView::sendAgain);
    m_menu->setToolTipsVisible(true);
    connect(m_menu, &QMenu::aboutToShow, this, &ConversationView::updateMenu);
    connect(m_list, &QWidget::customContextMenuRequested, this, [this](const QPoint& at) {
        if (m_list->indexAt(at).isValid())
            m_menu->popup(m_list->viewport()->mapToGlobal(at));
    });
}

void ConversationView::updateMenu()
{
    const int row = selectedRow();
    const bool whole = row >= 0 && m_model.bytes(row).has_value();
    m_copyText->setEnabled(row >= 0);
    m_copyHex->setEnabled(whole);
    m_sendAgain->setEnabled(whole);
    const QString why = row < 0 ? QString() : m_model.index(row).data(Qt::ToolTipRole).toString();
    for (QAction* action : {m_copyHex, m_sendAgain})
        action->setToolTip(whole ? QString() : why);
}

void ConversationView::updateFooter()
{
    const ConversationTotals totals = m_model.totals();
    const QLocale locale;
    QString text;
    if (totals.messagesOut + totals.messagesBack > 0) {
        const QString out = locale.toString(totals.messagesOut);
        const QString back = locale.toString(totals.messagesBack);
        if (totals.bytesOut == totals.bytesBack)
            //: %1 and %2 numbers of messages, %3 bytes with unit
            text = tr("Messages: %1 out, %2 back, %3 each way").arg(out, back, byteCount(totals.bytesOut));
        else
            //: %1 and %3 numbers of messages, %2 and %4 bytes with unit
            text = tr("Messages: %1 out (%2), %3 back (%4)")
                       .arg(out, byteCount(totals.bytesOut), back, byteCount(totals.bytesBack));
    }
    if (m_model.letGo() > 0) {
        const QString gone = tr("%1 older lines dropped").arg(locale.toString(m_model.letGo()));
        text = text.isEmpty() ? gone : text + QStringLiteral(" · ") + gone;
    }
    m_footer->setText(text);
    m_footer->setVisible(!text.isEmpty());
}

int ConversationView::selectedRow() const
{
    const QModelIndexList rows = m_list->selectionModel()->selectedRows();
    return rows.isEmpty() ? -1 : rows.first().row();
}

void ConversationView::sendAgain()
{
    if (selectedRow() < 0)
        return;
    if (const auto bytes = m_model.bytes(selectedRow()))
        Q_EMIT sendAgainRequested(*bytes);
}

} // namespace widgets

#include "moc_conversation_view.cpp"
