// SPDX-License-Identifier: GPL-3.0-or-later
// One line that says how something stands, with one thing to do about it.
#pragma once

#include <QWidget>

class QToolButton;

namespace widgets {

class RoleLabel;

/// Hidden while it has nothing to say. What is said is told to assistive technology when the line appears, not each
/// time a number in it changes. GUI thread.
class NoticeLine final : public QWidget
{
    Q_OBJECT
public:
    /// `mark` stands before the sentence. `action` is the text of the button; empty: there is none.
    NoticeLine(const QString& mark, const QString& action, QWidget* parent = nullptr);

    /// Plain text, translated and escaped by the caller.
    void say(const QString& sentence);
    void clear();
    QString sentence() const;
    QToolButton* button() const { return m_button; }

Q_SIGNALS:
    void clicked();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    RoleLabel* m_sentence;
    QToolButton* m_button;
};

} // namespace widgets
