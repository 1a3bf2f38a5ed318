// SPDX-License-Identifier: GPL-3.0-or-later
// Every documented error of every call has words of its own, and no call is without a summary.
#include "core/text/errno_table.h"
#include "core/text/errno_text.h"
#include "tests/support/test_class.h"

#include <QSet>
#include <QTest>
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <initializer_list>

using core::Call;

namespace {

constexpr int kCalls = static_cast<int>(Call::Count);

// A sentence for people: begins in upper case (or with a digit), ends with a full stop, holds no stray blanks.
void checkSentence(const char* text)
{
    QVERIFY(text != nullptr);
    const QString sentence = QString::fromUtf8(text);
    QVERIFY2(sentence.size() >= 12 && sentence.size() <= 320, text);
    QVERIFY2(sentence.at(0).isUpper() || sentence.at(0).isDigit(), text);
    QVERIFY2(sentence.endsWith(QLatin1Char('.')) || sentence.endsWith(QLatin1String(".)")), text);
    QVERIFY2(!sentence.contains(QLatin1String("  ")) && !sentence.contains(QLatin1Char('\n')), text);
    QVERIFY2(sentence == sentence.trimmed(), text);
}

QString pairName(Call call, int error)
{
    return QLatin1String(core::callInfo(call).name) + QLatin1Char(' ') + QString::fromStdString(core::errnoName(error));
}

struct PagedErrors
{
    Call call;
    std::initializer_list<int> errors;
};

} // namespace

class TestErrnoText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void name_data();
    void name();
    void documented_data();
    void documented();
    void manualPages();
    void everyErrnoHasWords();
    void noPairTwice();
    void firstRowWins();
    void words_data();
    void words();
    void families_data();
    void families();
    void wordsOfUnixSockets();
    void unknown();
    void summaries();
};

void TestErrnoText::name_data()
{
    QTest::addColumn<int>("error");
    QTest::addColumn<QString>("name");
    QTest::newRow("refused") << ECONNREFUSED << QStringLiteral("ECONNREFUSED");
    QTest::newRow("again") << EAGAIN << QStringLiteral("EAGAIN");
    QTest::newRow("not supported") << EOPNOTSUPP << QStringLiteral("EOPNOTSUPP");
    QTest::newRow("first") << 1 << QStringLiteral("EPERM");
    QTest::newRow("no name") << 4711 << QStringLiteral("errno 4711");
    QTest::newRow("zero") << 0 << QStringLiteral("errno 0");
    QTest::newRow("negative") << -1 << QStringLiteral("errno -1");
    QTest::newRow("gap in the numbers") << 41 << QStringLiteral("errno 41");
}

void TestErrnoText::name()
{
    QFETCH(int, error);
    QFETCH(QString, name);
    QCOMPARE(QString::fromStdString(core::errnoName(error)), name);
}

void TestErrnoText::documented_data()
{
    QTest::addColumn<int>("call");
    QTest::addColumn<int>("error");
    for (int call = 1; call < kCalls; ++call) {
        const auto errors = core::documentedErrors(static_cast<Call>(call));
        QVERIFY2(!errors.empty(), core::callInfo(static_cast<Call>(call)).name);
        for (const int error : errors)
            QTest::newRow(qPrintable(pairName(static_cast<Call>(call), error))) << call << error;
    }
}

void TestErrnoText::documented()
{
    QFETCH(int, call);
    QFETCH(int, error);
    const core::ErrnoRow* row = core::findErrnoRow(static_cast<Call>(call), error);
    QVERIFY(row != nullptr);
    QVERIFY2((row->calls & core::callSet(static_cast<Call>(call))) != 0, "only the general words are there");
    const core::ErrnoHelp help = core::errnoHelp(static_cast<Call>(call), error);
    QCOMPARE(help.cause, row->help.cause);
    QCOMPARE(help.remedy, row->help.remedy);
    checkSentence(help.cause);
    checkSentence(help.remedy);
}

