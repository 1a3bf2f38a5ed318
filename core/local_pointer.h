// SPDX-License-Identifier: GPL-3.0-or-later
// A pointer that an object keeps into itself, as a cache.
#pragma once

namespace core {

/// Null in a copy: what it points to belongs to the original.
template <class T>
class LocalPointer
{
public:
    LocalPointer() = default;
    LocalPointer(const LocalPointer&) noexcept {}
    LocalPointer& operator=(const LocalPointer& other) noexcept
    {
        if (this != &other)
            m_value = nullptr;
        return *this;
    }
    LocalPointer& operator=(T* value) noexcept
    {
        m_value = value;
        return *this;
    }
    ~LocalPointer() = default;

    operator T*() const noexcept { return m_value; }
    T* operator->() const noexcept { return m_value; }

private:
    T* m_value = nullptr;
};

} // namespace core
