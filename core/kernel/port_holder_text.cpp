// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernel/port_holder_text.h"

#include "core/text/bytes_text.h"
#include "core/text/event_text.h"

#include <span>
#include <string>

namespace core {

Sentence portHolderSentence(const Address& wanted, const PortHolder& holder)
{
    const KernelSocket& socket = holder.socket;
    const std::string port = std::to_string(wanted.port());
    const std::string local = socket.local.text();
    const std::string state(stateName(socket.state));
    if (holder.isThisProgram)
        return {CORE_TR("Port %1 is held by this program: %2, %3."), {port, local, state}};
    if (holder.owner) {
        // %4: name of a program, %5: its process number
        const std::string name = escapeBytes(std::as_bytes(std::span(holder.owner->name)));
        return {CORE_TR("Port %1 is held by %4 (pid %5): %2, %3."),
                {port, local, state, name, std::to_string(holder.owner->pid)}};
    }
    if (socket.inode == 0)
        return {CORE_TR("Port %1 is held by a socket that no program has a descriptor of any more: %2, %3."),
                {port, local, state}};
    if (socket.uid)
        return {CORE_TR("Port %1 is held by another user's program (uid %4): %2, %3."),
                {port, local, state, std::to_string(*socket.uid)}};
    return {CORE_TR("Port %1 is held by another user's program: %2, %3."), {port, local, state}};
}

} // namespace core
