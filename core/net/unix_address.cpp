// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/unix_address.h"

#include "core/text/translatable.h"

namespace core {

tl::expected<Address, ParseError> parseUnixAddress(std::string_view text)
{
    if (!text.starts_with(kUnixPrefix))
        return tl::unexpected(ParseError{0, 0, CORE_TR("A UNIX domain address begins with \"unix:\".")});
    const bool isAbstract = text.substr(kUnixPrefix.size()).starts_with('@');
    const std::size_t begin = kUnixPrefix.size() + (isAbstract ? 1 : 0);
    auto bytes = parseEscapes(text.substr(begin));
    if (!bytes) {
        bytes.error().position += begin;
        return tl::unexpected(bytes.error());
    }
    const std::string_view name(reinterpret_cast<const char*>(bytes->data()), bytes->size());
    if (name.empty())
        return tl::unexpected(ParseError{begin, 0, CORE_TR("Write a path, or @ and a name, after \"unix:\".")});
    const std::size_t rest = text.size() - begin;
    if (name.size() > Address::kMaxUnixName)
        return tl::unexpected(ParseError{begin, rest, CORE_TR("A UNIX domain address has at most 107 bytes.")});
    const auto address = isAbstract ? Address::unixAbstract(name) : Address::unixPath(name);
    if (!address)
        return tl::unexpected(ParseError{begin, rest, CORE_TR("A path holds no NUL.")});
    return *address;
}

} // namespace core
