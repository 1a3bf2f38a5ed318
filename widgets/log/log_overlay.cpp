// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/log_overlay.h"

#include "widgets/common/count_text.h"
#include "widgets/common/role_label.h"

#include <QEvent>
#include <QPushButton>
#include <QVBoxLayout>

namespace widgets {

LogOverlay::LogOverlay(QWidget* covered)
    : QWidget(covered), m_sentence(new RoleLabel(Role::Neutral, {}, this)), m_button(new QPushButton(this))
{
    m_sentence->setAlignment(Qt::AlignCenter);
    m_sentence->setWordWrap(true);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(10);
    layout->addStretch(1);
    layout->addWidget(m_sentence);
    layout->addWidget(m_button, 0, Qt::AlignHCenter);
    layout->addStretch(1);
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (m_reason == Reason::NothingYet)
            Q_EMIT startDemoClicked();
        else
            Q_EMIT clearFilterClicked();
    });
    covered->installEventFilter(this);
    place();
    hide();
}

QString LogOverlay::text() const
{
    return m_sentence->text();
}

void LogOverlay::showNothingYet()
{
    present(Reason::NothingYet, tr("Nothing has happened yet. Start the server, then connect – or"), tr("Start &demo"));
}

void LogOverlay::showCleared()
{
    present(Reason::Cleared, tr("The log is empty. What happens next is shown here."), {});
}

void LogOverlay::showAllHidden(qulonglong events)
{
    showAllHidden(tr("The filter hides all %1 event(s).", nullptr, pluralOf(events)).arg(countText(events)));
}

void LogOverlay::showAllHidden(const QString& sentence)
{
    present(Reason::AllHidden, sentence, tr("Clear f&ilter"));
}

void LogOverlay::showSentence(const QString& sentence)
{
    present(Reason::Sentence, sentence, {});
}

void LogOverlay::present(Reason reason, const QString& sentence, const QString& action)
{
    m_sentence->setText(sentence);
    if (reason != m_reason)
        m_button->setText(action);
    m_reason = reason;
    m_button->setVisible(!action.isEmpty());
    place(); // scrolling moved it while it was hidden
    show();
    raise();
}

bool LogOverlay::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize)
        place();
    return QWidget::eventFilter(watched, event);
}

void LogOverlay::place()
{
    setGeometry(parentWidget()->rect());
}

} // namespace widgets

#include "moc_log_overlay.cpp"
