// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/remembered_state.h"

#include "core/text/bytes_text.h"
#include "widgets/client/client_tabs.h"
#include "widgets/log/log_panel.h"
#include "widgets/server/server_panel.h"

#include <QMainWindow>
#include <QSplitter>

namespace app {

using namespace settings;

void restore(const SettingsStore& settings, const RememberedParts& parts)
{
    parts.window->restoreGeometry(settings.load(kWindowGeometry));
    parts.columns->restoreState(settings.load(kWindowColumns));
    parts.rows->restoreState(settings.load(kWindowRows));
    parts.log->restoreState(settings.load(kLogState));

    parts.server->setAddress(settings.load(kServerAddress));
    parts.server->setPort(settings.load(kServerPort));
    parts.server->setBacklog(settings.load(kServerBacklog));
    parts.server->setThreads(settings.load(kServerThreads));
    parts.server->setDualStack(settings.load(kServerDualStack));
    core::ReplyRequest reply;
    reply.mode = core::replyModeOf(settings.load(kServerReply).toStdString()).value_or(core::ReplyMode::Echo);
    reply.answer = core::parseEscapes(settings.load(kServerAnswer).toStdString()).value_or(std::vector<std::byte>{});
    reply.pace.delay = std::chrono::milliseconds(settings.load(kServerDelayMs));
    reply.pace.chunk = static_cast<std::size_t>(settings.load(kServerChunk));
    parts.server->setReply(reply);

    widgets::ClientSettings client;
    client.target = settings.load(kClientTarget);
    client.history = settings.load(kClientTargets);
    client.mode = static_cast<widgets::MessageMode>(settings.load(kMessageMode));
    client.lineEnding = static_cast<widgets::LineEnding>(settings.load(kMessageLineEnding));
    client.timeout = std::chrono::milliseconds(settings.load(kClientTimeoutMs));
    client.optionsShown = settings.load(kClientOptionsShown);
    parts.clients->setSettings(client);
}

void remember(SettingsStore& settings, const RememberedParts& parts)
{
    settings.save(kWindowGeometry, parts.window->saveGeometry());
    settings.save(kWindowColumns, parts.columns->saveState());
    settings.save(kWindowRows, parts.rows->saveState());
    settings.save(kLogState, parts.log->saveState());

    settings.save(kServerAddress, parts.server->address());
    settings.save(kServerPort, parts.server->port());
    settings.save(kServerBacklog, parts.server->backlog());
    settings.save(kServerThreads, parts.server->threads());
    settings.save(kServerDualStack, parts.server->dualStack());
    if (const auto reply = parts.server->reply()) { // else it has a mistake: what was before stays
        const std::string_view mode = core::replyModeName(reply->mode);
        settings.save(kServerReply, QString::fromUtf8(mode.data(), static_cast<qsizetype>(mode.size())));
        settings.save(kServerAnswer, QString::fromStdString(core::escapeBytes(reply->answer)));
        settings.save(kServerDelayMs, static_cast<int>(reply->pace.delay.count()));
        settings.save(kServerChunk, static_cast<int>(reply->pace.chunk));
    }

    const widgets::ClientSettings client = parts.clients->settings();
    settings.save(kClientTarget, client.target);
    settings.save(kClientTargets, client.history);
    settings.save(kMessageMode, static_cast<int>(client.mode));
    settings.save(kMessageLineEnding, static_cast<int>(client.lineEnding));
    settings.save(kClientTimeoutMs, static_cast<int>(client.timeout.count()));
    settings.save(kClientOptionsShown, client.optionsShown);
}

} // namespace app
