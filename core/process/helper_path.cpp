// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/process/helper_path.h"

#include <array>
#include <fmt/format.h>
#include <unistd.h>

namespace core {

namespace {

// "/usr/bin/x" becomes "/usr/bin"; what has no folder is one itself: the root.
std::string_view folderOf(std::string_view path)
{
    const std::size_t slash = path.rfind('/');
    return path.substr(0, slash == std::string_view::npos ? 0 : slash);
}

} // namespace

std::string helperPath(std::string_view name)
{
    std::array<char, 4096> self{};
    const ssize_t size = ::readlink("/proc/self/exe", self.data(), self.size());
    const std::string_view folder = folderOf({self.data(), size < 0 ? 0 : static_cast<std::size_t>(size)});
    for (const std::string& path :
         {fmt::format("{}/{}", folder, name), fmt::format("{}/libexec/{}", folderOf(folder), name)}) {
        if (::access(path.c_str(), X_OK) == 0)
            return path;
    }
    return {};
}

} // namespace core
