// SPDX-License-Identifier: GPL-3.0-or-later
// Host names to addresses, without keeping the GUI thread waiting.
#pragma once

#include "core/net/address.h"
#include "widgets/client/target.h"

#include <QObject>
#include <QString>
#include <vector>

class QHostInfo;

namespace widgets {

/// One look-up at a time; a new one or cancel() ends the one before, of which nothing is heard any more.
/// GUI thread; the look-up itself (getaddrinfo(3)) runs on a thread of QHostInfo.
class NameResolver final : public QObject
{
    Q_OBJECT
public:
    explicit NameResolver(QObject* parent = nullptr);
    ~NameResolver() override;

    /// A numeric address needs no look-up: resolved() is emitted before this returns, with tookNs 0.
    void resolve(const widgets::Target& target);
    void cancel();
    bool isBusy() const { return m_lookupId != kNone; }

Q_SIGNALS:
    /// All addresses of the host, IPv4 and IPv6, in the order of the system (RFC 6724); never empty. `lookedUp`: the
    /// host was a name. `tookNs`: nanoseconds that the look-up lasted.
    void resolved(const std::vector<core::Address>& addresses, bool lookedUp, qint64 tookNs);
    /// `reason`: a sentence of the resolver, translated by Qt.
    void failed(const QString& reason, qint64 tookNs);

private:
    static constexpr int kNone = -1;

    void finish(const QHostInfo& info);

    Target m_target;
    int m_lookupId = kNone; // QHostInfo's number of the look-up
    qint64 m_startNs = 0;   // CLOCK_MONOTONIC
};

} // namespace widgets
