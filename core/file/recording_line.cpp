// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/file/recording_line.h"

#include "core/text/bytes_text.h"
#include "core/text/translatable.h"
#include "core/text/utf8.h"

#include <cstring>
#include <limits>
#include <nlohmann/json.hpp>
#include <span>
#include <utility>

namespace core {

namespace {

enum class Type : std::uint8_t { Number, Text, NumberOrText, RawArgs };

struct KeyInfo
{
    std::string_view name;
    Type type = Type::Text;
    std::int64_t smallest = 0;
    std::int64_t largest = 0;
};

constexpr std::int64_t kMost64 = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kMostTime = std::int64_t{1} << 61;       // ns: no sum or difference of two passes 64 bits
constexpr std::int64_t kMostTook = (std::int64_t{1} << 48) - 1; // ns: what the recording keeps
constexpr std::int64_t kMost32 = std::numeric_limits<std::int32_t>::max();
constexpr std::int64_t kLeast32 = std::numeric_limits<std::int32_t>::min();
constexpr std::int64_t kMostUnsigned32 = std::numeric_limits<std::uint32_t>::max();
constexpr std::int64_t kMostUnsigned16 = std::numeric_limits<std::uint16_t>::max();

// In the order of enum LineKey.
constexpr std::array kKeyInfos{
    KeyInfo{"format"},
    KeyInfo{"version", Type::Number, 1, kMost64},
    KeyInfo{"program"},
    KeyInfo{"system"},
    KeyInfo{"first", Type::Number, 1, kMost64 / 2},
    KeyInfo{"events", Type::Number, 0, kMost64 / 2},
    KeyInfo{"let_go", Type::Number, 0, kMost64},
    KeyInfo{"lost", Type::Number, 0, kMost64},
    KeyInfo{"origin_ns", Type::Number, -kMostTime, kMostTime},
    KeyInfo{"realtime_offset_ns", Type::Number, -kMostTime, 2 * kMostTime},
    KeyInfo{"seq", Type::Number, 1, kMost64},
    KeyInfo{"time_ns", Type::Number, -kMostTime, kMostTime},
    KeyInfo{"took_ns", Type::Number, 0, kMostTook},
    KeyInfo{"track", Type::Number, 0, kMostUnsigned16},
    KeyInfo{"thread"},
    KeyInfo{"kind"},
    KeyInfo{"source"},
    KeyInfo{"side"},
    KeyInfo{"connection", Type::Number, 0, kMostUnsigned32},
    KeyInfo{"fd", Type::Number, kLeast32, kMost32},
    KeyInfo{"call"},
    KeyInfo{"raw_args", Type::RawArgs, kLeast32, kMost32},
    KeyInfo{"result", Type::Number, kLeast32, kMost32},
    KeyInfo{"errno", Type::NumberOrText, 0, kMostUnsigned16},
    KeyInfo{"size", Type::Number, 0, kMostUnsigned32},
    KeyInfo{"data"},
    KeyInfo{"data_hex"},
    KeyInfo{"bookmark"},
};
static_assert(kKeyInfos.size() == static_cast<std::size_t>(LineKey::Count), "a LineKey has no row");

constexpr const char* kWrongType = CORE_TR("The value of \"%1\" has the wrong type.");
constexpr const char* kOutOfRange = CORE_TR("The number \"%1\" is out of range.");

FileError problemAt(const char* reason, std::size_t column)
{
    FileError error = fileError(reason);
    error.column = column;
    return error;
}

// Why the JSON of a line was refused at `column`: the first byte that no line may hold is told before the syntax.
FileError syntaxProblem(std::string_view line, std::size_t column)
{
    const auto bytes = std::as_bytes(std::span(line));
    for (std::size_t i = 0; i < bytes.size();) {
        const Character character = firstCharacter(bytes.subspan(i));
        if (character.length == 0)
            return problemAt(CORE_TR("It is not valid UTF-8."), i + 1);
        i += character.length;
    }
    return problemAt(CORE_TR("It is no valid JSON."), column);
}

} // namespace

/// Takes what the JSON parser finds, without a tree of it.
class LineHandler final : public nlohmann::json_sax<nlohmann::json>
{
public:
    using Json = nlohmann::json;

    explicit LineHandler(RecordingLine& line) : m_line(line) {}

    std::size_t problemColumn() const { return m_problemColumn; }

