// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reply/make_reply.h"

#include "core/reply/character_generator.h"
#include "core/reply/daytime.h"
#include "core/reply/discard.h"
#include "core/reply/echo.h"
#include "core/reply/fixed_answer.h"
#include "core/reply/splice_echo.h"
#include "core/reply/upper_case.h"

namespace core {

std::unique_ptr<Reply> makeReply(const ReplyRequest& request, Sys& sys)
{
    switch (request.mode) {
    case ReplyMode::Splice:
        return std::make_unique<SpliceEcho>(sys, request.pace);
    case ReplyMode::Discard:
        return std::make_unique<Discard>();
    case ReplyMode::UpperCase:
        return std::make_unique<UpperCase>(request.pace);
    case ReplyMode::Fixed:
        return std::make_unique<FixedAnswer>(request.pace, request.answer);
    case ReplyMode::CharacterGenerator:
        return std::make_unique<CharacterGenerator>(request.pace);
    case ReplyMode::Daytime:
        return std::make_unique<Daytime>(request.pace);
    case ReplyMode::Echo:
        break;
    }
    return std::make_unique<Echo>(request.pace);
}

} // namespace core
