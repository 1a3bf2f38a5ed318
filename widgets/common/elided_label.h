// SPDX-License-Identifier: GPL-3.0-or-later
// One line of text that gives way: it never widens what it stands in.
#pragma once

#include "widgets/common/role_label.h"

namespace widgets {

/// Shows as much as there is room for; what is cut stands in the tool tip. Asks for the width of the text and takes
/// any. GUI thread.
class ElidedLabel final : public RoleLabel
{
    Q_OBJECT
public:
    ElidedLabel(Role role, const QString& text, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

    void setFullText(const QString& text);
    QString fullText() const { return m_full; }

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void elide();

    QString m_full;
};

} // namespace widgets
