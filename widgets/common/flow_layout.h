// SPDX-License-Identifier: GPL-3.0-or-later
// Items one after another, in as many lines as the width makes necessary.
#pragma once

#include <QLayout>
#include <QList>

namespace widgets {

/// Items get the width that they would like to have, and go to the next line where there is no room for it. In a line
/// one that may grow (QSizePolicy::Expanding) takes what is left of it. Each line is as high as its highest item. Owns
/// its items. GUI thread.
class FlowLayout final : public QLayout
{
    Q_OBJECT
public:
    /// `spacing`: pixels between items in a line and between lines. Without a parent it is put into another layout.
    explicit FlowLayout(int spacing, QWidget* parent = nullptr);
    ~FlowLayout() override;

    void addItem(QLayoutItem* item) override;
    QSize sizeHint() const override;
    QSize minimumSize() const override; ///< As narrow as the widest item.
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    int count() const override { return static_cast<int>(m_items.size()); }
    QLayoutItem* itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem* takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return {}; }
    void setGeometry(const QRect& rect) override;

private:
    /// The height that the items need at that width; moves them there when told to.
    int arrange(const QRect& rect, bool move) const;

    QList<QLayoutItem*> m_items;
};

} // namespace widgets
