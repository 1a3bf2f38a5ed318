// SPDX-License-Identifier: GPL-3.0-or-later
// A push button in the colour of a side, for the main action of a panel.
#pragma once

#include "core/event/event.h"
#include "widgets/common/symbols.h"

#include <QPushButton>
#include <optional>

namespace widgets {

/// Looks like every other button while it is disabled. GUI thread.
class AccentButton final : public QPushButton
{
    Q_OBJECT
public:
    enum class Style {
        Outline, ///< Border and text in the colour of the side on its tint: Start server, Connect.
        Filled,  ///< Filled with the colour of the side: Send.
    };

    AccentButton(const QString& text, core::Side side, Style style, QWidget* parent = nullptr);

    /// An icon in the right colour; none by default.
    void setSymbol(Symbol symbol);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    core::Side m_side;
    Style m_style;
};

} // namespace widgets
