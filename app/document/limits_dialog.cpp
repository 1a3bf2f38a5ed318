// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/document/limits_dialog.h"

#include "widgets/common/count_text.h"
#include "widgets/common/role_label.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <QTimer>
#include <QVBoxLayout>

namespace app {

namespace {

constexpr unsigned kMiB = 20; // bits

template <class T>
QSpinBox* addBox(QFormLayout& form, const QString& label, const Entry<T>& entry, std::size_t value)
{
    auto* box = new QSpinBox;
    box->setRange(entry.least, entry.most);
    box->setGroupSeparatorShown(true);
    box->setAccelerated(true);
    box->setValue(static_cast<int>(value));
    form.addRow(label, box); // its buddy, and so its name
    return box;
}

} // namespace

core::Recording::Limits recordingLimits(const SettingsStore& settings)
{
    core::Recording::Limits limits;
    limits.events = static_cast<std::size_t>(settings.load(settings::kLimitEvents));
    limits.payloadBytes = static_cast<std::size_t>(settings.load(settings::kLimitPayloadMiB)) << kMiB;
    return limits;
}

LimitsDialog::LimitsDialog(widgets::EventFeed& feed, SettingsStore& settings, QWidget* parent)
    : QDialog(parent), m_feed(feed), m_settings(settings), m_effect(new widgets::RoleLabel(widgets::Role::Neutral, {}))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Recording limits"));
    auto* text = new QLabel(tr("When a limit is reached, the oldest tenth is dropped, and the log says how many."));
    text->setWordWrap(true);
    auto* form = new QFormLayout;
    const core::Recording::Limits& now = feed.recording().limits();
    m_events = addBox(*form, tr("&Events"), settings::kLimitEvents, now.events);
    m_events->setSingleStep(10'000);
    m_payload = addBox(*form, tr("&Bytes of data"), settings::kLimitPayloadMiB, now.payloadBytes >> kMiB);
    //: the unit after a number of mebibytes
    m_payload->setSuffix(tr(" MiB"));
    m_effect->setWordWrap(true);
    m_effect->setAccessibleName(tr("What the limits do to the recording"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(12);
    layout->addWidget(text);
    layout->addLayout(form);
    layout->addWidget(m_effect);
    layout->addWidget(buttons);
    setMinimumWidth(380);

    connect(m_events, &QSpinBox::valueChanged, this, &LimitsDialog::tell);
    connect(m_payload, &QSpinBox::valueChanged, this, &LimitsDialog::tell);
    auto* again = new QTimer(this); // recording goes on meanwhile
    connect(again, &QTimer::timeout, this, &LimitsDialog::tell);
    again->start(500);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, &LimitsDialog::apply);
    tell();
}

core::Recording::Limits LimitsDialog::chosen() const
{
    core::Recording::Limits limits;
    limits.events = static_cast<std::size_t>(m_events->value());
    limits.payloadBytes = static_cast<std::size_t>(m_payload->value()) << kMiB;
    return limits;
}

void LimitsDialog::tell()
{
    const core::Recording& recording = m_feed.recording();
    using widgets::countText;
    using widgets::pluralOf;
    const QString held = QLocale().formattedDataSize(static_cast<qint64>(recording.payloadBytes()));
    const std::size_t gone = recording.tooManyFor(chosen());
    const QString now = tr("Recorded now: %1 event(s) with %2 of data.", nullptr, pluralOf(recording.size()))
                            .arg(countText(recording.size()), held);
    const QString effect =
        gone == 0 ? tr("All of them are kept.")
                  : tr("The oldest %1 event(s) will be dropped.", nullptr, pluralOf(gone)).arg(countText(gone));
    m_effect->setText(now + QLatin1Char(' ') + effect);
    m_effect->setRole(gone == 0 ? widgets::Role::Neutral : widgets::Role::Error);
}

void LimitsDialog::apply()
{
    m_settings.save(settings::kLimitEvents, m_events->value());
    m_settings.save(settings::kLimitPayloadMiB, m_payload->value());
    m_feed.setLimits(chosen());
    accept();
}

} // namespace app

#include "moc_limits_dialog.cpp"
