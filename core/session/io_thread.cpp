// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/io_thread.h"

#include <csignal>
#include <pthread.h>

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

Result<void> IoThread::start()
{
    if (Result<void> opened = m_reactor.open(); !opened)
        return opened;
    m_thread = std::thread([this] {
        ::pthread_setname_np(::pthread_self(), m_name.substr(0, 15).c_str()); // pthread_setname_np(3): 15 characters
        // splice(2) to a connection that the peer has reset sends SIGPIPE to the thread, and nothing can forbid it but
        // this.
        sigset_t pipe;
        ::sigemptyset(&pipe);
        ::sigaddset(&pipe, SIGPIPE);
        ::pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
        m_reactor.run();
    });
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
