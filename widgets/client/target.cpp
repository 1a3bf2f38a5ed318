// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/client/target.h"

#include "core/net/unix_address.h"
#include "widgets/common/error_text.h"

#include <QCoreApplication>
#include <algorithm>

namespace widgets {

namespace {

constexpr int kMaxHostLength = 253; // characters of a name, RFC 1035 section 2.3.4
constexpr qsizetype kMaxPortDigits = 5;

struct TargetText
{
    Q_DECLARE_TR_FUNCTIONS(widgets::TargetText)
};

tl::unexpected<TargetError> mistake(qsizetype position, qsizetype length, const QString& reason)
{
    return tl::unexpected(TargetError{position, length, reason});
}

bool isDigit(QChar c)
{
    return c >= QLatin1Char('0') && c <= QLatin1Char('9'); // QChar::isDigit() takes the digits of every script
}

bool isNumeric(const QString& host)
{
    return core::Address::ip(host.toStdString(), 1).has_value();
}

bool looksLikeIpv4(const QString& host)
{
    return std::all_of(host.begin(), host.end(), [](QChar c) { return isDigit(c) || c == QLatin1Char('.'); });
}

/// Position in `host` of the first character that no host name has, or -1.
qsizetype foreignCharacter(const QString& host)
{
    const QString punctuation = QStringLiteral("-._");
    for (qsizetype i = 0; i < host.size(); ++i) {
        const QChar c = host.at(i);
        if (!c.isLetterOrNumber() && !c.isMark() && !c.isSurrogate() && !punctuation.contains(c))
            return i;
    }
    return -1;
}

tl::expected<quint16, TargetError> parsePort(const QString& text, qsizetype start, qsizetype end)
{
    if (start == end)
        return mistake(start, 0,
                       TargetText::tr("The port is missing: write a number from 1 to 65535 after the colon."));
    for (qsizetype i = start; i < end; ++i)
        if (!isDigit(text.at(i)))
            return mistake(i, 1, TargetText::tr("A port is a number from 1 to 65535."));
    const uint port = end - start > kMaxPortDigits ? 0 : QStringView(text).mid(start, end - start).toUInt();
    if (port == 0 || port > 65535)
        return mistake(start, end - start, TargetText::tr("A port to connect to is a number from 1 to 65535."));
    return static_cast<quint16>(port);
}

tl::expected<Target, TargetError> parseBracketed(const QString& text, qsizetype start, qsizetype end)
{
    const qsizetype close = text.indexOf(QLatin1Char(']'), start);
    if (close < 0 || close >= end)
        return mistake(end, 0, TargetText::tr("The closing bracket is missing: write [::1]:8080."));
    const QString host = text.mid(start + 1, close - start - 1);
    if (!host.contains(QLatin1Char(':')) || !isNumeric(host))
        return mistake(start + 1, host.size(), TargetText::tr("Between the brackets stands no IPv6 address like ::1."));
    if (close + 1 == end || text.at(close + 1) != QLatin1Char(':'))
        return mistake(close + 1, 0,
                       TargetText::tr("The port is missing: write a colon and a number after the bracket."));
    const auto port = parsePort(text, close + 2, end);
    if (!port)
        return tl::unexpected(port.error());
    return Target{host, *port};
}

// Positions in UTF-8 are not those in UTF-16.
tl::expected<Target, TargetError> parseUnix(const QString& text, qsizetype start, qsizetype end)
{
    const std::string whole = text.mid(start, end - start).toStdString();
    const auto address = core::parseUnixAddress(whole);
    if (address)
        return Target{{}, 0, *address};
    const auto units = [&whole](std::size_t from, std::size_t count) {
        return QString::fromUtf8(whole.data() + from, static_cast<qsizetype>(count)).size();
    };
    const core::ParseError& error = address.error();
    return mistake(start + units(0, error.position), units(error.position, error.length), coreText(error.reason));
}

} // namespace

tl::expected<Target, TargetError> parseTarget(const QString& text)
{
    qsizetype start = 0;
    qsizetype end = text.size();
    while (start < end && text.at(start).isSpace())
        ++start;
    while (end > start && text.at(end - 1).isSpace())
        --end;
    if (start == end)
        return mistake(0, 0, TargetText::tr("Write where to connect to, for example 127.0.0.1:8080."));
    if (text.at(start) == QLatin1Char('['))
        return parseBracketed(text, start, end);

    const QString whole = text.mid(start, end - start);
    if (whole.startsWith(fromUtf8(std::string(core::kUnixPrefix))))
        return parseUnix(text, start, end);
    const qsizetype scheme = whole.indexOf(QStringLiteral("://"));
    if (scheme >= 0)
        return mistake(start, scheme + 3, TargetText::tr("Write only host and port, without what stands before them."));
    if (whole.count(QLatin1Char(':')) > 1 && isNumeric(whole))
        return mistake(start, whole.size(), TargetText::tr("Write an IPv6 address in brackets: [::1]:8080."));

    const qsizetype colon = text.lastIndexOf(QLatin1Char(':'), end - 1);
    const qsizetype hostEnd = colon < start ? end : colon;
    const QString host = text.mid(start, hostEnd - start);
    if (host.isEmpty())
        return mistake(start, 0, TargetText::tr("The host is missing: write an address or a name before the colon."));
    if (const qsizetype foreign = foreignCharacter(host); foreign >= 0) {
        if (host.at(foreign) == QLatin1Char(':'))
            return mistake(
                start + foreign, 1,
                TargetText::tr("One colon parts host and port; an IPv6 address is written in brackets: [::1]:8080."));
        return mistake(start + foreign, 1, TargetText::tr("No host name has this character."));
    }
    if (host.size() > kMaxHostLength)
        return mistake(start, host.size(),
                       TargetText::tr("A host name has at most %Ln character(s).", nullptr, kMaxHostLength));
    if (colon < start)
        return mistake(end, 0,
                       TargetText::tr("The port is missing: write a colon and a number, for example %1:8080.")
                           .arg(looksLikeIpv4(host) && !isNumeric(host) ? QStringLiteral("127.0.0.1") : host));
    if (looksLikeIpv4(host) && !isNumeric(host))
        return mistake(start, host.size(),
                       TargetText::tr("An IPv4 address has four numbers from 0 to 255: 127.0.0.1."));
    const auto port = parsePort(text, colon + 1, end);
    if (!port)
        return tl::unexpected(port.error());
    return Target{host, *port};
}

QString targetText(const Target& target)
{
    if (target.unixSocket.isValid())
        return fromUtf8(target.unixSocket.text());
    const bool brackets = target.host.contains(QLatin1Char(':'));
    return (brackets ? QStringLiteral("[%1]:%2") : QStringLiteral("%1:%2")).arg(target.host).arg(target.port);
}

QString targetText(const core::Address& address)
{
    if (address.family() == AF_UNIX)
        return address.size() > sizeof(sa_family_t) ? fromUtf8(address.text()) : QString();
    if (address.port() == 0)
        return {};
    QString host = QString::fromStdString(address.host());
    if (address.isAny())
        host = address.family() == AF_INET ? QStringLiteral("127.0.0.1") : QStringLiteral("::1");
    return targetText(Target{host, address.port()});
}

} // namespace widgets
