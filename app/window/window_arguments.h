// SPDX-License-Identifier: GPL-3.0-or-later
// What the words of the command line mean when a window opens: options of Qt and files.
#pragma once

#include <QStringList>
#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace app {

/// Splits the words for QApplication, which takes its options out of those that it is given, and keeps references to
/// them: outlives it. What follows "--" are files, whatever their names.
class WindowArguments
{
public:
    WindowArguments(int argc, char** argv);
    WindowArguments(const WindowArguments&) = delete;
    WindowArguments& operator=(const WindowArguments&) = delete;

    int& count() { return m_count; }
    char** words() { return m_words.data(); }

    /// The files to open, once Qt has taken its options; else a sentence: an option is unknown, or a name is no UTF-8,
    /// and Qt could not open it.
    tl::expected<QStringList, std::string> files() const;

private:
    std::vector<char*> m_words; // for Qt, the program's name first, null last
    std::vector<char*> m_files; // that followed "--"
    int m_count;
};

} // namespace app
