// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/filter/filter_problem.h"

#include "widgets/common/error_text.h"
#include "widgets/common/sentence_text.h"

#include <QCoreApplication>

namespace widgets {

namespace {

struct FilterProblemText
{
    Q_DECLARE_TR_FUNCTIONS(widgets::FilterProblemText)
};

QString shortened(QString text)
{
    constexpr qsizetype kMostCharacters = 40;
    if (text.size() > kMostCharacters)
        text = text.left(kMostCharacters) + QStringLiteral("…");
    return text;
}

} // namespace

FilterProblem filterProblem(const core::FilterError& error, const QString& text)
{
    const QByteArray utf8 = text.toUtf8();
    const auto characters = [&utf8](std::size_t bytes) {
        return QString::fromUtf8(utf8.left(static_cast<qsizetype>(bytes))).size();
    };
    FilterProblem problem;
    problem.position = characters(error.position);
    problem.length = characters(error.position + error.length) - problem.position;
    problem.sentence = sentenceText(core::Sentence(error.message, {shortened(fromUtf8(error.subject)).toStdString()}));
    if (!error.expected.empty())
        //: %1 is a sentence about a mistake, %2 a list of words that may stand there
        problem.sentence =
            FilterProblemText::tr("%1 Possible here: %2").arg(problem.sentence, fromUtf8(error.expected));
    return problem;
}

} // namespace widgets
