// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/sentence_text.h"

#include "widgets/common/error_text.h"

#include <QCoreApplication>
#include <QStringList>

namespace widgets {

namespace {

// `many` is the comment that core/text/translatable.h gives to words with a count.
QString countedWords(const core::Words& words, int count)
{
    const QString translated = QCoreApplication::translate("core", words.one, words.many, count);
    const QString untranslated = QString::fromUtf8(words.one).replace(QLatin1String("%n"), QString::number(count));
    return translated == untranslated && count != 1 ? QString::fromUtf8(words.many) : translated;
}

} // namespace

QString sentenceText(const core::Sentence& sentence)
{
    if (sentence.empty())
        return {};
    const core::Words& words = sentence.words;
    const QString own = words.many ? countedWords(words, sentence.count) : coreText(words.one);
    return fromUtf8(core::filledIn(own.toStdString(), sentence));
}

QString sentenceText(const std::vector<core::Sentence>& sentences)
{
    QStringList all;
    for (const core::Sentence& sentence : sentences)
        all.append(sentenceText(sentence));
    return all.join(QLatin1Char(' '));
}

} // namespace widgets
