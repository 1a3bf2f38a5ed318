// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/payload_pane.h"

#include "widgets/common/count_text.h"
#include "widgets/common/role_label.h"
#include "widgets/common/save_bytes.h"
#include "widgets/log/bytes_field.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <functional>

namespace widgets {

namespace {

constexpr std::size_t kSlice = std::size_t{1} << 20; // bytes searched at once

QToolButton* tool(const QString& text, const QString& help, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setText(text);
    button->setToolTip(help);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

} // namespace

PayloadPane::PayloadPane(EventFeed& feed, QWidget* parent)
    : QWidget(parent),
      m_feed(feed),
      m_title(new RoleLabel(Role::Neutral, {}, this)),
      m_findButton(tool(tr("Find"), tr("Find bytes or go to an offset (Ctrl+F in the bytes)"), this)),
      m_copy(tool(tr("Copy bytes"), tr("Copy what is selected, or all bytes"), this)),
      m_save(tool(tr("Save…"), tr("Write the bytes to a file, as they are"), this)),
      m_search(new QWidget(this)),
      m_find(new BytesField(tr("Bytes to find"), m_search)),
      m_offset(new QLineEdit(m_search)),
      m_hex(new HexView(this)),
      m_saveBar(new SaveBar(this))
{
    makeTools();
    makeSearch();
    m_hex->setFrameShape(QFrame::NoFrame);
    m_hex->installEventFilter(this);
    m_title->setBuddy(m_hex);
    auto* tools = new QHBoxLayout;
    tools->setSpacing(2);
    tools->addWidget(m_title, 1);
    tools->addWidget(m_findButton);
    tools->addWidget(m_copy);
    tools->addWidget(m_save);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 0, 0, 0);
    layout->setSpacing(2);
    layout->addLayout(tools);
    layout->addWidget(m_search);
    layout->addWidget(m_saveBar);
    layout->addWidget(m_hex, 1);

