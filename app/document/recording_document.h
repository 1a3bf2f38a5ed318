// SPDX-License-Identifier: GPL-3.0-or-later
// The recording of a window as a document: saved, exported, changed since.
#pragma once

#include "app/document/export_dialog.h"
#include "app/document/unsaved_events.h"
#include "app/settings/settings.h"
#include "core/file/file_stamp.h"
#include "core/file/save_events.h"
#include "widgets/common/save_bar.h"

#include <functional>
#include <optional>

class QAction;
class QMenu;
class QPushButton;

namespace app {

class EventTabs;

/// GUI thread; files are written on another one, by the save bar.
class RecordingDocument final : public QObject
{
    Q_OBJECT
public:
    /// What a file says besides the events; asked for when one is written.
    using Facts = std::function<core::RecordingFacts()>;
    /// None owned; all outlive the document.
    struct Parts
    {
        widgets::EventFeed& feed;
        EventTabs& tabs; ///< Whose filter and selection choose what is exported.
        widgets::SaveBar& bar;
        SettingsStore& settings;
        QWidget& window; ///< Of the dialogs.
    };

    RecordingDocument(const Parts& parts, Facts facts, QObject* parent = nullptr);

    const UnsavedEvents& unsaved() const { return m_unsaved; }
    /// The file that Save writes to; empty: it asks.
    QString path() const { return m_path; }
    /// The file that was opened holds what is recorded, bookmarks included. `stamp`: what it was when it was read;
    /// without it, what it is now.
    void setSavedIn(const QString& path, const std::optional<core::FileStamp>& stamp);
    void setSavedIn(const QString& path);
    /// The file is being written.
    bool isSaving() const { return m_saving.has_value(); }

    /// Adds what can be done with the recording.
    void addTo(QMenu& menu);
    /// A button that saves; whoever puts it into a layout owns it.
    QPushButton* makeSaveButton() const;

public Q_SLOTS:
    /// Ends with saveEnded(). Asks before it replaces a file that is not as it was when it was opened or saved here.
    void save();
    void saveAs();
    void exportEvents();
    void exportPackets(bool calls);

Q_SIGNALS:
    /// Not `saved`: the user gave up, or it failed and the bar says why.
    void saveEnded(bool saved);
    void savedIn(const QString& path);

private:
    struct Saving
    {
        QString path;
        UnsavedEvents::State state;
    };

    void writeTo(const QString& path);
    void exportTo(const QString& path, const ExportChoice& choice);
    void askWhereToExport(const ExportChoice& choice);
    void onFinished(bool saved);
    core::SaveRequest requestFor(const QString& path, core::FileFormat format) const;
    QString suggestedName(core::FileFormat format) const;

    Parts m_parts;
    Facts m_facts;
    UnsavedEvents m_unsaved;
    QString m_path;
    std::optional<core::FileStamp> m_stamp; // of that file when it was ours last
    std::optional<Saving> m_saving;         // what the bar writes is the recording itself
    QAction* m_save;
    QAction* m_saveAs;
    QAction* m_export;
};

} // namespace app
