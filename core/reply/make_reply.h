// SPDX-License-Identifier: GPL-3.0-or-later
// From the request to the reply of a connection.
#pragma once

#include "core/reply/reply.h"
#include "core/reply/reply_request.h"

#include <memory>

namespace core {

std::unique_ptr<Reply> makeReply(const ReplyRequest& request, Sys& sys);

} // namespace core