    connect(&m_slices, &SliceTimer::timeout, this, &PayloadPane::findSlice);
    connect(m_hex, &HexView::selectionChanged, this, &PayloadPane::updateTitle);
}

void PayloadPane::makeTools()
{
    m_findButton->setCheckable(true);
    m_findButton->setAccessibleName(tr("Find in the bytes"));
    m_copy->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(m_copy);
    m_hex->addCopyActions(*menu);
    m_copy->setMenu(menu);
    m_save->setAccessibleName(tr("Save the bytes"));
    connect(m_findButton, &QToolButton::toggled, this, &PayloadPane::showSearch);
    connect(m_save, &QToolButton::clicked, this, [this] { askAndSave(*m_saveBar, bytesToSave()); });
    connect(m_saveBar, &SaveBar::runningChanged, m_save, &QToolButton::setDisabled);
}

void PayloadPane::makeSearch()
{
    m_offset->setPlaceholderText(tr("go to 16 or 0x10"));
    m_offset->setAccessibleName(tr("Offset to go to"));
    m_offset->setToolTip(tr("A byte counted from 0, as a number or in hex with 0x"));
    m_offset->setMaximumWidth(130);
    auto* row = new QHBoxLayout(m_search);
    row->setContentsMargins(0, 0, 4, 0);
    row->addWidget(m_find, 1);
    row->addWidget(m_offset, 0, Qt::AlignTop);
    m_search->hide();
    connect(m_find, &BytesField::findRequested, this, &PayloadPane::find);
    connect(m_find, &BytesField::left, this, [this] { showSearch(false); });
    connect(m_offset, &QLineEdit::returnPressed, this, &PayloadPane::goToOffset);
}

void PayloadPane::showBytes(quint64 number, std::span<const std::byte> bytes)
{
    m_slices.stop();
    m_number = number;
    m_hex->setBytes(bytes);
    m_find->setOutcome({});
    setVisible(!bytes.empty());
    updateTitle();
}

QString PayloadPane::title() const
{
    return byteCountText(m_hex->bytes().size());
}

void PayloadPane::updateTitle()
{
    const HexView::Range range = m_hex->selection();
    m_title->setText(range.size() == 0
                         ? title()
                         : tr("%1, selected %2 from %3")
                               .arg(title(), countText(range.size()), QStringLiteral("0x%1").arg(range.begin, 0, 16)));
}

void PayloadPane::showSearch(bool shown)
{
    m_search->setVisible(shown);
    m_findButton->setChecked(shown);
    if (shown)
        m_find->setFocus(Qt::ShortcutFocusReason);
    else
        m_hex->setFocus(Qt::OtherFocusReason);
}

bool PayloadPane::eventFilter(QObject* watched, QEvent* event)
{
    const bool isKey = event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
    if (!isKey || !static_cast<QKeyEvent*>(event)->matches(QKeySequence::Find))
        return QWidget::eventFilter(watched, event);
    event->accept(); // in the bytes it means these bytes, not the log
    if (event->type() == QEvent::KeyPress)
        showSearch(true);
    return true;
}

void PayloadPane::goToOffset()
{
    bool isNumber = false;
    const QString typed = m_offset->text().trimmed();
    const bool isHex = typed.startsWith(QLatin1String("0x"), Qt::CaseInsensitive);
    const qulonglong offset = typed.toULongLong(&isNumber, isHex ? 16 : 10);
    if (!isNumber || offset >= m_hex->bytes().size()) {
        m_find->setOutcome(tr("The bytes are 0 to %1.").arg(countText(m_hex->bytes().size() - 1)));
        return;
    }
    m_find->setOutcome({});
    m_hex->goTo(offset);
    m_hex->setFocus(Qt::OtherFocusReason);
}

void PayloadPane::find(const std::vector<std::byte>& needle, bool forward)
{
    m_needle = needle;
    m_forward = forward;
    const HexView::Range selected = m_hex->selection();
    m_searched = forward && selected.size() > 0 ? selected.begin + 1 : selected.begin;
    m_left = m_hex->bytes().size();
    m_find->setOutcome(tr("Searching …"));
    m_slices.start();
    findSlice();
}

void PayloadPane::findSlice()
{
    const std::span<const std::byte> bytes = m_hex->bytes();
    if (m_left == 0) {
        m_slices.stop();
        m_find->setOutcome(tr("Not found"));
        return;
    }
    if (m_forward && m_searched >= bytes.size())
        m_searched = 0;
    if (!m_forward && m_searched == 0)
        m_searched = bytes.size();
    const std::size_t begin = m_forward ? m_searched : m_searched - std::min(m_searched, kSlice);
    const std::size_t end = m_forward ? std::min(bytes.size(), begin + kSlice) : m_searched;
    // A match begins in the slice, and may end behind it.
    const auto slice = bytes.subspan(begin, std::min(bytes.size(), end + m_needle.size() - 1) - begin);
    const auto found = m_forward ? std::search(slice.begin(), slice.end(),
                                               std::boyer_moore_horspool_searcher(m_needle.begin(), m_needle.end()))
                                 : std::find_end(slice.begin(), slice.end(), m_needle.begin(), m_needle.end());
    m_searched = m_forward ? end : begin;
    m_left -= std::min(m_left, end - begin);
    if (found == slice.end())
        return; // the next slice goes on
    m_slices.stop();
    const std::size_t at = begin + static_cast<std::size_t>(found - slice.begin());
    m_hex->select({at, at + m_needle.size()});
    m_find->setOutcome({}); // the title tells where
}

BytesToSave PayloadPane::bytesToSave() const
{
    // The snapshot keeps the bytes alive, whatever the recording lets go meanwhile.
    const std::span<const std::byte> bytes = m_hex->bytes();
    return {tr("Save the bytes"), QStringLiteral("event-%1.bin").arg(m_number), bytes.size(),
            [snapshot = m_feed.snapshot(), left = bytes]() mutable {
                const auto piece = left.first(std::min(left.size(), kSlice));
                left = left.subspan(piece.size());
                return piece;
            }};
}

void PayloadPane::saveTo(const QString& path)
{
    widgets::saveTo(*m_saveBar, path, bytesToSave());
}

} // namespace widgets

#include "moc_payload_pane.cpp"
