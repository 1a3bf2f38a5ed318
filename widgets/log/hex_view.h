// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes as hex and text, however many there are, with a cursor and a selection.
#pragma once

#include <QAbstractScrollArea>
#include <cstddef>
#include <optional>
#include <span>

class QMenu;

namespace widgets {

/// Draws only the lines in sight, so that a GiB costs no more than a line. As many bytes stand in a line (4, 8 or 16)
/// as fit into the width. The arrow keys, Page Up, Page Down, Home and End move the cursor, with Shift they select, as
/// dragging does; what is selected stands out in both halves. GUI thread. The bytes are lent: clear() before they go
/// away.
class HexView final : public QAbstractScrollArea
{
    Q_OBJECT
public:
    /// Bytes that a copy holds at most.
    static constexpr std::size_t kMaxCopied = std::size_t{1} << 20;

    /// Bytes from `begin` to before `end`. A plain value.
    struct Range
    {
        std::size_t begin = 0;
        std::size_t end = 0;

        std::size_t size() const { return end - begin; }
        friend bool operator==(const Range& a, const Range& b) = default;
    };

    explicit HexView(QWidget* parent = nullptr);

    void setBytes(std::span<const std::byte> bytes);
    void clear() { setBytes({}); }
    std::span<const std::byte> bytes() const { return m_bytes; }

    int bytesPerLine() const { return m_perLine; }
    /// Lines of all bytes at the present width.
    int lineCount() const;
    /// One line as it is drawn: "00000010  48 65 6c 6c 6f 21         Hello!".
    QString line(int number) const;

    /// The byte that the cursor is on; 0 when there are none.
    std::size_t cursor() const { return m_cursor; }
    /// What is selected; empty, at the cursor, when nothing is.
    Range selection() const;
    /// Puts the cursor on that byte, or on the last one, and shows it.
    void goTo(std::size_t offset);
    /// Selects those that there are of them and shows them.
    void select(Range range);

    /// A hex dump of the first kMaxCopied bytes, sixteen a line.
    QString dump() const;
    /// The first kMaxCopied bytes as text with escapes.
    QString text() const { return textOf(m_bytes); }
    /// Actions that copy what is selected, or everything, in one form each.
    void addCopyActions(QMenu& menu);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void selectionChanged();

protected:
    void contextMenuEvent(QContextMenuEvent* event) override;
    void changeEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void applyFont();
    void updateLayout();
    QString offsetText(int number) const;
    QString hexText(std::span<const std::byte> bytes) const;
    QString plainText(std::span<const std::byte> bytes) const;
    std::span<const std::byte> lineBytes(int number) const;
    void paintLine(QPainter& painter, int number, int y) const;
    QRect cellsInHex(int from, int to, int y) const;
    QRect cellsInText(int from, int to, int y) const;
    int hexLeft() const;
    int textLeft() const;

    std::size_t byteAt(const QPoint& point) const;
    void moveCursor(std::size_t offset, bool selecting);
    void showByte(std::size_t offset);
    std::span<const std::byte> copied() const;
    QString textOf(std::span<const std::byte> bytes) const;

    std::span<const std::byte> m_bytes;
    std::size_t m_cursor = 0;
    std::optional<std::size_t> m_anchor; // the other end of the selection, inclusive as the cursor is
    int m_perLine = 16;
    int m_charWidth = 1;
    int m_lineHeight = 1;
};

} // namespace widgets
