// SPDX-License-Identifier: GPL-3.0-or-later
// Who holds the address that bind(2) or listen(2) found in use.
#pragma once

#include "core/kernel/process_owner.h"
#include "core/kernel/sock_diag.h"

#include <optional>
#include <span>

namespace core {

/// A plain value.
struct PortHolder
{
    KernelSocket socket;               ///< The one that stands in the way.
    std::optional<ProcessOwner> owner; ///< Nothing when /proc does not tell (another user's program).
    bool isThisProgram = false;
};

/// The socket that most likely keeps another from binding `wanted`: same port and an address that overlaps; a listener
/// before one that is only bound, that before connections, and these before what has no descriptor. Null: none.
const KernelSocket* conflictingSocket(const Address& wanted, std::span<const KernelSocket> sockets);

/// Looks it up with two dumps and /proc. Nothing when no TCP socket of this network namespace holds it (any more).
[[nodiscard]] Result<std::optional<PortHolder>> findPortHolder(SockDiag& diag, const Address& wanted);

} // namespace core
