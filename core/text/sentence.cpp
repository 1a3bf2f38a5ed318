// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/sentence.h"

namespace core {

bool operator==(const Sentence& a, const Sentence& b)
{
    return std::string_view(a.words.one) == b.words.one && a.args == b.args && a.count == b.count;
}

std::string english(const Sentence& sentence)
{
    const Words& words = sentence.words;
    return filledIn(words.many && sentence.count != 1 ? words.many : words.one, sentence);
}

std::string english(const std::vector<Sentence>& sentences)
{
    std::string text;
    for (const Sentence& sentence : sentences) {
        text += text.empty() ? "" : " ";
        text += english(sentence);
    }
    return text;
}

std::string filledIn(std::string_view words, const Sentence& sentence)
{
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const char next = words[i] == '%' && i + 1 < words.size() ? words[i + 1] : '\0';
        const auto index = static_cast<std::size_t>(next - '1');
        if (next == 'n' && sentence.words.many) {
            text += std::to_string(sentence.count);
            ++i;
        } else if (next >= '1' && next <= '9' && index < sentence.args.size()) {
            text += sentence.args[index];
            ++i;
        } else {
            text += words[i];
        }
    }
    return text;
}

} // namespace core
