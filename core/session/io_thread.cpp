// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/io_thread.h"

#include "core/process/start_thread.h"

#include <utility>

namespace core {

IoThread::IoThread(std::string name, Side side, Sys& sys, Recorder& recorder, ConnectionIds& ids, UsedPorts& ports)
    : m_track(recorder.addTrack(name, side)),
      m_sys(sys, m_track),
      m_reactor(m_track.records() ? m_sys : sys, sys),
      m_io{m_track.records() ? m_sys : sys, m_track, m_reactor, ids, ports},
      m_name(std::move(name))
{
}

IoThread::~IoThread()
{
    stop({});
}

Result<void> IoThread::start(std::function<void(const SysError& error)> failed)
{
    if (Result<void> opened = m_reactor.open(); !opened)
        return opened;
    Result<std::thread> thread = startThread(m_name, [this, told = std::move(failed)] { m_reactor.run(told); });
    if (!thread)
        return tl::unexpected(thread.error());
    m_thread = std::move(*thread);
    return {};
}

void IoThread::stop(std::function<void()> last)
{
    if (!m_thread.joinable())
        return;
    if (last)
        m_reactor.post(std::move(last));
    m_reactor.requestStop();
    m_thread.join();
}

} // namespace core
