// SPDX-License-Identifier: GPL-3.0-or-later
// Draws the cells of the event log: text only, which is what a million rows can afford.
#pragma once

#include <QAbstractItemDelegate>
#include <QFont>

class QFontMetrics;

namespace widgets {

/// `line` in `width` pixels. When it does not fit, the result of a call (from the last ") = " on) stays whole and its
/// arguments give way.
QString elidedCall(const QString& line, const QFontMetrics& metrics, int width);

/// For a view of LogModel. Fonts are kept (setFont()), colours are taken from the palette at paint time. GUI thread.
class LogDelegate final : public QAbstractItemDelegate
{
    Q_OBJECT
public:
    explicit LogDelegate(QObject* parent = nullptr);

    /// Call when the font of the view changes.
    void setFont(const QFont& font);
    /// Height of every row, in pixels.
    int rowHeight() const { return m_rowHeight; }
    const QFont& fixedFont() const { return m_fixed; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    QFont m_plain;
    QFont m_bold;
    QFont m_fixed;
    QFont m_fixedItalic;
    int m_rowHeight = 0;
};

} // namespace widgets
