// SPDX-License-Identifier: GPL-3.0-or-later
// One line under an input field that says what is wrong with its content.
#pragma once

#include <QPointer>
#include <QWidget>

namespace widgets {

class RoleLabel;

/// Hidden while there is nothing wrong. Carries the mark ✕ besides its colour, and is the accessible description of its
/// field meanwhile. The field belongs to somebody else. GUI thread.
class FieldMessage final : public QWidget
{
    Q_OBJECT
public:
    explicit FieldMessage(QWidget* field, QWidget* parent = nullptr);

    /// Plain text, translated. Empty: nothing is wrong.
    void setText(const QString& text);
    QString text() const { return m_text; }

private:
    QPointer<QWidget> m_field;
    QString m_fieldDescription; // of the field while nothing is wrong
    QString m_text;
    RoleLabel* m_label;
};

} // namespace widgets
