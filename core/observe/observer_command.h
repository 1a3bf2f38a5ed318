// SPDX-License-Identifier: GPL-3.0-or-later
// How the observer can be started here, or why it cannot.
#pragma once

#include "core/process/helper_command.h"

#include <string>

namespace core {

/// What is known of the machine; a plain value, so that every case can be tested.
struct ObserverPlaces
{
    bool root = false;           ///< Effective user.
    std::string helper;          ///< Absolute path of the observer; empty: not found.
    std::string pkexec;          ///< Path of pkexec(1); empty: not installed.
    std::string allowedByPolicy; ///< The path that the installed policy names; empty: no policy.

    /// Looks: beside this program, then in ../libexec. Any thread.
    static ObserverPlaces find();
};

/// The words of the command that starts it, arguments not included; or what is missing. Pure.
HelperCommand observerCommand(const ObserverPlaces& places);

} // namespace core
