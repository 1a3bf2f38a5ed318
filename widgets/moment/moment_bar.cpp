// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/moment/moment_bar.h"

#include "widgets/common/role_label.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QPushButton>

namespace widgets {

MomentBar::MomentBar(QWidget* parent)
    : QWidget(parent), m_text(new RoleLabel(Role::Neutral, {}, this)), m_back(new QPushButton(tr("&Back to now"), this))
{
    setAccessibleName(tr("Shown moment"));
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setLive(true);
    m_back->setAutoDefault(false);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 0, 0, 0);
    layout->setSpacing(10);
    layout->addWidget(m_text);
    layout->addWidget(m_back);
    connect(m_back, &QPushButton::clicked, this, &MomentBar::backToNowClicked);
    hide();
}

QString MomentBar::text() const
{
    return m_text->text();
}

void MomentBar::setLive(bool live)
{
    m_text->setToolTip(live ? tr("The panels show what was known right after the selected event. Recording goes on.")
                            : tr("The panels show what was known right after the selected event."));
    m_back->setText(live ? tr("&Back to now") : tr("&Back to the end"));
    m_back->setToolTip(live ? tr("Shows the present again and follows the newest event (Esc).")
                            : tr("Shows what was known at the end of the recording (Esc)."));
}

void MomentBar::showMoment(const std::optional<Moment>& moment)
{
    if (moment)
        //: %1 time of a past event, "4.201 s", %2 its number
        m_text->setText(
            tr("As of %1, event %2").arg(momentTime(moment->ns, moment->originNs), QLocale().toString(moment->number)));
    setVisible(moment.has_value());
}

void MomentBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(palette().color(QPalette::Highlight), 1.2));
    painter.setBrush(color(Role::ClientTint, palette()));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.6, 0.6, -0.6, -0.6), 5, 5);
}

} // namespace widgets

#include "moc_moment_bar.cpp"
