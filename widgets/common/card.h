// SPDX-License-Identifier: GPL-3.0-or-later
// The rounded frame of a panel with its header.
#pragma once

#include "core/event/event.h"

#include <QWidget>
#include <optional>

class QHBoxLayout;
class QVBoxLayout;

namespace widgets {

class ElidedLabel;
class RoleLabel;
class StateBadge;

/// Header: a stripe in the colour of the side at the left edge, the letter mark of the side (S or C), the title, a
/// state badge, and at the right a secondary text. Below it the body. Without a side: title only, no stripe. GUI
/// thread.
class Card final : public QWidget
{
    Q_OBJECT
public:
    Card(const QString& title, std::optional<core::Side> side, QWidget* parent = nullptr);

    /// Where the content goes; has the margins of a panel already.
    QVBoxLayout* body() const { return m_body; }
    /// The badge after the title; hidden while its text is empty (setBadgeText()).
    StateBadge* badge() const { return m_badge; }
    void setBadgeText(const QString& text);
    /// Right-aligned, for example "fd 7".
    void setSecondaryText(const QString& text);
    QString secondaryText() const;
    void setTitle(const QString& title);
    /// Adds a small widget at the right end of the header; the card owns it.
    void addHeaderWidget(QWidget* widget);

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    std::optional<core::Side> m_side;
    QWidget* m_header;
    QHBoxLayout* m_headerLayout;
    QVBoxLayout* m_body;
    ElidedLabel* m_title;
    StateBadge* m_badge;
    RoleLabel* m_secondary;
};

} // namespace widgets
