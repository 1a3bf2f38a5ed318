// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/kernel_bridge.h"

#include <QMetaObject>

namespace app {

KernelBridge::KernelBridge(core::Sys& sockets, QObject* parent)
    : QObject(parent),
      m_sampler(sockets,
                {[this](std::shared_ptr<const core::SocketSample> sample) {
                     QMetaObject::invokeMethod(
                         this, [this, sample = std::move(sample)] { Q_EMIT sampled(sample); }, Qt::QueuedConnection);
                 },
                 [this](const core::Address& wanted, const std::optional<core::PortHolder>& holder) {
                     QMetaObject::invokeMethod(
                         this, [this, wanted, holder] { Q_EMIT holderFound(wanted, holder); }, Qt::QueuedConnection);
                 }})
{
}

} // namespace app

#include "moc_kernel_bridge.cpp"
