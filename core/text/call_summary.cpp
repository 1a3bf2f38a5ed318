// SPDX-License-Identifier: GPL-3.0-or-later
// What each call does, for newcomers.
#include "core/text/errno_text.h"
#include "core/text/translatable.h"

#include <array>

namespace core {
namespace {

// In the order of enum Call.
constexpr std::array kSummaries{
    CORE_TR("This is no system call."),
    CORE_TR("Creates a socket, one end of a future connection, and returns its descriptor. Nothing is sent yet."),
    CORE_TR("Sets an option of the socket."),
    CORE_TR("Reads an option or a piece of information of the socket from the kernel."),
    CORE_TR("Gives the socket its own address and port. Port 0 lets the kernel choose a free one."),
    CORE_TR("Asks the kernel for the socket's own address, for example for the port that it chose."),
    CORE_TR("Asks the kernel for the address of the other end of the connection."),
    CORE_TR(
        "Turns the socket into a listener. From now on the kernel completes handshakes by itself and queues the new "
        "connections, about as many as the backlog says."),
    CORE_TR(
        "Takes the oldest connection out of the accept queue and returns a new descriptor for it. The listener goes on "
        "listening."),
    CORE_TR("Starts the three-way handshake with the address: the kernel sends a SYN. A non-blocking socket does not "
            "wait for "
            "the answer and returns EINPROGRESS."),
    CORE_TR("Copies bytes into the send buffer of the kernel, which sends them on its own. The result says how many it "
            "took; "
            "it may be fewer than asked."),
    CORE_TR("Takes bytes that have arrived out of the receive buffer. 0 means that the peer will send no more."),
    CORE_TR("Ends one direction of the connection or both, and keeps the descriptor. SHUT_WR sends a FIN: the peer "
            "reads the "
            "end, and we can still receive."),
    CORE_TR(
        "Gives the descriptor back. The last close of a connected TCP socket sends a FIN, or a RST when data was left "
        "unread."),
    CORE_TR("Creates an epoll, with which one thread waits for many descriptors at once."),
    CORE_TR("Tells the epoll which events of a descriptor to watch: adds it, changes it or takes it out."),
    CORE_TR("Waits until a watched descriptor is ready or the time is over, and returns which are ready and for what."),
    CORE_TR("Creates a counter with a descriptor; this program uses it to wake a thread that waits in epoll_wait."),
    CORE_TR("Reads from a descriptor. Here: takes the counter of the eventfd after a wake-up and sets it to 0."),
    CORE_TR("Writes to a descriptor. Here: adds to the counter of the eventfd, which wakes the waiting thread."),
    CORE_TR(
        "Asks what stands at a path: what kind of file, and whose. Here: whether it is a socket that may be removed."),
    CORE_TR("Says who may use a file. Here: only the user who started the server may connect to its socket file."),
    CORE_TR("Removes a file from its folder. Here: a socket file, which stays behind when its server ends."),
    CORE_TR("Creates a pipe: what is written into one end is read from the other. Here: where splice keeps the bytes "
            "of an echo."),
    CORE_TR("Moves bytes between a socket and a pipe inside the kernel. The program never sees them: their number is "
            "recorded, they are not."),
};
static_assert(kSummaries.size() == static_cast<std::size_t>(Call::Count), "a Call has no summary");

} // namespace

const char* callSummary(Call call)
{
    return kSummaries[call < Call::Count ? static_cast<std::size_t>(call) : 0];
}

} // namespace core
