// SPDX-License-Identifier: GPL-3.0-or-later
// Saves a recording, or exports its events, in one of the formats.
#pragma once

#include "core/event/recording_snapshot.h"
#include "core/file/export_format.h"
#include "core/file/file_control.h"
#include "core/file/file_error.h"
#include "core/file/recording_facts.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace core {

enum class FileFormat : std::uint8_t {
    Recording, ///< JSON Lines with everything, reopened exactly (docs/recording-format.md).
    Csv,       ///< RFC 4180.
    Text,      ///< Lines in the syntax of strace.
    Markdown,  ///< For a bug report.
    Pcapng,    ///< The packets, our calls as comments.
};

struct FileFormatInfo
{
    FileFormat format;
    const char* extension; ///< Without a dot.
};

inline constexpr std::array kFileFormats{
    FileFormatInfo{FileFormat::Recording, "jsonl"}, FileFormatInfo{FileFormat::Csv, "csv"},
    FileFormatInfo{FileFormat::Text, "txt"},        FileFormatInfo{FileFormat::Markdown, "md"},
    FileFormatInfo{FileFormat::Pcapng, "pcapng"},
};

/// The format whose extension the path has, in small or capital letters; none else.
std::optional<FileFormat> fileFormatOf(std::string_view path);

struct SaveRequest
{
    std::string path;
    FileFormat format = FileFormat::Recording;
    RecordingFacts facts;
    /// Only the events with these numbers, ascending (what a filter shows, what is selected); none: all of them. A
    /// recording is always whole: there it is not looked at. Numbers that are not in the snapshot are passed over.
    std::optional<std::vector<std::uint64_t>> numbers;
    bool calls = true; ///< Pcapng: our calls ride along as comments.
    /// Not -1: written to instead, from beginning to end, as a pipe is; `path` is not looked at. Not owned.
    int descriptor = -1;
};

/// What is in the file. A plain value.
struct SaveOutcome
{
    std::uint64_t events = 0; ///< That were looked at.
    std::uint64_t bytes = 0;
    std::uint64_t packets = 0;             ///< Pcapng only, as the next two.
    std::uint64_t packetsWithoutBytes = 0; ///< Of the packets those whose bytes were not kept.
    std::uint64_t comments = 0;            ///< Calls that ride along.
};

/// Writes the whole file or leaves the one that was there (core/file/atomic_file.h); of a descriptor what fitted is
/// written. Takes seconds for a million events: call it on a thread of its own. Progress counts events.
FileResult<SaveOutcome> saveEvents(const RecordingSnapshot& events, const SaveRequest& request,
                                   const FileControl& control = {});

} // namespace core
