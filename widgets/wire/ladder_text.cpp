// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/wire/ladder_text.h"

#include "core/event/transfer.h"
#include "core/text/event_text.h"
#include "core/text/note_text.h"
#include "widgets/common/error_text.h"
#include "widgets/common/sentence_text.h"
#include "widgets/wire/ladder_layout.h"
#include "widgets/wire/packet_text.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>

namespace widgets {

namespace {

struct LadderText
{
    Q_DECLARE_TR_FUNCTIONS(widgets::LadderText)
};

constexpr QChar kEllipsis{0x2026};

// A quoted payload in pieces that must not be cut: an escape, or one character.
QStringList pieces(const QString& quoted)
{
    QStringList result;
    for (qsizetype i = 0; i < quoted.size();) {
        qsizetype length = 1;
        if (quoted[i] == QLatin1Char('\\') && i + 1 < quoted.size())
            length = quoted[i + 1] == QLatin1Char('x') ? 4 : 2;
        else if (quoted[i].isHighSurrogate())
            length = 2;
        result << quoted.mid(i, length);
        i += length;
    }
    return result;
}

bool isQuoted(const QString& value)
{
    return value.startsWith(QLatin1Char('"'));
}

bool isOption(core::Call call)
{
    return call == core::Call::Setsockopt || call == core::Call::Getsockopt;
}

// The argument that says most: what is sent, where to, which option.
qsizetype keyArgument(core::Call call, const QStringList& values)
{
    if (isOption(call))
        return 3;
    const auto quoted = std::find_if(values.begin(), values.end(), isQuoted);
    return quoted != values.end() ? quoted - values.begin() : 1;
}

QString sideWord(core::Side side)
{
    return side == core::Side::Server ? LadderText::tr("server") : LadderText::tr("client");
}

QString directionWords(core::Side sender)
{
    return sender == core::Side::Server ? LadderText::tr("server to client") : LadderText::tr("client to server");
}

bool hasWaited(const core::Event& event)
{
    return event.kind == core::EventKind::Call && event.tookNs >= kWaitedNs;
}

QString sendsText(int count)
{
    //: how often send() was called
    return LadderText::tr("%Ln send(s)", nullptr, count);
}

QString recvsText(int count)
{
    //: how often recv() was called
    return LadderText::tr("%Ln recv(s)", nullptr, count);
}

QString sourceSentence(const core::Event& event)
{
    switch (event.source) {
    case core::Source::Call:
        return event.kind == core::EventKind::Call ? LadderText::tr("recorded around the call") : QString();
    case core::Source::Kernel:
        return event.kind == core::EventKind::Packet ? LadderText::tr("captured on the network interface")
                                                     : LadderText::tr("reported by the kernel");
    case core::Source::Sampled:
        return LadderText::tr("sampled with TCP_INFO");
    case core::Source::Inferred:
        return LadderText::tr("inferred after RFC 9293, not observed");
    }
    return {};
}

} // namespace

std::optional<QString> fitShortened(const QString& value, const Fits& fits)
{
    std::optional<QString> longest;
    const auto tryForm = [&](const QString& form) {
        const bool fitting = fits(form);
        if (fitting)
            longest = form;
        return fitting;
    };
    if (isQuoted(value)) {
        const QStringList inner = pieces(value.mid(1, value.lastIndexOf(QLatin1Char('"')) - 1));
        qsizetype least = 3; // pieces
        qsizetype most = std::min<qsizetype>(inner.size() - 1, 32);
        while (least <= most) { // more pieces are wider
            const qsizetype keep = (least + most + 1) / 2;
            const qsizetype tail = keep / 3;
            const bool fitting = tryForm(QLatin1Char('"') + inner.mid(0, keep - tail).join(QString()) + kEllipsis +
                                         inner.mid(inner.size() - tail).join(QString()) + QLatin1Char('"'));
            (fitting ? least : most) = fitting ? keep + 1 : keep - 1;
        }
    } else if (const qsizetype colon = value.lastIndexOf(QLatin1Char(':')); colon > 0) {
        tryForm(kEllipsis + value.mid(colon));
    }
    return longest;
}

QString fitCall(const core::Event& event, const Fits& fits)
{
    const QString full = fromUtf8(core::eventText(event));
    if (fits(full))
        return full;

    QStringList values;
    for (const core::Argument& argument : core::arguments(event))
        values << fromUtf8(argument.value);
    const QString name = QLatin1String(core::callInfo(event.call).name) + QLatin1Char('(');
    const QString end = QStringLiteral(") = ") + fromUtf8(core::resultText(event));
    QString text;
    const auto tryShown = [&](qsizetype count) {
        QStringList shown = values.mid(0, count);
        const bool cut = !shown.isEmpty() && shown.last().endsWith(kEllipsis);
        if (count < values.size() && !cut)
            shown << kEllipsis;
        text = name + shown.join(QStringLiteral(", ")) + end;
        return fits(text);
    };

    for (QString& value : values) { // SOCK_STREAM|SOCK_NONBLOCK: the first flag says most
        const qsizetype bar = value.indexOf(QLatin1Char('|'));
        if (bar > 0 && !isQuoted(value))
            value = value.left(bar) + kEllipsis;
    }
    const qsizetype key = std::min(keyArgument(event.call, values), values.size());
    qsizetype count = values.size();
    if (tryShown(count))
        return text;
    while (count > key + 1) {
        if (tryShown(--count))
            return text;
    }
    if (isOption(event.call) && key < values.size()) {
        values.removeAt(1); // the name of an option says of which level it is
        values[1].prepend(kEllipsis);
        if (tryShown(--count))
            return text;
        if (isMarked(event)) { // the value is the error that the kernel kept: it outlives the name SO_ERROR
            values = {kEllipsis + values[2] + kEllipsis};
            if (tryShown(count = 1))
                return text;
        }
    } else if (key < values.size()) {
        const auto tryKey = [&](const QString& shorter) {
            values[key] = shorter;
            return tryShown(count);
        };
        if (const std::optional<QString> shorter = fitShortened(QString(values[key]), tryKey)) {
            tryKey(*shorter);
            return text;
        }
    }
    while (count > 0) {
        if (tryShown(--count))
            return text;
    }
    return text;
}

QString fullText(const core::Event& event)
{
    return event.kind == core::EventKind::Note ? sentenceText(core::noteSentence(event))
                                               : fromUtf8(core::eventText(event));
}

// Whether the call took bytes of a stream, and did not give them.
bool receives(const core::Event& event)
{
    const std::optional<core::Transfer> moved = core::transferOf(event);
    return moved && moved->direction == core::Direction::Received;
}

QString pairingLabel(const core::Event& event, const BytePairs& pairs)
{
    if (!pairs.known())
        return {};
    const int count = static_cast<int>(pairs.parts.size());
    const QString calls = receives(event) ? sendsText(count) : recvsText(count);
    if (pairs.end - pairs.begin == 1) {
        //: %1 is the place of a byte in its stream, %2 is "1 send"
        return LadderText::tr("byte %1, %2").arg(QString::number(pairs.begin), calls);
    }
    //: %1 and %2 are the places of the first and the last byte in their stream, %3 is "3 sends"
    return LadderText::tr("bytes %1–%2, %3").arg(QString::number(pairs.begin), QString::number(pairs.end - 1), calls);
}

QString pairingTag(const core::Event& event, const BytePairs& pairs)
{
    if (!receives(event) || !pairs.known() || pairs.oneToOne())
        return {};
    const int count = static_cast<int>(pairs.parts.size());
    if (count == 1 && !pairs.parts.front().whole)
        return LadderText::tr("part of 1 send");
    return sendsText(count);
}

QString callTag(const core::Event& event, const BytePairs& pairs)
{
    QStringList parts;
    if (const QString tag = pairingTag(event, pairs); !tag.isEmpty())
        parts << tag;
    if (hasWaited(event))
        parts << fromUtf8(core::durationText(event.tookNs));
    return parts.join(QStringLiteral(" · "));
}

QString spokenText(const core::Event& event, const BytePairs& pairs)
{
    QString text = fullText(event);
    if (event.kind == core::EventKind::State && event.source == core::Source::Inferred) {
        //: %1 is a change of TCP state, CLOSED → LISTEN
        text = LadderText::tr("%1, inferred").arg(text);
    }
    if (hasWaited(event)) {
        //: %1 is a call, %2 a time with its unit
        text = LadderText::tr("%1, waited %2").arg(text, fromUtf8(core::durationText(event.tookNs)));
    }
    if (const QString label = pairingLabel(event, pairs); !label.isEmpty()) {
        //: %1 is a call, %2 is "bytes 0–17, 3 sends"
        text = LadderText::tr("%1, %2").arg(text, label);
    }
    const QString side = event.kind == core::EventKind::Packet ? directionWords(event.side) : sideWord(event.side);
    if (event.connection != 0) {
        //: %1 server or client, %2 a number, %3 a system call
        return LadderText::tr("%1, connection %2: %3").arg(side, QString::number(event.connection), text);
    }
    //: %1 server or client, %2 a system call
    return LadderText::tr("%1: %2").arg(side, text);
}

QString toolTipHtml(const core::Event& event, std::int64_t originNs, const BytePairs& pairs)
{
    const QString seconds = QString::number(static_cast<double>(event.startNs - originNs) / 1e9, 'f', 6);
    QStringList facts;
    facts << LadderText::tr("at %1 s").arg(seconds);
    if (event.tookNs > 0)
        facts << LadderText::tr("took %1").arg(fromUtf8(core::durationText(event.tookNs)));
    if (const QString label = pairingLabel(event, pairs); !label.isEmpty())
        facts << label;
    const bool packet = event.kind == core::EventKind::Packet;
    facts << (packet ? directionWords(event.side) : sideWord(event.side));
    if (event.connection != 0)
        facts << LadderText::tr("connection %1").arg(event.connection);
    if (const QString source = sourceSentence(event); !source.isEmpty())
        facts << source;
    QString lines = facts.join(QStringLiteral(" · ")).toHtmlEscaped();
    if (const QString meaning = packet ? markSentence(packetMark(event)) : QString(); !meaning.isEmpty())
        lines.prepend(meaning.toHtmlEscaped() + QStringLiteral("<br/>"));
    return QStringLiteral("<p style=\"white-space:pre-wrap\"><b>%1</b><br/>%2</p>")
        .arg(fullText(event).toHtmlEscaped(), lines);
}

bool isMarked(const core::Event& event)
{
    if (event.kind == core::EventKind::Note) {
        const core::NoteCode code = event.note();
        return code == core::NoteCode::NameNotFound || code == core::NoteCode::ConnectTimeout ||
               code == core::NoteCode::EventsLost;
    }
    if (event.kind == core::EventKind::Packet)
        return packetMark(event) == PacketMark::Reset;
    return event.kind == core::EventKind::Call && core::isTrouble(event);
}

} // namespace widgets
