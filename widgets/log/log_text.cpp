// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/log_text.h"

#include "core/text/event_text.h"
#include "core/text/note_text.h"
#include "widgets/common/error_text.h"
#include "widgets/common/sentence_text.h"

#include <QCoreApplication>

namespace widgets {

namespace {

struct LogText
{
    Q_DECLARE_TR_FUNCTIONS(widgets::LogText)
};

} // namespace

QString eventLine(const core::Event& event)
{
    if (event.kind != core::EventKind::Note)
        return fromUtf8(core::eventText(event));
    return sentenceText(core::noteSentence(event));
}

QString sideText(core::Side side)
{
    return side == core::Side::Server ? LogText::tr("server") : LogText::tr("client");
}

QString kindText(core::EventKind kind)
{
    switch (kind) {
    case core::EventKind::Call:
        return LogText::tr("call");
    case core::EventKind::State:
        return LogText::tr("state");
    case core::EventKind::Message:
        return LogText::tr("message");
    case core::EventKind::Packet:
        return LogText::tr("packet");
    case core::EventKind::Note:
        return LogText::tr("note");
    }
    return {};
}

QString tookText(const core::Event& event)
{
    switch (event.kind) {
    case core::EventKind::Call:
        return fromUtf8(core::durationText(event.tookNs));
    case core::EventKind::State:
        return sourceText(event.source);
    default:
        return kindText(event.kind);
    }
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

QString sourceText(core::Source source)
{
    switch (source) {
    case core::Source::Call:
        return LogText::tr("call");
    case core::Source::Kernel:
        return LogText::tr("kernel");
    case core::Source::Sampled:
        return LogText::tr("sampled");
    case core::Source::Inferred:
        return LogText::tr("inferred");
    }
    return {};
}

QString bytesText(const core::Event& event)
{
    switch (event.kind) {
    case core::EventKind::Message:
        return QString::number(event.payloadSize);
    case core::EventKind::Packet:
        return QString::number(event.result);
    case core::EventKind::Call:
        return core::movesData(event.call) && event.error == 0 && event.result >= 0 ? QString::number(event.result)
                                                                                    : QString();
    default:
        return {};
    }
}

QString sourceSentence(core::Source source)
{
    switch (source) {
    case core::Source::Call:
        return LogText::tr("Recorded around the real system call that this program made.");
    case core::Source::Kernel:
        return LogText::tr("Reported by the kernel at the moment when it happened.");
    case core::Source::Sampled:
        return LogText::tr("Read from the kernel with getsockopt(TCP_INFO) right after the call before it.");
    case core::Source::Inferred:
        return LogText::tr("Not observed: RFC 9293 says that it must lie before the state that "
                           "was read next, or follow from the call just made.");
    }
    return {};
}

} // namespace widgets
