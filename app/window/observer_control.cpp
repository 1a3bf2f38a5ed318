// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/observer_control.h"

#include "core/observe/observer_command.h"
#include "core/session/session.h"

#include <utility>

namespace app {

ObserverControl::ObserverControl(core::Session& session, SettingsStore& settings, QObject* parent)
    : QObject(parent), m_session(session), m_settings(settings)
{
    m_action.setText(tr("&Observe kernel"));
    m_action.setShortcut(Qt::Key_F7);
    m_action.setCheckable(true);
    connect(&m_action, &QAction::triggered, this, [this](bool wanted) {
        m_settings.save(settings::kObserveKernel, wanted);
        observe(wanted);
    });
}

void ObserverControl::observe(bool wanted)
{
    if (!wanted) {
        m_session.stopObserver();
        return;
    }
    core::ObserveRequest request;
    request.interfaces = {"any"}; // who is connected to, over which interface, is not known yet
    m_session.startObserver(request);
}

void ObserverControl::setStatus(const core::ObserverStatus& status)
{
    using Phase = core::ObserverStatus::Phase;
    m_action.setChecked(status.phase == Phase::Starting || status.phase == Phase::Running);
}

void ObserverControl::changeNetwork(core::Network network)
{
    if (std::exchange(m_network, network) != network && m_action.isChecked())
        observe(true);
}

void ObserverControl::restore()
{
    const core::ObserverPlaces places = core::ObserverPlaces::find();
    if (places.root && !places.helper.empty() && m_settings.load(settings::kObserveKernel))
        observe(true);
}

} // namespace app

#include "moc_observer_control.cpp"
