// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/observe/record_parser.h"

#include <algorithm>
#include <climits>
#include <fmt/format.h>

namespace core {

namespace {

// Exactly this many bytes, or for the last three at least, at most.
struct Sizes
{
    std::size_t least;
    std::size_t most;
};

std::optional<Sizes> sizesOf(RecordKind kind)
{
    switch (kind) {
    case RecordKind::Ready:
        return Sizes{sizeof(ReadyRecord), sizeof(ReadyRecord)};
    case RecordKind::Problem:
        return Sizes{sizeof(ProblemRecord), sizeof(ProblemRecord) + kMaxProblemDetails};
    case RecordKind::State:
        return Sizes{sizeof(StateRecord), sizeof(StateRecord)};
    case RecordKind::Packet:
        return Sizes{sizeof(PacketRecord), kMaxRecordData};
    case RecordKind::Drained:
        return Sizes{0, 0};
    case RecordKind::Lost:
        return Sizes{sizeof(LostRecord), sizeof(LostRecord)};
    case RecordKind::Ports:
        return Sizes{sizeof(PortsRecord), sizeof(PortsRecord)};
    }
    return std::nullopt;
}

std::optional<Sentence> problemOf(const RecordHeader& header)
{
    if (header.magic != kRecordMagic)
        return Sentence{CORE_TR("The observer wrote something that is no record (it begins with %1)."),
                        {fmt::format("{:#010x}", header.magic)}};
    if (header.version != kRecordVersion)
        return Sentence{CORE_TR("The observer speaks version %1 of the records, this program version %2."),
                        {std::to_string(header.version), std::to_string(kRecordVersion)}};
    const std::string kind = std::to_string(static_cast<int>(header.kind));
    const std::optional<Sizes> sizes = sizesOf(header.kind);
    if (!sizes)
        return Sentence{CORE_TR("The observer wrote a record of an unknown kind (%1)."), {kind}};
    if (header.length < sizes->least || header.length > sizes->most)
        return Sentence{CORE_TR_N("The observer wrote a record of kind %1 with %n byte, which cannot be.",
                                  "The observer wrote a record of kind %1 with %n bytes, which cannot be."),
                        {kind},
                        static_cast<int>(std::min<std::uint32_t>(header.length, INT_MAX))};
    return std::nullopt;
}

} // namespace

void RecordParser::feed(std::span<const std::byte> bytes)
{
    m_bytes.erase(m_bytes.begin(), m_bytes.begin() + static_cast<std::ptrdiff_t>(m_next));
    m_next = 0;
    if (!m_error)
        m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end());
}

tl::expected<std::optional<Record>, Sentence> RecordParser::next()
{
    if (m_error)
        return tl::unexpected(*m_error);
    const std::span<const std::byte> rest = std::span<const std::byte>(m_bytes).subspan(m_next);
    const std::optional<RecordHeader> header = recordData<RecordHeader>(rest);
    if (!header)
        return std::optional<Record>{};
    if (std::optional<Sentence> problem = problemOf(*header)) {
        m_error = problem;
        return tl::unexpected(std::move(*problem));
    }
    if (rest.size() < sizeof(RecordHeader) + header->length)
        return std::optional<Record>{};
    m_next += sizeof(RecordHeader) + header->length;
    return std::optional(Record{header->kind, header->ns, rest.subspan(sizeof(RecordHeader), header->length)});
}

} // namespace core
