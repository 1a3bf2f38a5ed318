// SPDX-License-Identifier: GPL-3.0-or-later
// The tabs of several clients, flat, with a line under the current one.
#pragma once

#include <QTabBar>

namespace widgets {

/// Hidden while there is one tab. A tab that has not enough room shows the beginning of its text, but never less than
/// its name (addClient()); then the bar scrolls. GUI thread.
class ClientTabBar final : public QTabBar
{
    Q_OBJECT
public:
    explicit ClientTabBar(QWidget* parent = nullptr);

    int addClient(const QString& name);
    /// The name and, where there is room, what follows it.
    void setClientText(int tab, const QString& text);

protected:
    QSize tabSizeHint(int index) const override;
    QSize minimumTabSizeHint(int index) const override;
    void paintEvent(QPaintEvent* event) override;

private:
    QSize sizeFor(const QString& text) const;
};

} // namespace widgets
