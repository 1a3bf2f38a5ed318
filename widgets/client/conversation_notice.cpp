// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/client/conversation_notice.h"

#include "core/text/errno_text.h"
#include "core/text/event_text.h"
#include "core/text/note_text.h"
#include "widgets/common/sentence_text.h"

#include <QCoreApplication>
#include <cerrno>

namespace widgets {

namespace {

struct ConversationNoticeText
{
    Q_DECLARE_TR_FUNCTIONS(widgets::ConversationNoticeText)
};

QString callFailed(const core::Event& event, const NoticeContext& before)
{
    const int error = core::errorOf(event);
    const QString name = QString::fromStdString(core::errnoName(error));
    if (event.call == core::Call::Connect || (event.call == core::Call::Getsockopt && !before.connected))
        //: %1 address, %2 errno name
        return ConversationNoticeText::tr("No connection to %1: %2").arg(before.peer, name);
    if (error == ECONNRESET)
        //: %1 errno name
        return ConversationNoticeText::tr("The peer reset the connection: %1").arg(name);
    //: %1 system call, %2 errno name
    return ConversationNoticeText::tr("%1() failed: %2").arg(QLatin1String(core::callInfo(event.call).name), name);
}

Notice connectedTo(const NoticeContext& before)
{
    return {before.connected ? QString() : ConversationNoticeText::tr("Connected to %1").arg(before.peer), true};
}

Notice noticeOfCall(const core::Event& event, const NoticeContext& before)
{
    switch (event.call) {
    case core::Call::Connect:
        if (core::errorOf(event) == 0) // at once, as over UNIX domain sockets, which have no TCP states
            return connectedTo(before);
        if (core::isTrouble(event) || core::errorOf(event) == EAGAIN) // not "later": the accept queue is full
            return {callFailed(event, before), before.connected};
        break;
    case core::Call::Getsockopt:
    case core::Call::Send:
    case core::Call::Shutdown:
    case core::Call::Recv:
        if (core::isTrouble(event))
            return {callFailed(event, before), before.connected};
        if (event.call == core::Call::Recv && event.error == 0 && event.result == 0 && event.args[0] > 0)
            return {ConversationNoticeText::tr("The peer closed its side"), before.connected};
        break;
    case core::Call::Close:
        return {before.connected ? ConversationNoticeText::tr("Disconnected") : QString(), false};
    default:
        break;
    }
    return {QString(), before.connected};
}

} // namespace

Notice noticeOf(const core::Event& event, const NoticeContext& before)
{
    switch (event.kind) {
    case core::EventKind::Call:
        return noticeOfCall(event, before);
    case core::EventKind::State:
        if (event.to() == core::TcpState::Established)
            return connectedTo(before);
        break;
    case core::EventKind::Note:
        return {widgets::sentenceText(core::noteSentence(event)), before.connected};
    case core::EventKind::Message:
    case core::EventKind::Packet:
        break;
    }
    return {QString(), before.connected};
}

} // namespace widgets
