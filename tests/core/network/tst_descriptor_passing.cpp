// SPDX-License-Identifier: GPL-3.0-or-later
// Messages with and without a descriptor over a real socket pair, and what can go wrong.
#include "core/network/descriptor_passing.h"
#include "tests/support/test_class.h"

#include <QtTest>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <set>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace core;

namespace {

struct Pair
{
    Pair() { ok = ::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) == 0; }
    ~Pair()
    {
        ::close(ends[0]);
        ::close(ends[1]);
    }
    int ends[2]{-1, -1};
    bool ok = false;
};

const std::array<std::byte, 3> kMessage{std::byte{1}, std::byte{2}, std::byte{3}};

ino_t inodeOf(int descriptor)
{
    struct stat status
    {
    };
    return ::fstat(descriptor, &status) == 0 ? status.st_ino : 0;
}

std::set<int> openDescriptors()
{
    std::set<int> open;
    for (int fd = 0; fd < 1024; ++fd) {
        if (::fcntl(fd, F_GETFD) >= 0)
            open.insert(fd);
    }
    return open;
}

} // namespace

class TestDescriptorPassing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void carriesADescriptor();
    void carriesNone();
    void closesWhatIsTooMuch();
    void tellsThatThereIsNoRoom();
    void tellsThatTheMessageIsTooLong();
    void tellsTheEnd();
};

void TestDescriptorPassing::carriesADescriptor()
{
    Pair pair;
    QVERIFY(pair.ok);
    const int sent = ::socket(AF_INET, SOCK_STREAM, 0); // not close-on-exec
    QCOMPARE(sendMessage(pair.ends[0], kMessage, sent), 0);
    std::array<std::byte, 8> room{};
    const ReceivedMessage received = receiveMessage(pair.ends[1], room);
    QCOMPARE(received.size, std::ptrdiff_t{3});
    QCOMPARE(std::memcmp(room.data(), kMessage.data(), 3), 0);
    QVERIFY(received.descriptor >= 0 && received.descriptor != sent);
    QCOMPARE(inodeOf(received.descriptor), inodeOf(sent));
    QVERIFY((::fcntl(received.descriptor, F_GETFD) & FD_CLOEXEC) != 0);
    ::close(sent);
    ::close(received.descriptor);
}

void TestDescriptorPassing::carriesNone()
{
    Pair pair;
    QCOMPARE(sendMessage(pair.ends[0], kMessage), 0);
    std::array<std::byte, 8> room{};
    const ReceivedMessage received = receiveMessage(pair.ends[1], room);
    QCOMPARE(received.size, std::ptrdiff_t{3});
    QCOMPARE(received.descriptor, -1);
    QVERIFY(!received.noRoom);
}

void TestDescriptorPassing::closesWhatIsTooMuch()
{
    Pair pair;
    const std::set<int> before = openDescriptors();
    const std::array<int, 3> many{0, 0, 0};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof many)> control{};
    std::byte byte{7};
    iovec part{&byte, 1};
    msghdr header{};
    header.msg_iov = &part;
    header.msg_iovlen = 1;
    header.msg_control = control.data();
    header.msg_controllen = control.size();
    cmsghdr* rights = CMSG_FIRSTHDR(&header);
    rights->cmsg_level = SOL_SOCKET;
    rights->cmsg_type = SCM_RIGHTS;
    rights->cmsg_len = CMSG_LEN(sizeof many);
    std::memcpy(CMSG_DATA(rights), many.data(), sizeof many);
    QCOMPARE(::sendmsg(pair.ends[0], &header, 0), ssize_t{1});

    std::array<std::byte, 8> room{};
    const ReceivedMessage received = receiveMessage(pair.ends[1], room);
    QVERIFY(received.descriptor >= 0 && !before.contains(received.descriptor));
    QCOMPARE(::close(received.descriptor), 0);
    QVERIFY(openDescriptors() == before); // the other two are closed
}

void TestDescriptorPassing::tellsThatThereIsNoRoom()
{
    Pair pair;
    QCOMPARE(sendMessage(pair.ends[0], kMessage, 0), 0);
    const int free = ::dup(0);
    ::close(free);
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &before), 0);
    const rlimit few{static_cast<rlim_t>(free), before.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &few), 0);
    std::array<std::byte, 8> room{};
    const ReceivedMessage received = receiveMessage(pair.ends[1], room);
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &before), 0);
    QCOMPARE(received.size, std::ptrdiff_t{3});
    QCOMPARE(received.descriptor, -1);
    QVERIFY(received.noRoom);
}

void TestDescriptorPassing::tellsThatTheMessageIsTooLong()
{
    Pair pair;
    QCOMPARE(sendMessage(pair.ends[0], kMessage), 0);
    std::array<std::byte, 2> room{};
    const ReceivedMessage received = receiveMessage(pair.ends[1], room);
    QCOMPARE(received.size, std::ptrdiff_t{-1});
    QCOMPARE(received.error, EMSGSIZE);
}

void TestDescriptorPassing::tellsTheEnd()
{
    Pair pair;
    QCOMPARE(::shutdown(pair.ends[0], SHUT_RDWR), 0);
    std::array<std::byte, 2> room{};
    QCOMPARE(receiveMessage(pair.ends[1], room).size, std::ptrdiff_t{0});
    QCOMPARE(sendMessage(pair.ends[1], kMessage), EPIPE); // and no SIGPIPE
    QCOMPARE(receiveMessage(-1, room).error, EBADF);
}

GUILESS_TEST(TestDescriptorPassing)
#include "tst_descriptor_passing.moc"