// The lists of the manual pages (man-pages 6.03, section ERRORS), so that none is forgotten in documentedErrors().
void TestErrnoText::manualPages()
{
    const PagedErrors pages[] = {
        {Call::Socket, {EACCES, EAFNOSUPPORT, EINVAL, EMFILE, ENFILE, ENOBUFS, ENOMEM, EPROTONOSUPPORT}},
        {Call::Setsockopt, {EBADF, EFAULT, EINVAL, ENOPROTOOPT, ENOTSOCK}},
        {Call::Getsockopt, {EBADF, EFAULT, EINVAL, ENOPROTOOPT, ENOTSOCK}},
        {Call::Bind,
         {EACCES, EADDRINUSE, EADDRNOTAVAIL, EBADF, EFAULT, EINVAL, ELOOP, ENAMETOOLONG, ENOENT, ENOMEM, ENOTDIR,
          ENOTSOCK, EROFS}},
        {Call::Getsockname, {EBADF, EFAULT, EINVAL, ENOBUFS, ENOTSOCK}},
        {Call::Getpeername, {EBADF, EFAULT, EINVAL, ENOBUFS, ENOTCONN, ENOTSOCK}},
        {Call::Listen, {EADDRINUSE, EBADF, ENOTSOCK, EOPNOTSUPP}},
        {Call::Accept4,
         {EAGAIN, EBADF, ECONNABORTED, EFAULT, EINTR, EINVAL, EMFILE, ENFILE, ENOBUFS, ENOMEM, ENOSR, ENOTSOCK,
          EOPNOTSUPP, EPERM, EPROTO, EPROTONOSUPPORT, ESOCKTNOSUPPORT, ETIMEDOUT, EWOULDBLOCK}},
        {Call::Connect,
         {EACCES, EADDRINUSE, EADDRNOTAVAIL, EAFNOSUPPORT, EAGAIN, EALREADY, EBADF, ECONNREFUSED, EFAULT, EINPROGRESS,
          EINTR, EISCONN, ENETUNREACH, ENOTSOCK, EPERM, EPROTOTYPE, ETIMEDOUT}},
        {Call::Send,
         {EACCES, EAGAIN, EALREADY, EBADF, ECONNRESET, EDESTADDRREQ, EFAULT, EINTR, EINVAL, EISCONN, EMSGSIZE, ENOBUFS,
          ENOMEM, ENOTCONN, ENOTSOCK, EOPNOTSUPP, EPIPE, EWOULDBLOCK}},
        {Call::Recv, {EAGAIN, EBADF, ECONNREFUSED, EFAULT, EINTR, EINVAL, ENOMEM, ENOTCONN, ENOTSOCK, EWOULDBLOCK}},
        {Call::Shutdown, {EBADF, EINVAL, ENOTCONN, ENOTSOCK}},
        {Call::Close, {EBADF, EDQUOT, EINTR, EIO, ENOSPC}},
        {Call::EpollCreate1, {EINVAL, EMFILE, ENFILE, ENOMEM}},
        {Call::EpollCtl, {EBADF, EEXIST, EINVAL, ELOOP, ENOENT, ENOMEM, ENOSPC, EPERM}},
        {Call::EpollWait, {EBADF, EFAULT, EINTR, EINVAL}},
        {Call::Eventfd, {EINVAL, EMFILE, ENFILE, ENODEV, ENOMEM}},
        {Call::Read, {EAGAIN, EBADF, EFAULT, EINTR, EINVAL, EIO, EISDIR, EWOULDBLOCK}},
        {Call::Write, {EAGAIN, EBADF, EDESTADDRREQ, EDQUOT, EFAULT, EFBIG, EINTR, EINVAL, EIO, ENOSPC, EPERM, EPIPE}},
        {Call::Lstat, {EACCES, EFAULT, ELOOP, ENAMETOOLONG, ENOENT, ENOMEM, ENOTDIR, EOVERFLOW}},
        {Call::Chmod, {EACCES, EFAULT, EIO, ELOOP, ENAMETOOLONG, ENOENT, ENOMEM, ENOTDIR, EPERM, EROFS}},
        {Call::Unlink,
         {EACCES, EBUSY, EFAULT, EIO, EISDIR, ELOOP, ENAMETOOLONG, ENOENT, ENOMEM, ENOTDIR, EPERM, EROFS}},
        {Call::Pipe2, {EFAULT, EINVAL, EMFILE, ENFILE, ENOPKG}},
        {Call::Splice, {EAGAIN, EBADF, EINVAL, ENOMEM, ESPIPE}},
    };
    QCOMPARE(static_cast<int>(std::size(pages)), kCalls - 1);
    for (const PagedErrors& page : pages) {
        const auto known = core::documentedErrors(page.call);
        for (const int error : page.errors)
            QVERIFY2(std::find(known.begin(), known.end(), error) != known.end(),
                     qPrintable(pairName(page.call, error)));
    }
}

