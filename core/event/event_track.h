// SPDX-License-Identifier: GPL-3.0-or-later
// The events of one thread, on their way to the recorder.
#pragma once

#include "core/clock.h"
#include "core/event/covered_ports.h"
#include "core/event/event.h"
#include "core/event/payload_writer.h"

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace core {

/// Tells the consumer once that there is something to collect. Shared by all tracks of a recorder, with what holds for
/// all of them.
struct RecorderWaker
{
    std::atomic<bool> asleep{true}; // the consumer waits to be told
    std::function<void()> wake;     // set before recording starts
    CoveredPorts covered;           // setKernelTellsStates()
    bool records = true;            // false: nothing is kept of any event; set before recording starts

    void published(std::memory_order order)
    {
        if (asleep.load(order) && asleep.exchange(false) && wake)
            wake();
    }
};

/// Single producer (the thread it belongs to), single consumer (the recorder). Writing takes no lock and allocates
/// nothing, but for a block of events or a chunk of payload now and then, whose memory is used again. A consumer that
/// is too far behind costs events, which are counted, never memory without bound.
class EventTrack
{
public:
    static constexpr std::size_t kMaxBehind = 500'000; // events
    /// So many more of what begins or ends a connection, and of its states: without them a connection would seem to
    /// last for ever.
    static constexpr std::size_t kReserved = 100'000;
    static constexpr std::size_t kRoomBytes = PayloadWriter::kRoomBytes;
    static constexpr std::size_t kBlockEvents = 512; ///< Of a block, 32 KiB: the processor's cache holds several.

    EventTrack(std::string name, Side side, std::uint16_t index, RecorderWaker& waker);
    ~EventTrack();
    EventTrack(const EventTrack&) = delete;
    EventTrack& operator=(const EventTrack&) = delete;

    /// False: events are dropped, so nobody need make calls only to have some. Any thread.
    bool records() const noexcept { return m_waker.records; }

    // ---- producer: only the thread that the track belongs to ----

    /// The event of a system call that is to be made now: its start time is read last. Fill in what more is known of
    /// it, make the call, and give it to finish(); nothing else may be added in between. No event that another thread
    /// starts later is handed out before this one is recorded. The event is lent, and where there is no room it leads
    /// nowhere.
    Event& start(Call call, int fd);
    /// The same for a call that may wait without bound (epoll_wait): nobody waits for it.
    Event& startWait(Call call, int fd);
    /// The call has just returned: reads the time and adds the event, with the connection of its descriptor (label())
    /// where it has none.
    void finish(Event& event, std::int64_t result, int error, std::span<const std::byte> payload);

    /// Room for one recv(2) of kRoomBytes, lent until the next call: large pieces that are received here, and added
    /// from here, need not be copied, neither when they are received nor when they are sent on. Whoever is lent it
    /// changes nothing in it: what was added belongs to the recording.
    std::span<std::byte> lendRoom() { return m_payload.lendRoom(); }

    /// Adds an event as finish() does, but with the times that it has. Fills in thread and side.
    void add(const Event& event, std::span<const std::byte> payload = {})
    {
        insert(event, m_side, event.connection != 0 ? event.connection : connectionOf(event.fd), payload);
    }

    /// Adds an event with the side, connection and time that it has: what somebody else saw, told later.
    void addReported(const Event& event, std::span<const std::byte> payload = {})
    {
        insert(event, event.side, event.connection, payload);
    }
    /// For a track whose events come later than they happened: nothing that started up to `ns` will be added any more.
    /// Until then no other track's event from after it is handed out. kIdle ends it.
    void reportedUpTo(std::int64_t ns);
    /// The kernel reports the states of the TCP ends on these ports itself, on another track; EndState asks. For all
    /// tracks of the recorder.
    void setKernelTellsStates(const std::bitset<65536>& ports) noexcept { m_waker.covered.set(ports); }
    bool kernelTellsStates(std::uint16_t localPort, std::uint16_t peerPort) const noexcept
    {
        return m_waker.covered.contains(localPort) || m_waker.covered.contains(peerPort);
    }

    /// `startNs` 0: now.
    void state(ConnectionId connection, int fd, TcpState from, TcpState to, Source source, std::int64_t startNs = 0);
    void message(ConnectionId connection, int fd, Direction direction, std::span<const std::byte> bytes);
    void note(NoteCode code, ConnectionId connection, int fd = -1, std::int32_t value = 0,
              std::span<const std::byte> payload = {}, std::int64_t tookNs = 0);

    /// From now on events on `fd` belong to `connection`; 0 ends it.
    void label(int fd, ConnectionId connection);
    ConnectionId connectionOf(int fd) const noexcept
    {
        return fd >= 0 && static_cast<std::size_t>(fd) < m_connectionOfFd.size()
                   ? m_connectionOfFd[static_cast<std::size_t>(fd)]
                   : 0;
    }
    /// Keeps back what is added from now on, until release() says to which connection it belongs. For accept4(2) and
    /// socket(2), whose connection is known only after they returned. At most 16 events are kept back.
    void hold();
    void release(ConnectionId connection);

    /// Of the event added last (times in ns). While nothing is recorded: none that took any time.
    Call lastCall() const noexcept { return m_lastCall; }
    std::int64_t lastStartNs() const noexcept { return m_lastStartNs; }
    std::int64_t lastTookNs() const noexcept { return m_lastTookNs; }

    Side side() const noexcept { return m_side; }
    const std::string& name() const noexcept { return m_name; }
    std::uint16_t index() const noexcept { return m_index; }

    // ---- consumer: only the recorder ----

    /// Appends what was published, at most `most` events, to `events` and the chunks that were opened to `chunks`.
    /// False: there is more.
    bool take(std::vector<Event>& events, std::vector<std::shared_ptr<PayloadChunk>>& chunks,
              std::size_t most = std::numeric_limits<std::size_t>::max());
    /// As take(), but nobody wants them. From now on no payload is kept: events that are taken later have its size
    /// only.
    void discard();
    /// Start of the call that is being recorded (ns); kIdle when there is none, kStarting when it began this very
    /// moment.
    std::int64_t busySince() const noexcept;
    std::uint64_t lost() const noexcept { return m_lost.load(std::memory_order_relaxed); }

    static constexpr std::int64_t kIdle = std::numeric_limits<std::int64_t>::max();
    static constexpr std::int64_t kStarting = 0;

private:
    static constexpr std::size_t kSpares = 16;
    static constexpr std::size_t kMaxHeld = 16;
    struct Block
    {
        std::array<Event, kBlockEvents> events;
        std::atomic<Block*> next{nullptr};
    };

    std::int64_t begin() noexcept;
    Event& open(Call call, int fd);
    Event& openInNewRoom(Call call);
    void insert(const Event& event, Side side, ConnectionId connection, std::span<const std::byte> payload);
    void append(Event& event, std::span<const std::byte> payload);
    bool makeRoom(bool reserved, std::int64_t startNs, Side side);
    const Event& next();
    void publish()
    {
        if (m_holding)
            return;
        m_published.store(m_written, std::memory_order_release);
        m_busySince.store(m_idleMark, std::memory_order_release);
        m_unconfirmed = true;
        m_waker.published(std::memory_order_relaxed);
    }
    void confirmPublished();
    Block* takeSpare();
    void giveBack(Block* read);

    // Producer, and what an ordinary event needs of it side by side: two lines of the cache.
    alignas(64) Event* m_slot; // of the next event; the end of the block: it needs another one
    std::uint64_t m_written = 0;
    std::uint64_t m_roomUntil = 0; // the event of that number needs makeRoom() first
    RecorderWaker& m_waker;
    std::vector<ConnectionId> m_connectionOfFd;
    std::int64_t m_lastStartNs = 0;
    std::int64_t m_lastTookNs = 0;
    std::atomic<std::int64_t> m_busySince{kIdle}; // the consumer reads these two
    std::atomic<std::uint64_t> m_published{0};
    std::int64_t m_idleMark = kIdle; // what m_busySince is between two events
    std::size_t m_heldCount = 0;
    const std::uint16_t m_index;
    const Side m_side;
    Call m_lastCall = Call::None;
    bool m_holding = false;
    bool m_unconfirmed = false; // published since confirmPublished()

    PayloadWriter m_payload; // both

    // producer
    Block* m_writeBlock;
    std::array<Event*, kMaxHeld> m_held{};
    std::uint64_t m_lostUnreported = 0;
    Event m_unkept; // what start() lends when there is no room
    const std::string m_name;

    // both
    std::atomic<std::uint64_t> m_taken{0};
    std::atomic<std::uint64_t> m_lost{0};
    std::array<std::atomic<Block*>, kSpares> m_spare{}; // read to their end, to be written again: their memory is warm

    // consumer
    Block* m_readBlock;
    std::size_t m_readIndex = 0;
    bool m_discards = false; // discard() was called
};

} // namespace core
