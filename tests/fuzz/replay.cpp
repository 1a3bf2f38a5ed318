// SPDX-License-Identifier: GPL-3.0-or-later
// Stands in for libFuzzer: gives each file of a folder to the fuzzer once, in the order of their names.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

int main(int argc, char** argv)
{
    if (argc != 2) {
        std::fputs("Give the folder of the corpus.\n", stderr);
        return 2;
    }
    std::set<std::filesystem::path> files;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(argv[1], error))
        files.insert(entry.path());
    if (files.empty()) {
        std::fprintf(stderr, "There is no file in %s.\n", argv[1]);
        return 1;
    }
    for (const auto& path : files) {
        std::printf("%s\n", path.filename().c_str()); // the last one is the one that failed
        std::fflush(stdout);
        std::ifstream file(path, std::ios::binary);
        std::vector<char> bytes{std::istreambuf_iterator<char>(file), {}};
        if (!file) {
            std::fputs("The file cannot be read.\n", stderr);
            return 1;
        }
        // Memory of exactly its size, so that a sanitizer sees a read behind its end.
        bytes.shrink_to_fit();
        LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
    }
    return 0;
}
