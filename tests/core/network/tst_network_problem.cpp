// SPDX-License-Identifier: GPL-3.0-or-later
// The sentences about a private network that cannot be had, each with call, errno and remedy.
#include "core/network/network_problem.h"
#include "tests/support/test_class.h"

#include <QtTest>
#include <cerrno>

using namespace core;

Q_DECLARE_METATYPE(NetworkHints)

class TestNetworkProblem : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sentences_data();
    void sentences();
    void hintsOfThisSystem();
};

void TestNetworkProblem::sentences_data()
{
    QTest::addColumn<int>("step");
    QTest::addColumn<int>("error");
    QTest::addColumn<NetworkHints>("hints");
    QTest::addColumn<QStringList>("words");
    const auto row = [](const char* name, NetworkStep step, int error, const NetworkHints& hints,
                        std::initializer_list<const char*> words) {
        QStringList all;
        for (const char* word : words)
            all.push_back(QString::fromLatin1(word));
        QTest::newRow(name) << static_cast<int>(step) << error << hints << all;
    };
    const NetworkHints none;
    NetworkHints clone;
    clone.unprivilegedClone = 0;
    NetworkHints armor;
    armor.unprivilegedClone = 1;
    armor.appArmorRestricts = 1;
    NetworkHints armorOff;
    armorOff.appArmorRestricts = 0;
    NetworkHints filter;
    filter.seccomp = true;
    NetworkHints noUsers;
    noUsers.maxUserNamespaces = 0;
    NetworkHints noNetworks;
    noNetworks.maxUserNamespaces = 100;
    noNetworks.maxNetNamespaces = 0;
    using Step = NetworkStep;
    row("sysctl", Step::Namespace, EPERM, clone, {"unshare failed with EPERM", "kernel.unprivileged_userns_clone=1"});
    row("AppArmor", Step::Namespace, EPERM, armor, {"unshare failed with EPERM", "AppArmor", "unprivileged_userns=0"});
    row("AppArmor, later", Step::MapUser, EACCES, armor, {"uid_map", "EACCES", "AppArmor"});
    row("AppArmor, later still", Step::Loopback, EPERM, armor, {"ioctl(lo, SIOCSIFFLAGS)", "EPERM", "AppArmor"});
    row("seccomp", Step::Namespace, EPERM, filter, {"unshare failed with EPERM", "seccomp", "container"});
    row("refused, cause unknown", Step::Namespace, EPERM, armorOff, {"EPERM", "security policy", "as root"});
    row("no user namespaces", Step::Namespace, ENOSPC, noUsers, {"ENOSPC", "user.max_user_namespaces=10000"});
    row("the same, older kernel", Step::Namespace, EUSERS, noUsers, {"EUSERS", "user.max_user_namespaces=10000"});
    row("no network namespaces", Step::Namespace, ENOSPC, noNetworks, {"ENOSPC", "user.max_net_namespaces=10000"});
    row("too many", Step::Namespace, ENOSPC, none, {"ENOSPC", "End programs"});
    row("not built in", Step::Namespace, EINVAL, none, {"EINVAL", "CONFIG_USER_NS"});
    row("filtered away", Step::Namespace, ENOSYS, none, {"ENOSYS", "CONFIG_USER_NS"});
    row("no memory", Step::Namespace, ENOMEM, none, {"ENOMEM", "memory"});
    row("anything else", Step::Loopback, EIO, none, {"ioctl(lo, SIOCSIFFLAGS) failed with EIO."});
    row("no silent route", Step::SilentRoute, EOPNOTSUPP, none, {"time out", "RTM_NEWROUTE", "EOPNOTSUPP"});
}

void TestNetworkProblem::sentences()
{
    QFETCH(int, step);
    QFETCH(int, error);
    QFETCH(NetworkHints, hints);
    QFETCH(QStringList, words);
    const QString text = QString::fromStdString(english(networkProblem(static_cast<NetworkStep>(step), error, hints)));
    for (const QString& word : words)
        QVERIFY2(text.contains(word), qPrintable(text));
    QVERIFY2(text.endsWith(QLatin1Char('.')), qPrintable(text));
    QCOMPARE(text.contains(QStringLiteral("There is no private network")),
             static_cast<NetworkStep>(step) != NetworkStep::SilentRoute);
}

void TestNetworkProblem::hintsOfThisSystem()
{
    const NetworkHints hints = NetworkHints::read();
    QFile file(QStringLiteral("/proc/sys/user/max_user_namespaces"));
    QCOMPARE(hints.maxUserNamespaces.has_value(), file.open(QIODevice::ReadOnly));
    if (hints.maxUserNamespaces)
        QCOMPARE(QString::number(*hints.maxUserNamespaces), QString::fromLatin1(file.readAll()).trimmed());
}

GUILESS_TEST(TestNetworkProblem)
#include "tst_network_problem.moc"
