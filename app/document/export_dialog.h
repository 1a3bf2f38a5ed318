// SPDX-License-Identifier: GPL-3.0-or-later
// Asks what to export, and as what.
#pragma once

#include "core/file/save_events.h"

#include <QDialog>
#include <optional>

class QButtonGroup;

namespace app {

enum class ExportRows : std::uint8_t { All, Shown, Selected };

struct ExportChoice
{
    core::FileFormat format = core::FileFormat::Csv;
    ExportRows rows = ExportRows::All;
    bool calls = true; ///< Of packets: our calls as comments.
};

/// Deletes itself when it is closed. GUI thread.
class ExportDialog final : public QDialog
{
    Q_OBJECT
public:
    /// How many events each choice would be.
    struct Counts
    {
        quint64 all = 0;
        std::optional<quint64> shown; ///< None while the filter is still at work.
        quint64 selected = 0;
        quint64 packets = 0; ///< Among all events.
    };

    explicit ExportDialog(const Counts& counts, QWidget* parent = nullptr);

    ExportChoice choice() const;

Q_SIGNALS:
    void chosen(const app::ExportChoice& choice);

private:
    QButtonGroup* m_formats;
    QButtonGroup* m_rows;
};

} // namespace app
