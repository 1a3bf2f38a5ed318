// SPDX-License-Identifier: GPL-3.0-or-later
// The look of standard controls: Fusion without its gradients.
#pragma once

#include <QProxyStyle>

namespace widgets {

/// Push buttons and table headers as flat areas in the colours of the theme, taken when they are painted; everything
/// else as Fusion draws it. Owned by the application (QApplication::setStyle()). GUI thread.
class FlatStyle final : public QProxyStyle
{
    Q_OBJECT
public:
    FlatStyle();

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget = nullptr) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget = nullptr) const override;
};

} // namespace widgets
