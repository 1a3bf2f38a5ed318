// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/client/message_history.h"

#include <utility>

namespace widgets {

void MessageHistory::add(MessageDraft sent)
{
    m_back = 0;
    m_draft = {};
    if (sent.text.isEmpty() || (!m_entries.empty() && m_entries.back() == sent))
        return;
    m_characters += sent.text.size();
    m_entries.push_back(std::move(sent));
    while (m_entries.size() > kMaxEntries || (m_characters > kMaxCharacters && m_entries.size() > 1)) {
        m_characters -= m_entries.front().text.size();
        m_entries.pop_front();
    }
}

std::optional<MessageDraft> MessageHistory::older(const MessageDraft& current)
{
    if (m_back == m_entries.size())
        return std::nullopt;
    if (m_back == 0)
        m_draft = current;
    ++m_back;
    return m_entries[m_entries.size() - m_back];
}

std::optional<MessageDraft> MessageHistory::newer()
{
    if (m_back == 0)
        return std::nullopt;
    --m_back;
    return m_back == 0 ? m_draft : m_entries[m_entries.size() - m_back];
}

} // namespace widgets
