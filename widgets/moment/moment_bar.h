// SPDX-License-Identifier: GPL-3.0-or-later
// Says that the past is shown, and leads back to now.
#pragma once

#include "widgets/moment/moment.h"

#include <QWidget>
#include <optional>

class QPushButton;

namespace widgets {

class RoleLabel;

/// One line: "As of 4.201 s, event 66" and a button. Hidden while the present is shown. GUI thread.
class MomentBar final : public QWidget
{
    Q_OBJECT
public:
    explicit MomentBar(QWidget* parent = nullptr);

    QString text() const;

    /// Of a recording that was opened there is no now, but an end.
    void setLive(bool live);

public Q_SLOTS:
    void showMoment(const std::optional<widgets::Moment>& moment);

Q_SIGNALS:
    void backToNowClicked();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    RoleLabel* m_text;
    QPushButton* m_back;
};

} // namespace widgets
