// SPDX-License-Identifier: GPL-3.0-or-later
// What the observer (helper/) writes to its standard output: one record after another, in the byte order of the
// machine. To its standard input lines are written, "ports NUMBER LIST": observe these ports from now on and say so
// with a record Ports of that number. LIST is as PortSet::text() writes it, "-" for no port.
#pragma once

#include "core/observe/observer_problem.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace core {

inline constexpr std::uint32_t kRecordMagic = 0x424f'5053; // "SPOB"
inline constexpr std::uint16_t kRecordVersion = 3;
inline constexpr std::uint32_t kMaxRecordData = 1U << 20U; // bytes
inline constexpr std::size_t kMaxProblemDetails = 1024;    // bytes

enum class RecordKind : std::uint16_t {
    Ready = 1, ///< Everything that works is running. Data: ReadyRecord.
    Problem,   ///< Does not work. Data: ProblemRecord, then the details. Before Ready, while it runs, or at the end.
    State,     ///< Data: StateRecord. Time: of the change.
    Packet,    ///< Data: PacketRecord, then the captured bytes. Time: of the capture.
    Drained,   ///< Everything up to this time has been reported. No data.
    Lost,      ///< Data: LostRecord.
    Ports,     ///< From now on other ports are observed, as asked. Data: PortsRecord.
};

/// Before the data of every record.
struct RecordHeader
{
    std::uint32_t magic = kRecordMagic;
    std::uint16_t version = kRecordVersion;
    RecordKind kind = RecordKind::Ready;
    std::uint32_t length = 0; ///< Bytes of data that follow.
    std::uint32_t unused = 0;
    std::int64_t ns = 0; ///< CLOCK_MONOTONIC.
};

struct ReadyRecord
{
    std::uint32_t states = 0;  ///< 1: changes of state are reported.
    std::uint32_t packets = 0; ///< 1: packets are reported.
};

/// One event of the tracepoint sock:inet_sock_set_state.
struct StateRecord
{
    std::uint32_t socket = 0;    ///< The same number for the same socket of the kernel while it lives.
    std::uint16_t family = 0;    ///< AF_INET or AF_INET6; IPv4 addresses use the first 4 bytes.
    std::uint16_t localPort = 0; ///< Host byte order. 0: not chosen yet (a connect that begins).
    std::uint16_t peerPort = 0;  ///< Host byte order. 0: a listener.
    std::uint8_t from = 0;       ///< TcpState
    std::uint8_t to = 0;         ///< TcpState
    std::array<std::uint8_t, 16> local{};
    std::array<std::uint8_t, 16> peer{};
    std::uint32_t unused = 0;
};

struct PacketRecord
{
    std::uint32_t linkType = 0;   ///< LinkType
    std::uint32_t wireLength = 0; ///< Bytes on the wire; captured were the bytes after this header.
};

enum class LostWhere : std::uint32_t {
    Trace,   ///< The ring of the tracepoint was full.
    Capture, ///< The ring of the packet capture was full.
    Pipe,    ///< Whoever reads the records was too far behind.
};

struct LostRecord
{
    LostWhere where = LostWhere::Trace;
    std::uint32_t count = 0; ///< Since the record before.
};

/// The details that follow it: see observerProblemSentence().
struct ProblemRecord
{
    ObserverProblem problem = ObserverProblem::UnknownRequest;
    std::int32_t error = 0; ///< errno(3); 0: no call failed.
};

struct PortsRecord
{
    std::uint32_t number = 0; ///< Of the line that asked for it.
    std::uint32_t unused = 0;
};

static_assert(sizeof(RecordHeader) == 24 && std::is_trivially_copyable_v<RecordHeader>);
static_assert(sizeof(StateRecord) == 48 && std::is_trivially_copyable_v<StateRecord>);
static_assert(sizeof(PacketRecord) == 8 && sizeof(LostRecord) == 8 && sizeof(ReadyRecord) == 8);
static_assert(sizeof(PortsRecord) == 8 && sizeof(ProblemRecord) == 8);

} // namespace core
