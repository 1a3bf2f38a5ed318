// SPDX-License-Identifier: GPL-3.0-or-later
// Every call that Socket makes, with every errno it documents: the error names the call, and nothing stays open.
#include "core/net/socket.h"
#include "tests/support/faulty_sys.h"
#include "tests/support/test_class.h"

#include <QTest>
#include <cerrno>
#include <functional>
#include <map>
#include <vector>

using core::Address;
using core::Call;
using core::Socket;

namespace {

const Address kAnyPort = *Address::ip("127.0.0.1", 0);

/// What a function of Socket gave: empty when it succeeded.
std::optional<core::SysError> errorOf(const auto& result)
{
    return result ? std::nullopt : std::optional(result.error());
}

struct Case
{
    std::vector<int> errors; ///< documented, without those that are no errors to us
    std::function<std::optional<core::SysError>(core::Sys&, Socket&)> act;
};

const std::map<Call, Case>& cases()
{
    static const std::vector<std::byte> bytes(10);
    static const std::map<Call, Case> all{
        {Call::Socket,
         {{EACCES, EAFNOSUPPORT, EINVAL, EMFILE, ENFILE, ENOBUFS, ENOMEM, EPROTONOSUPPORT},
          [](core::Sys& sys, Socket&) { return errorOf(Socket::openStream(sys, AF_INET)); }}},
        {Call::Setsockopt,
         {{EBADF, EFAULT, EINVAL, ENOPROTOOPT, ENOTSOCK, EDOM, EPERM},
          [](core::Sys&, Socket& socket) { return errorOf(socket.setReuseAddress()); }}},
        {Call::Getsockopt,
         {{EBADF, EFAULT, EINVAL, ENOPROTOOPT, ENOTSOCK},
          [](core::Sys&, Socket& socket) { return errorOf(socket.tcpState()); }}},
        {Call::Bind,
         {{EACCES, EADDRINUSE, EBADF, EINVAL, ENOTSOCK, EADDRNOTAVAIL, EFAULT, ELOOP, ENAMETOOLONG, ENOENT, ENOMEM,
           ENOTDIR, EROFS},
          [](core::Sys&, Socket& socket) { return errorOf(socket.bind(kAnyPort)); }}},
        {Call::Getsockname,
         {{EBADF, EFAULT, EINVAL, ENOBUFS, ENOTSOCK},
          [](core::Sys&, Socket& socket) { return errorOf(socket.localAddress()); }}},
        {Call::Getpeername,
         {{EBADF, EFAULT, EINVAL, ENOBUFS, ENOTCONN, ENOTSOCK},
          [](core::Sys&, Socket& socket) { return errorOf(socket.peerAddress()); }}},
        {Call::Listen,
         {{EADDRINUSE, EBADF, ENOTSOCK, EOPNOTSUPP},
          [](core::Sys&, Socket& socket) { return errorOf(socket.listen(1)); }}},
        {Call::Connect,
         {{EACCES, EPERM, EADDRINUSE, EADDRNOTAVAIL, EAFNOSUPPORT, EALREADY, EBADF, ECONNREFUSED, EFAULT, EISCONN,
           ENETUNREACH, EHOSTUNREACH, ENOTSOCK, EPROTOTYPE, ETIMEDOUT, EAGAIN},
          [](core::Sys&, Socket& socket) { return errorOf(socket.connect(kAnyPort)); }}},
        {Call::Send,
         {{EACCES, EALREADY, EBADF, ECONNRESET, EDESTADDRREQ, EFAULT, EINVAL, EISCONN, EMSGSIZE, ENOBUFS, ENOMEM,
           ENOTCONN, ENOTSOCK, EOPNOTSUPP, EPIPE},
          [](core::Sys&, Socket& socket) { return errorOf(socket.send(bytes)); }}},
        {Call::Recv,
         {{EBADF, ECONNREFUSED, ECONNRESET, EFAULT, EINVAL, ENOMEM, ENOTCONN, ENOTSOCK, ETIMEDOUT},
          [](core::Sys&, Socket& socket) {
              std::vector<std::byte> room(10);
              return errorOf(socket.recv(room));
          }}},
        {Call::Shutdown,
         {{EBADF, EINVAL, ENOTCONN, ENOTSOCK},
          [](core::Sys&, Socket& socket) { return errorOf(socket.shutdownWrite()); }}},
    };
    return all;
}

} // namespace

