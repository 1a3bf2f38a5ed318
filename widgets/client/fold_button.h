// SPDX-License-Identifier: GPL-3.0-or-later
// The word that unfolds a part of a panel: "▸ Options".
#pragma once

#include <QToolButton>

namespace widgets {

/// Checkable; checked: unfolded. Drawn as text with a triangle, without a frame. GUI thread.
class FoldButton final : public QToolButton
{
    Q_OBJECT
public:
    explicit FoldButton(const QString& text, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace widgets
