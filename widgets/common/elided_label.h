// SPDX-License-Identifier: GPL-3.0-or-later
// One line of text that gives way: it never widens what it stands in.
#pragma once

#include <QLabel>

namespace widgets {

/// Shows as much as there is room for; what is cut stands in the tool tip. Plain text. Asks for no width. GUI thread.
class ElidedLabel final : public QLabel
{
    Q_OBJECT
public:
    explicit ElidedLabel(QWidget* parent = nullptr);

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
