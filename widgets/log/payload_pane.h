// SPDX-License-Identifier: GPL-3.0-or-later
// The bytes of one event: looked at, searched, copied, saved.
#pragma once

#include "widgets/common/slice_timer.h"
#include "widgets/feed/event_feed.h"
#include "widgets/log/hex_view.h"

#include <QWidget>
#include <vector>

class QLineEdit;
class QToolButton;

namespace widgets {

class BytesField;
class RoleLabel;
class SaveBar;
struct BytesToSave;

/// Hidden while there are no bytes. A search is done in slices of a MiB, one an event-loop turn. Ctrl+F in the bytes
/// opens the search, Escape leaves it. GUI thread. The bytes are lent by the feed: clear() before they go away.
class PayloadPane final : public QWidget
{
    Q_OBJECT
public:
    /// The feed is not owned and must outlive the pane.
    explicit PayloadPane(EventFeed& feed, QWidget* parent = nullptr);

    void showBytes(quint64 number, std::span<const std::byte> bytes);
    void clear() { showBytes(0, {}); }
    /// "6 bytes"
    QString title() const;

    HexView& hexView() const { return *m_hex; }
    BytesField& findField() const { return *m_find; }
    QLineEdit& offsetField() const { return *m_offset; }
    SaveBar& saveBar() const { return *m_saveBar; }
    /// Writes the bytes as they are.
    void saveTo(const QString& path);

public Q_SLOTS:
    void showSearch(bool shown);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void makeTools();
    void makeSearch();
    void updateTitle();
    void find(const std::vector<std::byte>& needle, bool forward);
    void findSlice();
    void goToOffset();
    BytesToSave bytesToSave() const;

    EventFeed& m_feed;
    quint64 m_number = 0;
    RoleLabel* m_title;
    QToolButton* m_findButton;
    QToolButton* m_copy;
    QToolButton* m_save;
    QWidget* m_search;
    BytesField* m_find;
    QLineEdit* m_offset;
    HexView* m_hex;
    SaveBar* m_saveBar;

    SliceTimer m_slices;
    std::vector<std::byte> m_needle;
    bool m_forward = true;
    std::size_t m_searched = 0; // where the next slice begins (forward) or ends
    std::size_t m_left = 0;     // bytes that a match may still begin at, coming round once
};

} // namespace widgets
