// SPDX-License-Identifier: GPL-3.0-or-later
// The fields for what the server answers, and how fast.
#pragma once

#include "core/reply/reply_request.h"
#include "widgets/client/message_parser.h"

#include <QTimer>
#include <QWidget>
#include <optional>

class QComboBox;
class QLineEdit;
class QSpinBox;

namespace widgets {

class FieldMessage;

/// Mode; below it delay and chunk, and the answer while the mode has one. GUI thread.
class ReplyBox final : public QWidget
{
    Q_OBJECT
public:
    static constexpr int kMaxDelayMs = 60'000;
    static constexpr int kMaxChunk = 1'000'000; // bytes

    explicit ReplyBox(QWidget* parent = nullptr);

    /// What is chosen; nothing while the answer is to be sent and has a mistake. Of an answer that is not to be sent it
    /// has the bytes, or none when it has a mistake.
    std::optional<core::ReplyRequest> request() const;
    /// Says at the field what is wrong with the answer, if something is, and goes to that place.
    void showMistake();
    void setRequest(const core::ReplyRequest& request); ///< What does not fit a field is cut.

private:
    core::ReplyMode mode() const;
    tl::expected<std::vector<std::byte>, MessageError> answer() const;
    void showMode();
    void sayMistake();

    QComboBox* m_mode;
    QSpinBox* m_delay;
    QSpinBox* m_chunk;
    QWidget* m_answerRow;
    QLineEdit* m_answer;
    FieldMessage* m_mistake;
    QTimer m_validation; // what is still being typed is no mistake yet
};

} // namespace widgets
