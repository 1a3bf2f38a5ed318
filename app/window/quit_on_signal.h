// SPDX-License-Identifier: GPL-3.0-or-later
// SIGTERM, SIGHUP and SIGINT end the program in order and without asking, so that nothing that is remembered is lost.
#pragma once

#include <QObject>

class QSocketNotifier;

namespace app {

/// The signals are blocked and read from a signalfd(2). Should that fail, they end the program at once, as they do
/// without it. GUI thread.
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
    int m_fd = -1;
    QSocketNotifier* m_notifier = nullptr;
};

} // namespace app
