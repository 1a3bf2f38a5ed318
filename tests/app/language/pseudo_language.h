// SPDX-License-Identifier: GPL-3.0-or-later
// A language made of English for tests: "&Save as…" becomes "⟦&Ŝàvé àŝ…~~⟧". A text on the screen without the marks was
// not translated, and what is cut now would be cut in a language with longer words.
#pragma once

#include <QFile>
#include <QHash>
#include <QLocale>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QString>
#include <QXmlStreamReader>
#include <QXmlStreamWriter>
#include <algorithm>

namespace pseudo {

inline const QLocale kLocale(QLocale::Esperanto);
inline const QChar kBegin(u'⟦');
inline const QChar kEnd(u'⟧');

/// One of the accented twins of a letter; anything else as it is.
inline QChar twin(QChar letter)
{
    static const QString plain = QStringLiteral("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    static const QString twins = QStringLiteral("àƀçðéƒĝĥíĵķļɱñóþǫŕŝţúṽŵẋýžÀƁÇÐÉƑĜĤÍĴĶĻṀÑÓÞǪŔŜŢÚṼŴẊÝŽ");
    const qsizetype at = plain.indexOf(letter);
    return at < 0 ? letter : twins.at(at);
}

/// The parts that a translator keeps: places for values, mnemonics, HTML, patterns of files, and names that are never
/// translated.
inline const QRegularExpression& kept()
{
    static const QRegularExpression pattern(QStringLiteral("%L?\\d|%L?n|&&|&\\w|<[^>]*>|&\\w+;|\\(\\*[^)]*\\)|\\[\\*\\]"
                                                           "|\\b\\w+\\(\\d?\\)|\\b[A-Z][A-Z0-9]*_?[A-Z0-9_]+\\b"));
    return pattern;
}

/// With marks at both ends, and 1.4 times as long.
inline QString text(const QString& source)
{
    static const QRegularExpression letters(QStringLiteral("[A-Za-z]"));
    if (!QString(source).remove(kept()).contains(letters))
        return source; // nothing to translate: "%1 · %2"
    QString result;
    qsizetype at = 0;
    const auto accented = [&](qsizetype end) {
        for (; at < end; ++at)
            result += twin(source.at(at));
    };
    for (auto match = kept().globalMatch(source); match.hasNext();) {
        const QRegularExpressionMatch found = match.next();
        accented(found.capturedStart());
        result += found.captured();
        at = found.capturedEnd();
    }
    accented(source.size());
    const qsizetype padding = std::max<qsizetype>(0, (source.size() * 4 + 9) / 10 - 2);
    return kBegin + result + QString(padding, u'~') + kEnd;
}

/// Without what is translated, and what never is: the rest should have no words.
inline QString untranslated(const QString& text)
{
    QString rest;
    int depth = 0;
    for (const QChar c : text) {
        depth += c == kBegin ? 1 : 0;
        if (depth == 0)
            rest += c;
        depth -= c == kEnd ? 1 : 0;
    }
    static const QRegularExpression data(QStringLiteral(
        "<[^>]*>|\\b(server|client) "
        "I/O\\b|\\bNot-ECT\\b|\"[^\"]*\"|\\b\\w+\\([^)\\n]*\\)|\\b[A-Z][A-Z0-9_+-]+\\b|\\b(Ctrl|Alt|Shift|Esc|Enter|"
        "Return|Del|Delete|Home|End|Space|Tab|Up|Down)\\b"
        "|[\\w.-]*/\\S*|\\*\\.\\w+|\\b\\w+:\\S*|\\b[\\d.,]+ "
        "?(ns|µs|us|ms|s|min|B|kB|KiB|MiB|bytes)\\b|\\b0x[0-9a-f]+\\b"));
    rest.remove(data);
    // Calls and their parameters, titles of ss(8), programs, days of the locale, what the demo sends, words of Qt and
    // of the C library.
    static const QRegularExpression names(QStringLiteral(
        "\\b(socket|send|recv|read|write|listen|getsockopt|setsockopt|getsockname|getpeername|eventfd2?|epoll_\\w+|"
        "connect|bind|accept4|shutdown|close|cwnd|Send|Recv|ncat|Hello|seq|ack|win|len|"
        "(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|"
        "October|November|December|Scroll (Left|Right)|Cancel|Close|No such file or directory|[\\w-]+\\.jsonl)\\b"));
    rest.remove(names);
    static const QRegularExpression word(QStringLiteral("[A-Za-z]{2,}"));
    return rest.contains(word) ? rest.trimmed() : QString();
}

/// A text that was looked up: context, source and comment.
using Key = QString;

inline Key key(const QString& context, const QString& source, const QString& comment)
{
    return context + QChar(u'\n') + source + QChar(u'\n') + comment;
}

/// Rewrites a .ts file of lupdate: each text gets its pseudo translation. Gives the keys of all of them.
inline QSet<Key> translate(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QXmlStreamReader in(file.readAll());
    file.close();
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate))
        return {};
    QXmlStreamWriter out(&file);
    out.setAutoFormatting(true);
    out.writeStartDocument();
    out.writeStartElement(QStringLiteral("TS"));
    out.writeAttribute(QStringLiteral("version"), QStringLiteral("2.1"));
    out.writeAttribute(QStringLiteral("language"), kLocale.name());
    QSet<Key> keys;
    QString context;
    QString source;
    QString comment;
    bool plural = false;
    while (in.readNextStartElement() || !in.atEnd()) {
        if (!in.isStartElement())
            continue;
        if (in.name() == u"name") {
            context = in.readElementText();
        } else if (in.name() == u"message") {
            plural = in.attributes().hasAttribute(QStringLiteral("numerus"));
            comment.clear();
        } else if (in.name() == u"source") {
            source = in.readElementText();
        } else if (in.name() == u"comment") {
            comment = in.readElementText();
        } else if (in.name() == u"translation") {
            keys.insert(key(context, source, comment));
            out.writeStartElement(QStringLiteral("context"));
            out.writeTextElement(QStringLiteral("name"), context);
            out.writeStartElement(QStringLiteral("message"));
            if (plural)
                out.writeAttribute(QStringLiteral("numerus"), QStringLiteral("yes"));
            out.writeTextElement(QStringLiteral("source"), source);
            if (!comment.isEmpty())
                out.writeTextElement(QStringLiteral("comment"), comment);
            out.writeStartElement(QStringLiteral("translation"));
            if (plural) {
                out.writeTextElement(QStringLiteral("numerusform"), text(source));
                // In core the comment is the English plural (core/text/translatable.h).
                const bool both = context == u"core" && !comment.isEmpty();
                out.writeTextElement(QStringLiteral("numerusform"), text(both ? comment : source));
            } else {
                out.writeCharacters(text(source));
            }
            out.writeEndElement();
            out.writeEndElement();
            out.writeEndElement();
            in.skipCurrentElement();
        }
    }
    out.writeEndDocument();
    return keys;
}

/// Runs a tool; its output when it failed.
inline QString failureOf(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    if (process.waitForFinished() && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0)
        return {};
    return program + QStringLiteral(": ") + process.errorString() + QChar(u'\n') +
           QString::fromLocal8Bit(process.readAll());
}

} // namespace pseudo
