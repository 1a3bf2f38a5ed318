// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/filter/filter_field.h"

#include "core/filter/filter_parser.h"
#include "core/filter/filter_print.h"
#include "widgets/common/error_text.h"
#include "widgets/common/theme.h"
#include "widgets/log/filter/filter_completer.h"

#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <utility>

namespace widgets {

using namespace std::chrono_literals;

FilterField::FilterField(QWidget* parent) : QLineEdit(parent), m_completer(new FilterCompleter(*this))
{
    setClearButtonEnabled(true);
    setMaxLength(static_cast<int>(core::kMaxFilterLength));
    m_pause.setSingleShot(true);
    m_pause.setInterval(500ms);
    connect(&m_pause, &QTimer::timeout, this, [this] {
        if (m_completer->isOffering()) // the list says it better
            m_pause.start();
        else
            tellProblem();
    });
    m_hold.setSingleShot(true);
    m_hold.setInterval(500ms);
    connect(&m_hold, &QTimer::timeout, this, &FilterField::apply);
    connect(this, &QLineEdit::textChanged, this, &FilterField::read);
    connect(this, &QLineEdit::textEdited, this, [this] {
        m_history.restart();
        m_completer->offer(false);
    });
}

void FilterField::setValues(const FilterValues* values)
{
    m_completer->setValues(values);
}

void FilterField::read()
{
    const auto filter = core::parseFilter(text().toStdString());
    m_problem = filter ? std::nullopt : std::optional(filterProblem(filter.error(), text()));
    update();
    m_hold.stop();
    if (m_problem) {
        m_pause.start(); // most texts are wrong only until they are written to their end
        return;
    }
    tellProblem();
    if (m_completer->isOfferingKeys())
        m_hold.start();
    else
        apply();
}

void FilterField::apply()
{
    m_hold.stop();
    if (m_problem || m_filter == text().trimmed())
        return;
    m_filter = text().trimmed();
    Q_EMIT filterChanged(m_filter);
}

void FilterField::tellProblem()
{
    m_pause.stop();
    const QString sentence = m_problem ? m_problem->sentence : QString();
    if (std::exchange(m_told, sentence) != sentence)
        Q_EMIT problemChanged(sentence);
}

void FilterField::narrow(const core::FilterTerm& term, bool exclude)
{
    use(fromUtf8(core::narrowedFilter(m_filter.toStdString(), term, exclude)));
}

void FilterField::use(const QString& filter)
{
    setText(filter);
    apply();
    keep();
}

void FilterField::keep()
{
    if (m_problem || text().trimmed().isEmpty())
        return;
    m_history.add(text());
    Q_EMIT used(text().trimmed());
}

bool FilterField::event(QEvent* event)
{
    // Tab takes an entry of the list; else it goes to the next control.
    if (event->type() == QEvent::KeyPress && m_completer->isOffering()) {
        auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Tab) {
            m_completer->take(true);
            key->accept();
            return true;
        }
    }
    return QLineEdit::event(event);
}

/// True when the key was for the list below the field.
bool FilterField::handleOffer(int key)
{
    switch (key) {
    case Qt::Key_Escape:
        m_completer->hide();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return m_completer->take(false);
    default:
        return false;
    }
}

void FilterField::keyPressEvent(QKeyEvent* event)
{
    const bool isPlain = event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier;
    if (isPlain && m_completer->isOffering() && handleOffer(event->key()))
        return;
    if ((event->key() == Qt::Key_Space && event->modifiers() == Qt::ControlModifier) ||
        (event->key() == Qt::Key_Down && event->modifiers() == Qt::AltModifier))
        return m_completer->offer(true);
    if (!isPlain)
        return QLineEdit::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_Escape:
        if (text().isEmpty())
            Q_EMIT left();
        else
            clear();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return finish();
    case Qt::Key_Up:
        return goBack();
    case Qt::Key_Down:
        return goForward();
    default:
        QLineEdit::keyPressEvent(event);
    }
}

void FilterField::goBack()
{
    if (const auto older = m_history.older(text()))
        setText(*older);
}

void FilterField::goForward()
{
    if (const auto newer = m_history.newer())
        setText(*newer);
    else
        finish();
}

/// Not while there is a mistake: the rows are not those of this text.
void FilterField::finish()
{
    m_completer->hide();
    tellProblem();
    apply();
    if (m_problem)
        return;
    keep();
    Q_EMIT left();
}

void FilterField::focusOutEvent(QFocusEvent* event)
{
    QLineEdit::focusOutEvent(event);
    if (event->reason() == Qt::PopupFocusReason) // the list below the field
        return;
    tellProblem();
    apply();
    keep();
}

void FilterField::paintEvent(QPaintEvent* event)
{
    QLineEdit::paintEvent(event);
    if (!m_problem)
        return;
    // From the cursor, whose place is known whatever part of the text is in sight.
    constexpr int kRise = 2;
    const QRect cursor = cursorRect();
    const QFontMetrics metrics(font());
    const auto xOf = [&](qsizetype at) {
        return cursor.center().x() + metrics.horizontalAdvance(text().left(at)) -
               metrics.horizontalAdvance(text().left(cursorPosition()));
    };
    const int begin = xOf(m_problem->position);
    const int end = std::max(xOf(m_problem->position + m_problem->length), begin + metrics.averageCharWidth());
    const int bottom = cursor.bottom() - kRise;
    QPainterPath wave(QPointF(begin, bottom));
    for (int x = begin + kRise, up = 1; x <= end; x += kRise, up = 1 - up)
        wave.lineTo(x, bottom + up * kRise);
    QPainter painter(this);
    painter.setClipRect(rect().adjusted(kRise, 0, -kRise - cursor.height(), 0)); // not below the clear button
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color(Role::Error, palette()), 1.4));
    painter.drawPath(wave);
}

} // namespace widgets

#include "moc_filter_field.cpp"
