// SPDX-License-Identifier: GPL-3.0-or-later
// The file of a UNIX listener: who may use it, when an old one is in the way, and what is left behind.
#include "core/event/recorder.h"
#include "core/net/socket_file.h"
#include "core/sys/recording_sys.h"
#include "tests/support/faulty_sys.h"
#include "tests/support/test_class.h"
#include "tests/support/test_folder.h"

#include <QTest>
#include <cerrno>
#include <fstream>
#include <sys/stat.h>
#include <unistd.h>

using core::Address;
using core::Call;
using core::Socket;
using core::SocketFile;

namespace {

struct SocketFileFixture
{
    tests::TestFolder folder;
    tests::FaultySys faulty;
    core::Recorder recorder;
    core::EventTrack& track = recorder.addTrack("test", core::Side::Server);
    core::RecordingSys sys{faulty, track};
    const std::string path = folder.file("x.sock");
    const Address address = *Address::unixPath(path);
    SocketFile file{sys, track};

    Socket open() { return *Socket::openStream(sys, AF_UNIX); }
    bool exists() const { return ::access(path.c_str(), F_OK) == 0; }
    /// "bind lstat ... note" of all that was recorded.
    std::string story()
    {
        std::string all;
        for (const core::Event& event : recorder.collectAll().events) {
            all += all.empty() ? "" : " ";
            all += event.kind == core::EventKind::Note ? "note" : core::callInfo(event.call).name;
            all += event.error != 0 ? std::string(":") + strerrorname_np(event.error) : "";
        }
        return all;
    }
    /// A file as a server that was killed leaves it.
    void leaveBehind()
    {
        core::RealSys real;
        Socket killed = *Socket::openStream(real, AF_UNIX);
        QVERIFY(killed.bind(address) && killed.listen(1));
    }
};

} // namespace

class TestSocketFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ownerOnlyWhateverTheUmask_data()
    {
        QTest::addColumn<int>("mask");
        for (const int mask : {0, 0022, 0077, 0277, 0777})
            QTest::addRow("0%03o", mask) << mask;
    }
    void ownerOnlyWhateverTheUmask()
    {
        QFETCH(int, mask);
        SocketFileFixture f;
        Socket socket = f.open();
        const mode_t before = ::umask(static_cast<mode_t>(mask));
        const auto bound = f.file.bind(socket, f.address);
        ::umask(before);
        QVERIFY(bound);
        struct stat info = {};
        QCOMPARE(::lstat(f.path.c_str(), &info), 0);
        QVERIFY(S_ISSOCK(info.st_mode));
        QCOMPARE(info.st_mode & 07777U, 0600U);
        f.file.remove();
        QVERIFY(!f.exists());
        QCOMPARE(f.story(), std::string("socket bind chmod lstat lstat unlink"));
    }

    void staleFileIsReplaced()
    {
        SocketFileFixture f;
        f.leaveBehind();
        Socket socket = f.open();
        QVERIFY(f.file.bind(socket, f.address));
        QVERIFY(socket.listen(1));
        QCOMPARE(f.story(),
                 std::string("socket bind:EADDRINUSE lstat socket connect:ECONNREFUSED close unlink note bind "
                             "chmod lstat listen"));
    }

    void anythingElseStays_data()
    {
        QTest::addColumn<int>("what");
        QTest::newRow("a file") << 0;
        QTest::newRow("a folder") << 1;
        QTest::newRow("a link to a stale socket") << 2;
        QTest::newRow("a socket with a server") << 3;
        QTest::newRow("a socket with a server whose queue is full") << 4;
        QTest::newRow("a datagram socket") << 5;
        QTest::newRow("a stale socket of another user") << 6;
        QTest::newRow("a stale socket that cannot be asked") << 7;
    }
    void anythingElseStays()
    {
        QFETCH(int, what);
        SocketFileFixture f;
        core::RealSys real;
        Socket other = *Socket::open(real, {AF_UNIX, what == 5 ? SOCK_DGRAM : SOCK_STREAM});
        Socket waiting = *Socket::openStream(real, AF_UNIX);
        switch (what) {
        case 0:
            std::ofstream(f.path) << "precious";
            break;
        case 1:
            QCOMPARE(::mkdir(f.path.c_str(), 0700), 0);
            break;
        case 2:
            QVERIFY(other.bind(*Address::unixPath(f.folder.file("y"))));
            QCOMPARE(::symlink(f.folder.file("y").c_str(), f.path.c_str()), 0);
            break;
        case 6:
            f.leaveBehind();
            if (::geteuid() == 0)
                QCOMPARE(::lchown(f.path.c_str(), 12345, 12345), 0);
            else
                f.faulty.fail(Call::Lstat, EACCES); // only root can give files away
            break;
        case 7:
            f.leaveBehind();
            f.faulty.fail(Call::Socket, EMFILE, 1, 1);
            break;
        default:
            QVERIFY(other.bind(f.address));
            QVERIFY(what == 5 || other.listen(0));
            QVERIFY(what != 4 || waiting.connect(f.address));
            break;
        }
        Socket socket = f.open();
        const auto bound = f.file.bind(socket, f.address);
        QVERIFY(!bound);
        QCOMPARE(bound.error(), (core::SysError{"bind", EADDRINUSE}));
        f.file.remove();
        QVERIFY(f.exists());
        QVERIFY(f.story().find("unlink") == std::string::npos);
    }

    void faults_data()
    {
        QTest::addColumn<int>("call");
        QTest::addColumn<int>("error");
        QTest::addColumn<bool>("stale");
        for (const int error : {EACCES, EIO, ELOOP, ENAMETOOLONG, ENOENT, ENOMEM, ENOTDIR, EPERM, EROFS})
            QTest::addRow("chmod %s", strerrorname_np(error)) << int(Call::Chmod) << error << false;
        for (const int error : {EACCES, ELOOP, ENAMETOOLONG, ENOENT, ENOMEM, ENOTDIR, EOVERFLOW})
            QTest::addRow("lstat %s", strerrorname_np(error)) << int(Call::Lstat) << error << false;
        for (const int error : {EACCES, EBUSY, EIO, EISDIR, ELOOP, ENAMETOOLONG, ENOENT, ENOMEM, ENOTDIR, EPERM, EROFS})
            QTest::addRow("unlink %s", strerrorname_np(error)) << int(Call::Unlink) << error << true;
    }
    void faults()
    {
        QFETCH(int, call);
        QFETCH(int, error);
        QFETCH(bool, stale);
        SocketFileFixture f;
        if (stale)
            f.leaveBehind();
        f.faulty.fail(static_cast<Call>(call), error);
        {
            Socket socket = f.open();
            const auto bound = f.file.bind(socket, f.address);
            QVERIFY(!bound);
            QCOMPARE(bound.error().code, error);
            QCOMPARE(QLatin1String(bound.error().call), QLatin1String(core::callInfo(static_cast<Call>(call)).name));
        }
        QCOMPARE(f.faulty.opened(), f.faulty.closed());
        if (static_cast<Call>(call) == Call::Chmod)
            QVERIFY(!f.exists());
    }

    // A file that took the place of ours meanwhile is not ours to remove.
    void onlyItsOwnFileIsRemoved()
    {
        SocketFileFixture f;
        Socket socket = f.open();
        QVERIFY(f.file.bind(socket, f.address));
        Socket next = f.open();
        QCOMPARE(::rename(f.path.c_str(), f.folder.file("moved").c_str()), 0);
        QVERIFY(next.bind(f.address));
        f.file.remove();
        QVERIFY(f.exists());
        f.file.remove(); // again: nothing
        QCOMPARE(f.story(), std::string("socket bind chmod lstat socket bind lstat"));
    }
};

GUILESS_TEST(TestSocketFile)
#include "tst_socket_file.moc"