// Whatever call and number: never null, never empty.
void TestErrnoText::everyErrnoHasWords()
{
    for (int call = 0; call <= kCalls + 5; ++call) {
        for (int error = -5; error < 200; ++error) {
            const core::ErrnoHelp help = core::errnoHelp(static_cast<Call>(call), error);
            checkSentence(help.cause);
            checkSentence(help.remedy);
            if (QTest::currentTestFailed())
                return;
        }
    }
}

// A second row for the same call and error would never be seen.
void TestErrnoText::noPairTwice()
{
    QSet<QPair<int, int>> pairs;
    for (const auto rows :
         {core::setupErrnoRows(), core::connectionErrnoRows(), core::transferErrnoRows(), core::waitingErrnoRows(),
          core::fileErrnoRows(), core::pipeErrnoRows(), core::generalErrnoRows()}) {
        for (const core::ErrnoRow& row : rows) {
            for (int call = 0; call < kCalls; ++call) {
                const bool isMeant =
                    call == 0 ? row.calls == 0 : (row.calls & core::callSet(static_cast<Call>(call))) != 0;
                if (!isMeant)
                    continue;
                const QString name = pairName(static_cast<Call>(call), row.error);
                QVERIFY2(!pairs.contains({call, row.error}), qPrintable(name));
                pairs.insert({call, row.error});
                // A row for a call that does not say it has this error is words for nothing.
                const auto known = core::documentedErrors(static_cast<Call>(call));
                QVERIFY2(call == 0 || std::find(known.begin(), known.end(), row.error) != known.end(),
                         qPrintable(name));
            }
        }
    }
    QVERIFY(pairs.size() > 250);
}

void TestErrnoText::firstRowWins()
{
    // The same errno means different things to different calls.
    QVERIFY(std::strcmp(core::errnoHelp(Call::Bind, EADDRINUSE).cause,
                        core::errnoHelp(Call::Listen, EADDRINUSE).cause) != 0);
    QVERIFY(std::strcmp(core::errnoHelp(Call::Bind, EACCES).cause, core::errnoHelp(Call::Connect, EACCES).cause) != 0);
    QVERIFY(std::strcmp(core::errnoHelp(Call::Send, EAGAIN).cause, core::errnoHelp(Call::Recv, EAGAIN).cause) != 0);
    QVERIFY(std::strcmp(core::errnoHelp(Call::Accept4, EMFILE).cause, core::errnoHelp(Call::Socket, EMFILE).cause) !=
            0);
    // How a background connect ended is read with getsockopt(SO_ERROR).
    QCOMPARE(core::errnoHelp(Call::Getsockopt, ECONNREFUSED).cause, core::errnoHelp(Call::Connect, ECONNREFUSED).cause);
}

void TestErrnoText::words_data()
{
    QTest::addColumn<int>("call");
    QTest::addColumn<int>("error");
    QTest::addColumn<QString>("holds");
    const auto row = [](Call call, int error, const char* holds) {
        QTest::newRow(qPrintable(pairName(call, error))) << static_cast<int>(call) << error << QString::fromUtf8(holds);
    };
    row(Call::Bind, EACCES, "1024");
    row(Call::Bind, EACCES, "net.ipv4.ip_unprivileged_port_start");
    row(Call::Bind, EADDRINUSE, "another port");
    row(Call::Bind, EADDRNOTAVAIL, "127.0.0.1");
    row(Call::Connect, ECONNREFUSED,
        "Nobody listens on that port. The kernel at the other end answered your SYN with a RST");
    row(Call::Connect, ECONNREFUSED, "tart the server on that port, or");
    row(Call::Connect, ECONNREFUSED, "IPv6 only"); // what "localhost" reaches may be of the other family
    row(Call::Connect, ETIMEDOUT, "firewall");
    row(Call::Connect, EINPROGRESS, "SO_ERROR");
    row(Call::Accept4, EMFILE, "ulimit -n");
    row(Call::Recv, ECONNRESET, "RST");
    row(Call::Send, EPIPE, "shut down for writing");
    row(Call::Close, EINTR, "Do not call close(2) again");
}

