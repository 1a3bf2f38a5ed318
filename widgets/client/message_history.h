// SPDX-License-Identifier: GPL-3.0-or-later
// What was sent before, for going through it with Up and Down.
#pragma once

#include <QString>
#include <deque>
#include <optional>

namespace widgets {

/// How the text of the message field is read.
enum class MessageMode : quint8 {
    Text, ///< UTF-8 with escapes.
    Hex,
};

/// What stands in the message field. A plain value.
struct MessageDraft
{
    QString text;
    MessageMode mode = MessageMode::Text;

    friend bool operator==(const MessageDraft& a, const MessageDraft& b) = default;
};

/// Keeps the newest messages, and the draft that was in the field when the user began to go back.
class MessageHistory
{
public:
    static constexpr std::size_t kMaxEntries = 200;
    static constexpr qsizetype kMaxCharacters = 8 * 1024 * 1024; // of all entries together

    /// A message was sent: it becomes the newest (once, when it was that already); going back starts at it again.
    void add(MessageDraft sent);
    /// The one before; `current` is kept as the draft when this leaves it. Nothing when there is none.
    std::optional<MessageDraft> older(const MessageDraft& current);
    /// The one after, in the end the draft. Nothing when the draft is shown already.
    std::optional<MessageDraft> newer();

private:
    std::deque<MessageDraft> m_entries; // oldest first
    qsizetype m_characters = 0;
    std::size_t m_back = 0; // how far back; 0: the draft
    MessageDraft m_draft;
};

} // namespace widgets
