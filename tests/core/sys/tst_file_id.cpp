// SPDX-License-Identifier: GPL-3.0-or-later
// A file is the same under each of its names, and another file is not.
#include "core/sys/file_id.h"
#include "tests/support/test_class.h"
#include "tests/support/test_folder.h"

#include <QTest>
#include <fstream>
#include <unistd.h>

using core::fileIdOf;

class TestFileId : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesOfOneFile()
    {
        const tests::TestFolder folder;
        const std::string file = folder.file("file");
        for (const char* name : {"file", "other"})
            QVERIFY(std::ofstream(folder.file(name)).put('a'));
        QCOMPARE(::link(file.c_str(), folder.file("hard").c_str()), 0);
        QCOMPARE(::symlink("file", folder.file("soft").c_str()), 0);
        const auto id = fileIdOf(file);
        QVERIFY(id);
        QVERIFY(id == fileIdOf(folder.file("hard")));
        QVERIFY(id == fileIdOf(folder.file("soft")));
        QVERIFY(id != fileIdOf(folder.file("other")));
    }

    void whatIsNotThere()
    {
        const tests::TestFolder folder;
        QVERIFY(!fileIdOf(folder.file("nothing")));
        QVERIFY(!fileIdOf(""));
        QCOMPARE(::symlink("nothing", folder.file("dangling").c_str()), 0);
        QVERIFY(!fileIdOf(folder.file("dangling")));
    }
};

APPLESS_TEST(TestFileId)
#include "tst_file_id.moc"
