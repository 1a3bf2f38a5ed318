// SPDX-License-Identifier: GPL-3.0-or-later
// A label whose text has the colour of a role, in light and dark.
#pragma once

#include "widgets/common/theme.h"

#include <QLabel>

namespace widgets {

/// Plain text, never interpreted. Follows the palette of the application. GUI thread.
class RoleLabel : public QLabel
{
    Q_OBJECT
public:
    RoleLabel(Role role, const QString& text, QWidget* parent = nullptr);

    Role role() const { return m_role; }
    void setRole(Role role);
    /// Shows `text`; assistive technology reads `spoken`, which says what the text is about.
    void setText(const QString& text, const QString& spoken);
    using QLabel::setText;

protected:
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void updateColor();

    Role m_role;
    bool m_updating = false; // setPalette() sends a PaletteChange itself
};

} // namespace widgets
