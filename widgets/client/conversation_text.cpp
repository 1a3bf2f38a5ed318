// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/client/conversation_text.h"

#include "core/text/bytes_text.h"
#include "core/text/event_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringDecoder>
#include <algorithm>

namespace widgets {

namespace {

struct ConversationText
{
    Q_DECLARE_TR_FUNCTIONS(widgets::ConversationText)
};

/// How many of the bytes are left when a character that is not whole at the end is taken off.
std::size_t wholeCharacters(std::span<const std::byte> bytes)
{
    for (std::size_t back = 1; back <= 3 && back <= bytes.size(); ++back) {
        const auto byte = std::to_integer<unsigned>(bytes[bytes.size() - back]);
        if ((byte & 0xc0U) == 0x80U)
            continue; // a continuation byte: the character began before it
        const std::size_t length = byte >= 0xf0U ? 4 : byte >= 0xe0U ? 3 : byte >= 0xc0U ? 2 : 1;
        return length > back ? bytes.size() - back : bytes.size();
    }
    return bytes.size();
}

/// Takes back two of the escapes that a quoted string needs: \" (always) and \\ (when `backslashes`).
std::string withoutQuoting(const std::string& escaped, bool backslashes)
{
    std::string text;
    text.reserve(escaped.size());
    for (std::size_t i = 0; i < escaped.size(); ++i) {
        if (escaped[i] != '\\' || i + 1 == escaped.size()) {
            text += escaped[i];
            continue;
        }
        const char next = escaped[++i];
        if (next != '"' && !(next == '\\' && backslashes))
            text += '\\';
        text += next;
    }
    return text;
}

} // namespace

bool readsAsHex(std::span<const std::byte> bytes, bool cut)
{
    const auto shown = bytes.first(cut ? wholeCharacters(bytes) : bytes.size());
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString decoded =
        decoder(QByteArrayView(reinterpret_cast<const char*>(shown.data()), static_cast<qsizetype>(shown.size())));
    if (decoder.hasError())
        return true;
    const auto control = std::count_if(shown.begin(), shown.end(), [](std::byte byte) {
        const auto value = std::to_integer<unsigned>(byte);
        return (value < 0x20 && value != '\t' && value != '\n' && value != '\r') || value == 0x7f;
    });
    return control * 4 > static_cast<std::ptrdiff_t>(shown.size());
}

QString messageLine(std::span<const std::byte> bytes, quint64 total)
{
    const bool cut = bytes.size() < total;
    if (bytes.empty() && cut)
        return ConversationText::tr("(bytes not kept)");
    QString line;
    if (readsAsHex(bytes, cut))
        line = QString::fromStdString(core::hexBytes(bytes));
    else
        line = fieldText(bytes.first(cut ? wholeCharacters(bytes) : bytes.size()));
    return cut ? line + QChar(0x2026) : line;
}

QString fieldText(std::span<const std::byte> bytes)
{
    return QString::fromStdString(withoutQuoting(core::escapeBytes(bytes), false));
}

QString pastedText(const QString& text)
{
    const QByteArray utf8 = text.toUtf8();
    return QString::fromStdString(withoutQuoting(core::escapeBytes(asBytes(utf8)), true));
}

QString byteCount(quint64 bytes)
{
    return ConversationText::tr("%1 B").arg(QLocale().toString(bytes));
}

QString momentText(qint64 ns)
{
    return ConversationText::tr("%1 s").arg(QString::number(static_cast<double>(ns) / 1e9, 'f', 3));
}

QString answerText(qint64 ns)
{
    return QLatin1Char('+') + QString::fromStdString(core::durationText(ns));
}

std::span<const std::byte> asBytes(const QByteArray& bytes)
{
    return {reinterpret_cast<const std::byte*>(bytes.constData()), static_cast<std::size_t>(bytes.size())};
}

QByteArray asByteArray(std::span<const std::byte> bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

} // namespace widgets
