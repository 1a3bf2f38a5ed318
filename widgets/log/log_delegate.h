// SPDX-License-Identifier: GPL-3.0-or-later
// Draws the cells of the event log: text only, which is what a million rows can afford.
#pragma once

#include "widgets/log/cell_font.h"

#include <QAbstractItemDelegate>
#include <QFont>

namespace widgets {

class FindPattern;

/// `line` in `width` pixels. When it does not fit, the result of a call (from the last ") = " on) stays whole and its
/// arguments give way.
QString elidedCall(const QString& line, const CellFont& font, int width);

/// For a view of LogModel; the tables of other events override what differs. Fonts are kept (setFont()), colours are
/// taken from the palette at paint time. GUI thread.
class LogDelegate : public QAbstractItemDelegate
{
    Q_OBJECT
public:
    explicit LogDelegate(QObject* parent = nullptr);

    /// Call when the font of the view changes.
    void setFont(const QFont& font);
    /// Height of every row, in pixels.
    int rowHeight() const { return m_rowHeight; }
    const CellFont& fixedFont() const { return m_fixed; }

    /// Marks it wherever it stands in a cell; null: nothing. Not owned.
    void setFoundText(const FindPattern* pattern) { m_found = pattern; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    /// Colour of a cell that is not selected.
    virtual QColor ink(const QStyleOptionViewItem& option, const QModelIndex& index, bool trouble) const;
    virtual const CellFont& fontOf(const QModelIndex& index) const;
    /// The text of a cell as it fits into `width` pixels.
    virtual QString elided(const QModelIndex& index, const QString& text, const CellFont& font, int width) const;
    /// Background of a row that carries a mark; invalid: none.
    virtual QColor markedBackground(const QPalette& palette) const;

    const CellFont& plainFont() const { return m_plain; }
    const CellFont& boldFont() const { return m_bold; }

private:
    /// `left` is where the text begins, in pixels.
    void markFound(QPainter& painter, const QStyleOptionViewItem& option, const QRect& rect, const CellFont& font,
                   int left, const QString& whole, const QString& shown) const;

    const FindPattern* m_found = nullptr;
    CellFont m_plain;
    CellFont m_bold;
    CellFont m_fixed;
    CellFont m_fixedItalic;
    int m_rowHeight = 0;
};

} // namespace widgets
