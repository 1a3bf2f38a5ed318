// SPDX-License-Identifier: GPL-3.0-or-later
// The row below the log in which a text is looked for in the rows that are shown.
#pragma once

#include "widgets/log/find/find_pattern.h"

#include <QWidget>

class QLineEdit;
class QToolButton;

namespace widgets {

class MarkToggle;
class RoleLabel;

/// Holds what is looked for; knows no model. Hidden until it is opened. Enter and Shift+Enter: next and previous;
/// Escape closes it. GUI thread.
class FindBar final : public QWidget
{
    Q_OBJECT
public:
    explicit FindBar(QWidget* parent = nullptr);

    /// What is looked for; finds nothing while the field is empty or holds a mistake.
    const FindPattern& pattern() const { return m_pattern; }
    /// "3 of 17", "went on from the top"; empty: nothing to say. Not shown while there is a mistake in the field.
    void setStatus(const QString& count, const QString& message);
    QString status() const;
    QLineEdit* field() const { return m_field; }

public Q_SLOTS:
    void open();
    void closeBar();

Q_SIGNALS:
    void patternChanged();
    void nextWanted();
    void previousWanted();
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QToolButton* addButton(const QString& text, const QString& name, const QString& help);
    void readPattern();

    FindPattern m_pattern;
    QLineEdit* m_field;
    MarkToggle* m_expression;
    MarkToggle* m_matchCase;
    QToolButton* m_previous;
    QToolButton* m_next;
    RoleLabel* m_count;
    RoleLabel* m_message;
    bool m_mistake = false; // the message tells of it
};

} // namespace widgets
