// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernel/process_owner.h"

#include "core/text/bytes_text.h"

#include <algorithm>
#include <charconv>
#include <dirent.h>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <string_view>
#include <unistd.h>
#include <vector>

namespace core {

namespace {

struct CloseDirectory
{
    void operator()(DIR* directory) const noexcept { ::closedir(directory); }
};
using Directory = std::unique_ptr<DIR, CloseDirectory>;

template <class Number>
std::optional<Number> numberIn(std::string_view text)
{
    Number number = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    if (parsed.ec != std::errc{} || parsed.ptr != text.data() + text.size())
        return std::nullopt;
    return number;
}

/// Calls use(inode) for each socket among the descriptors in that directory; a directory that may not be read has none.
template <class Use>
void forEachSocket(const std::string& path, Use use)
{
    const Directory directory(::opendir(path.c_str()));
    if (!directory)
        return;
    // readdir(3) is safe: no other thread uses this directory stream.
    while (const dirent* entry = ::readdir(directory.get())) { // NOLINT(concurrency-mt-unsafe)
        char target[64];
        const ssize_t size = ::readlinkat(::dirfd(directory.get()), entry->d_name, target, sizeof target);
        constexpr std::string_view kStart = "socket:[";
        std::string_view text(target, size > 0 ? static_cast<std::size_t>(size) : 0);
        if (!text.starts_with(kStart) || !text.ends_with(']'))
            continue;
        text = text.substr(kStart.size(), text.size() - kStart.size() - 1);
        if (const auto inode = numberIn<std::uint32_t>(text))
            use(*inode);
    }
}

std::vector<int> processes()
{
    std::vector<int> pids;
    const Directory directory(::opendir("/proc"));
    while (const dirent* entry = directory ? ::readdir(directory.get()) : nullptr) { // NOLINT(concurrency-mt-unsafe)
        if (const auto pid = numberIn<int>(entry->d_name))
            pids.push_back(*pid);
    }
    std::sort(pids.begin(), pids.end());
    return pids;
}

std::string programName(int pid)
{
    std::ifstream file("/proc/" + std::to_string(pid) + "/comm", std::ios::binary);
    std::string name(std::istreambuf_iterator<char>(file), {});
    if (name.ends_with('\n'))
        name.pop_back();
    return escapeBytes(std::as_bytes(std::span(name)));
}

} // namespace

std::unordered_set<std::uint32_t> ownSocketInodes()
{
    std::unordered_set<std::uint32_t> inodes;
    forEachSocket("/proc/self/fd", [&inodes](std::uint32_t inode) { inodes.insert(inode); });
    return inodes;
}

SocketOwners socketOwners()
{
    SocketOwners owners;
    for (const int pid : processes()) {
        std::unordered_set<std::uint32_t> inodes;
        forEachSocket("/proc/" + std::to_string(pid) + "/fd", [&inodes](std::uint32_t inode) { inodes.insert(inode); });
        if (inodes.empty())
            continue;
        const std::string name = programName(pid);
        for (const std::uint32_t inode : inodes) {
            const auto [owner, isNew] = owners.try_emplace(inode, ProcessOwner{pid, name, 0});
            if (!isNew)
                ++owner->second.otherPids;
        }
    }
    return owners;
}

} // namespace core
