// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/client/name_resolver.h"

#include "core/clock.h"

#include <QHostAddress>
#include <QHostInfo>

namespace widgets {

NameResolver::NameResolver(QObject* parent) : QObject(parent) {}

NameResolver::~NameResolver()
{
    cancel();
}

void NameResolver::resolve(const Target& target)
{
    cancel();
    m_target = target;
    if (const auto numeric = core::Address::ip(target.host.toStdString(), target.port)) {
        Q_EMIT resolved({*numeric}, false, 0);
        return;
    }
    m_startNs = core::monotonicNs();
    m_lookupId = QHostInfo::lookupHost(target.host, this, [this](const QHostInfo& info) { finish(info); });
}

void NameResolver::cancel()
{
    if (m_lookupId == kNone)
        return;
    QHostInfo::abortHostLookup(m_lookupId);
    m_lookupId = kNone;
}

void NameResolver::finish(const QHostInfo& info)
{
    if (info.lookupId() != m_lookupId) // cancelled while its answer was on the way
        return;
    m_lookupId = kNone;
    const qint64 tookNs = core::monotonicNs() - m_startNs;

    std::vector<core::Address> addresses;
    if (info.error() == QHostInfo::NoError) {
        const auto found = info.addresses();
        for (const QHostAddress& address : found)
            if (const auto usable = core::Address::ip(address.toString().toStdString(), m_target.port))
                addresses.push_back(*usable);
    }
    if (addresses.empty())
        Q_EMIT failed(info.errorString(), tookNs);
    else
        Q_EMIT resolved(addresses, true, tookNs);
}

} // namespace widgets
