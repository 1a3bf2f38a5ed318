// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/document/loss_question.h"

#include "widgets/common/count_text.h"

#include <QAction>
#include <QCheckBox>
#include <QMessageBox>
#include <QPushButton>
#include <utility>

namespace app {

LossQuestion::LossQuestion(RecordingDocument& document, SettingsStore& settings, QWidget& window, QObject* parent)
    : QObject(parent),
      m_document(document),
      m_settings(settings),
      m_window(window),
      m_action(new QAction(tr("Ask &before an unsaved recording is lost"), this))
{
    m_action->setCheckable(true);
    m_action->setChecked(settings.load(settings::kAskBeforeLoss));
    connect(m_action, &QAction::toggled, this, [this](bool on) { m_settings.save(settings::kAskBeforeLoss, on); });
    connect(&document, &RecordingDocument::saveEnded, this, [this](bool saved) {
        if (saved)
            return onSaved();
        m_then = {};
        if (m_stopped)
            Q_EMIT stoppedUnsaved();
    });
}

bool LossQuestion::asksBefore(Loss loss, std::function<void(Answer)> then)
{
    if (!m_document.unsaved().any() || !m_settings.load(settings::kAskBeforeLoss))
        return false;
    if (m_box) {
        m_box->activateWindow();
        return true; // one question at a time
    }
    m_then = std::move(then);
    m_loss = loss;
    if (!m_document.isSaving()) // else its end is the answer
        open();
    return true;
}

void LossQuestion::open()
{
    const QString events = widgets::countText(m_document.unsaved().count());
    auto* box = new QMessageBox(&m_window);
    m_box = box;
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIcon(QMessageBox::Warning);
    box->setWindowTitle(tr("Unsaved recording"));
    box->setText(m_loss == Loss::Close ? tr("Save the recording before the window closes?")
                                       : tr("Save the recording before the log is cleared?"));
    box->setInformativeText(m_document.unsaved().count() == 0
                                ? tr("Bookmarks were changed. Without saving the changes are lost.")
                                : tr("%1 event(s) are not saved. Without saving they are lost.", nullptr,
                                     widgets::pluralOf(m_document.unsaved().count()))
                                      .arg(events));
    QPushButton* save = box->addButton(tr("&Save"), QMessageBox::AcceptRole);
    QPushButton* discard = box->addButton(tr("&Discard"), QMessageBox::DestructiveRole);
    QPushButton* cancel = box->addButton(QMessageBox::Cancel);
    box->setDefaultButton(save);
    box->setEscapeButton(cancel);
    auto* never = new QCheckBox(tr("Do not ask &again"));
    box->setCheckBox(never);
    connect(box, &QMessageBox::finished, this, [this, box, save, discard, never] {
        const QAbstractButton* clicked = box->clickedButton();
        if (clicked != save && clicked != discard) {
            m_then = {};
            return;
        }
        if (never->isChecked())
            m_action->setChecked(false);
        if (clicked == save)
            m_document.save();
        else
            go(Answer::Discarded);
    });
    box->open(); // returns at once
}

void LossQuestion::onSaved()
{
    if (!m_then)
        return; // nobody asked
    // Before it is asked for what is unsaved: what was recorded last may not have come to the window yet.
    const bool ends = m_loss == Loss::Close && m_stop;
    if (ends) {
        std::exchange(m_stop, {})();
        m_stopped = true;
    }
    if (!m_document.unsaved().any())
        return go(Answer::Saved);
    if (ends) {
        m_document.save(); // to the same file
    } else if (!asksBefore(m_loss, m_then)) {
        go(Answer::Saved); // who does not want to be asked
    }
}

void LossQuestion::go(Answer answer)
{
    if (const auto then = std::exchange(m_then, {}))
        then(answer);
}

} // namespace app

#include "moc_loss_question.cpp"
