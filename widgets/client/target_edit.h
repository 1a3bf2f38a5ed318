// SPDX-License-Identifier: GPL-3.0-or-later
// The field for the place to connect to.
#pragma once

#include "core/net/address.h"
#include "widgets/client/target.h"

#include <QComboBox>
#include <QStringList>
#include <optional>

namespace widgets {

/// Offers the targets used before. Follows the address of the server until the user writes another one; emptied, it
/// follows again. GUI thread.
class TargetEdit final : public QComboBox
{
    Q_OBJECT
public:
    static constexpr int kMaxHistory = 12;

    explicit TargetEdit(QWidget* parent = nullptr);

    void followServer(const core::Address& address);
    bool isFollowing() const { return m_following; }
    /// Held, it shows the target in use and takes no other: neither of the user nor of the server, until it is
    /// released.
    void setHeld(bool held);
    /// As if the user had written it.
    void setText(const QString& text);

    /// What is written; a mistake is selected in the field, and told by mistakeFound().
    std::optional<Target> target();
    /// Puts it first in the list.
    void remember(const Target& target);
    QStringList history() const;
    void setHistory(const QStringList& history);

Q_SIGNALS:
    /// A sentence for below the field; empty: there is nothing wrong any more.
    void mistakeFound(const QString& reason);
    void enterPressed();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void showText(const QString& text);
    void showServer(); // when it is followed
    void takeEdit(const QString& text);
    void followAgain();

    QString m_server; // text of the server's address
    bool m_following = true;
};

} // namespace widgets
