// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/event/payload_chunk.h"

#include <mutex>
#include <sanitizer/asan_interface.h>
#include <utility>
#include <vector>

namespace core {

namespace {

using Memory = std::unique_ptr<std::byte[]>;

// Of chunks that are no longer used, newest last: the newest is taken first.
struct Spare
{
    std::mutex mutex;
    std::vector<Memory> small; // guarded by mutex
    std::vector<Memory> large; // guarded by mutex

    std::vector<Memory>* of(std::size_t bytes)
    {
        if (bytes == PayloadChunk::kBytes)
            return &small;
        return bytes == PayloadChunk::kLargeBytes ? &large : nullptr;
    }
};

// Never destroyed: chunks may live until the very end of the program.
Spare& spare()
{
    static auto* const of = new Spare;
    return *of;
}

Memory memoryOf(std::size_t bytes)
{
    if (std::vector<Memory>* const memory = spare().of(bytes)) {
        const std::lock_guard lock(spare().mutex);
        if (!memory->empty()) {
            Memory taken = std::move(memory->back());
            memory->pop_back();
            ASAN_UNPOISON_MEMORY_REGION(taken.get(), bytes);
            return taken;
        }
    }
    return Memory(new std::byte[bytes]);
}

} // namespace

PayloadChunk::PayloadChunk(std::size_t bytes) : data(memoryOf(bytes)), size(bytes) {}

PayloadChunk::~PayloadChunk()
{
    std::vector<Memory>* const memory = spare().of(size);
    if (!memory)
        return;
    const std::lock_guard lock(spare().mutex);
    if (memory->size() == kMostSpare)
        return;
    ASAN_POISON_MEMORY_REGION(data.get(), size); // AddressSanitizer sees who still reads it, as if it were freed
    memory->push_back(std::move(data));
}

} // namespace core
