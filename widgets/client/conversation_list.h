// SPDX-License-Identifier: GPL-3.0-or-later
// A list that stays at its newest line until the user scrolls away from it.
#pragma once

#include <QListView>
#include <QString>

namespace widgets {

/// Shows a sentence in the middle while it has no lines. Lines have one height. GUI thread.
class ConversationList final : public QListView
{
    Q_OBJECT
public:
    explicit ConversationList(QWidget* parent = nullptr);

    void setEmptyText(const QString& text);
    QString emptyText() const { return m_emptyText; }
    bool isFollowing() const { return m_following; }
    /// One line: what stands above may need the room, and the layout hands over what is left.
    QSize minimumSizeHint() const override;
    QSize sizeHint() const override { return minimumSizeHint(); }
    void follow(); ///< Goes to the newest line and stays there.

Q_SIGNALS:
    void followingChanged(bool following);
    void copyRequested(); ///< Ctrl+C

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void rowsAboutToBeRemoved(const QModelIndex& parent, int start, int end) override;
    void updateGeometries() override;

private:
    void setFollowing(bool following);

    QString m_emptyText;
    bool m_following = true;
    QPersistentModelIndex m_anchor; // stays where it is while lines before it go; invalid: nothing is under way
    int m_anchorY = 0;              // in the viewport
};

} // namespace widgets
