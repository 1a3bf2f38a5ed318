// SPDX-License-Identifier: GPL-3.0-or-later
// The words of the command line that are files.
#include "app/window/window_arguments.h"
#include "tests/support/test_class.h"

#include <QCoreApplication>
#include <QTest>
#include <array>

class TestWindowArguments : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void files_data()
    {
        QTest::addColumn<QList<QByteArray>>("words");
        QTest::addColumn<QStringList>("files"); // none: refused
        QTest::newRow("none") << QList<QByteArray>{"p"} << QStringList{};
        QTest::newRow("some") << QList<QByteArray>{"p", "a", "gr\xc3\xbcn"}
                              << QStringList{QStringLiteral("a"), QStringLiteral("grün")};
        QTest::newRow("after the end of options") << QList<QByteArray>{"p", "a", "--", "-b", "--", "-platform"}
                                                  << QStringList{QStringLiteral("a"), QStringLiteral("-b"),
                                                                 QStringLiteral("--"), QStringLiteral("-platform")};
    }

    void files()
    {
        QFETCH(QList<QByteArray>, words);
        QFETCH(const QStringList, files);
        std::vector<char*> argv;
        for (QByteArray& word : words)
            argv.push_back(word.data());
        const app::WindowArguments arguments(static_cast<int>(argv.size()), argv.data());
        QCOMPARE(arguments.files().value(), files);
    }

    void refused_data()
    {
        QTest::addColumn<QByteArray>("word");
        QTest::addColumn<QByteArray>("reason");
        QTest::newRow("a dash") << QByteArray("-") << QByteArray("There is no option -.");
        QTest::newRow("an option") << QByteArray("-x") << QByteArray("There is no option -x.");
        QTest::newRow("no UTF-8") << QByteArray("caf\xe9.jsonl") << QByteArray("is not UTF-8");
    }

    void refused()
    {
        QFETCH(QByteArray, word);
        QFETCH(const QByteArray, reason);
        QByteArray program = "p";
        std::array<char*, 2> argv{program.data(), word.data()};
        const app::WindowArguments arguments(2, argv.data());
        const auto files = arguments.files();
        QVERIFY(!files);
        QVERIFY2(QByteArray::fromStdString(files.error()).contains(reason), files.error().c_str());
    }

    void qtTakesItsOptions()
    {
        QByteArray program = "p";
        QByteArray option = "-qmljsdebugger=port:1";
        QByteArray file = "a";
        std::array<char*, 3> argv{program.data(), option.data(), file.data()};
        app::WindowArguments arguments(3, argv.data());
        const QCoreApplication application(arguments.count(), arguments.words());
        QCOMPARE(arguments.files().value(), QStringList{QStringLiteral("a")});
    }
};

APPLESS_TEST(TestWindowArguments)
#include "tst_window_arguments.moc"
