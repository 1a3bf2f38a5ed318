// SPDX-License-Identifier: GPL-3.0-or-later
// main() of every test program: PROGRAM tst_NAME [OPTIONS OF QTEST].
#include "tests/support/test_class.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>

namespace tests {

namespace {

TestClass* g_last = nullptr;

std::string nameOf(const TestClass& test)
{
    return std::filesystem::path(test.file).stem().string();
}

int usage(const char* program)
{
    std::fprintf(stderr, "Usage: %s TEST [OPTIONS OF QTEST], with one of these tests:\n", program);
    for (const TestClass* test = g_last; test; test = test->next)
        std::fprintf(stderr, "  %s\n", nameOf(*test).c_str());
    return 2;
}

} // namespace

TestClass::TestClass(const char* source, Run function) : file(source), run(function), next(g_last)
{
    g_last = this;
}

} // namespace tests

int main(int argc, char** argv)
{
    using namespace tests;
    const std::string_view wanted = argc > 1 ? argv[1] : "";
    const TestClass* test = g_last;
    while (test && nameOf(*test) != wanted)
        test = test->next;
    if (!test)
        return usage(argv[0]);
    std::rotate(argv + 1, argv + 2,
                argv + argc); // the name of the test comes last, past the arguments that are passed on
    argv[argc - 1] = nullptr;
    return test->run(argc - 1, argv);
}