    bool null() override { return other(); }
    bool boolean(bool /*value*/) override { return other(); }
    bool binary(Json::binary_t& /*value*/) override { return other(); }
    bool number_float(double /*value*/, const std::string& /*text*/) override { return other(); }
    bool number_integer(std::int64_t value) override { return number(value); }
    bool number_unsigned(std::uint64_t value) override
    {
        if (value > static_cast<std::uint64_t>(kMost64))
            return isWanted() ? found(kOutOfRange) : true;
        return number(static_cast<std::int64_t>(value));
    }
    bool string(std::string& value) override
    {
        if (!isWanted())
            return true;
        const Type type = info().type;
        if (m_depth != 1 || (type != Type::Text && (type != Type::NumberOrText || value.empty())))
            return found(kWrongType);
        m_line.m_texts[m_key] = std::move(value);
        return true;
    }
    bool start_object(std::size_t /*size*/) override
    {
        if (m_depth > 0)
            other();
        ++m_depth;
        return true;
    }
    bool end_object() override
    {
        --m_depth;
        return true;
    }
    bool start_array(std::size_t /*size*/) override
    {
        if (isWanted() && (m_depth != 1 || info().type != Type::RawArgs))
            found(kWrongType);
        ++m_depth;
        m_argument = 0;
        return true;
    }
    bool end_array() override
    {
        --m_depth;
        if (m_depth == 1 && isWanted() && m_argument != m_line.m_rawArgs.size())
            found(CORE_TR("\"%1\" does not hold four numbers."));
        return true;
    }
    bool key(std::string& name) override
    {
        if (m_depth != 1)
            return true;
        // Files are written in the order of the table, so the next key is found soon.
        for (std::size_t i = 0; i < RecordingLine::kKeys; ++i) {
            const std::size_t candidate = (m_next + i) % RecordingLine::kKeys;
            if (kKeyInfos[candidate].name == name) {
                m_key = candidate;
                m_next = candidate + 1;
                if (m_line.m_seen[m_key])
                    return found(CORE_TR("The key \"%1\" comes twice."));
                m_line.m_seen.set(m_key);
                return true;
            }
        }
        m_key = RecordingLine::kKeys;
        return true;
    }
    bool parse_error(std::size_t position, const std::string& /*token*/, const Json::exception& /*error*/) override
    {
        m_problemColumn = position;
        return false;
    }

private:
    bool isWanted() const { return m_depth > 0 && m_key < RecordingLine::kKeys; }
    const KeyInfo& info() const { return kKeyInfos[m_key]; }

    // The first problem is kept, and the rest of the line is read: a file of a newer version may differ anywhere.
    bool found(const char* reason)
    {
        if (m_line.m_problem.reason.empty())
            m_line.m_problem = RecordingLine::wrong(static_cast<LineKey>(m_key), reason);
        return true;
    }
    bool other() { return isWanted() ? found(kWrongType) : true; }
    bool number(std::int64_t value)
    {
        if (!isWanted())
            return true;
        const KeyInfo& key = info();
        const bool isArgument = key.type == Type::RawArgs && m_depth == 2;
        if (!isArgument && (m_depth != 1 || (key.type != Type::Number && key.type != Type::NumberOrText)))
            return found(kWrongType);
        if (value < key.smallest || value > key.largest)
            return found(kOutOfRange);
        if (!isArgument)
            m_line.m_numbers[m_key] = value;
        else if (m_argument < m_line.m_rawArgs.size())
            m_line.m_rawArgs[m_argument] = static_cast<std::int32_t>(value);
        m_argument += isArgument ? 1 : 0;
        return true;
    }

    RecordingLine& m_line;
    std::size_t m_key = RecordingLine::kKeys; // of the value that comes; kKeys: one that is not known
    std::size_t m_next = 0;
    std::size_t m_depth = 0; // of objects and arrays
    std::size_t m_argument = 0;
    std::size_t m_problemColumn = 0;
};

FileError RecordingLine::missing(LineKey key)
{
    return wrong(key, CORE_TR("The key \"%1\" is missing."));
}

FileError RecordingLine::wrong(LineKey key, const char* reason)
{
    return fileError({reason, {std::string(kKeyInfos[index(key)].name)}});
}

FileResult<void> RecordingLine::parse(std::string_view line)
{
    m_seen.reset();
    m_numbers.fill(0);
    for (std::string& text : m_texts)
        text.clear();
    m_rawArgs.fill(0);
    m_problem = {};
    if (line.empty())
        return tl::unexpected(problemAt(CORE_TR("It is empty."), 0));
    if (line.front() != '{')
        return tl::unexpected(problemAt(CORE_TR("It is no JSON object."), 1));
    if (const void* zero = std::memchr(line.data(), 0, line.size())) // for the parser it would be the end
        return tl::unexpected(problemAt(CORE_TR("It holds a NUL byte."),
                                        static_cast<std::size_t>(static_cast<const char*>(zero) - line.data()) + 1));
    LineHandler handler(*this);
    if (!LineHandler::Json::sax_parse(line.begin(), line.end(), &handler))
        return tl::unexpected(syntaxProblem(line, handler.problemColumn()));
    return {};
}

FileResult<void> RecordingLine::check() const
{
    if (!m_problem.reason.empty())
        return tl::unexpected(m_problem);
    return {};
}

} // namespace core
