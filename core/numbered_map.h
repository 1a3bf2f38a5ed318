// SPDX-License-Identifier: GPL-3.0-or-later
// A map whose keys are numbers that were given one after the other: of connections, of their ends.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <type_traits>
#include <unordered_map>
#include <utility>

namespace core {

/// Values do not move while others come and go. Neighbours share a page, and only pages are hashed: when a map grows it
/// looks at a sixteenth of what std::unordered_map would look at. That one finds every entry a new bucket at once,
/// which takes milliseconds with ten thousand of them that are in no cache, in each of the maps that grow with the
/// connections, and in the same moment. Belongs to one thread.
template <class Key, class Value>
class NumberedMap
{
    static_assert(std::is_unsigned_v<Key>);

public:
    NumberedMap() = default;
    NumberedMap(NumberedMap&& other) noexcept
        : m_pages(std::move(other.m_pages)), m_size(std::exchange(other.m_size, 0))
    {
        other.m_pages.clear();
    }
    NumberedMap& operator=(NumberedMap&& other) noexcept
    {
        m_pages = std::move(other.m_pages);
        m_size = std::exchange(other.m_size, 0);
        other.m_pages.clear();
        return *this;
    }
    NumberedMap(const NumberedMap& other) requires std::is_copy_constructible_v<Value> : m_size(other.m_size)
    {
        m_pages.reserve(other.m_pages.size());
        for (const auto& [number, page] : other.m_pages) {
            Page& copy = m_pages[number];
            copy.used = page.used;
            for (std::size_t i = 0; i < kPage; ++i) {
                if (page.values[i])
                    copy.values[i] = std::make_unique<Value>(*page.values[i]);
            }
        }
    }
    NumberedMap& operator=(const NumberedMap& other) requires std::is_copy_constructible_v<Value>
    {
        if (this != &other)
            *this = NumberedMap(other);
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
        const auto page = m_pages.find(key / kPage);
        return page == m_pages.end() ? nullptr : page->second.values[key % kPage].get();
    }

    /// That of the key; made from `arguments` if there is none.
    template <class... Arguments>
    Value& emplace(Key key, Arguments&&... arguments)
    {
        Page& page = m_pages[key / kPage];
        std::unique_ptr<Value>& value = page.values[key % kPage];
        if (!value) {
            value = std::make_unique<Value>(std::forward<Arguments>(arguments)...);
            ++page.used;
            ++m_size;
        }
        return *value;
    }
    Value& operator[](Key key) { return emplace(key); }

    /// False: not there.
    bool erase(Key key)
    {
        const auto page = m_pages.find(key / kPage);
        if (page == m_pages.end())
            return false;
        // The value may look at this map while it ends: then it is not in it any more.
        const std::unique_ptr<Value> erased = std::move(page->second.values[key % kPage]);
        if (!erased)
            return false;
        --m_size;
        if (--page->second.used == 0)
            m_pages.erase(page);
        return true;
    }
    void clear() noexcept
    {
        m_pages.clear();
        m_size = 0;
    }

    /// Calls action(key, value) for each, in no particular order. It may erase nothing and add nothing.
    template <class Action>
    void forEach(Action action)
    {
        for (auto& [number, page] : m_pages)
            forEachOf(number, page, action);
    }
    template <class Action>
    void forEach(Action action) const
    {
        for (const auto& [number, page] : m_pages)
            forEachOf(number, page, action);
    }

    /// A place holds few entries, mostly one or none; those of all places together are all. Where an entry has its
    /// place can change when others come.
    std::size_t places() const noexcept { return m_pages.bucket_count() * kPage; }
    /// Erases the entries in that place for whose values isOld(value) is true. `place`: less than places().
    template <class IsOld>
    void eraseIfAt(std::size_t place, IsOld&& isOld)
    {
        const std::size_t bucket = place / kPage;
        for (auto page = m_pages.begin(bucket); page != m_pages.end(bucket);) {
            const Key number = page->first;
            Value* value = page->second.values[place % kPage].get();
            ++page; // it may be gone in a moment
            if (value && isOld(*value))
                erase(keyOf(number, place % kPage));
        }
    }

    /// Those of every place.
    template <class IsOld>
    void eraseIf(IsOld&& isOld)
    {
        for (std::size_t place = 0; place < places(); ++place)
            eraseIfAt(place, isOld);
    }

private:
    static constexpr std::size_t kPage = 16;
    struct Page
    {
        std::array<std::unique_ptr<Value>, kPage> values;
        std::size_t used = 0;
    };

    static Key keyOf(Key page, std::size_t index) noexcept { return static_cast<Key>(page * kPage + index); }
    template <class PageType, class Action>
    static void forEachOf(Key number, PageType& page, Action& action)
    {
        for (std::size_t i = 0; i < kPage; ++i) {
            if (page.values[i])
                action(keyOf(number, i), *page.values[i]);
        }
    }

    std::unordered_map<Key, Page> m_pages; // by key / kPage
    std::size_t m_size = 0;
};

} // namespace core