void TestErrnoText::words()
{
    QFETCH(int, call);
    QFETCH(int, error);
    QFETCH(QString, holds);
    const core::ErrnoHelp help = core::errnoHelp(static_cast<Call>(call), error);
    const QString all = QString::fromUtf8(help.cause) + QLatin1Char(' ') + QString::fromUtf8(help.remedy);
    QVERIFY2(all.contains(holds), qPrintable(all));
}

// Of each pair of words exactly one is meant, and nothing is said of sockets of the other kind.
void TestErrnoText::families_data()
{
    QTest::addColumn<int>("call");
    QTest::addColumn<int>("error");
    QTest::addColumn<QString>("ofTcp");
    QTest::addColumn<QString>("ofUnix");
    const auto row = [](Call call, int error, const char* ofTcp, const char* ofUnix) {
        QTest::newRow(qPrintable(pairName(call, error)))
            << static_cast<int>(call) << error << QString::fromUtf8(ofTcp) << QString::fromUtf8(ofUnix);
    };
    row(Call::Bind, EACCES, "1024", "folder");
    row(Call::Bind, EADDRINUSE, "port", "path");
    row(Call::Connect, EACCES, "route", "socket file");
    row(Call::Connect, EAGAIN, "route", "accept queue");
    row(Call::Connect, ECONNREFUSED, "port", "path");
}

void TestErrnoText::families()
{
    QFETCH(int, call);
    QFETCH(int, error);
    QFETCH(QString, ofTcp);
    QFETCH(QString, ofUnix);
    const auto words = [call, error](int family) {
        const core::ErrnoHelp help = core::errnoHelp(static_cast<Call>(call), error, family);
        return QString::fromUtf8(help.cause) + QLatin1Char(' ') + QString::fromUtf8(help.remedy);
    };
    for (const int family : {AF_UNSPEC, AF_INET, AF_INET6}) {
        QVERIFY2(words(family).contains(ofTcp), qPrintable(words(family)));
        QVERIFY2(!words(family).contains(ofUnix) && !words(family).contains(QStringLiteral("UNIX")),
                 qPrintable(words(family)));
    }
    QVERIFY2(words(AF_UNIX).contains(ofUnix) && !words(AF_UNIX).contains(ofTcp), qPrintable(words(AF_UNIX)));
}

void TestErrnoText::wordsOfUnixSockets()
{
    for (const core::ErrnoRow& row : core::unixErrnoRows()) {
        checkSentence(row.help.cause);
        checkSentence(row.help.remedy);
        // It stands before words for any socket.
        for (int call = 1; call < kCalls; ++call) {
            if ((row.calls & core::callSet(static_cast<Call>(call))) != 0)
                QVERIFY(core::findErrnoRow(static_cast<Call>(call), row.error) != &row);
        }
    }
}

void TestErrnoText::unknown()
{
    QVERIFY(core::findErrnoRow(Call::Bind, 4711) == nullptr);
    QVERIFY(core::findErrnoRow(static_cast<Call>(200), EBADF) != nullptr);
    QVERIFY(core::documentedErrors(Call::None).empty());
    QVERIFY(core::documentedErrors(static_cast<Call>(200)).empty());
}

void TestErrnoText::summaries()
{
    QSet<QString> all;
    for (int call = 0; call < kCalls; ++call) {
        checkSentence(core::callSummary(static_cast<Call>(call)));
        all.insert(QString::fromUtf8(core::callSummary(static_cast<Call>(call))));
    }
    QCOMPARE(all.size(), kCalls);
    QCOMPARE(core::callSummary(static_cast<Call>(200)), core::callSummary(Call::None));
    QVERIFY(QByteArray(core::callSummary(Call::Listen)).contains("backlog"));
    QVERIFY(QByteArray(core::callSummary(Call::Write)).contains("wakes"));
}

GUILESS_TEST(TestErrnoText)
#include "tst_errno_text.moc"
