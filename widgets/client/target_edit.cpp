// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/client/target_edit.h"

#include <QKeyEvent>
#include <QLineEdit>

namespace widgets {

TargetEdit::TargetEdit(QWidget* parent) : QComboBox(parent), m_server(QStringLiteral("127.0.0.1:8080"))
{
    setEditable(true);
    setInsertPolicy(NoInsert);
    setCompleter(nullptr); // it would turn the port 80 into an 8080 used before
    setSizeAdjustPolicy(AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(10);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    showText(m_server);
    lineEdit()->setAccessibleName(tr("Host and port to connect to"));
    lineEdit()->setPlaceholderText(tr("host:port"));
    connect(lineEdit(), &QLineEdit::textEdited, this, &TargetEdit::takeEdit);
    connect(lineEdit(), &QLineEdit::editingFinished, this, &TargetEdit::followAgain);
    connect(this, &QComboBox::textActivated, this, &TargetEdit::takeEdit);
}

void TargetEdit::followServer(const core::Address& address)
{
    const QString text = targetText(address);
    if (text.isEmpty())
        return;
    m_server = text;
    if (isEnabled())
        showServer();
}

void TargetEdit::setHeld(bool held)
{
    setEnabled(!held);
    if (!held)
        showServer();
}

void TargetEdit::showServer()
{
    if (!m_following || lineEdit()->text() == m_server)
        return;
    showText(m_server);
    Q_EMIT mistakeFound({});
}

void TargetEdit::setText(const QString& text)
{
    showText(text);
    takeEdit(text);
    followAgain();
}

std::optional<Target> TargetEdit::target()
{
    auto parsed = parseTarget(lineEdit()->text());
    if (parsed) {
        Q_EMIT mistakeFound({});
        return *parsed;
    }
    const TargetError& mistake = parsed.error();
    lineEdit()->setFocus(Qt::OtherFocusReason);
    lineEdit()->setCursorPosition(static_cast<int>(mistake.position));
    if (mistake.length > 0)
        lineEdit()->setSelection(static_cast<int>(mistake.position), static_cast<int>(mistake.length));
    Q_EMIT mistakeFound(mistake.reason);
    return std::nullopt;
}

void TargetEdit::remember(const Target& target)
{
    const QString text = targetText(target);
    QStringList known = history();
    known.removeAll(text);
    known.prepend(text);
    setHistory(known);
}

QStringList TargetEdit::history() const
{
    QStringList texts;
    for (int i = 0; i < count(); ++i)
        texts.append(itemText(i));
    return texts;
}

void TargetEdit::setHistory(const QStringList& history)
{
    const QString written = lineEdit()->text();
    const int cursor = lineEdit()->cursorPosition();
    clear();
    addItems(history.mid(0, kMaxHistory));
    setCurrentIndex(findText(written));
    lineEdit()->setText(written);
    lineEdit()->setCursorPosition(cursor);
}

void TargetEdit::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        Q_EMIT enterPressed();
        return;
    }
    QComboBox::keyPressEvent(event);
}

void TargetEdit::focusOutEvent(QFocusEvent* event)
{
    QComboBox::focusOutEvent(event);
    followAgain();
}

void TargetEdit::showText(const QString& text)
{
    lineEdit()->setText(text);
    lineEdit()->home(false); // too long for the field: the host is seen rather than the port
}

void TargetEdit::takeEdit(const QString& text)
{
    m_following = text == m_server;
    Q_EMIT mistakeFound({});
}

void TargetEdit::followAgain()
{
    if (!lineEdit()->text().isEmpty())
        return;
    m_following = true;
    showText(m_server);
    Q_EMIT mistakeFound({});
}

} // namespace widgets

#include "moc_target_edit.cpp"