class TestSocket : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void error_data()
    {
        QTest::addColumn<int>("call");
        QTest::addColumn<int>("error");
        for (const auto& [call, row] : cases()) {
            for (const int error : row.errors)
                QTest::addRow("%s: %s", core::callInfo(call).name, strerrorname_np(error))
                    << static_cast<int>(call) << error;
        }
    }
    void error()
    {
        QFETCH(int, call);
        QFETCH(int, error);
        tests::FaultySys sys;
        {
            Socket socket = *Socket::openStream(sys, AF_INET);
            sys.fail(static_cast<Call>(call), error);
            const auto got = cases().at(static_cast<Call>(call)).act(sys, socket);
            QVERIFY(got.has_value());
            QCOMPARE(got->code, error);
            QCOMPARE(QLatin1String(got->call), QLatin1String(core::callInfo(static_cast<Call>(call)).name));
        }
        QCOMPARE(sys.closed(), sys.opened());
    }

    void noErrors_data()
    {
        QTest::addColumn<int>("call");
        QTest::addColumn<int>("error");
        QTest::newRow("connect goes on after EINPROGRESS") << int(Call::Connect) << EINPROGRESS;
        QTest::newRow("connect goes on after EINTR") << int(Call::Connect) << EINTR;
        QTest::newRow("send has no room") << int(Call::Send) << EAGAIN;
        QTest::newRow("recv has nothing") << int(Call::Recv) << EAGAIN;
    }
    void noErrors()
    {
        QFETCH(int, call);
        QFETCH(int, error);
        tests::FaultySys sys;
        Socket socket = *Socket::openStream(sys, AF_INET);
        sys.fail(static_cast<Call>(call), error);
        QVERIFY(!cases().at(static_cast<Call>(call)).act(sys, socket));
        QCOMPARE(sys.calls(static_cast<Call>(call)), 1); // connect(2) in particular is not called again
    }

    void interruptedTransferIsMadeAgain()
    {
        tests::FaultySys sys;
        Socket socket = *Socket::openStream(sys, AF_INET);
        sys.fail(Call::Recv, EINTR, 3);
        std::vector<std::byte> room(10);
        QCOMPARE(socket.recv(room).error().code, ENOTCONN); // what the kernel says once it is asked
        QCOMPARE(sys.calls(Call::Recv), 4);
    }

    void closeIsNeverRetried()
    {
        tests::FaultySys sys;
        {
            Socket socket = *Socket::openStream(sys, AF_INET);
            sys.fail(Call::Close, EINTR);
        }
        QCOMPARE(sys.closed(), 1);
    }

    void moveKeepsOneOwner()
    {
        tests::FaultySys sys;
        {
            Socket first = *Socket::openStream(sys, AF_INET);
            Socket second = std::move(first);
            Socket third = *Socket::openStream(sys, AF_INET);
            third = std::move(second);
            QVERIFY(third.isOpen());
            QCOMPARE(sys.closed(), 1);
        }
        QCOMPARE(sys.closed(), 2);
        QCOMPARE(sys.opened(), 2);
    }

    void realListenerAndConnection()
    {
        tests::FaultySys sys;
        Socket listener = *Socket::openStream(sys, AF_INET);
        QVERIFY(listener.setReuseAddress());
        QVERIFY(listener.bind(kAnyPort));
        QVERIFY(listener.listen(5));
        QCOMPARE(*listener.tcpState(), core::TcpState::Listen);
        const Address address = *listener.localAddress();
        QVERIFY(address.port() != 0);

        Socket client = *Socket::openStream(sys, AF_INET);
        QVERIFY(client.connect(address));
        QTRY_COMPARE(*client.tcpState(), core::TcpState::Established);
        QCOMPARE(*client.takeError(), 0);
        QCOMPARE(*client.peerAddress(), address);
        std::vector<std::byte> room(10);
        QCOMPARE(client.recv(room)->status, core::IoStatus::WouldBlock);
    }
};

GUILESS_TEST(TestSocket)
#include "tst_socket.moc"
