// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/client/name_resolver.h"

#include "core/clock.h"
#include "core/net/name_lookup.h"
#include "core/process/start_thread.h"

#include <QMetaObject>
#include <mutex>
#include <netdb.h>
#include <thread>
#include <utility>

namespace widgets {

using Answer = tl::expected<std::vector<core::Address>, core::LookupError>;

struct NameResolver::Lookup
{
    std::mutex mutex;
    NameResolver* asker = nullptr; // null: nobody wants to hear of it any more. Guarded.
    Answer answer = tl::unexpected(core::LookupError{});
    qint64 tookNs = 0;
};

NameResolver::NameResolver(QObject* parent) : QObject(parent) {}

NameResolver::~NameResolver()
{
    cancel();
}

void NameResolver::resolve(const Target& target)
{
    cancel();
    if (target.unixSocket.isValid()) {
        Q_EMIT resolved({target.unixSocket}, false, 0);
        return;
    }
    const std::string host = target.host.toStdString();
    if (const auto numeric = core::Address::ip(host, target.port)) {
        Q_EMIT resolved({*numeric}, false, 0);
        return;
    }
    m_lookup = std::make_shared<Lookup>();
    m_lookup->asker = this;
    const auto lookup = m_lookup;
    const auto run = [lookup, host, port = target.port] {
        const qint64 startNs = core::monotonicNs();
        lookup->answer = core::lookUp(host, port);
        lookup->tookNs = core::monotonicNs() - startNs;
        const std::scoped_lock guard(lookup->mutex);
        if (NameResolver* const asker = lookup->asker)
            QMetaObject::invokeMethod(
                asker, [asker, lookup] { asker->finish(lookup); }, Qt::QueuedConnection);
    };
    if (core::Result<std::thread> thread = core::startThread("name look-up", run); thread) {
        thread->detach();
    } else {
        lookup->answer = tl::unexpected(core::LookupError{EAI_SYSTEM, thread.error().code});
        QMetaObject::invokeMethod(
            this, [this, lookup] { finish(lookup); }, Qt::QueuedConnection);
    }
}

void NameResolver::cancel()
{
    if (!m_lookup)
        return;
    const auto lookup = std::exchange(m_lookup, nullptr);
    const std::scoped_lock guard(lookup->mutex);
    lookup->asker = nullptr;
}

void NameResolver::finish(const std::shared_ptr<Lookup>& lookup)
{
    if (lookup != m_lookup) // cancelled while its answer was on the way
        return;
    m_lookup.reset();
    if (lookup->answer) {
        Q_EMIT resolved(*lookup->answer, true, lookup->tookNs);
        return;
    }
    const core::LookupError error = lookup->answer.error();
    const QString reason = QStringLiteral("%1 (%2)").arg(QString::fromStdString(error.name()),
                                                         QString::fromLocal8Bit(error.text().c_str()));
    Q_EMIT failed(reason, error.isTemporary(), lookup->tookNs);
}

} // namespace widgets

#include "moc_name_resolver.cpp"
