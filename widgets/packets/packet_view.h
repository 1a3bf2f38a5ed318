// SPDX-License-Identifier: GPL-3.0-or-later
// The table of packets.
#pragma once

#include "widgets/log/event_table_view.h"

namespace widgets {

class PacketModel;

/// Shows a PacketModel. GUI thread.
class PacketView final : public EventTableView
{
    Q_OBJECT
public:
    /// The model is not owned and must outlive the view.
    explicit PacketView(PacketModel& model, QWidget* parent = nullptr);
};

} // namespace widgets
