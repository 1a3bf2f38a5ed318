// SPDX-License-Identifier: GPL-3.0-or-later
// SIGTERM, SIGHUP and SIGINT end the program in order and without asking, so that nothing that is remembered is lost.
#pragma once

#include <QObject>
#include <thread>

namespace app {

/// The signals are blocked, and a thread waits for them (sigwait(3)): the first one ends the event loop with exit code
/// 0, the next one the program at once, also when the loop hangs. Should there be no such thread, the first one does,
/// as without it. GUI thread.
class QuitOnSignal final : public QObject
{
    Q_OBJECT
public:
    /// Blocks the signals. Before the QApplication: threads inherit it, and Qt starts some.
    static void prepare();
    /// After the QApplication.
    explicit QuitOnSignal(QObject* parent = nullptr);
    ~QuitOnSignal() override;

private:
    void watch(); // on m_watcher

    std::thread m_watcher;
};

} // namespace app
