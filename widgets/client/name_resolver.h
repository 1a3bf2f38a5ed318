// SPDX-License-Identifier: GPL-3.0-or-later
// Host names to addresses, without keeping the GUI thread waiting.
#pragma once

#include "core/net/address.h"
#include "widgets/client/target.h"

#include <QObject>
#include <QString>
#include <memory>
#include <vector>

namespace widgets {

/// One look-up at a time; a new one or cancel() ends the one before, of which nothing is heard any more.
/// GUI thread. Each look-up (core/net/name_lookup.h) runs on a thread of its own, since getaddrinfo(3) can neither be
/// interrupted nor be waited for: the thread ends when the resolver answers, or with the program.
class NameResolver final : public QObject
{
    Q_OBJECT
public:
    explicit NameResolver(QObject* parent = nullptr);
    ~NameResolver() override;

    /// A numeric address needs no look-up: resolved() is emitted before this returns, with tookNs 0.
    void resolve(const widgets::Target& target);
    void cancel();
    bool isBusy() const { return m_lookup != nullptr; }

Q_SIGNALS:
    /// All addresses of the host, IPv4 and IPv6, in the order of the system (RFC 6724); never empty. `lookedUp`: the
    /// host was a name. `tookNs`: nanoseconds that the look-up lasted.
    void resolved(const std::vector<core::Address>& addresses, bool lookedUp, qint64 tookNs);
    /// `reason`: the error's name and what the C library says, "EAI_NONAME (Name or service not known)".
    /// `temporary`: the resolver could not find out whether the name exists.
    void failed(const QString& reason, bool temporary, qint64 tookNs);

private:
    struct Lookup; // shared with its thread

    void finish(const std::shared_ptr<Lookup>& lookup);

    std::shared_ptr<Lookup> m_lookup; // null: none under way
};

} // namespace widgets
