// SPDX-License-Identifier: GPL-3.0-or-later
// Privileges are for opening; what reads foreign bytes has none.
#pragma once

namespace helper {

/// Before a mount: keeps CAP_SYS_ADMIN and what keepOnlyForOpening() keeps, as far as there are any.
void keepOnlyForMounting();
/// At the start: keeps only the capabilities that opening and giving up need (CAP_NET_RAW, CAP_SETUID, CAP_SETGID), as
/// far as there are any (capabilities(7)).
void keepOnlyForOpening();
/// Becomes the user who asked (PKEXEC_UID, or whoever started a root process: nobody) and can gain nothing again.
/// False: it did not work, so end.
bool dropAll();
/// No capability any more, still the same user: for who removes a directory of root.
void dropCapabilities();
/// Keeps CAP_NET_RAW, and no other capability, through execve(2) (ambient, capabilities(7)). False: it did not work.
bool keepRawForNextProgram();
/// SIGTERM when the parent ends (PR_SET_PDEATHSIG of prctl(2)).
void endWithParent();

} // namespace helper
