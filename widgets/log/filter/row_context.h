// SPDX-License-Identifier: GPL-3.0-or-later
// What a filter asks for besides the event itself, as the rows of the window show it.
#pragma once

#include "core/event/recording.h"
#include "core/filter/filter_context.h"
#include "widgets/log/connection_labels.h"

#include <QString>
#include <array>
#include <functional>
#include <string>

namespace widgets {

/// Words in the language of the user, labels of connections, names of threads. GUI thread.
class RowContext final : public core::FilterContext
{
public:
    using ThreadName = std::function<QString(quint16)>;

    /// Neither is owned; both must outlive the context.
    RowContext(const core::Recording& recording, const ConnectionLabels& labels);

    /// Without it no thread has a name.
    void setThreadNames(ThreadName names) { m_threadName = std::move(names); }

    void appendRow(std::string& out, const core::Event& event, std::uint64_t number) const override;
    std::string connectionLabel(const core::Event& event, std::uint64_t number) const override;
    std::string threadName(std::uint16_t thread) const override;
    std::int64_t originNs() const override { return m_recording.originNs(); }

private:
    const core::Recording& m_recording;
    const ConnectionLabels& m_labels;
    ThreadName m_threadName;
    std::array<std::string, 2> m_sides;
};

} // namespace widgets
