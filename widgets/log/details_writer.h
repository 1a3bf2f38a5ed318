// SPDX-License-Identifier: GPL-3.0-or-later
// Writes titles, sentences and tables of names and values into a text document, as plain text in formats.
#pragma once

#include "widgets/common/theme.h"

#include <QPalette>
#include <QString>
#include <QTextCursor>

class QTextDocument;

namespace widgets {

/// Text is never interpreted as markup. Colours are those of the palette given: write anew when it changes. GUI thread.
class DetailsWriter
{
public:
    /// Empties the document, which must outlive the writer.
    /// The column of names is `nameChars` wide.
    DetailsWriter(QTextDocument& document, const QPalette& palette, int nameChars = 12);

    void title(const QString& text, const QColor& color);
    void heading(const QString& text);
    void paragraph(const QString& text, Role role = Role::Neutral);
    /// Rows after one another make one table.
    void row(const QString& name, const QString& value, bool isError = false);

private:
    void block(const QString& text, const QTextCharFormat& format, qreal space);

    QPalette m_palette;
    QTextCursor m_cursor;
    int m_nameChars;
    bool m_empty = true;
};

} // namespace widgets
