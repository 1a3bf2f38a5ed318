// SPDX-License-Identifier: GPL-3.0-or-later
// Where bytes to look for are typed, as text or as hex.
#pragma once

#include <QWidget>
#include <cstddef>
#include <vector>

class QLineEdit;

namespace widgets {

class FieldMessage;
class MarkToggle;
class RoleLabel;

/// Enter asks for the next match, Shift+Enter for the one before. A mistake is said below the field. GUI thread.
class BytesField final : public QWidget
{
    Q_OBJECT
public:
    explicit BytesField(const QString& accessibleName, QWidget* parent = nullptr);

    QLineEdit* edit() const { return m_edit; }
    MarkToggle* hexToggle() const { return m_hex; }
    /// What came of the last search, at the right of the field.
    void setOutcome(const QString& sentence);
    QString outcome() const;

Q_SIGNALS:
    /// The bytes are not none.
    void findRequested(const std::vector<std::byte>& bytes, bool forward);
    void left(); ///< Escape

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void find(bool forward);

    QLineEdit* m_edit;
    MarkToggle* m_hex;
    FieldMessage* m_mistake;
    RoleLabel* m_outcome;
};

} // namespace widgets
