// SPDX-License-Identifier: GPL-3.0-or-later
// A map whose keys are numbers that were given one after the other: of connections, of their ends.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <type_traits>
#include <unordered_map>
#include <utility>

namespace core {

/// Values do not move while others come and go. Neighbours share a page, and only pages are hashed: when a map of
/// numbers without large gaps grows, it looks at a sixteenth of what std::unordered_map would look at. That one finds
/// every entry a new bucket at once, which takes milliseconds with ten thousand of them that are in no cache, in each
/// of the maps that grow with the connections, and in the same moment. Belongs to one thread.
template <class Key, class Value>
class NumberedMap
{
    static_assert(std::is_unsigned_v<Key>);

public:
    NumberedMap() = default;
    NumberedMap(NumberedMap&& other) noexcept
        : m_pages(std::exchange(other.m_pages, {})), m_size(std::exchange(other.m_size, 0))
    {
    }
    NumberedMap& operator=(NumberedMap&& other) noexcept
    {
        m_pages = std::exchange(other.m_pages, {});
        m_size = std::exchange(other.m_size, 0);
        return *this;
    }
    NumberedMap(const NumberedMap& other) requires std::is_copy_constructible_v<Value> { *this = other; }
    /// What is there already is assigned to: its memory is used again.
    NumberedMap& operator=(const NumberedMap& other) requires std::is_copy_constructible_v<Value>
    {
        if (this == &other)
            return *this;
        std::erase_if(m_pages, [&other](const auto& entry) { return !other.m_pages.contains(entry.first); });
        for (const auto& [number, page] : other.m_pages)
            copyPage(page, m_pages[number]);
        m_size = other.m_size;
        return *this;
    }
    ~NumberedMap() = default;

    std::size_t size() const noexcept { return m_size; }
    bool empty() const noexcept { return m_size == 0; }
    bool contains(Key key) const noexcept { return find(key) != nullptr; }

    /// Null: not there. Valid until the value is erased.
    Value* find(Key key) noexcept { return const_cast<Value*>(std::as_const(*this).find(key)); }
    const Value* find(Key key) const noexcept
    {
        const auto page = m_pages.find(pageOf(key));
        return page == m_pages.end() ? nullptr : valueOf(page->second.slots[key % kPage]);
    }

    /// That of the key; made from `arguments` if there is none.
    template <class... Arguments>
    Value& emplace(Key key, Arguments&&... arguments)
    {
        if (Value* there = find(key))
            return *there;
        Slot made = makeSlot(std::forward<Arguments>(arguments)...); // first: whatever it does, no page stays empty
        Page& page = m_pages[pageOf(key)];
        Slot& slot = page.slots[key % kPage];
        slot = std::move(made);
        ++page.used;
        ++m_size;
        return *slot;
    }
    Value& operator[](Key key) { return emplace(key); }

    /// False: not there. The value may look at this map while it ends: then it is not in it any more.
    bool erase(Key key)
    {
        const auto page = m_pages.find(pageOf(key));
        if (page == m_pages.end())
            return false;
        const Slot erased = std::exchange(page->second.slots[key % kPage], Slot());
        if (!erased)
            return false;
        --m_size;
        if (--page->second.used == 0)
            m_pages.erase(page);
        return true;
    }
    /// The values must not look at this map while they end.
    void clear() noexcept
    {
        m_pages.clear();
        m_size = 0;
    }

    /// Calls action(key, value) for each, in no particular order. It may erase nothing and add nothing.
    template <class Action>
    void forEach(Action action)
    {
        forEachOf(m_pages, [&action](Key key, Slot& slot) { action(key, *slot); });
    }
    template <class Action>
    void forEach(Action action) const
    {
        forEachOf(m_pages, [&action](Key key, const Slot& slot) { action(key, std::as_const(*slot)); });
    }

    /// A place holds few entries, mostly one or none; those of all places together are all. Where an entry has its
    /// place can change when others come.
    std::size_t places() const noexcept { return m_pages.bucket_count() * kPage; }
    /// Erases the entries in that place for whose values isOld(value) is true. `place`: less than places().
    template <class IsOld>
    void eraseIfAt(std::size_t place, IsOld isOld)
    {
        const std::size_t bucket = place / kPage;
        const std::size_t index = place % kPage;
        for (auto page = m_pages.begin(bucket); page != m_pages.end(bucket);) {
            const Key key = keyOf(page->first, index);
            Slot& slot = page->second.slots[index];
            ++page; // it may be gone in a moment
            if (slot && isOld(*slot))
                erase(key);
        }
    }

private:
    static constexpr std::size_t kPage = 16;
    // Numbers stand in the page itself.
    static constexpr bool kInPage = std::is_trivially_copyable_v<Value> && sizeof(Value) <= sizeof(std::uint64_t);
    using Slot = std::conditional_t<kInPage, std::optional<Value>, std::unique_ptr<Value>>;
    struct Page
    {
        std::array<Slot, kPage> slots;
        std::size_t used = 0;
    };

    static Key pageOf(Key key) noexcept { return static_cast<Key>(key / kPage); }
    static Key keyOf(Key page, std::size_t index) noexcept { return static_cast<Key>(page * kPage + index); }
    static const Value* valueOf(const Slot& slot) noexcept { return slot ? &*slot : nullptr; }
    template <class... Arguments>
    static Slot makeSlot(Arguments&&... arguments)
    {
        if constexpr (kInPage)
            return Slot(std::in_place, std::forward<Arguments>(arguments)...);
        else
            return std::make_unique<Value>(std::forward<Arguments>(arguments)...);
    }
    static void copyPage(const Page& from, Page& to)
    {
        to.used = from.used;
        for (std::size_t i = 0; i < kPage; ++i) {
            const Slot& slot = from.slots[i];
            if (!slot)
                to.slots[i].reset();
            else if (to.slots[i])
                *to.slots[i] = *slot;
            else
                to.slots[i] = makeSlot(*slot);
        }
    }
    template <class Pages, class Action>
    static void forEachOf(Pages& pages, Action action)
    {
        for (auto& [number, page] : pages) {
            for (std::size_t i = 0; i < kPage; ++i) {
                if (page.slots[i])
                    action(keyOf(number, i), page.slots[i]);
            }
        }
    }

    std::unordered_map<Key, Page> m_pages; // by pageOf()
    std::size_t m_size = 0;
};

} // namespace core
