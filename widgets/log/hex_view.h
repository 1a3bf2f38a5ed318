// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes as hex and text, however many there are.
#pragma once

#include <QAbstractScrollArea>
#include <cstddef>
#include <span>

namespace widgets {

/// Draws only the lines in sight, so that a GiB costs no more than a line. As many bytes stand in a line (4, 8 or 16)
/// as fit into the width. GUI thread. The bytes are lent: clear() before they go away.
class HexView final : public QAbstractScrollArea
{
    Q_OBJECT
public:
    /// Bytes that a copy holds at most.
    static constexpr std::size_t kMaxCopied = std::size_t{1} << 20;

    explicit HexView(QWidget* parent = nullptr);

    void setBytes(std::span<const std::byte> bytes);
    void clear() { setBytes({}); }
    std::span<const std::byte> bytes() const { return m_bytes; }

    int bytesPerLine() const { return m_perLine; }
    /// Lines of all bytes at the present width.
    int lineCount() const;
    /// One line as it is drawn: "00000010  48 65 6c 6c 6f 21         Hello!".
    QString line(int number) const;

    /// A hex dump of the first kMaxCopied bytes, sixteen a line.
    QString dump() const;
    /// The first kMaxCopied bytes as text with escapes.
    QString text() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void applyFont();
    void updateLayout();
    QString offsetText(int number) const;
    QString hexText(std::span<const std::byte> bytes) const;
    QString plainText(std::span<const std::byte> bytes) const;
    std::span<const std::byte> lineBytes(int number) const;

    std::span<const std::byte> m_bytes;
    int m_perLine = 16;
    int m_charWidth = 1;
    int m_lineHeight = 1;
};

} // namespace widgets
