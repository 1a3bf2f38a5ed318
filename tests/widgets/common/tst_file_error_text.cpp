// SPDX-License-Identifier: GPL-3.0-or-later
// What is wrong with a file, in words: the same as core says where nothing is translated.
#include "tests/support/test_class.h"
#include "widgets/common/file_error_text.h"

#include <QTest>
#include <cerrno>

Q_DECLARE_METATYPE(core::FileError)

class TestFileErrorText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sentences_data();
    void sentences();
};

void TestFileErrorText::sentences_data()
{
    QTest::addColumn<core::FileError>("error");
    QTest::addColumn<QString>("text");
    core::FileError error;
    error.reason = {"The key \"%1\" is missing.", {"seq"}};
    QTest::newRow("no place") << error << "The key \"seq\" is missing.";
    error.line = 3;
    QTest::newRow("a line") << error << "Line 3: The key \"seq\" is missing.";
    error.column = 17;
    QTest::newRow("a column") << error << "Line 3, column 17: The key \"seq\" is missing.";
    error = {};
    error.reason = "It cannot be written.";
    error.call = "write";
    error.code = ENOSPC;
    QTest::newRow("a call") << error
                            << "It cannot be written. The call write failed with ENOSPC (No space left on device).";
    error.code = 4000;
    QTest::newRow("an errno without a name")
        << error << "It cannot be written. The call write failed with errno 4000 (Unknown error 4000).";
    error = {};
    error.reason = {"100 %2 and %1", {"%2 %1"}};
    QTest::newRow("signs of a place") << error << "100 %2 and %2 %1";
}

void TestFileErrorText::sentences()
{
    QFETCH(core::FileError, error);
    QTEST(widgets::fileErrorSentence(error), "text");
    QCOMPARE(QString::fromStdString(core::fileErrorText(error)), widgets::fileErrorSentence(error));
}

GUILESS_TEST(TestFileErrorText)
#include "tst_file_error_text.moc"
