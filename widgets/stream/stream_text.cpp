// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/stream/stream_text.h"

#include "core/text/bytes_text.h"
#include "widgets/common/count_text.h"
#include "widgets/common/error_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>
#include <vector>

namespace widgets {

namespace {

struct StreamText
{
    Q_DECLARE_TR_FUNCTIONS(widgets::StreamText)
};

} // namespace

QString arrow(core::StreamDirection direction)
{
    return direction == core::StreamDirection::ToServer ? QStringLiteral("→") : QStringLiteral("←");
}

QString directionText(core::StreamDirection direction)
{
    return direction == core::StreamDirection::ToServer ? StreamText::tr("→ to the server")
                                                        : StreamText::tr("← to the client");
}

QString sourceText(core::StreamSource source)
{
    switch (source) {
    case core::StreamSource::ClientCalls:
        return StreamText::tr("calls of the client");
    case core::StreamSource::ServerCalls:
        return StreamText::tr("calls of the server");
    case core::StreamSource::Packets:
        break;
    }
    return StreamText::tr("captured packets");
}

core::Side senderOf(core::StreamDirection direction)
{
    return direction == core::StreamDirection::ToServer ? core::Side::Client : core::Side::Server;
}

QString rowText(const StreamContent::Row& row, core::StreamForm form)
{
    const QString size = byteCountText(row.segment.size);
    if (row.segment.part == core::StreamPart::NotKept)
        return StreamText::tr("… %1 went through and were not kept").arg(size);
    if (row.segment.part == core::StreamPart::NotSeen)
        return StreamText::tr("… %1 not kept: moved inside the kernel by splice(2)").arg(size);
    if (row.segment.part == core::StreamPart::NotCaptured)
        return StreamText::tr("… %1 were not captured").arg(size);
    if (row.isLetGo)
        return StreamText::tr("… %1 were dropped meanwhile").arg(size);
    const QString text = fromUtf8(core::rowText(form, row.bytes));
    if (form != core::StreamForm::Hex)
        return text;
    const quint64 offset = row.segment.offset + quint64{row.row} * 16;
    return QStringLiteral("%1  %2").arg(offset, 8, 16, QLatin1Char('0')).arg(text);
}

QString copiedRows(const StreamContent& content, quint64 first, quint64 last, bool* cut)
{
    const core::StreamForm form = content.form();
    QString text;
    std::vector<std::byte> bytes; // of the C array
    quint64 copied = 0;
    bool isCut = false;
    content.visit(first, last, [&](const StreamContent::Row& row) {
        isCut = copied >= kMaxCopiedStream;
        if (isCut)
            return false;
        copied += row.bytes.size();
        if (form == core::StreamForm::CArray) {
            bytes.insert(bytes.end(), row.bytes.begin(), row.bytes.end());
        } else if (row.bytes.empty()) {
            const QString sentence = rowText(row, form);
            text += sentence + QLatin1Char('\n');
            copied += static_cast<quint64>(sentence.size());
        } else if (form == core::StreamForm::Hex) {
            text += arrow(row.segment.direction) + QLatin1Char(' ') + rowText(row, form) + QLatin1Char('\n');
        } else {
            const bool ends = row.bytes.back() == std::byte{'\n'};
            text += fromUtf8(core::rowText(form, row.bytes.first(row.bytes.size() - (ends ? 1 : 0))));
            if (ends)
                text += QLatin1Char('\n');
        }
        return true;
    });
    if (cut)
        *cut = isCut;
    return form == core::StreamForm::CArray ? fromUtf8(core::cArray(bytes, "stream")) : text;
}

QString missingText(const StreamContent& content, quint64 eventsLetGo)
{
    QStringList sentences;
    const core::StreamIndex& index = content.index();
    const auto both = [](quint64 toServer, quint64 toClient) {
        return StreamText::tr("→ %1, ← %2").arg(byteCountText(toServer), byteCountText(toClient));
    };
    using core::StreamDirection;
    if (index.letGo(StreamDirection::ToServer) + index.letGo(StreamDirection::ToClient) > 0)
        sentences.append(
            StreamText::tr("Older bytes were dropped since this was opened: %1.")
                .arg(both(index.letGo(StreamDirection::ToServer), index.letGo(StreamDirection::ToClient))));
    else if (eventsLetGo > 0)
        sentences.append(
            StreamText::tr("The recording dropped its %1 oldest event(s): bytes of this stream may be missing "
                           "before what is shown.",
                           nullptr, pluralOf(eventsLetGo))
                .arg(countText(eventsLetGo)));
    if (index.missing(StreamDirection::ToServer) + index.missing(StreamDirection::ToClient) > 0)
        sentences.append(
            StreamText::tr("Bytes that are not here: %1.")
                .arg(both(index.missing(StreamDirection::ToServer), index.missing(StreamDirection::ToClient))));
    return sentences.join(QLatin1Char(' '));
}

} // namespace widgets
