// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/window_arguments.h"

#include <QFile>
#include <algorithm>
#include <string_view>

namespace app {

WindowArguments::WindowArguments(int argc, char** argv) : m_words(argv, argv + argc)
{
    const auto end =
        std::find_if(m_words.begin(), m_words.end(), [](const std::string_view word) { return word == "--"; });
    if (end != m_words.end())
        m_files.assign(end + 1, m_words.end());
    m_words.erase(end, m_words.end());
    m_count = static_cast<int>(m_words.size());
    m_words.push_back(nullptr);
}

tl::expected<QStringList, std::string> WindowArguments::files() const
{
    std::vector<char*> all(m_words.begin() + std::min(m_count, 1), m_words.begin() + m_count);
    for (const std::string_view word : all) {
        if (word.starts_with('-'))
            return tl::unexpected("There is no option " + std::string(word) +
                                  ". A file whose name begins with a dash is written after \"--\".");
    }
    all.insert(all.end(), m_files.begin(), m_files.end());
    QStringList files;
    for (const char* word : all) {
        files.append(QFile::decodeName(word));
        if (QFile::encodeName(files.last()) != word)
            return tl::unexpected("The name " + std::string(word) +
                                  " is not UTF-8, and such a file cannot be opened. Give it another name.");
    }
    return files;
}

} // namespace app
