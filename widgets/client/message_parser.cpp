// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/client/message_parser.h"

#include "core/text/bytes_text.h"

#include <QCoreApplication>
#include <algorithm>
#include <string_view>

namespace widgets {

namespace {

struct MessageParserText
{
    Q_DECLARE_TR_FUNCTIONS(widgets::MessageParserText)
};

/// UTF-16 units that the first `bytes` bytes of `utf8` make.
qsizetype unitsOf(const QByteArray& utf8, std::size_t bytes)
{
    return QString::fromUtf8(utf8.first(std::min(utf8.size(), static_cast<qsizetype>(bytes)))).size();
}

} // namespace

tl::expected<std::vector<std::byte>, MessageError> parseMessage(const MessageDraft& draft, LineEnding ending)
{
    const QByteArray utf8 = draft.text.toUtf8();
    const std::string_view typed(utf8.constData(), static_cast<std::size_t>(utf8.size()));
    auto parsed = draft.mode == MessageMode::Hex ? core::parseHex(typed) : core::parseEscapes(typed);
    if (!parsed) {
        const core::ParseError& mistake = parsed.error();
        const qsizetype position = unitsOf(utf8, mistake.position);
        const qsizetype end = unitsOf(utf8, mistake.position + mistake.length);
        const qsizetype character = QStringView(draft.text).first(position).toUcs4().size() + 1;
        return tl::unexpected(MessageError{position, std::max<qsizetype>(end - position, 1),
                                           //: %1 number of the character, %2 a sentence that says what is wrong there
                                           MessageParserText::tr("Character %1: %2")
                                               .arg(character)
                                               .arg(QCoreApplication::translate("core", mistake.reason))});
    }
    std::vector<std::byte> bytes = std::move(*parsed);
    if (draft.mode == MessageMode::Text) {
        if (ending == LineEnding::CrLf)
            bytes.push_back(std::byte{'\r'});
        if (ending != LineEnding::None)
            bytes.push_back(std::byte{'\n'});
    }
    return bytes;
}

} // namespace widgets
