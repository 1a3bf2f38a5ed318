// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/display.h"

#include <QByteArray>
#include <QtGlobal>
#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <string_view>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace app {

namespace {

/// Not through the seam: nothing of it is to be seen in the log.
bool isThere(const sockaddr_un& address, std::size_t nameBytes)
{
    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return true; // Qt will say what is wrong
    const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + nameBytes);
    const bool isThere = ::connect(fd, reinterpret_cast<const sockaddr*>(&address), length) == 0 || errno == EAGAIN;
    ::close(fd);
    return isThere;
}

/// Under a path and under the same as an abstract name.
bool isXServerThere(const std::string& number)
{
    const std::string path = "/tmp/.X11-unix/X" + number;
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    if (path.size() + 2 > sizeof address.sun_path)
        return false;
    std::memcpy(address.sun_path, path.data(), path.size());
    if (isThere(address, path.size() + 1))
        return true;
    address.sun_path[0] = '\0';
    std::memcpy(address.sun_path + 1, path.data(), path.size());
    return isThere(address, path.size() + 1);
}

/// N of ":N" and ":N.M"; empty: the display is of another kind.
std::string localNumber(std::string_view display)
{
    if (!display.starts_with(':'))
        return {};
    display.remove_prefix(1);
    display = display.substr(0, display.find('.'));
    const bool isNumber = std::all_of(display.begin(), display.end(), [](char c) { return c >= '0' && c <= '9'; });
    return isNumber ? std::string(display) : std::string();
}

} // namespace

std::string displayProblem(int argc, char** argv)
{
    const bool isChosen = std::any_of(argv, argv + argc, [](const std::string_view argument) {
        return argument == "-platform" || argument == "-display";
    });
    if (isChosen || !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY"))
        return {};
    const std::string display = qgetenv("DISPLAY").toStdString();
    constexpr const char* kInstead = " \"socket-playground demo\" shows one echo on the terminal.";
    if (display.empty())
        return std::string("There is no display (neither DISPLAY nor WAYLAND_DISPLAY is set).") + kInstead;
    const std::string number = localNumber(display);
    if (!number.empty() && !isXServerThere(number))
        return "The display " + display + " (DISPLAY) cannot be reached." + kInstead;
    return {};
}

} // namespace app
