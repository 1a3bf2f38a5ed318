// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/log_text.h"

#include "core/text/event_text.h"
#include "core/text/note_text.h"
#include "widgets/common/error_text.h"

#include <QCoreApplication>

namespace widgets {

namespace {

QString translated(const char* text)
{
    return QCoreApplication::translate("widgets::LogText", text);
}

/// Puts both in at once: what is put in is never looked at for %1 or %2, and either may be missing in the template.
QString filledIn(const QString& pattern, const QString& first, const QString& second)
{
    QString text;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        const QStringView place = QStringView(pattern).mid(i, 2);
        if (place == QLatin1String("%1") || place == QLatin1String("%2")) {
            text += place.at(1) == QLatin1Char('1') ? first : second;
            ++i;
        } else {
            text += pattern.at(i);
        }
    }
    return text;
}

} // namespace

QString eventLine(const core::Event& event)
{
    if (event.kind != core::EventKind::Note)
        return fromUtf8(core::eventText(event));
    return filledIn(coreText(core::noteTemplate(event.note())), fromUtf8(core::noteSubject(event)),
                    fromUtf8(core::noteValue(event)));
}

QString sideText(core::Side side)
{
    return side == core::Side::Server ? translated(QT_TRANSLATE_NOOP("widgets::LogText", "server"))
                                      : translated(QT_TRANSLATE_NOOP("widgets::LogText", "client"));
}

QString tookText(const core::Event& event)
{
    switch (event.kind) {
    case core::EventKind::Call:
        return fromUtf8(core::durationText(event.tookNs));
    case core::EventKind::State:
        switch (event.source) {
        case core::Source::Inferred:
            return translated(QT_TRANSLATE_NOOP("widgets::LogText", "inferred"));
        case core::Source::Kernel:
            return translated(QT_TRANSLATE_NOOP("widgets::LogText", "kernel"));
        default:
            return translated(QT_TRANSLATE_NOOP("widgets::LogText", "sampled"));
        }
    case core::EventKind::Message:
        return translated(QT_TRANSLATE_NOOP("widgets::LogText", "message"));
    case core::EventKind::Packet:
        return translated(QT_TRANSLATE_NOOP("widgets::LogText", "packet"));
    case core::EventKind::Note:
        return translated(QT_TRANSLATE_NOOP("widgets::LogText", "note"));
    }
    return {};
}

QString timeText(std::int64_t ns, std::int64_t originNs)
{
    const std::int64_t micros = (ns - originNs) / 1000;
    const std::int64_t size = micros < 0 ? -micros : micros;
    return QStringLiteral("%1%2.%3")
        .arg(micros < 0 ? QStringLiteral("\u2212") : QString())
        .arg(size / 1'000'000)
        .arg(size % 1'000'000, 6, 10, QLatin1Char('0'));
}

QString deltaText(std::int64_t nanoseconds)
{
    if (nanoseconds >= 0)
        return fromUtf8(core::durationText(nanoseconds));
    return QStringLiteral("\u2212") + fromUtf8(core::durationText(-nanoseconds));
}

QString sourceSentence(core::Source source)
{
    switch (source) {
    case core::Source::Call:
        return translated(
            QT_TRANSLATE_NOOP("widgets::LogText", "Recorded around the real system call that this program made."));
    case core::Source::Kernel:
        return translated(
            QT_TRANSLATE_NOOP("widgets::LogText", "Reported by the kernel at the moment when it happened."));
    case core::Source::Sampled:
        return translated(QT_TRANSLATE_NOOP(
            "widgets::LogText", "Read from the kernel with getsockopt(TCP_INFO) right after the call before it."));
    case core::Source::Inferred:
        return translated(QT_TRANSLATE_NOOP("widgets::LogText",
                                            "Not observed: RFC 9293 says that it must lie before the state that "
                                            "was read next, or follow from the call just made."));
    }
    return {};
}

QString stateSentence(core::TcpState state)
{
    switch (state) {
    case core::TcpState::Established:
        return translated(
            QT_TRANSLATE_NOOP("widgets::LogText",
                              "The connection is open: both ends may send, and what arrives is given to the program."));
    case core::TcpState::SynSent:
        return translated(QT_TRANSLATE_NOOP(
            "widgets::LogText", "A SYN was sent; this end waits for the SYN and the ACK of the other end."));
    case core::TcpState::SynRecv:
        return translated(QT_TRANSLATE_NOOP(
            "widgets::LogText",
            "A SYN has come and was answered with SYN and ACK; the last ACK of the handshake is still missing."));
    case core::TcpState::FinWait1:
        return translated(QT_TRANSLATE_NOOP(
            "widgets::LogText", "This end has closed first and sent its FIN; it waits for the ACK of that FIN."));
    case core::TcpState::FinWait2:
        return translated(QT_TRANSLATE_NOOP(
            "widgets::LogText",
            "The other end has acknowledged our FIN; it may still send until it closes too and sends its own FIN."));
    case core::TcpState::TimeWait:
        return translated(QT_TRANSLATE_NOOP(
            "widgets::LogText",
            "Both ends have closed; the kernel remembers the connection for a while (60 s on Linux), so that late "
            "segments are not taken for those of a new one."));
    case core::TcpState::Closed:
        return translated(QT_TRANSLATE_NOOP("widgets::LogText", "There is no connection."));
    case core::TcpState::CloseWait:
        return translated(QT_TRANSLATE_NOOP(
            "widgets::LogText", "The other end has closed and its FIN was acknowledged; this end may still send and "
                                "the kernel waits for our program to close."));
    case core::TcpState::LastAck:
        return translated(QT_TRANSLATE_NOOP(
            "widgets::LogText",
            "The other end closed first, now this end has sent its FIN too and waits for the last ACK."));
    case core::TcpState::Listen:
        return translated(QT_TRANSLATE_NOOP("widgets::LogText", "The socket waits for connections from anywhere."));
    case core::TcpState::Closing:
        return translated(QT_TRANSLATE_NOOP(
            "widgets::LogText", "Both ends have sent a FIN at the same time; this end waits for the ACK of its own."));
    case core::TcpState::Unknown:
        break;
    }
    return translated(QT_TRANSLATE_NOOP("widgets::LogText", "The state is not known."));
}

} // namespace widgets
