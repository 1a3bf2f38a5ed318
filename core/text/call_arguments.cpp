// SPDX-License-Identifier: GPL-3.0-or-later
// The arguments of each call, decoded like strace does.
#include "core/text/call_arguments.h"

#include "core/net/address.h"
#include "core/text/event_text.h"
#include "core/text/flag_names.h"
#include "core/text/option_text.h"

#include <algorithm>
#include <cstring>
#include <sys/epoll.h>

namespace core {
namespace {

// Stands where a buffer holds nothing to show: the call failed, or there was more than is shown.
constexpr std::string_view kElided = "...";

std::uint32_t unsignedArgument(const Event& event, std::size_t index)
{
    return static_cast<std::uint32_t>(event.args[index]);
}

// True when the event says that bytes were not kept; then says so.
bool appendNotKept(TextBuffer& out, const Event& event)
{
    if (event.payload || event.payloadSize == 0)
        return false;
    appendInteger(out, event.payloadSize);
    append(out, event.payloadSize == 1 ? " byte not kept" : " bytes not kept");
    return true;
}

void writeFd(ArgumentWriter& writer, const char* name, const Event& event)
{
    appendInteger(writer.next(name), event.fd);
}

void writeAddress(ArgumentWriter& writer, const Event& event)
{
    TextBuffer& out = writer.next("addr");
    if (appendNotKept(out, event))
        return;
    const auto bytes = event.bytes();
    append(out, bytes.empty() ? std::string(kElided) : Address::fromBytes(bytes).text());
}

// The bytes of a call that moves data, and the length that it was asked to move.
void writeData(ArgumentWriter& writer, const char* lengthName, const Event& event, bool isOutput)
{
    TextBuffer& out = writer.next("buf");
    const auto bytes = event.bytes();
    const std::uint32_t asked = unsignedArgument(event, 0);
    if (!appendNotKept(out, event)) {
        if (bytes.empty() && event.result != 0) {
            append(out, kElided);
        } else {
            appendQuoted(out, bytes, kTextPayloadBytes);
            // The rest of what was to be sent was not taken by the kernel.
            if (isOutput && bytes.size() <= kTextPayloadBytes && bytes.size() < asked)
                append(out, kElided);
        }
    }
    appendInteger(writer.next(lengthName), asked);
}

void writeOption(ArgumentWriter& writer, const Event& event, bool isGet)
{
    writeFd(writer, "sockfd", event);
    appendOptionLevel(writer.next("level"), event.args[0]);
    appendOption(writer.next("optname"), event.args[0], event.args[1]);
    TextBuffer& value = writer.next("optval");
    if (!appendNotKept(value, event)) {
        if (event.bytes().empty())
            append(value, unsignedArgument(event, 2) == 0 ? "\"\"" : kElided);
        else
            appendOptionValue(value, event.args[0], event.args[1], event.bytes());
    }
    TextBuffer& length = writer.next("optlen");
    if (isGet)
        length.push_back('[');
    appendInteger(length, unsignedArgument(event, 2));
    if (isGet)
        length.push_back(']');
}

void writeEpollCtl(ArgumentWriter& writer, const Event& event)
{
    writeFd(writer, "epfd", event);
    appendEpollOperation(writer.next("op"), event.args[0]);
    appendInteger(writer.next("fd"), event.args[1]);
    TextBuffer& events = writer.next("event");
    if (event.args[0] == EPOLL_CTL_DEL && event.args[2] == 0)
        append(events, "NULL");
    else
        appendEpollEvents(events, event.args[2]);
}

// "[fd 7 EPOLLIN, fd 9 EPOLLIN|EPOLLHUP]": the low half of the user data is the descriptor.
void appendReadyList(TextBuffer& out, const Event& event)
{
    if (appendNotKept(out, event))
        return;
    if (event.result < 0)
        return append(out, kElided);
    const auto bytes = event.bytes();
    out.push_back('[');
    std::size_t count = 0;
    for (; (count + 1) * sizeof(epoll_event) <= bytes.size() && count < static_cast<std::size_t>(event.result);
         ++count) {
        epoll_event ready{};
        std::memcpy(&ready, bytes.data() + count * sizeof(epoll_event), sizeof(ready));
        append(out, count == 0 ? "fd " : ", fd ");
        appendInteger(out, static_cast<std::int32_t>(ready.data.u64 & 0xffff'ffff));
        out.push_back(' ');
        appendEpollEvents(out, static_cast<std::int32_t>(ready.events));
    }
    if (count < static_cast<std::size_t>(event.result)) {
        append(out, count == 0 ? "" : ", ");
        append(out, kElided);
    }
    out.push_back(']');
}

// A path is bytes, like a message, and shown whole: a socket file has at most 107.
void writePath(ArgumentWriter& writer, const Event& event)
{
    TextBuffer& out = writer.next("pathname");
    if (!appendNotKept(out, event))
        appendQuoted(out, event.bytes(), kTextPayloadBytes * 2);
}

void writeLstat(ArgumentWriter& writer, const Event& event)
{
    writePath(writer, event);
    TextBuffer& info = writer.next("statbuf");
    if (event.error != 0)
        return append(info, kElided);
    append(info, "{st_mode=");
    appendFileMode(info, event.args[0]);
    append(info, ", st_uid=");
    appendInteger(info, unsignedArgument(event, 1));
    append(info, ", ...}");
}

void writeSplice(ArgumentWriter& writer, const Event& event)
{
    writeFd(writer, "fd_in", event);
    append(writer.next("off_in"), "NULL");
    appendInteger(writer.next("fd_out"), event.args[0]);
    append(writer.next("off_out"), "NULL");
    appendInteger(writer.next("len"), unsignedArgument(event, 1));
    appendSpliceFlags(writer.next("flags"), event.args[2]);
}

void writePipe(ArgumentWriter& writer, const Event& event)
{
    TextBuffer& ends = writer.next("pipefd");
    if (event.error != 0)
        append(ends, kElided);
    else
        fmt::format_to(std::back_inserter(ends), FMT_STRING("[{}, {}]"), event.args[0], event.args[1]);
    appendPipeFlags(writer.next("flags"), event.args[2]);
}

void writeUnknown(ArgumentWriter& writer, const Event& event)
{
    writeFd(writer, "fd", event);
    for (const char* name : {"arg1", "arg2", "arg3", "arg4"})
        appendInteger(writer.next(name), event.args[static_cast<std::size_t>(name[3] - '1')]);
}

} // namespace

TextBuffer& ArgumentWriter::next(const char* name)
{
    if (m_count > 0) {
        m_places[m_count - 1].end = m_out.size();
        append(m_out, ", ");
    }
    m_places[m_count] = {name, m_out.size(), m_out.size()};
    ++m_count;
    return m_out;
}

std::span<const ArgumentPlace> ArgumentWriter::places()
{
    if (m_count > 0)
        m_places[m_count - 1].end = m_out.size();
    return std::span(m_places).first(m_count);
}

void writeArguments(ArgumentWriter& writer, const Event& event)
{
    switch (event.call) {
    case Call::Socket:
        appendDomain(writer.next("domain"), event.args[0]);
        appendSocketType(writer.next("type"), event.args[1]);
        return appendProtocol(writer.next("protocol"), event.args[0], event.args[2]);
    case Call::Setsockopt:
        return writeOption(writer, event, false);
    case Call::Getsockopt:
        return writeOption(writer, event, true);
    case Call::Bind:
    case Call::Connect:
    case Call::Getsockname:
    case Call::Getpeername:
        writeFd(writer, "sockfd", event);
        return writeAddress(writer, event);
    case Call::Listen:
        writeFd(writer, "sockfd", event);
        return appendInteger(writer.next("backlog"), event.args[0]);
    case Call::Accept4:
        writeFd(writer, "sockfd", event);
        writeAddress(writer, event);
        return appendSocketFlags(writer.next("flags"), event.args[0]);
    case Call::Send:
    case Call::Recv:
        writeFd(writer, "sockfd", event);
        writeData(writer, "len", event, event.call == Call::Send);
        return appendMessageFlags(writer.next("flags"), event.args[1]);
    case Call::Shutdown:
        writeFd(writer, "sockfd", event);
        return appendShutdownHow(writer.next("how"), event.args[0]);
    case Call::Close:
        return writeFd(writer, "fd", event);
    case Call::EpollCreate1:
        return appendEpollFlags(writer.next("flags"), event.args[0]);
    case Call::EpollCtl:
        return writeEpollCtl(writer, event);
    case Call::EpollWait:
        writeFd(writer, "epfd", event);
        appendReadyList(writer.next("events"), event);
        appendInteger(writer.next("maxevents"), event.args[0]);
        return appendInteger(writer.next("timeout"), event.args[1]);
    case Call::Eventfd:
        appendInteger(writer.next("initval"), unsignedArgument(event, 0));
        return appendEventfdFlags(writer.next("flags"), event.args[1]);
    case Call::Read:
    case Call::Write:
        writeFd(writer, "fd", event);
        return writeData(writer, "count", event, event.call == Call::Write);
    case Call::Lstat:
        return writeLstat(writer, event);
    case Call::Chmod:
        writePath(writer, event);
        return appendFileMode(writer.next("mode"), event.args[0]);
    case Call::Unlink:
        return writePath(writer, event);
    case Call::Pipe2:
        return writePipe(writer, event);
    case Call::Splice:
        return writeSplice(writer, event);
    case Call::None:
    case Call::Count:
        break;
    }
    writeUnknown(writer, event);
}

} // namespace core
