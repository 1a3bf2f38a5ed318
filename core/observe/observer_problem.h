// SPDX-License-Identifier: GPL-3.0-or-later
// The problems that the observer (helper/) may find. It reports numbers and names; the sentences are made in the
// program.
#pragma once

#include "core/text/sentence.h"

#include <cstdint>
#include <string_view>

namespace core {

/// Values are part of the records (record.h): a new one is appended.
enum class ObserverProblem : std::uint32_t {
    StatesNeedRoot,
    NoTracefs,         ///< The kernel has none.
    TracefsNotMounted, ///< Detail: the call that failed.
    NoTracepoint,
    TraceFailed, ///< Detail: the call that failed, with its path.
    TraceFormat,
    CaptureNeedsRoot,  ///< Detail of all captures: the interface.
    CaptureFailed,     ///< Second detail: the words of libpcap.
    CaptureTimeStamps, ///< None in nanoseconds.
    CaptureFilter,     ///< The kernel does not take it.
    CaptureEnded,
    PortsRefused, ///< The kernel does not take the filter for other ports.
    UnknownRequest,
    LongRequest,
    PrivilegesKept,
    Arguments,      ///< Detail: the option.
    EnterArguments, ///< Of the helper that starts the observer in a private network, as are all down to the last.
    EnterFailed,    ///< Detail: the call that failed.
    EnterTooLate,   ///< The helper that holds the network has ended.
    EnterPrivilege, ///< CAP_NET_RAW could not be kept.
};

/// `details`: at most two, separated by NUL, from the pipe: any bytes. `error`: errno(3) of the call; 0: none. What is
/// not known is named by its number. Pure.
Sentence observerProblemSentence(ObserverProblem problem, std::int32_t error, std::string_view details);

} // namespace core
