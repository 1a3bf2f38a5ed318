// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps the second click of a double click from a button whose action changes with the first.
#pragma once

#include <QEvent>
#include <QObject>

class QAbstractButton;

namespace widgets {

/// Without it a double click on "Connect" would connect and at once disconnect. Belongs to its button. GUI thread.
class ClickGuard final : public QObject
{
    Q_OBJECT
public:
    explicit ClickGuard(QAbstractButton* button);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace widgets
