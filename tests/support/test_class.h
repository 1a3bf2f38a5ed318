// SPDX-License-Identifier: GPL-3.0-or-later
// The test classes of one folder are one program, which runs the one that its first argument names.
#pragma once

#include <QTest>

namespace tests {

/// A test class of this program. Made before main(), one a source file; tests/support/test_main.cpp finds it.
struct TestClass
{
    using Run = int (*)(int argc,
                        char** argv); ///< Returns the exit code. argv[0] is the program, then QTest's options.

    /// `source` is its __FILE__: tests/core/net/tst_reactor.cpp has the name tst_reactor.
    TestClass(const char* source, Run function);

    const char* file;
    Run run;
    TestClass* next; ///< The one that was made before.
};

template <class Test>
int runWithoutApplication(int argc, char** argv)
{
    Test test;
    return QTest::qExec(&test, argc, argv);
}

template <class Test, class Application>
int runWithApplication(int argc, char** argv)
{
    Application::setAttribute(Qt::AA_Use96Dpi);
    const Application application(argc, argv);
    return runWithoutApplication<Test>(argc, argv);
}

} // namespace tests

/// Instead of QTEST_MAIN(Test), QTEST_GUILESS_MAIN(Test) and QTEST_APPLESS_MAIN(Test), at the end of the source.
#define GUI_TEST(Test) TEST_CLASS(Test, (tests::runWithApplication<Test, QApplication>))
#define GUILESS_TEST(Test) TEST_CLASS(Test, (tests::runWithApplication<Test, QCoreApplication>))
#define APPLESS_TEST(Test) TEST_CLASS(Test, tests::runWithoutApplication<Test>)
/// For a test that starts itself as another program: `run` is a TestClass::Run.
#define TEST_CLASS(Test, run) static const tests::TestClass registered##Test(__FILE__, run);
