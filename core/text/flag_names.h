// SPDX-License-Identifier: GPL-3.0-or-later
// Names of the constants and flags in the arguments of system calls, as the manual pages write them. Internal to
// core/text.
#pragma once

#include "core/text/text_buffer.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace core {

/// One constant of a call: a value, or one bit or more of a set of flags.
struct FlagName
{
    std::uint32_t value;
    std::string_view name;
};

/// The name of `value`; the number in hex when it has none.
void appendConstant(TextBuffer& out, std::span<const FlagName> names, std::int32_t value);
/// "A|B|0x40": names of the bits that have one, then the others as a number; "0" when no bit is set.
void appendFlags(TextBuffer& out, std::span<const FlagName> names, std::int32_t value);

void appendDomain(TextBuffer& out, std::int32_t domain);                        ///< AF_INET
void appendSocketType(TextBuffer& out, std::int32_t type);                      ///< SOCK_STREAM|SOCK_NONBLOCK
void appendProtocol(TextBuffer& out, std::int32_t domain, std::int32_t number); ///< IPPROTO_TCP; 0 stays 0
void appendIpProtocol(TextBuffer& out, std::int32_t number);                    ///< IPPROTO_TCP
void appendSocketFlags(TextBuffer& out, std::int32_t flags);                    ///< SOCK_NONBLOCK|SOCK_CLOEXEC
void appendOptionLevel(TextBuffer& out, std::int32_t level);                    ///< SOL_SOCKET
void appendOption(TextBuffer& out, std::int32_t level, std::int32_t option);    ///< SO_REUSEADDR
void appendMessageFlags(TextBuffer& out, std::int32_t flags);                   ///< MSG_NOSIGNAL
void appendShutdownHow(TextBuffer& out, std::int32_t how);                      ///< SHUT_WR
void appendEpollFlags(TextBuffer& out, std::int32_t flags);                     ///< EPOLL_CLOEXEC
void appendEpollOperation(TextBuffer& out, std::int32_t operation);             ///< EPOLL_CTL_ADD
void appendEpollEvents(TextBuffer& out, std::int32_t events);                   ///< EPOLLIN|EPOLLOUT
void appendEventfdFlags(TextBuffer& out, std::int32_t flags);
void appendPipeFlags(TextBuffer& out, std::int32_t flags);
void appendSpliceFlags(TextBuffer& out, std::int32_t flags);
void appendFileMode(TextBuffer& out, std::int32_t mode); ///< "S_IFSOCK|0600": kind (when there is one), octal rights.
                                                         ///< ///< EFD_NONBLOCK|EFD_CLOEXEC

} // namespace core
