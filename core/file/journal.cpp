// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/file/journal.h"

#include "core/file/journal_writer.h"

#include <utility>

namespace core {

Journal::Journal(std::string folder, std::function<void(const FileError& error)> failed)
    : m_folder(std::move(folder)), m_failed(std::move(failed)), m_thread([this] { run(); })
{
}

Journal::~Journal()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
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

void Journal::run()
{
    JournalWriter writer(m_folder);
    bool hasFailed = false;
    while (true) {
        std::optional<Offer> offer;
        {
            std::unique_lock lock(m_mutex);
            m_changed.wait(lock, [this] { return m_ending || m_offer; });
            if (m_ending)
                break;
            offer = std::exchange(m_offer, std::nullopt);
        }
        if (hasFailed)
            continue;
        if (const auto written = writer.write(offer->events, offer->facts); !written) {
            hasFailed = true;
            m_failed(written.error());
        }
    }
    writer.remove();
}

} // namespace core
