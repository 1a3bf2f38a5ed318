// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/file/journal.h"

#include "core/file/journal_writer.h"
#include "core/process/start_thread.h"

#include <utility>

namespace core {

Journal::Journal(std::string folder, std::function<void(const FileError& error)> failed)
    : m_folder(std::move(folder)), m_failed(std::move(failed))
{
    Result<std::thread> thread = startThread("journal", [this] { run(); });
    if (thread) {
        m_thread = std::move(*thread);
        return;
    }
    FileError error = fileError(noThreadSentence(thread.error()));
    m_written = tl::unexpected(error);
    m_failed(error);
}

Journal::~Journal()
{
    m_cancel = true;
    end(End::Remove);
}

FileResult<void> Journal::keep()
{
    end(End::Keep);
    return m_written;
}

void Journal::end(End end)
{
    if (!m_thread.joinable())
        return; // it has ended, or never begun
    {
        const std::lock_guard lock(m_mutex);
        m_end = end;
    }
    m_changed.notify_one();
    m_thread.join();
}

void Journal::offer(RecordingSnapshot events, RecordingFacts facts)
{
    {
        const std::lock_guard lock(m_mutex);
        m_offer = Offer{std::move(events), std::move(facts)};
    }
    m_changed.notify_one();
}

std::optional<Journal::Offer> Journal::nextOffer()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_end != End::None || m_offer; });
    return m_end == End::Remove ? std::nullopt : std::exchange(m_offer, std::nullopt);
}

void Journal::run()
{
    JournalWriter writer(m_folder);
    FileControl control;
    control.cancel = &m_cancel;
    while (const std::optional<Offer> offer = nextOffer()) {
        if (!m_written)
            continue;
        m_written = writer.write(offer->events, offer->facts, control);
        if (!m_written && !m_written.error().isCancelled)
            m_failed(m_written.error());
    }
    if (m_end == End::Remove) // nobody changes it any more
        writer.remove();
}

} // namespace core
