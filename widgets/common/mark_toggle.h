// SPDX-License-Identifier: GPL-3.0-or-later
// A button that stays down and shows it by a mark in its text.
#pragma once

#include <QKeySequence>
#include <QToolButton>

namespace widgets {

/// Never by colour alone: checked it reads "Calls ✓". Its width does not change with the mark. GUI thread.
class MarkToggle final : public QToolButton
{
    Q_OBJECT
public:
    /// `label` may have a mnemonic; without it, it is the accessible name. `help` is tool tip and description.
    MarkToggle(const QString& label, const QString& help, bool checked, QWidget* parent = nullptr);
    /// A key instead of the mnemonic.
    void setKey(const QKeySequence& key);

private:
    void showMark();

    QString m_label;
    QKeySequence m_key;
};

} // namespace widgets
