// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/observer_text.h"

#include "widgets/common/message_bar.h"
#include "widgets/common/sentence_text.h"

#include <QCoreApplication>

namespace app {

namespace {

using Phase = core::ObserverStatus::Phase;

class ObserverText
{
    Q_DECLARE_TR_FUNCTIONS(app::ObserverText)
public:
    static QString state(const core::ObserverStatus& status)
    {
        switch (status.phase) {
        case Phase::Off:
            return tr("off");
        case Phase::Starting:
            return tr("starting …");
        case Phase::Failed:
            return tr("✕ failed");
        case Phase::Running:
            break;
        }
        const QString what = tr("states %1 packets %2").arg(mark(status.states), mark(status.packets));
        return status.lost == 0 ? what : tr("%1 · %L2 lost").arg(what).arg(status.lost);
    }

    static QString works(const core::ObserverStatus& status)
    {
        if (status.phase == Phase::Failed)
            return tr("The kernel is not observed. Calls, messages and sampled states are shown as before.");
        if (!status.states && status.packets)
            return tr("Packets are observed, but not the TCP states: these are sampled as before.");
        if (status.states && !status.packets)
            return tr("TCP states are observed, but no packets: what crosses the wire is inferred as before.");
        return tr("Something of the kernel is not observed.");
    }

    static QString remedy()
    {
        return tr("Start the program as root, or install it together with pkexec and its policy file; then choose "
                  "Observe kernel (F7) again. Or choose the private network (F8): its packets need no privileges.");
    }

    static QString again() { return tr("Choose Observe kernel (F7) to start it again."); }

private:
    static QString mark(bool works) { return works ? QStringLiteral("✓") : QStringLiteral("✕"); }
};

} // namespace

QString observerStateText(const core::ObserverStatus& status)
{
    return ObserverText::state(status);
}

void ObserverMessage::show(const core::ObserverStatus& status)
{
    using Kind = widgets::MessageBar::Kind;
    core::ObserverStatus told = status;
    told.lost = 0;
    if (told == m_told)
        return;
    m_told = told;
    const bool failed = status.phase == Phase::Failed;
    const bool running = status.phase == Phase::Running;
    if (!failed && !(running && !status.reasons.empty())) {
        m_bar.clearMessage();
        return;
    }
    const QString remedy = !failed                  ? QString()
                           : status.needsPrivileges ? ObserverText::remedy()
                                                    : ObserverText::again();
    m_bar.showMessage(failed ? Kind::Error : Kind::Notice, ObserverText::works(status),
                      widgets::sentenceText(status.reasons), remedy);
}

} // namespace app
