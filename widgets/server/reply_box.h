// SPDX-License-Identifier: GPL-3.0-or-later
// The fields for what the server answers, and how fast.
#pragma once

#include "core/reply/reply_request.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QSpinBox;

namespace widgets {

/// Mode, delay and chunk in a row; below it the answer, while the mode has one. GUI thread.
class ReplyBox final : public QWidget
{
    Q_OBJECT
public:
    static constexpr int kMaxDelayMs = 60'000;
    static constexpr int kMaxChunk = 1'000'000; // bytes

    explicit ReplyBox(QWidget* parent = nullptr);

    core::ReplyRequest request() const;
    void setRequest(const core::ReplyRequest& request); ///< What does not fit a field is cut.

private:
    void showMode();

    QComboBox* m_mode;
    QSpinBox* m_delay;
    QSpinBox* m_chunk;
    QWidget* m_answerRow;
    QLineEdit* m_answer;
};

} // namespace widgets
